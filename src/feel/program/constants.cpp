// What is constant and can only be null: a slip, where types are checked (see node.h).
#include "feel/program/node.h"
#include "feel/syntax/token.h"

namespace drivetrain::feel {

std::optional<CompileError> fold_constants(Tree& tree) {
  if (tree.form == Form::literal) return std::nullopt;
  if (is_pure(tree)) {
    auto node = build(tree);
    if (auto const* value = node->constant()) {
      Value folded = *value;
      tree.form = Form::literal, tree.value = std::move(folded), tree.depth = tree.size = 1;
      tree.children.clear();
      return std::nullopt;
    }
    Environment nothing;
    Session session{nothing};
    Frame frame{session};
    node->evaluate(frame);
    if (session.warnings.empty()) return std::nullopt;
    auto const& warning = session.warnings.front();
    return CompileError{warning.offset, warning.length, warning.message + "; this is the same each time", "correct it, or write null if that is meant"};
  }
  for (auto& child : tree.children)
    if (auto error = fold_constants(*child)) return error;
  return std::nullopt;
}

}  // namespace drivetrain::feel
