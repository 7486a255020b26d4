// Two people changed the same text: the lines of both, when neither touched the other's.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace drivetrain::model {

/// Three-way merge by lines: `base` with what `ours` and `theirs` each made of it. Nothing when both changed the same lines
/// differently, put different lines in the same place, or the texts differ in so much that a comparison would take too long.
/// What both did alike is done once.
std::optional<std::string> merge_lines(std::string_view base, std::string_view ours, std::string_view theirs);

}  // namespace drivetrain::model
