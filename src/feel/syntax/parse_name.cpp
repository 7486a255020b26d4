// Names, calls, and what to say about a name that nobody declared.
#include "base/text.h"
#include "feel/builtins/builtin.h"
#include "feel/syntax/parser.h"

namespace drivetrain::feel {

namespace {
bool ends_name(Token const& token, Token const& next) {
  return token.kind != TokenKind::word || (is_keyword(token.text) && !(token.is("instance") && !next.is("of")) && !token.is("of"));
}
/// What other languages call shorter: upper, length, concat. The shortest built-in of which a word begins so.
std::optional<std::string> builtin_with(std::string_view begin) {
  constexpr std::size_t shortest = 4;
  std::optional<std::string> found;
  if (begin.size() < shortest) return found;
  for (auto name : builtin_names()) {
    auto at = name.find(begin);
    if (at != std::string_view::npos && (at == 0 || name[at - 1] == ' ') && (!found || name.size() < found->size())) found = std::string(name);
  }
  return found;
}
Place place_of(std::span<Token const> tokens) { return {tokens.front().offset, tokens.back().end() - tokens.front().offset}; }
}  // namespace

std::size_t Parser::word_run() const {
  std::size_t length = 0;
  while (!ends_name(peek(length), peek(length + 1))) ++length;
  // An entry may be called like a keyword ("range.end" is not one, "job.for" is): then it stands alone.
  if (length == 0 && peek().kind == TokenKind::word) return 1;
  return length;
}

TreePtr Parser::bound(Names::Match const& match, Place place) {
  auto tree = make(match.what == Names::Match::What::builtin ? Form::builtin : Form::name, place.offset);
  tree->place = place, tree->text = match.name, tree->binding = match.binding;
  tree->top_level = match.what == Names::Match::What::global;
  return tree;
}

TreePtr Parser::name_or_call() {
  auto match = names_.match(rest());
  // Where any name may turn out to be there, one that is called like a built-in ("count", "date") is that name, unless it is called.
  if (open_ && match.what == Names::Match::What::builtin && match.name != "not" && !peek(match.tokens).is("("))
    match.what = Names::Match::What::global, match.binding = names_.global(match.name);
  auto items = match.what == Names::Match::What::nothing ? names_.items() : match.items;
  Names::Entry entry;
  for (auto const& item : items)
    if (auto of_item = names_.match_entry(names_.type_of(item), rest()); of_item.tokens > entry.tokens) entry = std::move(of_item);
  if (match.what == Names::Match::What::nothing && entry.tokens == 0) return unknown_name();

  bool as_member = entry.tokens > match.tokens;
  auto length = std::max(match.tokens, entry.tokens);
  // Two names never follow each other, so further words belong to a longer name that nobody declared ("delay hour" beside "delay").
  if (word_run() > length && peek().kind == TokenKind::word) {
    if (match.what == Names::Match::What::builtin && match.name == "not") return ++at_, fail_here("\"(\" after not");
    return unknown_name();
  }
  auto tokens = rest().first(length);
  auto place = place_of(tokens);
  auto member_name = as_member ? entry.name : match.name;
  at_ += length;
  bool called = at("(");
  if (called && !as_member && match.what == Names::Match::What::builtin) return call(nullptr, match.name, place.offset, place);
  auto tree = as_member ? literal({}, place.offset) : bound(match, place);
  if (!items.empty() && !(called && match.what == Names::Match::What::builtin)) {
    std::vector<TreePtr> places;
    for (auto const& item : items) {
      places.push_back(make(Form::name, place.offset));
      places.back()->binding = item, places.back()->place = place;
    }
    places.push_back(std::move(tree));
    tree = make(Form::member, place.offset, std::move(places));
    if (!tree) return nullptr;
    tree->text = member_name, tree->place = place;
  }
  if (called) {
    // A variable may be called like a built-in; when its value is no function, the built-in is meant.
    at_ -= length;
    auto shadowed = names_.match_builtin(rest()) == length ? member_name : std::string();
    at_ += length;
    return call(std::move(tree), std::move(shadowed), place.offset, place);
  }
  return tree;
}

/// What was probably meant. Looking for it takes time, which texts full of unknown names must not have.
std::optional<std::string> Parser::likely(std::string const& name, bool function) {
  constexpr std::size_t most_asked = 50, longest = 100, most_known = 2'000;
  if (name.size() > longest || ++asked_ > most_asked) return std::nullopt;
  auto known = names_.visible();
  if (known.size() > most_known) known.resize(most_known);
  if (function)
    for (auto const& builtin : builtin_names()) known.emplace_back(builtin);
  auto near = nearest(name, known);
  return near || !function ? near : builtin_with(name);
}

TreePtr Parser::unknown_name() {
  auto length = std::max<std::size_t>(1, word_run());
  auto tokens = rest().first(length);
  auto name = joined_name(tokens);
  auto place = place_of(tokens);
  if (peek(length).is("(")) {
    auto tree = open_ && !names_.items().empty() ? nullptr : unknown_function(name, place);
    if (failed()) return nullptr;
    at_ += length;
    if (!tree) tree = literal({}, place.offset);
    tree->place = place;
    return call(std::move(tree), {}, place.offset, place);
  }
  auto items = names_.items();
  if (!open_ && items.empty()) {
    auto near = likely(name, false);
    if (lenient_) {
      at_ += length;
      return unknown("unknown name \"" + echoed(name) + "\"" + (near ? "; did you mean \"" + *near + "\"?" : ""), place);
    }
    auto known = names_.visible();
    std::string help;
    if (near) help = "did you mean \"" + *near + "\"?";
    else if (known.empty()) help = "no names are in scope here; a text stands in double quotes";
    else help = "in scope are: " + join(std::span(known).first(std::min<std::size_t>(known.size(), 12)), ", ") + (known.size() > 12 ? ", …" : "") +
                "; a text stands in double quotes";
    return fail(place, "unknown name \"" + echoed(name) + "\"", help);
  }
  at_ += length;
  TreePtr outside;
  if (open_) {
    outside = make(Form::name, place.offset);
    outside->text = name, outside->binding = names_.global(name), outside->top_level = true;
  } else {
    outside = literal({}, place.offset);
  }
  if (items.empty()) return outside;
  std::vector<TreePtr> places;
  for (auto const& item : items) {
    places.push_back(make(Form::name, place.offset));
    places.back()->binding = item;
  }
  places.push_back(std::move(outside));
  auto tree = make(Form::member, place.offset, std::move(places));
  if (tree) tree->text = name;
  return tree;
}

TreePtr Parser::unknown(std::string why, Place place) {
  auto tree = make(Form::unknown, place.offset);
  tree->place = place, tree->text = std::move(why);
  return tree;
}

TreePtr Parser::unknown_function(std::string name, Place place) {
  auto near = likely(name, true);
  if (lenient_) return unknown("unknown function \"" + echoed(name) + "\"" + (near ? "; did you mean \"" + *near + "\"?" : ""), place);
  return fail(place, "unknown function \"" + echoed(name) + "\"", near ? "did you mean \"" + *near + "\"?" : "docs/reference lists the functions of FEEL");
}

// A parameter may be called "person's age" or a-b: what stands before a ":" is its name, for no expression goes on with one.
std::size_t Parser::argument_name() const {
  if (peek().kind != TokenKind::word) return 0;
  std::size_t length = 1;
  auto continues = [](Token const& token) {
    return token.kind == TokenKind::word || token.kind == TokenKind::number || token.is("-") || token.is("'") || token.is("+") || token.is(".") || token.is("/") || token.is("*") || token.is("**");
  };
  while (continues(peek(length))) ++length;
  return peek(length).is(":") ? length : 0;
}

TreePtr Parser::call(TreePtr callee, std::string builtin, std::uint32_t from, Place callee_place) {
  ++at_;  // (
  std::vector<TreePtr> children;
  std::vector<std::string> argument_names;
  bool direct = callee == nullptr;
  if (callee) children.push_back(std::move(callee));
  if (!accept(")")) {
    do {
      auto length = argument_name();
      bool named = length > 0;
      auto given = children.size() - (direct ? 0 : 1);
      if (named != !argument_names.empty() && given > 0)
        return fail({peek().offset, static_cast<std::uint32_t>(peek().text.size())}, "arguments are either all named or none is",
                    "write name: value for each, or give them in order");
      if (named) {
        argument_names.push_back(joined_name(rest().first(length)));
        at_ += length + 1;
      }
      Range::Form ignored;
      children.push_back(range_operator(ignored) ? range_test() : expression());
      if (!children.back()) return nullptr;
    } while (accept(","));
    if (!expect(")", "or \",\" after an argument")) return nullptr;
  }
  auto tree = make(direct ? Form::builtin_call : Form::call, from, std::move(children));
  if (!tree) return nullptr;
  tree->text = std::move(builtin), tree->names = std::move(argument_names);
  if (!direct || lenient_) return tree;
  if (auto why = misfit(tree->text, tree->children.size(), tree->names); !why.empty()) return fail(callee_place, why, "its form is " + signatures(tree->text));
  return tree;
}

std::string Parser::declared_name(std::string_view terminator, std::string_view what) {
  std::size_t length = 0;
  while (peek(length).kind != TokenKind::end && !peek(length).is(terminator) && !peek(length).is(",") && !peek(length).is(")") && !peek(length).is("}")) ++length;
  if (length == 0 || peek().kind != TokenKind::word) {
    fail_here(what);
    return {};
  }
  auto name = joined_name(rest().first(length));
  at_ += length;
  return name;
}

}  // namespace drivetrain::feel
