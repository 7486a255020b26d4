// ICU's regular expressions behind pattern_engine.h.
#include "feel/builtins/pattern_engine.h"

#include <unicode/uregex.h>
#include <unicode/ustring.h>

#include <unordered_map>

namespace drivetrain::feel {

namespace {

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
  SearchBound* bound = nullptr;  // of the search under way

  /// Called by ICU each time it has gone 10,000 steps.
  static UBool tick(void const* context, std::int32_t) {
    auto* bound = static_cast<Engine const*>(context)->bound;
    if (!bound || bound->ticks_left == 0) return false;
    --bound->ticks_left, ++bound->ticks_used;
    return true;
  }
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

Pattern::Pattern(std::unique_ptr<Engine> engine, TranslatedPattern const& translated)
    : engine_(std::move(engine)), groups_(translated.groups), choices_(translated.choices), refers_back_(translated.refers_back) {}
Pattern::~Pattern() = default;

std::uint64_t Pattern::fingerprint(std::string_view pattern, PatternFlags flags) {
  std::uint64_t hash = 14'695'981'039'346'656'037ull;  // FNV-1a
  auto add = [&](unsigned char byte) { hash = (hash ^ byte) * 1'099'511'628'211ull; };
  add(static_cast<unsigned char>(flags.dot_all + 2 * flags.multi_line + 4 * flags.ignore_case + 8 * flags.ignore_blanks));
  for (char c : pattern) add(static_cast<unsigned char>(c));
  return hash;
}

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
  if (U_SUCCESS(status)) uregex_setMatchCallback(engine->regex, Engine::tick, engine.get(), &status);
  if (U_SUCCESS(status)) uregex_setStackLimit(engine->regex, stack_bytes, &status);
  if (U_FAILURE(status)) {
    error = u_errorName(status);
    return nullptr;
  }
  if (cache.size() >= cached_patterns) cache.clear();
  auto made = std::unique_ptr<Pattern>(new Pattern(std::move(engine), translated));
  return (cache[std::move(key)] = std::move(made)).get();
}

std::optional<bool> Pattern::occurs_in(std::string_view text, SearchBound& bound) {
  if (!engine_->load(text)) return std::nullopt;
  engine_->bound = &bound;
  UErrorCode status = U_ZERO_ERROR;
  bool found = uregex_find(engine_->regex, 0, &status) != 0;
  engine_->bound = nullptr;
  if (U_FAILURE(status)) return std::nullopt;
  return found;
}

std::optional<PatternMatches> Pattern::all_in(std::string_view text, SearchBound& bound) {
  if (!engine_->load(text)) return std::nullopt;
  engine_->bound = &bound;
  ByteFinder byte_of_unit(text);
  PatternMatches matches(groups_);
  UErrorCode status = U_ZERO_ERROR;
  bool fits = true;
  while (fits && uregex_findNext(engine_->regex, &status) && U_SUCCESS(status)) {
    fits = bound.stretches_left > groups_;
    if (fits) bound.stretches_left -= groups_ + 1;
    for (std::size_t group = 0; fits && group <= groups_; ++group) {
      auto begin = uregex_start(engine_->regex, static_cast<std::int32_t>(group), &status);
      auto end = uregex_end(engine_->regex, static_cast<std::int32_t>(group), &status);
      Stretch stretch;
      if (begin >= 0) {
        stretch.begin = byte_of_unit(static_cast<std::size_t>(begin));
        stretch.end = byte_of_unit(static_cast<std::size_t>(end));
      }
      matches.add(stretch);
    }
  }
  engine_->bound = nullptr;
  if (U_FAILURE(status) || !fits) return std::nullopt;
  return matches;
}

}  // namespace drivetrain::feel
