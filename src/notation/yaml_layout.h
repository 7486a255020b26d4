// The second half of formatting: pieces become lines. Private to the formatter.
#pragma once

#include "notation/declared.h"
#include "notation/yaml_pieces.h"

namespace drivetrain::notation {

/// The canonical text of all documents (see yaml_format.h for the rules).
std::string layout(SourceText const& source, YamlPieces pieces, std::vector<ObjectInfo const*> const& kinds);

}  // namespace drivetrain::notation
