// Encoding: tables come from programs that never say how they wrote their letters. UTF-8 with or without mark, UTF-16 with mark, and
// what is no valid UTF-8 is Windows-1252 (a superset of Latin-1's printable part, and what Excel writes in western Europe).
#pragma once

#include <string>
#include <string_view>

namespace drivetrain::notation {

struct DecodedText {
  std::string text;      ///< valid UTF-8 without mark; characters that have no place in text (NUL and the like) are blanks
  std::string encoding;  ///< "UTF-8", "UTF-16", "Windows-1252"
};

DecodedText decode_text(std::string_view bytes);

/// What a person sees of a cell: no blanks around it, and the blanks that only printers know (no-break, thin) are plain ones.
std::string cell_text(std::string_view utf8);

}  // namespace drivetrain::notation
