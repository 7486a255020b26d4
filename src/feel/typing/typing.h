// Typing: what an expression's value can be, and where it cannot be anything but null, found before it is ever evaluated. A type that is
// not known is a null pointer and goes with everything; every type admits null. Only what fails for every value is called a clash.
// Source: DMN 1.5 §10.3.2.9 (types), the tables of each operator. Internal to feel/.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "feel/syntax/tree.h"

namespace drivetrain::feel {

using TypePtr = std::shared_ptr<Type const>;

class Typing {
 public:
  /// `globals`: types by slot; shorter than the slots where the rest is unknown.
  explicit Typing(std::vector<TypePtr> const& globals) : globals_(&globals), frames_(1) {}
  /// For a part of a text that is still being read: names that it does not bring itself are asked of `outside`, and clashes are nobody's yet.
  explicit Typing(std::function<TypePtr(Binding const&)> outside) : outside_(std::move(outside)), frames_(1) {}
  /// The value's type. Functions below learn their results' types (Tree::result).
  TypePtr infer(Tree& tree);
  /// In order of discovery.
  std::vector<CompileError> const& clashes() const { return clashes_; }

 private:
  struct TypedFrame {
    std::vector<std::optional<TypePtr>> locals;  // by slot; nothing: not brought by what is looked at
    std::vector<TypePtr> captures;
  };
  TypePtr infer_form(Tree& tree);
  // infer.cpp
  TypePtr infer_arithmetic(Tree& tree);
  TypePtr infer_chain(Tree& tree);
  TypePtr calculated(Form form, TypePtr const& a, TypePtr const& b, Tree const& right, Place place);
  TypePtr infer_comparison(Tree& tree);
  TypePtr infer_between(Tree& tree);
  /// `any_may_fail`: some test that can be true is enough, as behind `in`; a cell's tests are all meant.
  TypePtr infer_tests(Tree& tests, TypePtr const& subject, bool any_may_fail);
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
  void check_arguments(Tree const& tree, Type const& function, std::vector<TypePtr> const& arguments);
  void check_keys(Tree const& tree, std::vector<TypePtr> const& arguments);
  /// `given`: what all parameters without a type of their own are called with; null when unknown.
  TypePtr infer_function(Tree& tree, TypePtr const& given = nullptr);
  TypePtr infer_iteration(Tree& tree);
  TypePtr infer_list(Tree& tree);
  TypePtr infer_context(Tree& tree);

  TypePtr of_binding(Binding const& binding) const;
  void set_local(std::uint32_t slot, TypePtr type);
  void clash(Place place, std::string message, std::string help = {});

  std::vector<TypePtr> const* globals_ = nullptr;
  std::function<TypePtr(Binding const&)> outside_;
  std::vector<TypedFrame> frames_;
  std::vector<CompileError> clashes_;
};

TypePtr type_of_kind(Kind kind);
TypePtr list_of(TypePtr element);
/// The kind of all values but null; nothing when several are possible or none but null.
std::optional<Kind> kind_of(TypePtr const& type);
/// Of a list or range; null when unknown or none.
TypePtr element_of(TypePtr const& type);
/// "a - b" -> "a-b": blanks tell names apart only between words, but no two names of one function differ by them alone.
std::string without_blanks(std::string_view name);
/// What a type that holds itself stands for; the type itself otherwise.
TypePtr unnamed(TypePtr const& type);
/// One type for values that are of either: contexts have the entries of both. Null when they differ.
TypePtr joined_type(TypePtr const& a, TypePtr const& b);
/// False when no value of `narrow` but null can be coerced to `wide`.
bool may_fit(Type const& narrow, Type const& wide);
/// "a number", "a tRisk", "something".
std::string article(TypePtr const& type);
/// The type of what a built-in yields, given its arguments' types.
TypePtr builtin_result(std::string_view name, std::vector<TypePtr> const& arguments);

}  // namespace drivetrain::feel
