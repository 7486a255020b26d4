// Writing DMN back. Whole: the XML tree as it was read, with everything that we do not understand. In place: other texts in some cells, and
// every other byte of the file as it was, so that what changed is what a person sees in the difference.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "notation/dmn/dmn.h"

namespace drivetrain::notation {

/// The whole file anew: equal content (xml.h: same_content), our layout.
std::string write_dmn(DmnDefinitions const& definitions);

/// An element with a <text> (inputEntry, outputEntry, annotationEntry, …) is to say something else.
struct DmnTextEdit {
  XmlNode const* element = nullptr;  ///< of the tree that was read from the source
  std::string text;
};
/// DT-X902 when an element has no place for a text. What it returns was read again and says what was asked for.
Result<std::string> with_texts(SourceText const& source, std::vector<DmnTextEdit> const& edits);

/// The element of a rule's cell: input columns first, then outputs, then annotations. Null pointer when there is none.
XmlNode const* cell_of(DmnRule const& rule, std::size_t column);

}  // namespace drivetrain::notation
