// Unary tests: decision-table cells and what may follow `in` (DMN 1.5 §7.3, grammar rules 7 and 13–18).
#include "feel/syntax/parser.h"

namespace drivetrain::feel {

bool Parser::range_operator(Range::Form& form) {
  struct Operator {
    std::string_view text;
    Range::Form form;
  };
  static constexpr Operator operators[] = {{"<", Range::Form::less}, {"<=", Range::Form::less_equal}, {">", Range::Form::greater},
                                           {">=", Range::Form::greater_equal}, {"=", Range::Form::equal}, {"!=", Range::Form::not_equal}};
  for (auto const& candidate : operators)
    if (at(candidate.text)) {
      form = candidate.form;
      return true;
    }
  return false;
}

/// Precondition: at an operator.
TreePtr Parser::range_test() {
  auto from = peek().offset;
  auto form = Range::Form::interval;
  range_operator(form);
  ++at_;
  auto tree = combine(Form::range_test, from, sum());
  if (tree) tree->operation = form;
  if (tree && (at("and") || at("or")))
    return fail({peek().offset, static_cast<std::uint32_t>(peek().text.size())}, "a test cannot be joined with \"" + echoed(peek().text) + "\"",
                "write an interval such as (8..40], or name the value: ? > 8 and ? <= 40");
  return tree;
}

TreePtr Parser::test() {
  Range::Form ignored;
  return range_operator(ignored) ? range_test() : expression();
}

/// Tests up to `terminator` (empty: the end of the text), which is left unread.
TreePtr Parser::test_list(Form form, std::string_view terminator, TreePtr first) {
  auto from = first ? first->place.offset : peek().offset;
  std::vector<TreePtr> tests;
  if (!first) first = test();
  if (!first) return nullptr;
  tests.push_back(std::move(first));
  while (accept(",")) {
    tests.push_back(test());
    if (!tests.back()) return nullptr;
  }
  if (!terminator.empty() && !at(terminator)) return fail_here("\"" + std::string(terminator) + "\" or \",\" after a test");
  return make(form, from, std::move(tests));
}

/// The tests of a cell read the top-level name "?".
TreePtr Parser::cell(TreePtr tests) {
  if (tests) tests->binding = names_.global("?");
  return tests;
}

TreePtr Parser::in_tests(TreePtr subject) {
  auto from = subject->place.offset;
  auto slot = names_.push_local("?", shape(*subject));
  TreePtr tests;
  Range::Form ignored;
  if (at("(")) {
    auto begin = peek().offset;
    ++at_;
    auto first = test();
    if (first && at("..")) {
      tests = combine(Form::tests, begin, interval_end(std::move(first), false, begin));
    } else if (first) {
      tests = test_list(Form::tests, ")", std::move(first));
      if (tests) ++at_;
    }
  } else {
    auto begin = peek().offset;
    tests = combine(Form::tests, begin, range_operator(ignored) ? range_test() : sum());
  }
  names_.pop_locals(1);
  if (!tests) return nullptr;
  tests->slots = {slot};
  return combine(Form::in, from, std::move(subject), std::move(tests));
}

TreePtr Parser::unary_tests() {
  auto from = peek().offset;
  if (at("-") && peek(1).kind == TokenKind::end) {
    ++at_;
    return make(Form::any_value, from);
  }
  if (at("not") && peek(1).is("(")) {
    // not(…) around all of it negates a list of tests; otherwise it is the function, within a longer expression.
    // The brackets of a range pair by place, not by shape: [0..1), (0..1] and ]0..1[ are whole.
    std::size_t depth = 0, i = 1;
    for (; peek(i).kind != TokenKind::end; ++i) {
      bool open_end = peek(i).is("[") && !peek(i + 1).is("]") && !can_begin_operand(peek(i + 1)), open_start = peek(i).is("]") && (peek(i - 1).is("(") || peek(i - 1).is(","));
      if (peek(i).is("(") || (peek(i).is("[") && !open_end) || open_start) ++depth;
      else if ((peek(i).is(")") || peek(i).is("]") || open_end) && --depth == 0) break;
    }
    if (peek(i).kind != TokenKind::end && peek(i + 1).kind == TokenKind::end) {
      at_ += 2;
      auto tests = test_list(Form::not_tests, ")");
      if (tests) ++at_;
      return cell(std::move(tests));
    }
  }
  return cell(test_list(Form::tests, {}));
}

}  // namespace drivetrain::feel
