// Text functions without patterns (DMN 1.5 §10.3.4.3, table 74). Positions count code points.
#include "base/text.h"
#include "feel/builtins/builtin.h"
#include "feel/builtins/letter_case.h"

namespace drivetrain::feel {

namespace {

/// Byte where the code point number `index` (from 0) begins; the size when there are not so many.
std::size_t byte_of(std::string_view text, std::int64_t index) {
  std::size_t i = 0;
  while (i < text.size() && index > 0) {
    ++i;
    while (i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) ++i;
    --index;
  }
  return i;
}

Value run_substring(Call const& call) {
  auto text = call[0].string();
  auto cut = [](Value const& v) {
    auto n = v.number().rounded(0, Decimal::Rounding::down);
    return n ? n->to_int64() : std::nullopt;
  };
  auto size = static_cast<std::int64_t>(code_point_count(text));
  auto start = cut(call[1]);
  if (!start || *start == 0 || *start > size || *start < -size)
    return call.fail("the start position lies in 1.." + std::to_string(size) + " or counts from the end, but " + describe(call[1]) + " came");
  auto from = *start > 0 ? *start - 1 : size + *start;
  auto length = size - from;
  if (call.has(2)) {
    auto wanted = cut(call[2]);
    if (!wanted || *wanted < 1) return call.fail("the length is at least 1, but " + describe(call[2]) + " came");
    length = std::min(length, *wanted);
  }
  auto begin = byte_of(text, from);
  return text.substr(begin, byte_of(text.substr(begin), length));
}

Value run_length(Call const& call) { return code_point_count(call[0].string()); }
Value run_upper(Call const& call) { return std::string_view(upper_case(call[0].string())); }
Value run_lower(Call const& call) { return std::string_view(lower_case(call[0].string())); }
Value run_contains(Call const& call) { return call[0].string().find(call[1].string()) != std::string_view::npos; }
Value run_starts_with(Call const& call) { return call[0].string().starts_with(call[1].string()); }
Value run_ends_with(Call const& call) { return call[0].string().ends_with(call[1].string()); }
Value run_substring_before(Call const& call) {
  auto at = call[0].string().find(call[1].string());
  return at == std::string_view::npos ? std::string_view() : call[0].string().substr(0, at);
}
Value run_substring_after(Call const& call) {
  auto at = call[0].string().find(call[1].string());
  return at == std::string_view::npos ? std::string_view() : call[0].string().substr(at + call[1].string().size());
}

Value run_join(Call const& call) {
  auto delimiter = call.has(1) && !call[1].is_null() ? call[1].string() : std::string_view();
  std::string joined;
  bool first = true;
  for (auto const& item : call[0].list()) {
    if (item.is_null()) continue;
    if (item.kind() != Kind::string) return call.fail("the list holds texts, but " + describe(item) + " came");
    if (!first) joined += delimiter;
    first = false;
    joined += item.string();
    if (joined.size() > limits::max_string_bytes) return call.fail("the text would be longer than " + std::to_string(limits::max_string_bytes) + " bytes");
  }
  if (!call.spend(1 + joined.size() / 64)) return {};
  return std::string_view(joined);
}

constexpr Builtin texts[] = {
    {"substring", "string: string, start position: number, length?: number", "the part that begins at a position, counted from 1 or from the end", run_substring},
    {"string length", "string: string", "how many characters", run_length},
    {"upper case", "string: string", "the text in capitals", run_upper},
    {"lower case", "string: string", "the text in small letters", run_lower},
    {"substring before", "string: string, match: string", "what stands before the first match, or nothing", run_substring_before},
    {"substring after", "string: string, match: string", "what stands after the first match, or nothing", run_substring_after},
    {"contains", "string: string, match: string", "whether match is part of the text", run_contains},
    {"starts with", "string: string, match: string", "whether the text begins with match", run_starts_with},
    {"ends with", "string: string, match: string", "whether the text ends with match", run_ends_with},
    {"string join", "list: list, delimiter?: string | null", "the texts of a list in one, without nulls", run_join},
};

}  // namespace

std::span<Builtin const> string_builtins() { return texts; }

}  // namespace drivetrain::feel
