// Literals, parentheses, lists, intervals, and what may follow an operand: a path, a filter, a call.
#include "feel/syntax/parser.h"
#include "feel/typing/typing.h"

namespace drivetrain::feel {

namespace {
/// Whether a token can begin an operand, so that "[" before it opens a filter rather than closing an interval as in ]1..5[.
bool can_begin_operand(Token const& token) {
  if (token.kind == TokenKind::end) return false;
  if (token.kind == TokenKind::word)
    return !(token.is("and") || token.is("or") || token.is("then") || token.is("else") || token.is("return") || token.is("satisfies") || token.is("in") ||
             token.is("between"));
  if (token.kind != TokenKind::symbol) return true;
  return token.is("(") || token.is("[") || token.is("{") || token.is("-") || token.is("?");
}
}  // namespace

TreePtr Parser::postfix() {
  auto from = peek().offset;
  auto tree = operand();
  while (tree) {
    if (at(".")) tree = path_step(std::move(tree));
    else if (at("[") && !(in_interval_end_ && !can_begin_operand(peek(1)))) tree = filter_step(std::move(tree));
    else if (at("(")) {
      auto callee_place = tree->place;
      tree = call(std::move(tree), {}, from, callee_place);
    } else break;
  }
  return tree;
}

TreePtr Parser::path_step(TreePtr from) {
  auto begin = from->place.offset;
  ++at_;
  // Which names may follow is for the value before the dot to say; of what nobody knows, words alone are a name.
  auto entry = names_.match_entry(shape(*from), rest());
  auto length = std::max(entry.tokens, word_run());
  if (length == 0) return fail_here("the name of an entry after \".\"");
  auto name = entry.tokens == length ? std::move(entry.name) : joined_name(rest().first(length));
  at_ += length;
  auto tree = combine(Form::path, begin, std::move(from));
  if (tree) tree->text = std::move(name);
  return tree;
}

std::shared_ptr<Type const> Parser::shape(Tree& tree) {
  if (!tree.shaped) {
    Typing typing([this](Binding const& binding) { return names_.type_of(binding); });
    tree.shape = typing.infer(tree), tree.shaped = true;
  }
  return tree.shape;
}

std::shared_ptr<Type const> Parser::element_shape(Tree& tree) {
  auto whole = unnamed(shape(tree));
  bool holds = whole && (whole->form == Type::Form::list || whole->form == Type::Form::range);
  return holds ? element_of(whole) : whole;
}

TreePtr Parser::filter_step(TreePtr from) {
  auto begin = from->place.offset;
  ++at_;
  auto slot = names_.push_local("item", element_shape(*from), Names::Role::item);
  auto condition = expression();
  names_.pop_locals(1);
  if (!condition || !expect("]", "to close the filter")) return nullptr;
  auto tree = combine(Form::filter, begin, std::move(from), std::move(condition));
  if (tree) tree->slots = {slot};
  return tree;
}

TreePtr Parser::operand() {
  auto const& token = peek();
  auto from = token.offset;
  switch (token.kind) {
    case TokenKind::end: return fail_here("a value");
    case TokenKind::number: return number_literal();
    case TokenKind::string: return text_literal();
    case TokenKind::at_string: return temporal_literal();
    case TokenKind::symbol:
      if (at("(")) return parenthesised();
      if (at("[") || at("]")) return list_or_interval();
      if (at("{")) return context();
      if (at("?")) return name_or_call();
      if (at("-") && peek(1).kind == TokenKind::number) return number_literal();
      return fail_here("a value");
    case TokenKind::word: break;
  }
  // A declared name may begin with a keyword ("in stock", "for review"): the longer reading wins.
  auto match = names_.match(rest());
  if (match.tokens <= 1 && is_keyword(token.text)) {
    if (at("if")) return conditional();
    if (at("for")) return iteration(Form::for_each);
    if (at("some")) return iteration(Form::some);
    if (at("every")) return iteration(Form::every);
    if (at("function")) return function_definition();
    if (at("true") || at("false") || at("null")) {
      Value value = at("null") ? Value() : Value(at("true"));
      ++at_;
      return literal(std::move(value), from);
    }
    return fail_here("a value");
  }
  return name_or_call();
}

TreePtr Parser::number_literal() {
  auto from = peek().offset;
  bool negative = accept("-");
  auto const& token = peek();
  auto number = Decimal::parse(token.text);
  if (!number)
    return fail({token.offset, static_cast<std::uint32_t>(token.text.size())}, "the number " + echoed(token.text) + " is outside the range of a decimal",
                "34 digits and exponents from -6176 to 6144 are possible");
  ++at_;
  return literal(negative ? number->negated() : *number, from);
}

TreePtr Parser::text_literal() {
  auto const& token = peek();
  auto text = unescape(token.text);
  if (!text)
    return fail({token.offset, static_cast<std::uint32_t>(token.text.size())}, "a \\u escape in this text names no character",
                "write \\uXXXX with four hexadecimal digits or \\UXXXXXX with six");
  ++at_;
  return literal(std::string_view(*text), token.offset);
}

TreePtr Parser::temporal_literal() {
  auto const& token = peek();
  Place place{token.offset, static_cast<std::uint32_t>(token.text.size())};
  auto text = unescape(token.text.substr(1)).value_or("");
  ++at_;
  if (auto date = parse_feel_date(text)) return literal(*date, place.offset);
  if (auto moment = parse_feel_date_time(text)) return literal(*moment, place.offset);
  if (auto time = parse_feel_time(text)) return literal(*time, place.offset);
  if (auto days = parse_days_duration(text)) return literal(*days, place.offset);
  if (auto months = parse_months_duration(text)) return literal(*months, place.offset);
  if (lenient_) return unknown("\"" + echoed(text) + "\" is no date, time or duration", place);
  return fail(place, "\"" + echoed(text) + "\" is no date, time or duration",
              "write @\"2026-03-27\", @\"16:50:00\", @\"2026-03-27T16:50:00+01:00\", @\"PT4H\" or @\"P1Y2M\"");
}

TreePtr Parser::parenthesised() {
  auto from = peek().offset;
  Range::Form ignored;
  ++at_;
  if (range_operator(ignored)) {
    auto test = range_test();
    if (!test || !expect(")", "to close the test")) return nullptr;
    test->place = {from, last_end() - from};
    return test;
  }
  auto inner = expression();
  if (!inner) return nullptr;
  if (at("..")) return interval_end(std::move(inner), false, from);
  if (!expect(")", "to close \"(\"")) return nullptr;
  inner->place = {from, last_end() - from};
  return inner;
}

TreePtr Parser::list_or_interval() {
  auto from = peek().offset;
  bool included = at("[");
  ++at_;
  std::vector<TreePtr> items;
  if (included && accept("]")) return make(Form::list, from);
  do {
    Range::Form ignored;
    items.push_back(included && range_operator(ignored) ? range_test() : expression());
    if (!items.back()) return nullptr;
    if (items.size() == 1 && at("..")) return interval_end(std::move(items.front()), included, from);
  } while (included && accept(","));
  if (!included) return fail_here("\"..\" after the start of an interval");
  if (!expect("]", "or \",\" in a list")) return nullptr;
  return make(Form::list, from, std::move(items));
}

TreePtr Parser::interval_end(TreePtr start, bool start_included, std::uint32_t from) {
  ++at_;  // ..
  bool outside = std::exchange(in_interval_end_, true);
  auto end = sum();
  in_interval_end_ = outside;
  if (!end) return nullptr;
  bool end_included = at("]");
  if (!accept("]") && !accept(")") && !accept("[")) return fail_here("\"]\" or \")\" to close the interval");
  auto tree = combine(Form::interval, from, std::move(start), std::move(end));
  if (tree) tree->start_included = start_included, tree->end_included = end_included;
  return tree;
}

}  // namespace drivetrain::feel
