// Typing: what an expression's value can be, and where it cannot be anything but null, found before it is ever evaluated. A type that is
// not known is a null pointer and goes with everything; every type admits null. Only what fails for every value is called a clash.
// Source: DMN 1.5 §10.3.2.9 (types), the tables of each operator. Internal to feel/.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "feel/syntax/tree.h"

namespace drivetrain::feel {

using TypePtr = std::shared_ptr<Type const>;

class Typing {
 public:
  /// `globals`: types by slot; shorter than the slots where the rest is unknown.
  explicit Typing(std::vector<TypePtr> const& globals) : globals_(globals), frames_(1) {}
  /// The value's type. Functions below learn their results' types (Tree::result).
  TypePtr infer(Tree& tree);
  /// In order of discovery.
  std::vector<CompileError> const& clashes() const { return clashes_; }

 private:
  struct TypedFrame {
    std::vector<TypePtr> locals, captures;
  };
  // infer.cpp
  TypePtr infer_arithmetic(Tree& tree);
  TypePtr infer_chain(Tree& tree);
  TypePtr calculated(Form form, TypePtr const& a, TypePtr const& b, Tree const& right, Place place);
  TypePtr infer_comparison(Tree& tree);
  TypePtr infer_between(Tree& tree);
  TypePtr infer_tests(Tree& tests, TypePtr const& subject);
  TypePtr infer_in(Tree& tree);
  TypePtr infer_junction(Tree& tree);
  TypePtr infer_conditional(Tree& tree);
  TypePtr infer_interval(Tree& tree);
  void check_boolean(Tree const& tree, TypePtr const& type, std::string_view what);
  // infer_access.cpp
  TypePtr infer_path(Tree& tree);
  TypePtr step(TypePtr const& from, std::string const& name, Place place);
  TypePtr infer_member(Tree& tree);
  TypePtr infer_filter(Tree& tree);
  TypePtr infer_call(Tree& tree);
  TypePtr infer_builtin_call(Tree& tree);
  void check_one_kind(Tree const& tree, std::vector<TypePtr> const& arguments);
  void check_pattern(Tree const& tree);
  TypePtr infer_function(Tree& tree);
  TypePtr infer_iteration(Tree& tree);
  TypePtr infer_list(Tree& tree);
  TypePtr infer_context(Tree& tree);

  TypePtr of_binding(Binding const& binding) const;
  TypePtr& local(std::uint32_t slot);
  void clash(Place place, std::string message, std::string help = {});

  std::vector<TypePtr> const& globals_;
  std::vector<TypedFrame> frames_;
  std::vector<CompileError> clashes_;
};

TypePtr type_of_kind(Kind kind);
TypePtr list_of(TypePtr element);
/// The kind of all values but null; nothing when several are possible or none but null.
std::optional<Kind> kind_of(TypePtr const& type);
/// Of a list or range; null when unknown or none.
TypePtr element_of(TypePtr const& type);
/// "a number", "a tRisk", "something".
std::string article(TypePtr const& type);
/// The type of what a built-in yields, given its arguments' types.
TypePtr builtin_result(std::string_view name, std::vector<TypePtr> const& arguments);

}  // namespace drivetrain::feel
