// Where elements begin and end in the bytes of an XML file, for edits that leave every other byte as it is. The tree (xml.h) knows where a start
// tag begins; the rest is found here. Internal to notation/dmn.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "notation/xml.h"

namespace drivetrain::notation::bytes {

/// Bytes from `begin` to `end` become `with`.
struct Patch {
  std::size_t begin = 0, end = 0;
  std::string with;
};
/// All of them, in any order. False, and nothing changed, when two are about the same bytes.
bool apply(std::vector<Patch> patches, std::string& text);

/// & < > as XML wants them.
std::string escaped(std::string_view text);
/// "d:rule": as an element beside `node` is called.
std::string tag(XmlNode const& node, std::string_view local);
/// Of the > that ends the start tag beginning at `at`; npos when there is none.
std::size_t end_of_start_tag(std::string_view source, std::size_t at);
/// One past the > that ends the element whose start tag begins at `at`; npos when there is none.
std::size_t end_of_element(std::string_view source, std::size_t at);
/// Where the layout before an element begins: its indentation and the line break before that.
std::size_t begin_of_layout(std::string_view source, std::size_t at);

}  // namespace drivetrain::notation::bytes
