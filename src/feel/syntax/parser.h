// Parser: FEEL text to Tree by recursive descent (DMN 1.5 §10.3.1.2). One method per level of precedence; blocks (if, for,
// contexts, functions), names and tests have files of their own. Internal to feel/syntax.
#pragma once

#include <initializer_list>

#include "feel/syntax/names.h"
#include "feel/syntax/token.h"
#include "feel/syntax/tree.h"

namespace drivetrain::feel {

/// Every method returns null after an error, and the first error stays.
class Parser {
 public:
  Parser(std::string_view text, Scope const& scope, std::span<std::size_t const> items);
  Parsed run(Grammar grammar, CompileError& error);

 private:
  // parser.cpp: the levels, loosest first (grammar rules 2, 49–51, 4, 45)
  TreePtr expression();
  TreePtr disjunction();
  TreePtr conjunction();
  TreePtr comparison();
  TreePtr sum();
  TreePtr product();
  TreePtr one_more_term(TreePtr left, TreePtr right, char sign, std::size_t terms, std::uint32_t from);
  TreePtr power();
  TreePtr negation();
  TreePtr instance_of();
  // parse_operand.cpp
  TreePtr postfix();
  TreePtr path_step(TreePtr from);
  TreePtr filter_step(TreePtr from);
  TreePtr operand();
  TreePtr number_literal();
  TreePtr text_literal();
  TreePtr temporal_literal();
  TreePtr parenthesised();
  TreePtr list_or_interval();
  TreePtr interval_end(TreePtr start, bool start_included, std::uint32_t from);
  // parse_name.cpp
  TreePtr name_or_call();
  TreePtr call(TreePtr callee, std::string builtin, std::uint32_t from, Place callee_place);
  TreePtr bound(Names::Match const& match, Place place);
  TreePtr unknown_name();
  std::optional<std::string> likely(std::string const& name, bool function);
  TreePtr unknown(std::string why, Place place);
  TreePtr unknown_function(std::string name, Place place);
  std::size_t word_run() const;  ///< adjacent words that can only be one name with spaces
  std::string declared_name(std::string_view terminator, std::string_view what);
  /// What the value of a part that was read can be; null when unknown. Decides which names its entries have.
  std::shared_ptr<Type const> shape(Tree& tree);
  std::shared_ptr<Type const> element_shape(Tree& tree);  ///< of a list's or range's elements, or of the value alone
  std::size_t argument_name() const;  ///< tokens before the ":" of a named argument; 0 when the argument has no name
  // parse_block.cpp
  TreePtr conditional();
  TreePtr iteration(Form form);
  TreePtr function_definition();
  TreePtr context();
  // parse_type.cpp
  std::shared_ptr<Type const> type();
  // parse_tests.cpp
  TreePtr test();
  TreePtr test_list(Form form, std::string_view terminator, TreePtr first = nullptr);
  TreePtr cell(TreePtr tests);
  TreePtr in_tests(TreePtr subject);
  TreePtr unary_tests();
  bool range_operator(Range::Form& form);
  TreePtr range_test();

  // The text under the reader.
  Token const& peek(std::size_t ahead = 0) const { return tokens_[std::min(at_ + ahead, tokens_.size() - 1)]; }
  bool at(std::string_view text) const { return peek().is(text); }
  bool accept(std::string_view text);
  bool expect(std::string_view text, std::string_view after);
  std::span<Token const> rest() const { return {tokens_.data() + at_, tokens_.size() - at_}; }
  std::uint32_t last_end() const { return at_ == 0 ? 0 : tokens_[at_ - 1].end(); }

  TreePtr make(Form form, std::uint32_t from, std::vector<TreePtr> children = {});
  template <class... Children>
  TreePtr combine(Form form, std::uint32_t from, Children... children) {
    std::vector<TreePtr> list;
    (list.push_back(std::move(children)), ...);
    return make(form, from, std::move(list));
  }
  TreePtr literal(Value value, std::uint32_t from);
  TreePtr fail(Place place, std::string message, std::string help = {});
  TreePtr too_deep(Place place);
  TreePtr fail_here(std::string_view expected);
  bool failed() const { return failed_; }

  struct Deeper;  // counts recursion

  Names names_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0, asked_ = 0;
  std::uint32_t recursion_ = 0;
  bool in_interval_end_ = false, open_, lenient_;
  std::vector<std::pair<std::string, std::shared_ptr<Type const>>> const& types_;
  CompileError error_;
  bool failed_ = false;
};

}  // namespace drivetrain::feel
