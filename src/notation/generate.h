// What is generated from declarations, so that editor, docs and user interface know exactly what the reader accepts.
#pragma once

#include <string>

#include "notation/catalogue.h"

namespace drivetrain::notation {

/// JSON Schema 2020-12 of documents of one kind, for editors.
std::string json_schema(DeclarationInfo const& kind);
/// One schema for any document of the catalogue: chosen by its kind.
std::string json_schema(Catalogue const& catalogue);
/// Reference page of one kind.
std::string docs_markdown(DeclarationInfo const& kind);
/// One page of all kinds, with the metadata that they share.
std::string docs_markdown(Catalogue const& catalogue);
/// TypeScript interfaces of one kind: Decision, DecisionSpec, and one for each nested group (DecisionBand).
std::string typescript(DeclarationInfo const& kind);
/// All kinds, with the Metadata that they share.
std::string typescript(Catalogue const& catalogue);

/// The nested groups of a kind in the order met, each once, with a name that is unique within the kind.
struct NestedGroup {
  ObjectInfo const* info;
  std::string name;
};
std::vector<NestedGroup> nested_groups(ObjectInfo const& kind);

}  // namespace drivetrain::notation
