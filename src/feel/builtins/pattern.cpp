// Text functions with patterns: matches, replace, split (DMN 1.5 §10.3.4.3, which refers to XPath and XQuery Functions 3.1 §5.6).
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
  std::string error;
  auto* found = Pattern::find(call[pattern].string(), options, error);
  if (!found) call.fail(describe(call[pattern]) + " is no pattern: " + error);
  return found;
}

Value too_long(Call const& call) { return call.fail("the search took too long"); }

Value run_matches(Call const& call) {
  auto* pattern = pattern_of(call, 1, 2);
  if (!pattern || !call.spend(1 + call[0].string().size() / 16)) return {};
  auto found = pattern->occurs_in(call[0].string());
  return found ? Value(*found) : too_long(call);
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
std::optional<std::vector<PatternMatch>> matches_of(Call const& call, Pattern& pattern) {
  if (!call.spend(1 + call[0].string().size() / 16)) return std::nullopt;
  auto empty = pattern.occurs_in("");
  auto matches = empty ? pattern.all_in(call[0].string()) : std::nullopt;
  if (empty == true) call.fail("the pattern matches the empty text");
  else if (!matches) too_long(call);
  if (empty == true) return std::nullopt;
  return matches;
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
  for (auto const& match : *matches) {
    out += text.substr(kept, match.groups[0].begin - kept);
    for (auto const& part : replacement.parts) {
      out += part.text;
      if (part.group >= match.groups.size() || match.groups[part.group].begin == std::string_view::npos) continue;
      out += text.substr(match.groups[part.group].begin, match.groups[part.group].end - match.groups[part.group].begin);
    }
    kept = match.groups[0].end;
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
  if (!matches || !call.spend(matches->size())) return {};
  auto text = call[0].string();
  List parts;
  std::size_t kept = 0;
  for (auto const& match : *matches) {
    parts.push_back(text.substr(kept, match.groups[0].begin - kept));
    kept = match.groups[0].end;
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

std::span<Builtin const> pattern_builtins() { return patterns; }

}  // namespace drivetrain::feel
