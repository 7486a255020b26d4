// The levels of precedence of FEEL, and what all parsing methods share (see parser.h).
#include "feel/syntax/parser.h"

#include "base/limits.h"
#include "base/text.h"

namespace drivetrain::feel {

/// Refuses what is nested too deeply before the machine's stack does.
struct Parser::Deeper {
  explicit Deeper(Parser& parser) : parser_(parser) {
    if (++parser_.recursion_ > limits::max_expression_depth)
      parser_.too_deep({parser_.peek().offset, static_cast<std::uint32_t>(parser_.peek().text.size())});
  }
  ~Deeper() { --parser_.recursion_; }
  Parser& parser_;
};

Parser::Parser(std::string_view text, Scope const& scope, std::span<std::size_t const> items) : names_(scope, items), open_(scope.open), lenient_(scope.lenient), types_(scope.types) {
  if (text.size() > limits::max_expression_bytes) {
    fail({0, 0}, "the expression has " + std::to_string(text.size()) + " bytes, at most " + std::to_string(limits::max_expression_bytes) + " are allowed");
  } else if (auto error = tokenize(text, tokens_)) {
    error_ = std::move(*error), failed_ = true;
  }
}

Parsed Parser::run(Grammar grammar, CompileError& error) {
  TreePtr root;
  if (!failed()) {
    if (grammar == Grammar::unary_tests) names_.declare("?");
    root = grammar == Grammar::expression ? expression() : unary_tests();
    if (root && peek().kind != TokenKind::end) root = fail_here("the end of the expression");
  }
  if (!root) {
    error = error_;
    return {};
  }
  return {std::move(root), names_.take_globals(), names_.frame_size()};
}

Parsed parse(std::string_view text, Scope const& scope, Grammar grammar, CompileError& error, std::span<std::size_t const> items) {
  return Parser(text, scope, items).run(grammar, error);
}

std::string echoed(std::string_view text) {
  if (text.size() <= limits::max_echoed_bytes) return std::string(text);
  auto cut = limits::max_echoed_bytes;
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
  return std::string(text.substr(0, cut)) + "…";
}

// ---- shared

bool Parser::accept(std::string_view text) {
  if (!at(text)) return false;
  ++at_;
  return true;
}

bool Parser::expect(std::string_view text, std::string_view after) {
  if (accept(text)) return true;
  fail_here("\"" + std::string(text) + "\" " + std::string(after));
  return false;
}

TreePtr Parser::make(Form form, std::uint32_t from, std::vector<TreePtr> children) {
  auto tree = std::make_unique<Tree>();
  for (auto const& child : children) {
    if (!child) return nullptr;
    tree->depth = std::max(tree->depth, child->depth + 1);
    tree->size += child->size;
  }
  tree->form = form;
  tree->place = {from, last_end() > from ? last_end() - from : 0};
  tree->children = std::move(children);
  if (tree->depth > limits::max_expression_depth) return too_deep(tree->place);
  return tree;
}

TreePtr Parser::too_deep(Place place) { return fail(place, "nested deeper than " + std::to_string(limits::max_expression_depth) + " levels", "split the expression"); }

TreePtr Parser::literal(Value value, std::uint32_t from) {
  auto tree = make(Form::literal, from);
  tree->value = std::move(value);
  return tree;
}

TreePtr Parser::fail(Place place, std::string message, std::string help) {
  if (!failed_) error_ = {place.offset, place.length, std::move(message), std::move(help)};
  failed_ = true;
  return nullptr;
}

TreePtr Parser::fail_here(std::string_view expected) {
  auto const& token = peek();
  auto came = token.kind == TokenKind::end ? std::string("the expression ends") : "\"" + echoed(token.text) + "\" stands";
  std::string help;
  if (token.is("==")) help = "FEEL compares with one =";
  else if (token.is("=") && at_ > 0 && tokens_[at_ - 1].is("=")) help = "FEEL compares with one =";
  else if (token.is("&") || token.is("|") || token.is("!")) help = "FEEL says and, or, not(…)";
  else if (token.is("'")) help = "texts stand in double quotes";
  return fail({token.offset, static_cast<std::uint32_t>(token.text.size())}, "expected " + std::string(expected) + ", but " + came + " here", help);
}

// ---- levels

TreePtr Parser::expression() {
  Deeper deeper(*this);
  if (failed()) return nullptr;
  bool outside = std::exchange(in_interval_end_, false);
  auto tree = disjunction();
  in_interval_end_ = outside;
  return tree;
}

TreePtr Parser::disjunction() {
  auto from = peek().offset;
  auto first = conjunction();
  if (!first || !at("or")) return first;
  std::vector<TreePtr> parts;
  parts.push_back(std::move(first));
  while (accept("or")) {
    parts.push_back(conjunction());
    if (!parts.back()) return nullptr;
  }
  return make(Form::disjunction, from, std::move(parts));
}

TreePtr Parser::conjunction() {
  auto from = peek().offset;
  auto first = comparison();
  if (!first || !at("and")) return first;
  std::vector<TreePtr> parts;
  parts.push_back(std::move(first));
  while (accept("and")) {
    parts.push_back(comparison());
    if (!parts.back()) return nullptr;
  }
  return make(Form::conjunction, from, std::move(parts));
}

TreePtr Parser::comparison() {
  struct Operator {
    std::string_view text;
    Form form;
  };
  static constexpr Operator operators[] = {{"=", Form::equal}, {"!=", Form::not_equal}, {"<", Form::less},
                                           {"<=", Form::less_equal}, {">", Form::greater}, {">=", Form::greater_equal}};
  auto from = peek().offset;
  auto left = sum();
  while (left) {
    auto const* found = std::find_if(std::begin(operators), std::end(operators), [&](Operator const& o) { return at(o.text); });
    if (found != std::end(operators)) {
      ++at_;
      left = combine(found->form, from, std::move(left), sum());
    } else if (accept("between")) {
      auto low = sum();
      if (!low || !expect("and", "between the two bounds of between")) return nullptr;
      left = combine(Form::between, from, std::move(left), std::move(low), sum());
    } else if (accept("in")) {
      left = in_tests(std::move(left));
    } else {
      break;
    }
  }
  return left;
}

// A row of operations leans to the left: each holds all those before it. Beyond a length that nobody writes by hand the rest hangs
// side by side in one chain, so that a text of a thousand terms is no deeper than one of a few.
TreePtr Parser::one_more_term(TreePtr left, TreePtr right, char sign, std::size_t terms, std::uint32_t from) {
  constexpr std::size_t leaning = 64;
  if (!left || !right) return nullptr;
  if (terms <= leaning) return combine(chained_form(sign), from, std::move(left), std::move(right));
  if (terms == leaning + 1) left = combine(Form::chain, from, std::move(left));
  if (!left) return nullptr;
  left->depth = std::max(left->depth, right->depth + 1);
  left->size += right->size;
  left->place.length = last_end() - from;
  left->text += sign;
  left->children.push_back(std::move(right));
  return left->depth > limits::max_expression_depth ? too_deep(left->place) : std::move(left);
}

TreePtr Parser::sum() {
  auto from = peek().offset;
  auto left = product();
  for (std::size_t terms = 2; left && (at("+") || at("-")); ++terms) {
    char sign = at("+") ? '+' : '-';
    ++at_;
    left = one_more_term(std::move(left), product(), sign, terms, from);
  }
  return left;
}

TreePtr Parser::product() {
  auto from = peek().offset;
  auto left = power();
  for (std::size_t terms = 2; left && (at("*") || at("/")); ++terms) {
    char sign = at("*") ? '*' : '/';
    ++at_;
    left = one_more_term(std::move(left), power(), sign, terms, from);
  }
  return left;
}

TreePtr Parser::power() {
  auto from = peek().offset;
  auto left = negation();
  while (left && accept("**")) left = combine(Form::power, from, std::move(left), negation());
  return left;
}

TreePtr Parser::negation() {
  // A sign before digits belongs to the literal (grammar rule 37): -2 instance of number is true.
  if (!at("-") || peek(1).kind == TokenKind::number) return instance_of();
  Deeper deeper(*this);
  if (failed()) return nullptr;
  auto from = peek().offset;
  ++at_;
  auto inner = negation();
  if (inner && inner->form == Form::literal && inner->value.is_number()) return literal(inner->value.number().negated(), from);
  return combine(Form::negate, from, std::move(inner));
}

TreePtr Parser::instance_of() {
  auto from = peek().offset;
  auto subject = postfix();
  while (subject && at("instance") && peek(1).is("of")) {
    at_ += 2;
    auto wanted = type();
    if (!wanted) return nullptr;
    subject = combine(Form::instance_of, from, std::move(subject));
    if (subject) subject->types.push_back(std::move(wanted));
  }
  return subject;
}

}  // namespace drivetrain::feel
