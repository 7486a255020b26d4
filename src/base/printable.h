// Words of others (an answer of another system, a header, an address) that go on record or before people's eyes: always text, never commands to a
// terminal, never longer than they should be.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace drivetrain {

enum class Lines { one, several };  ///< several: line feeds and tabs stay

/// Valid UTF-8 of at most `most` bytes, cut between two letters. What is no UTF-8, and each control character, is U+FFFD; tabs and ends of lines in
/// one line are blanks.
std::string printable(std::string_view text, std::size_t most = std::string_view::npos, Lines lines = Lines::one);

}  // namespace drivetrain
