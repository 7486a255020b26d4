// Expressions that are the condition of a filter which stands outside of their text: the match of a boxed filter (DMN 1.5 §10.2.1.9), where
// Employees is one text and dept = 20 another. As in FEEL's own filter the entries of an item are names there.
#pragma once

#include <span>

#include "feel/expression.h"

namespace drivetrain::feel {

/// As compile(). `items`: which names of the slotted scope are the items of filters around the text, the innermost last. An entry of an item wins over
/// names that were declared before the item, and over built-ins.
std::variant<Expression, CompileError> compile_in_filters(std::string_view text, Scope const& scope, std::span<std::size_t const> items);
/// As compile_unary_tests().
std::variant<Expression, CompileError> compile_unary_tests_in_filters(std::string_view text, Scope const& scope, std::span<std::size_t const> items);

}  // namespace drivetrain::feel
