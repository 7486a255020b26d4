// A formula in one form, so that two ways to write the same figure are equal: a sum of products of names with whole exponents. What is no
// arithmetic becomes a name of its own, by its text. `if … then null else E` and `if … then E else null` are E: saying when there is no
// data does not change the figure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/decimal.h"

namespace drivetrain::performance {

/// Exponents by name; a sum in a denominator is one name in parentheses. Empty: the number one.
using Product = std::map<std::string, int>;

class FormulaForm {
 public:
  /// Of FEEL text over the names that are the keys, each read as its value. Nothing when it does not compile.
  static std::optional<FormulaForm> of(std::string_view formula, std::map<std::string, std::string> const& names);

  static FormulaForm number(Decimal value);
  static FormulaForm name(std::string const& name);

  FormulaForm plus(FormulaForm const& other) const;
  FormulaForm times(FormulaForm const& other) const;
  /// Division by a sum keeps the sum together.
  FormulaForm over(FormulaForm const& other) const;

  /// In order, "100*apt/pbt"; equal forms have equal texts.
  std::string text() const;
  bool operator==(FormulaForm const&) const = default;

 private:
  void add(Product const& product, Decimal factor);
  std::map<Product, Decimal> terms_;   ///< none has the factor 0
};

}  // namespace drivetrain::performance
