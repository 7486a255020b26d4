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
  Span span;                      ///< of the value itself (quotes included)
  std::string text;               ///< of a scalar, unquoted
  bool quoted = false;            ///< a quoted scalar is always a string
  std::vector<YamlNode> items;    ///< of a sequence
  std::vector<YamlEntry> entries; ///< of a mapping, in order; duplicate keys were reported and dropped
  YamlNode const* find(std::string_view key) const;
};

struct YamlEntry {
  std::string key;
  Span key_span;
  YamlNode value;
};

/// All documents of a file (separated by ---). Findings DT-R010 (syntax), DT-R011 (duplicate key), DT-R012 (anchor, alias or tag),
/// DT-R013 (too large or deep), DT-R014 (not UTF-8) go to `diagnostics`; what could be read is returned.
std::vector<YamlNode> read_yaml(SourceText const& source, Diagnostics& diagnostics);

}  // namespace drivetrain::notation
