// The methods of Java's String. Patterns (matches, split) are XPath's here, as FEEL's are: what both dialects share runs unchanged.
#include <algorithm>

#include "base/code_points.h"
#include "base/limits.h"
#include "base/text.h"
#include "feel/builtins/letter_case.h"
#include "feel/builtins/pattern_engine.h"
#include "processes/juel/methods.h"
#include "processes/juel/operators.h"

namespace drivetrain::processes::juel {

using feel::Kind;
using feel::Value;

namespace {

constexpr auto no_place = std::string_view::npos;

/// Byte of the character at `index`; the size at the end, npos beyond it or before the first.
std::size_t byte_at(std::string_view text, std::int64_t index) {
  if (index < 0) return no_place;
  auto rest = text;
  for (; index > 0; --index) {
    if (rest.empty()) return no_place;
    take_code_point(rest);
  }
  return text.size() - rest.size();
}

bool outside(MethodCall& c, std::string const& position) {
  return c.refuse("position " + position + " is outside a text of " + counted(code_point_count(c.self.string()), "character"),
                  "ask length() first; positions count from 0");
}

/// The i-th argument must be a text that is there: Java's methods fail on null.
bool given_text(MethodCall& c, std::size_t i, std::string& out) {
  if (!c.arguments[i].is_null()) return c.text(i, out) && c.spend(c.self.string().size());
  return c.refuse("expected a text, but null came", "ask first whether it is null");
}

bool test_text(MethodCall& c, bool (*holds)(std::string_view, std::string_view)) {
  std::string part;
  return given_text(c, 0, part) && c.yield(holds(c.self.string(), part));
}

bool position_in(MethodCall& c, bool last) {
  std::string part;
  std::int64_t from = 0;
  auto text = c.self.string();
  if (!given_text(c, 0, part) || (c.arguments.size() > 1 && !c.index(1, from))) return false;
  auto start = from <= 0 ? 0 : std::min(byte_at(text, from), text.size());
  auto found = last ? text.rfind(part) : text.find(part, start);
  return c.yield(found == no_place ? -1 : static_cast<std::int64_t>(code_point_count(text.substr(0, found))));
}

bool substring(MethodCall& c) {
  auto text = c.self.string();
  std::int64_t begin = 0, end = 0;
  if (!c.spend(text.size()) || !c.index(0, begin)) return false;
  auto first = byte_at(text, begin);
  if (first == no_place) return outside(c, std::to_string(begin));
  auto last = text.size();
  if (c.arguments.size() > 1) {
    if (!c.index(1, end)) return false;
    last = byte_at(text, end);
    if (last == no_place || last < first) return outside(c, std::to_string(end));
  }
  return c.yield_text(std::string(text.substr(first, last - first)));
}

bool char_at(MethodCall& c) {
  auto text = c.self.string();
  std::int64_t index = 0;
  if (!c.spend(text.size()) || !c.index(0, index)) return false;
  auto first = byte_at(text, index);
  if (first == no_place || first == text.size()) return outside(c, std::to_string(index));
  auto rest = text.substr(first);
  take_code_point(rest);
  return c.yield(text.substr(first, text.size() - rest.size() - first));
}

bool replace(MethodCall& c) {
  std::string what, with, made;
  if (!given_text(c, 0, what) || !given_text(c, 1, with)) return false;
  auto text = c.self.string();
  if (what.empty()) return c.refuse("expected what to replace, but an empty text came", "name the part that is to be replaced");
  for (std::size_t from = 0;;) {
    auto found = text.find(what, from);
    made += text.substr(from, found == no_place ? no_place : found - from);
    if (found == no_place) break;
    made += with;
    from = found + what.size();
    if (made.size() > limits::max_string_bytes) break;  // refused below
  }
  return c.yield_text(made);
}

feel::Pattern* pattern_in(MethodCall& c, std::string const& pattern) {
  std::string why;
  auto* found = feel::Pattern::find(pattern, {}, why);
  if (!found)
    c.refuse("'" + pattern.substr(0, 80) + "' is no pattern: " + why,
             "quote signs such as . or | with a backslash, written twice in a text");
  return found;
}

/// A tick is 10,000 steps of the search: about a tenth of a second.
feel::SearchBound search_bound() { return {1'000, 1u << 20, 0}; }

bool too_long_a_search(MethodCall& c) { return c.refuse("the pattern takes too long", "write one that repeats less"); }

/// Java's: empty parts at the end are left out.
bool split_text(MethodCall& c) {
  std::string separator;
  if (!given_text(c, 0, separator)) return false;
  auto text = c.self.string();
  auto* pattern = pattern_in(c, separator);
  if (!pattern) return false;
  auto bound = search_bound();
  auto matches = pattern->all_in(text, bound);
  if (!matches) return too_long_a_search(c);
  feel::List parts;
  std::size_t from = 0;
  for (std::size_t i = 0; i < matches->size(); ++i) {
    auto whole = (*matches)[i][0];
    if (whole.end == 0) continue;  // an empty match at the beginning makes no part
    parts.emplace_back(text.substr(from, whole.begin - from));
    from = whole.end;
  }
  parts.emplace_back(text.substr(from));
  while (parts.size() > 1 && parts.back().string().empty()) parts.pop_back();
  return c.spend(parts.size() * 64) && c.yield(std::move(parts));
}

bool matches_whole(MethodCall& c) {
  std::string wanted;
  if (!given_text(c, 0, wanted)) return false;
  auto* pattern = pattern_in(c, "^(?:" + wanted + ")$");
  if (!pattern) return false;
  auto bound = search_bound();
  auto occurs = pattern->occurs_in(c.self.string(), bound);
  return occurs ? c.yield(*occurs) : too_long_a_search(c);
}

/// Java's trim: every character up to the blank.
std::string_view trim_like_java(std::string_view text) {
  auto blank = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

constexpr Method text_table[] = {
    {"length", 0, 0,
     [](MethodCall& c) {
       return c.spend(c.self.string().size()) && c.yield(static_cast<std::int64_t>(code_point_count(c.self.string())));
     }},
    {"isEmpty", 0, 0, [](MethodCall& c) { return c.yield(c.self.string().empty()); }},
    {"isBlank", 0, 0, [](MethodCall& c) { return c.spend(c.self.string().size()) && c.yield(trim_like_java(c.self.string()).empty()); }},
    {"contains", 1, 1,
     [](MethodCall& c) { return test_text(c, [](std::string_view text, std::string_view part) { return text.find(part) != no_place; }); }},
    {"startsWith", 1, 1,
     [](MethodCall& c) { return test_text(c, [](std::string_view text, std::string_view part) { return text.starts_with(part); }); }},
    {"endsWith", 1, 1,
     [](MethodCall& c) { return test_text(c, [](std::string_view text, std::string_view part) { return text.ends_with(part); }); }},
    {"equalsIgnoreCase", 1, 1,
     [](MethodCall& c) {
       if (c.arguments[0].kind() != Kind::string) return c.yield(false);
       return c.spend(c.self.string().size() + c.arguments[0].string().size()) &&
              c.yield(feel::lower_case(c.self.string()) == feel::lower_case(c.arguments[0].string()));
     }},
    {"toUpperCase", 0, 0, [](MethodCall& c) { return c.yield_text(feel::upper_case(c.self.string())); }},
    {"toLowerCase", 0, 0, [](MethodCall& c) { return c.yield_text(feel::lower_case(c.self.string())); }},
    {"trim", 0, 0, [](MethodCall& c) { return c.yield_text(std::string(trim_like_java(c.self.string()))); }},
    {"concat", 1, 1,
     [](MethodCall& c) {
       std::string tail;
       return given_text(c, 0, tail) && c.yield_text(std::string(c.self.string()) + tail);
     }},
    {"substring", 1, 2, substring},
    {"charAt", 1, 1, char_at},
    {"indexOf", 1, 2, [](MethodCall& c) { return position_in(c, false); }},
    {"lastIndexOf", 1, 1, [](MethodCall& c) { return position_in(c, true); }},
    {"replace", 2, 2, replace},
    {"split", 1, 1, split_text},
    {"matches", 1, 1, matches_whole}};

}  // namespace

std::span<Method const> text_methods() { return text_table; }

}  // namespace drivetrain::processes::juel
