// The comments of a YAML file. libyaml drops them; a formatter must not. They are what stands behind a # outside every value,
// and the tree knows where each value stands.
#pragma once

#include <string>
#include <vector>

#include "notation/yaml.h"

namespace drivetrain::notation {

struct YamlComment {
  Position at;
  std::string text;          ///< from the # to the end of the line, without blanks behind
  bool own_line = false;     ///< nothing but blanks before it on its line
  bool after_blank = false;  ///< the line above is empty
};

struct YamlMargins {
  std::vector<YamlComment> comments;          ///< in order; not those in the first line of a | or > text, which belong to it
  std::vector<std::size_t> document_markers;  ///< offsets of the lines that begin with ---
  std::vector<std::size_t> directives;        ///< offsets of the lines that begin with %
};

/// `documents` must be what read_yaml made of the same source, without a finding.
YamlMargins margins_of(SourceText const& source, std::vector<YamlNode> const& documents);

/// True when the line (from 1) holds nothing but blanks; the line before the first is not empty.
bool is_blank_line(SourceText const& source, std::uint32_t line);

}  // namespace drivetrain::notation
