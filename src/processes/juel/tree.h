// The compiled form of a JUEL text: its pieces, and the nodes of what stands in ${}, children before parents.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "feel/value.h"

namespace drivetrain::processes::juel {

enum class Form : std::uint8_t {
  literal,
  variable,  ///< `name`
  property,  ///< `name` of child 0
  item,      ///< child 0 [ child 1 ]
  method,    ///< `name` of child 0, arguments from child 1
  object,    ///< method `name` of the surroundings' `object`, arguments from child 0
  function,  ///< `name`, arguments from child 0
  disjunction,
  conjunction,
  equal,
  unequal,
  less,
  less_equal,
  greater,
  greater_equal,
  add,
  subtract,
  multiply,
  divide,
  remainder,
  negation,
  complement,
  emptiness,
  choice
};

struct Node {
  Form form = Form::literal;
  std::uint32_t offset = 0;  ///< bytes in the text
  std::uint32_t depth = 1;
  std::string object, name;
  feel::Value literal;
  std::vector<std::uint32_t> children;
};

/// Text as it is, or the value of an expression.
struct Piece {
  std::string text;
  std::int64_t root = -1;  ///< index of a node; -1 for text
};

struct Program {
  std::string text;
  std::vector<Node> nodes;
  std::vector<Piece> pieces;  ///< at least one
  std::vector<std::string> reads;
  feel::Value constant;  ///< of a text without ${}
  bool literal = true;
};

/// The place as errors tell it: `at offset 7 of "${a ==}"`.
std::string place_text(std::string_view text, std::uint32_t offset);

}  // namespace drivetrain::processes::juel
