// What can be known of an expression without evaluating it. Internal to feel/; Expression offers it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "feel/expression.h"
#include "feel/syntax/tree.h"

namespace drivetrain::feel {

/// Top-level names, or the dotted path behind one as far as it is plain ("job.customer.tier"), in order of appearance.
std::vector<std::string> find_reads(Tree const& root);
/// See Expression::breakpoints.
std::optional<std::vector<Breakpoint>> find_breakpoints(Tree const& root);
/// See Expression::constant.
std::optional<Value> find_constant(Tree const& root);
/// See Expression::accepts.
std::optional<TestSet> find_test_set(Tree const& root);

}  // namespace drivetrain::feel
