// Tree: an expression as written, with every name resolved and every place kept. program/ turns it into what runs; analysis.h reads it.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "feel/expression.h"
#include "feel/type.h"
#include "feel/value.h"

namespace drivetrain::feel {

/// Bytes in the expression's text.
struct Place {
  std::uint32_t offset = 0, length = 0;
};

/// Where a name's value stands at run time.
struct Binding {
  enum class Where : std::uint8_t { global, local, capture };
  Where where = Where::global;
  std::uint32_t index = 0;
};

enum class Form : std::uint8_t {
  literal,           // value
  name,              // binding, text
  member,            // text, looked up in children (items of the filters around it, innermost first); the last child is used when
                     // none has it: a name, or the literal null
  builtin,           // text: a built-in function as a value
  path,              // child . text
  filter,            // child [ child ]; slots: item
  call,              // child 0 is called with the others; argument_names when named; text: built-in used when child 0 is no function
  builtin_call,      // text; children are the arguments; argument_names when named
  list,              // children
  context,           // children are the entries, names their keys, slots their locals
  interval,          // child .. child; flags
  range_test,        // operation, child: "(< 10)" as a value
  span,              // child .. child as a for's domain
  negate, add, subtract, multiply, divide, power,
  equal, not_equal, less, less_equal, greater, greater_equal,
  chain,             // a long row of + and -, or of * and /, from left to right; text: the signs between the children
  between,           // child between child and child
  in,                // child in child (tests)
  tests,             // children; slots: the tested value unless it is global "?"
  not_tests,         // the same, negated
  any_value,         // "-"
  conjunction, disjunction,
  conditional,       // if child then child else child
  for_each, some, every,  // domains, then the body; slots: one per domain; for_each has one more: partial
  function,          // body; names: parameters; captures; frame_size
  external,          // a function outside FEEL, named by the context that child is; names: parameters
  unknown,           // text: why it is null; in lenient texts
  instance_of,       // child, type
};

/// The form that a sign in a chain's text stands for.
constexpr Form chained_form(char sign) { return sign == '+' ? Form::add : sign == '-' ? Form::subtract : sign == '*' ? Form::multiply : Form::divide; }

struct Tree;
using TreePtr = std::unique_ptr<Tree>;

struct Tree {
  Form form = Form::literal;
  Place place;
  std::uint32_t depth = 1;
  std::uint32_t size = 1;                   // trees from here down
  std::vector<TreePtr> children;
  Value value;
  std::string text;
  Binding binding;
  bool top_level = false;                   // a name that the environment is asked for, even where a function captured it
  Range::Form operation = Range::Form::interval;
  bool start_included = true, end_included = true;
  std::vector<std::string> names;           // parameters, keys, argument names
  std::vector<std::uint32_t> slots;
  std::vector<Binding> captures;            // of a function: where each captured value stands outside
  std::vector<std::shared_ptr<Type const>> types;  // of parameters (null: any), or of instance of
  std::uint32_t frame_size = 0;
  std::shared_ptr<Type const> result;       // of a function: what its body yields, when that is known (typing/)
  std::shared_ptr<Type const> shape;        // what the value can be, where parsing had to know to read the names behind it
  bool shaped = false;
};

/// What parsing yields: the tree, the top-level names that it reads (their index is the global slot), and how many locals it needs.
struct Parsed {
  TreePtr root;
  std::vector<std::string> globals;
  std::uint32_t frame_size = 0;
};

enum class Grammar { expression, unary_tests };
/// On failure `error` says why and the result is empty. `items`: see filter_scope.h.
Parsed parse(std::string_view text, Scope const& scope, Grammar grammar, CompileError& error, std::span<std::size_t const> items = {});

}  // namespace drivetrain::feel
