// YAML as the operating model is written in: a tree in which every key and value knows its exact place. Read by libyaml
// (yaml-cpp accepts broken files). Anchors, aliases and tags are refused: a model is read by people. YAML 1.2 core schema.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/source.h"

namespace drivetrain::notation {

enum class YamlKind { null, scalar, sequence, mapping };

struct YamlNode;
struct YamlEntry;

struct YamlNode {
  YamlKind kind = YamlKind::null;
  Span span;                       ///< of the value itself (quotes included)
  std::string text;                ///< of a scalar, unquoted
  bool quoted = false;             ///< a quoted (or | or >) scalar is always a string
  bool flow = false;               ///< of a collection: written in brackets or braces, not on lines of its own
  std::vector<YamlNode> items;     ///< of a sequence
  std::vector<YamlEntry> entries;  ///< of a mapping, in order; duplicate keys were reported and dropped
  /// Null pointer when there is no such key (or this is no mapping).
  YamlNode const* find(std::string_view key) const;
  YamlEntry const* find_entry(std::string_view key) const;
};

struct YamlEntry {
  std::string key;
  Span key_span;
  YamlNode value;
};

/// All documents of a file (separated by ---). Findings DT-R010 (syntax), DT-R011 (duplicate key), DT-R012 (anchor, alias or tag),
/// DT-R013 (too large or deep), DT-R014 (not UTF-8) go to `diagnostics`. The documents before a syntax error are returned, the
/// broken one and those after it are not: half an entity would only cause findings that are not true.
std::vector<YamlNode> read_yaml(SourceText const& source, Diagnostics& diagnostics);

/// "a list", "a group of fields", "nothing", "a value": for error texts.
std::string_view describe(YamlNode const& node);

}  // namespace drivetrain::notation
