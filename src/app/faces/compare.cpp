// See compare.h.
#include "app/faces/compare.h"

#include "base/time.h"

namespace drivetrain::app::faces {

namespace {

/// Behind the letter that begins there (UTF-8).
std::size_t behind_letter(std::string_view text, std::size_t at) {
  ++at;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  return at;
}

int sign(bool less, bool equal) { return less ? -1 : equal ? 0 : 1; }

}  // namespace

bool is_like(std::string_view text, std::string_view pattern, Wildcards const& wildcards) {
  constexpr auto none = std::string_view::npos;
  std::size_t at = 0, next = 0;
  std::size_t behind_any = none, tried = 0;  // where the pattern goes on behind the last wildcard, and from where in the text that was tried
  while (at < text.size()) {
    bool escaped = wildcards.escape != '\0' && next + 1 < pattern.size() && pattern[next] == wildcards.escape;
    if (next < pattern.size() && !escaped && pattern[next] == wildcards.any) {
      behind_any = ++next, tried = at;
      continue;
    }
    if (next < pattern.size() && !escaped && wildcards.one != '\0' && pattern[next] == wildcards.one) {
      at = behind_letter(text, at), ++next;
      continue;
    }
    if (auto letter = next + (escaped ? 1 : 0); letter < pattern.size() && pattern[letter] == text[at]) {
      next = letter + 1, ++at;
      continue;
    }
    if (behind_any == none) return false;
    tried = behind_letter(text, tried), at = tried, next = behind_any;
  }
  while (next < pattern.size() && pattern[next] == wildcards.any) ++next;
  return next == pattern.size();
}

std::string flat(feel::Value const& value) {
  return value.kind() == feel::Kind::string ? std::string(value.string()) : value.is_null() ? std::string() : feel::to_plain_text(value);
}

int order_of(feel::Value const& value, feel::Value const& wanted, Order order) {
  if (value.is_null() || wanted.is_null()) return sign(value.is_null() && !wanted.is_null(), value.is_null() && wanted.is_null());
  auto left = flat(value), right = flat(wanted);
  if (value.kind() == feel::Kind::number) {
    auto x = Decimal::parse(left), y = Decimal::parse(right);
    if (x && y) return sign(*x < *y, *x == *y);
  }
  if (order == Order::as_time) {
    auto x = parse_instant(left), y = parse_instant(right);
    if (x && y) return sign(*x < *y, *x == *y);
  }
  return sign(left < right, left == right);
}

}  // namespace drivetrain::app::faces
