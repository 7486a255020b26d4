// A YAML file taken apart for formatting: each value with the comments that speak of it. Private to the formatter.
#pragma once

#include <vector>

#include "notation/yaml_comments.h"

namespace drivetrain::notation {

/// An entry of a group, an item of a list, or a document.
struct YamlPiece {
  YamlEntry const* entry = nullptr;  ///< of a group's entry
  YamlNode const* node = nullptr;
  std::vector<YamlComment> before;   ///< on lines of their own above it
  std::vector<YamlComment> behind;   ///< at most one: on its line, or on its key's line when lines of its own follow
  std::vector<YamlComment> after;    ///< of a collection: below its last part
  bool after_blank = false;          ///< an empty line stands above it and above its comments
  bool gap = false;                  ///< an empty line stands between its comments and it
  bool unfolds = false;              ///< written in brackets, but a comment inside needs lines
  std::vector<YamlPiece> parts;
};

/// The documents that hold something. Comments of empty documents go to their neighbours; those of a file without any value are
/// in `leftover`.
struct YamlPieces {
  std::vector<YamlPiece> documents;
  std::vector<YamlComment> leftover;
};

YamlPieces pieces_of(SourceText const& source, std::vector<YamlNode> const& documents, YamlMargins const& margins);

}  // namespace drivetrain::notation
