// One layout for model files, so that a difference shows what changed and not how somebody indents. Comments stay with what they
// speak of, groups set apart by a blank line stay groups, texts keep their quotes and their line breaks.
//
// The rules: two blanks a level, lists one level deeper than their key. Fields stand in the order of their kind's declaration,
// documents as apiVersion, kind, metadata, spec; keys that no declaration knows follow in the order written. metadata stands on one
// line where it fits. What is written in brackets or braces stays so while it fits in `yaml_line_width`, and is otherwise
// written one line an entry; what is written in lines stays in lines. Comments behind neighbouring lines stand under each other.
#pragma once

#include <string>

#include "base/result.h"
#include "notation/catalogue.h"
#include "notation/yaml.h"

namespace drivetrain::notation {

inline constexpr std::size_t yaml_line_width = 140;

/// The whole text in that layout. Proven before it is answered: it reads as the same values and holds the same comments. An error
/// when the source cannot be read (the first finding, with its place), or is laid out in a way that cannot be kept.
Result<std::string> format_yaml(SourceText const& source, Catalogue const& catalogue);

}  // namespace drivetrain::notation
