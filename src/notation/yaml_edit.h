// Changing one value of a YAML file: a weight, a band, a right. Comments, order and layout of everything else stay, so that the
// difference shows the change and nothing more. Each edit answers the whole new text, proven: it was read again, and holds exactly
// what was asked for.
//
// Nodes must come from read_yaml of the same source.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "base/source.h"
#include "notation/yaml.h"

namespace drivetrain::notation {

/// How a text is written as a value: plain when it stays text that way, else in double quotes. Always one line.
std::string yaml_text(std::string_view text);
/// In double quotes on one line, whatever it is.
std::string yaml_quoted(std::string_view text);

/// Puts `yaml` (a number, a flag, yaml_text(…), or a flow collection, on one line) in place of a scalar or an empty value.
Result<std::string> replace_scalar(SourceText const& source, Span const& span, std::string_view yaml);
/// A new item of a list before the one at `index` (0 = first; number of items = last). `yaml` is one line, as {when: "…", role: …}.
Result<std::string> insert_item(SourceText const& source, YamlNode const& sequence, std::size_t index, std::string_view yaml);
Result<std::string> remove_item(SourceText const& source, YamlNode const& sequence, std::size_t index);
/// A new last entry of a group. Error when the key is there already.
Result<std::string> insert_entry(SourceText const& source, YamlNode const& mapping, std::string_view key, std::string_view yaml);
/// Error when there is no such key.
Result<std::string> remove_entry(SourceText const& source, YamlNode const& mapping, std::string_view key);

}  // namespace drivetrain::notation
