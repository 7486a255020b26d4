// Text functions without patterns (DMN 1.5 §10.3.4.3, table 74). Positions count code points.
#include <optional>
#include <vector>

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
  if (!call.spend_on(text)) return {};
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

Value run_length(Call const& call) {
  if (!call.spend_on(call[0].string())) return {};
  return code_point_count(call[0].string());
}

/// A text that grew beyond the bound is refused; capitals may take more bytes than small letters.
Value bounded(Call const& call, std::string_view text) {
  if (text.size() > limits::max_string_bytes) return call.fail("the text would be longer than " + std::to_string(limits::max_string_bytes) + " bytes");
  return text;
}
Value run_upper(Call const& call) { return call.spend_on(call[0].string()) ? bounded(call, upper_case(call[0].string())) : Value(); }
Value run_lower(Call const& call) { return call.spend_on(call[0].string()) ? bounded(call, lower_case(call[0].string())) : Value(); }

/// Where `match` begins in `text`, npos when it does not, in time that grows with their lengths and not with their product: for
/// texts that nearly match everywhere ("aaa…b" in "aaa…"). Knuth, Morris and Pratt.
std::size_t find_linear(std::string_view text, std::string_view match) {
  std::vector<std::uint32_t> fallback(match.size());
  for (std::uint32_t i = 1, k = 0; i < match.size(); ++i) {
    while (k > 0 && match[i] != match[k]) k = fallback[k - 1];
    if (match[i] == match[k]) ++k;
    fallback[i] = k;
  }
  std::size_t k = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    while (k > 0 && text[i] != match[k]) k = fallback[k - 1];
    if (text[i] == match[k] && ++k == match.size()) return i + 1 - k;
  }
  return std::string_view::npos;
}

/// Where the match begins; npos when it does not. Nothing, after a warning, when the evaluation has done too much.
std::optional<std::size_t> search_text(Call const& call) {
  auto text = call[0].string(), match = call[1].string();
  if (!call.spend_on(text) || !call.spend_on(match)) return std::nullopt;
  constexpr std::size_t short_match = 64;
  if (match.size() <= short_match || match.size() > text.size()) return text.find(match);
  return find_linear(text, match);
}
Value run_contains(Call const& call) {
  auto at = search_text(call);
  return at ? Value(*at != std::string_view::npos) : Value();
}
Value run_starts_with(Call const& call) { return call.spend_on(call[1].string()) ? Value(call[0].string().starts_with(call[1].string())) : Value(); }
Value run_ends_with(Call const& call) { return call.spend_on(call[1].string()) ? Value(call[0].string().ends_with(call[1].string())) : Value(); }
Value run_substring_before(Call const& call) {
  auto at = search_text(call);
  if (!at) return {};
  return *at == std::string_view::npos ? std::string_view() : call[0].string().substr(0, *at);
}
Value run_substring_after(Call const& call) {
  auto at = search_text(call);
  if (!at) return {};
  return *at == std::string_view::npos ? std::string_view() : call[0].string().substr(*at + call[1].string().size());
}

Value run_join(Call const& call) {
  auto delimiter = call.has(1) && !call[1].is_null() ? call[1].string() : std::string_view();
  std::string joined;
  bool first = true;
  if (!call.spend(call[0].list().size())) return {};
  for (auto const& item : call[0].list()) {
    if (item.is_null()) continue;
    if (item.kind() != Kind::string) return call.fail("the list holds texts, but " + describe(item) + " came");
    if (!first) joined += delimiter;
    first = false;
    joined += item.string();
    if (!call.spend((delimiter.size() + item.string().size()) / 64)) return {};
    if (joined.size() > limits::max_string_bytes) return call.fail("the text would be longer than " + std::to_string(limits::max_string_bytes) + " bytes");
  }
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
    {"string join", "list: list<string>, delimiter?: string | null", "the texts of a list in one, without nulls", run_join},
};

}  // namespace

std::span<Builtin const> string_builtins() { return texts; }

}  // namespace drivetrain::feel
