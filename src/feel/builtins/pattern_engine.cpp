// ICU's regular expressions behind pattern_engine.h.
#include "feel/builtins/pattern_engine.h"

#include <unicode/uregex.h>
#include <unicode/ustring.h>

#include <unordered_map>

namespace drivetrain::feel {

namespace {

// ICU counts its own steps here (about a millisecond each), not a clock's, so the same search is cut at the same place everywhere.
constexpr std::int32_t longest_search = 2'000;
constexpr std::int32_t stack_bytes = 4 << 20;
constexpr std::size_t cached_patterns = 128;

std::u16string to_utf16(std::string_view text) {
  std::u16string out(text.size(), u'\0');
  std::int32_t length = 0;
  UErrorCode status = U_ZERO_ERROR;
  u_strFromUTF8WithSub(out.data(), static_cast<std::int32_t>(out.size()), &length, text.data(), static_cast<std::int32_t>(text.size()), 0xFFFD, nullptr, &status);
  out.resize(U_SUCCESS(status) ? static_cast<std::size_t>(length) : 0);
  return out;
}

/// Walks UTF-8 alongside UTF-16 positions, which only grow.
class ByteFinder {
 public:
  explicit ByteFinder(std::string_view text) : text_(text) {}
  std::size_t operator()(std::size_t unit) {
    if (unit < unit_) unit_ = 0, byte_ = 0;
    while (unit_ < unit && byte_ < text_.size()) {
      auto lead = static_cast<unsigned char>(text_[byte_]);
      auto length = lead < 0x80 ? 1u : lead < 0xE0 ? 2u : lead < 0xF0 ? 3u : 4u;
      byte_ += length, unit_ += length == 4 ? 2 : 1;
    }
    return byte_;
  }

 private:
  std::string_view text_;
  std::size_t unit_ = 0, byte_ = 0;
};

}  // namespace

struct Pattern::Engine {
  URegularExpression* regex = nullptr;
  std::u16string subject;
  ~Engine() {
    if (regex) uregex_close(regex);
  }
  bool load(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    subject = to_utf16(text);
    uregex_setText(regex, subject.data(), static_cast<std::int32_t>(subject.size()), &status);
    return U_SUCCESS(status);
  }
};

Pattern::Pattern(std::unique_ptr<Engine> engine, std::size_t groups) : engine_(std::move(engine)), groups_(groups) {}
Pattern::~Pattern() = default;

Pattern* Pattern::find(std::string_view pattern, PatternFlags flags, std::string& error) {
  thread_local std::unordered_map<std::string, std::unique_ptr<Pattern>> cache;
  std::string key{static_cast<char>('0' + flags.dot_all + 2 * flags.multi_line + 4 * flags.ignore_case + 8 * flags.ignore_blanks)};
  key += pattern;
  if (auto it = cache.find(key); it != cache.end()) return it->second.get();
  auto translated = translate_pattern(pattern, flags);
  if (!translated.error.empty()) {
    error = translated.error;
    return nullptr;
  }
  auto engine = std::make_unique<Engine>();
  auto text = to_utf16(translated.icu);
  std::uint32_t icu_flags = UREGEX_UNIX_LINES;
  if (flags.multi_line) icu_flags |= UREGEX_MULTILINE;
  if (flags.ignore_case) icu_flags |= UREGEX_CASE_INSENSITIVE;
  UParseError place;
  UErrorCode status = U_ZERO_ERROR;
  engine->regex = text.empty() ? uregex_open(u"(?:)", 4, icu_flags, &place, &status)
                               : uregex_open(text.data(), static_cast<std::int32_t>(text.size()), icu_flags, &place, &status);
  if (U_SUCCESS(status)) uregex_setTimeLimit(engine->regex, longest_search, &status);
  if (U_SUCCESS(status)) uregex_setStackLimit(engine->regex, stack_bytes, &status);
  if (U_FAILURE(status)) {
    error = u_errorName(status);
    return nullptr;
  }
  if (cache.size() >= cached_patterns) cache.clear();
  auto made = std::unique_ptr<Pattern>(new Pattern(std::move(engine), translated.groups));
  return (cache[std::move(key)] = std::move(made)).get();
}

std::optional<bool> Pattern::occurs_in(std::string_view text) {
  if (!engine_->load(text)) return std::nullopt;
  UErrorCode status = U_ZERO_ERROR;
  bool found = uregex_find(engine_->regex, 0, &status) != 0;
  if (U_FAILURE(status)) return std::nullopt;
  return found;
}

std::optional<std::vector<PatternMatch>> Pattern::all_in(std::string_view text) {
  if (!engine_->load(text)) return std::nullopt;
  ByteFinder byte_of_unit(text);
  std::vector<PatternMatch> matches;
  UErrorCode status = U_ZERO_ERROR;
  while (uregex_findNext(engine_->regex, &status) && U_SUCCESS(status)) {
    PatternMatch match;
    for (std::size_t group = 0; group <= groups_; ++group) {
      auto begin = uregex_start(engine_->regex, static_cast<std::int32_t>(group), &status);
      auto end = uregex_end(engine_->regex, static_cast<std::int32_t>(group), &status);
      if (U_FAILURE(status)) return std::nullopt;
      PatternMatch::Stretch stretch;
      if (begin >= 0) {
        stretch.begin = byte_of_unit(static_cast<std::size_t>(begin));
        stretch.end = byte_of_unit(static_cast<std::size_t>(end));
      }
      match.groups.push_back(stretch);
    }
    matches.push_back(std::move(match));
  }
  if (U_FAILURE(status)) return std::nullopt;
  return matches;
}

}  // namespace drivetrain::feel
