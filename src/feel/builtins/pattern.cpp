// Text functions with patterns: matches, replace, split (DMN 1.5 §10.3.4.3, which refers to XPath and XQuery Functions 3.1 §5.6).
#include <algorithm>

#include "feel/builtins/builtin.h"
#include "feel/builtins/pattern_engine.h"

namespace drivetrain::feel {

namespace {

/// Null, after a warning, when the pattern or the flags are none.
Pattern* pattern_of(Call const& call, std::size_t pattern, std::size_t flags) {
  PatternFlags options;
  if (call.has(flags) && !call[flags].is_null() && !read_flags(call[flags].string(), options)) {
    call.fail("flags are s, m, i and x, but " + describe(call[flags]) + " came");
    return nullptr;
  }
  // Reading a pattern costs far more than looking it up, but where it is kept must not show: an evaluation pays once for each that it uses.
  constexpr std::size_t remembered = 64;
  auto& paid = call.frame.session.patterns;
  auto fingerprint = Pattern::fingerprint(call[pattern].string(), options);
  if (!call.spend_on(call[pattern].string())) return nullptr;
  if (std::find(paid.begin(), paid.end(), fingerprint) == paid.end()) {
    if (!call.spend(100 + 16 * call[pattern].string().size())) return nullptr;
    if (paid.size() >= remembered) paid.erase(paid.begin());
    paid.push_back(fingerprint);
  }
  std::string error;
  auto* found = Pattern::find(call[pattern].string(), options, error);
  if (!found) call.fail(describe(call[pattern]) + " is no pattern: " + error);
  return found;
}

/// A search in the text that is argument 0, paid for by the evaluation.
class Search {
 public:
  Search(Call const& call, Pattern& pattern) : call_(call), pattern_(pattern), text_(call[0].string()) {}

  std::optional<bool> occurs() { return run([&] { return pattern_.occurs_in(text_, bound_); }); }
  std::optional<PatternMatches> all() { return run([&] { return pattern_.all_in(text_, bound_); }); }

 private:
  static constexpr std::uint64_t longest = 2'000, steps_per_tick = 1'000, tries_per_step = 25, tries_per_tick = 10'000;

  /// What may be tried below one tick, which nobody counts.
  std::uint64_t uncounted() const {
    std::uint64_t tries = 1;
    for (std::size_t i = 0; i < pattern_.choices() && tries < tries_per_tick; ++i) tries *= text_.size() + 1;
    return std::min(tries, tries_per_tick) / tries_per_step;
  }

  template <class Look>
  auto run(Look look) -> decltype(look()) {
    if (!call_.spend(1 + text_.size() / 16 + uncounted())) return std::nullopt;
    // Where a group is compared with itself, each try may look at the whole text.
    auto price = steps_per_tick * (pattern_.refers_back() ? 1 + text_.size() / 256 : 1);
    auto affordable = call_.frame.session.steps_left / price;
    bound_ = {std::min(longest, affordable), call_.frame.session.steps_left, 0};
    auto stretches = bound_.stretches_left;
    auto found = look();
    if (!found && affordable < longest && bound_.ticks_left == 0) call_.spend(call_.frame.session.steps_left + 1);
    else if (!found && bound_.stretches_left <= pattern_.groups()) call_.spend(call_.frame.session.steps_left + 1);
    else if (!found) call_.spend(bound_.ticks_used * price), call_.fail("the search took too long");
    else if (!call_.spend(bound_.ticks_used * price + stretches - bound_.stretches_left)) return std::nullopt;
    return found;
  }

  Call const& call_;
  Pattern& pattern_;
  std::string_view text_;
  SearchBound bound_;
};

Value run_matches(Call const& call) {
  auto* pattern = pattern_of(call, 1, 2);
  if (!pattern) return {};
  auto found = Search(call, *pattern).occurs();
  return found ? Value(*found) : Value();
}

/// What replaces a match, cut at its $n.
struct Replacement {
  struct Part {
    std::string text;
    std::size_t group;  // follows the text; npos: none
  };
  std::vector<Part> parts;
};

bool read_replacement(std::string_view text, std::size_t groups, Replacement& out) {
  Replacement::Part part{{}, std::string_view::npos};
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i], next = i + 1 < text.size() ? text[i + 1] : '\0';
    if (c == '\\') {
      if (next != '\\' && next != '$') return false;
      part.text += next, ++i;
    } else if (c == '$') {
      if (next < '0' || next > '9') return false;
      part.group = static_cast<std::size_t>(next - '0');
      for (++i; i + 1 < text.size() && text[i + 1] >= '0' && text[i + 1] <= '9'; ++i) {
        auto longer = part.group * 10 + static_cast<std::size_t>(text[i + 1] - '0');
        if (longer > groups) break;
        part.group = longer;
      }
      out.parts.push_back(std::move(part));
      part = {{}, std::string_view::npos};
    } else {
      part.text += c;
    }
  }
  out.parts.push_back(std::move(part));
  return true;
}

/// All matches; nothing after a warning. A pattern that matches nothing at all ("") is refused as XPath does (FORX0003).
std::optional<PatternMatches> matches_of(Call const& call, Pattern& pattern) {
  SearchBound brief{1, 0, 0};
  if (pattern.occurs_in("", brief) != true) return Search(call, pattern).all();
  call.fail("the pattern matches the empty text");
  return std::nullopt;
}

Value run_replace(Call const& call) {
  auto* pattern = pattern_of(call, 1, 3);
  if (!pattern) return {};
  Replacement replacement;
  if (!read_replacement(call[2].string(), pattern->groups(), replacement))
    return call.fail("in a replacement $ is followed by a group's number and \\ by $ or \\, but " + describe(call[2]) + " came");
  auto matches = matches_of(call, *pattern);
  if (!matches) return {};
  auto text = call[0].string();
  std::string out;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < matches->size(); ++i) {
    auto groups = (*matches)[i];
    out += text.substr(kept, groups[0].begin - kept);
    if (!call.spend(replacement.parts.size())) return {};
    for (auto const& part : replacement.parts) {
      out += part.text;
      if (part.group >= groups.size() || groups[part.group].begin == std::string_view::npos) continue;
      out += text.substr(groups[part.group].begin, groups[part.group].end - groups[part.group].begin);
      if (out.size() > limits::max_string_bytes) break;
    }
    kept = groups[0].end;
    if (out.size() > limits::max_string_bytes) return call.fail("the text would be longer than " + std::to_string(limits::max_string_bytes) + " bytes");
  }
  out += text.substr(kept);
  if (!call.spend(1 + out.size() / 64)) return {};
  return std::string_view(out);
}

Value run_split(Call const& call) {
  auto* pattern = pattern_of(call, 1, 2);
  if (!pattern) return {};
  auto matches = matches_of(call, *pattern);
  auto text = call[0].string();
  if (!matches || !call.frame.take(text.size() + matches->size() * 64, call.place)) return {};
  List parts;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < matches->size(); ++i) {
    auto whole = (*matches)[i][0];
    parts.push_back(text.substr(kept, whole.begin - kept));
    kept = whole.end;
  }
  parts.push_back(text.substr(kept));
  return parts;
}

constexpr Builtin patterns[] = {
    {"matches", "input: string, pattern: string, flags?: string | null", "whether a part of the text matches an XPath pattern", run_matches},
    {"replace", "input: string, pattern: string, replacement: string, flags?: string | null", "the text with every match replaced; $1 is the first group", run_replace},
    {"split", "string: string, delimiter: string, flags?: string | null", "the parts between matches of a pattern", run_split},
};

}  // namespace

std::string pattern_misfit(std::string_view pattern, std::string_view flags) {
  PatternFlags options;
  if (!read_flags(flags, options)) return "flags are s, m, i and x, but " + describe(flags) + " stands here";
  std::string error;
  return Pattern::find(pattern, options, error) ? std::string() : describe(pattern) + " is no pattern: " + error;
}

std::span<Builtin const> pattern_builtins() { return patterns; }

}  // namespace drivetrain::feel
