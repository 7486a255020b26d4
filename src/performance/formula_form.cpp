// Bringing a formula into its one form (see formula_form.h).
#include "performance/formula_form.h"

#include "feel/syntax/tree.h"

namespace drivetrain::performance {

namespace {

using feel::Form;
using feel::Tree;

constexpr std::size_t max_terms = 256;   // beyond, a formula is no definition that anybody reads

bool is_null(Tree const& tree) { return tree.form == Form::literal && tree.value.is_null(); }

/// Reads a tree; a part that is no arithmetic is a name, as written.
class FormReader {
 public:
  FormReader(std::string_view text, std::map<std::string, std::string> const& names) : text_(text), names_(names) {}

  FormulaForm read(Tree const& tree) const {
    switch (tree.form) {
      case Form::literal: return tree.value.is_number() ? FormulaForm::number(tree.value.number()) : opaque(tree);
      case Form::name: return FormulaForm::name(called(tree.text));
      case Form::negate: return read(*tree.children[0]).times(FormulaForm::number(-1));
      case Form::add: return read(*tree.children[0]).plus(read(*tree.children[1]));
      case Form::subtract: return read(*tree.children[0]).plus(read(*tree.children[1]).times(FormulaForm::number(-1)));
      case Form::multiply: return read(*tree.children[0]).times(read(*tree.children[1]));
      case Form::divide: return read(*tree.children[0]).over(read(*tree.children[1]));
      case Form::conditional:
        if (is_null(*tree.children[1])) return read(*tree.children[2]);
        if (is_null(*tree.children[2])) return read(*tree.children[1]);
        return opaque(tree);
      default: return opaque(tree);
    }
  }

 private:
  FormulaForm opaque(Tree const& tree) const { return FormulaForm::name("[" + std::string(text_.substr(tree.place.offset, tree.place.length)) + "]"); }
  std::string const& called(std::string const& name) const {
    auto found = names_.find(name);
    return found == names_.end() ? name : found->second;
  }
  std::string_view text_;
  std::map<std::string, std::string> const& names_;
};

}  // namespace

std::optional<FormulaForm> FormulaForm::of(std::string_view formula, std::map<std::string, std::string> const& names) {
  feel::Scope scope;
  for (auto const& [name, called] : names) scope.names.push_back(name);
  feel::CompileError error;
  auto parsed = feel::parse(formula, scope, feel::Grammar::expression, error);
  if (!parsed.root) return std::nullopt;
  return FormReader(formula, names).read(*parsed.root);
}

FormulaForm FormulaForm::number(Decimal value) {
  FormulaForm form;
  form.add({}, value);
  return form;
}

FormulaForm FormulaForm::name(std::string const& name) {
  FormulaForm form;
  form.add({{name, 1}}, 1);
  return form;
}

void FormulaForm::add(Product const& product, Decimal factor) {
  auto& present = terms_[product];
  present = Decimal::add(present, factor).value_or(factor);
  if (present == Decimal(0)) terms_.erase(product);
}

FormulaForm FormulaForm::plus(FormulaForm const& other) const {
  auto sum = *this;
  for (auto const& [product, factor] : other.terms_) sum.add(product, factor);
  return sum;
}

FormulaForm FormulaForm::times(FormulaForm const& other) const {
  if (terms_.size() * other.terms_.size() > max_terms) return name("(" + text() + ")").times(name("(" + other.text() + ")"));
  FormulaForm result;
  for (auto const& [left, left_factor] : terms_)
    for (auto const& [right, right_factor] : other.terms_) {
      auto product = left;
      for (auto const& [name, exponent] : right)
        if ((product[name] += exponent) == 0) product.erase(name);
      result.add(product, Decimal::multiply(left_factor, right_factor).value_or(left_factor));
    }
  return result;
}

FormulaForm FormulaForm::over(FormulaForm const& other) const {
  FormulaForm inverse;
  if (other.terms_.size() == 1) {
    auto const& [product, factor] = *other.terms_.begin();
    Product inverted;
    for (auto const& [name, exponent] : product) inverted[name] = -exponent;
    inverse.add(inverted, Decimal::divide(1, factor).value_or(1));
  } else {
    inverse.add({{"(" + other.text() + ")", -1}}, 1);
  }
  return times(inverse);
}

std::string FormulaForm::text() const {
  if (terms_.empty()) return "0";
  std::string text;
  for (auto const& [product, factor] : terms_) {
    if (!text.empty()) text += " + ";
    std::string above, below;
    for (auto const& [name, exponent] : product)
      for (int i = 0; i < (exponent < 0 ? -exponent : exponent) && i < 9; ++i) (exponent < 0 ? below : above) += (exponent < 0 ? "/" : above.empty() ? "" : "*") + name;
    if (factor != Decimal(1) || above.empty()) above = factor.to_string() + (above.empty() ? "" : "*" + above);
    text += above + below;
  }
  return text;
}

}  // namespace drivetrain::performance
