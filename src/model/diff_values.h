// What changed between two trees of values, value by value. Lists are compared by what names their items, so that one item put in
// between is one change. Private to the difference of models.
#pragma once

#include <string>
#include <vector>

#include "notation/yaml.h"

namespace drivetrain::model {

/// One value that changed: "weight" 15 → 25, or an item of a list that came or went (`before` or `after` empty).
struct ValueChange {
  std::string path;           ///< in words: "bands cell-lead › when"
  std::string before, after;  ///< as a person would write it on one line; "nothing" for a field that is not there
  std::string text;           ///< "{path} of {subject}: 15 → 25"
};

/// Null pointers stand for what is not there. Layout, quotes, the order of fields and 10 for 10.0 are no change.
void compare_values(notation::YamlNode const* before, notation::YamlNode const* after, std::string const& path, std::string const& subject,
                    std::vector<ValueChange>& changes);

}  // namespace drivetrain::model
