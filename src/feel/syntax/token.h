// Tokens of FEEL (DMN 1.5 §10.3.1.2, rules 21–37). Names with spaces or signs are several tokens here; names.h joins them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "feel/expression.h"

namespace drivetrain::feel {

enum class TokenKind : std::uint8_t { end, word, number, string, at_string, symbol };

struct Token {
  TokenKind kind = TokenKind::end;
  std::uint32_t offset = 0;
  std::string_view text;  ///< as written, quotes included; a symbol is one of FEEL's operators or any other single character
  std::uint32_t end() const { return offset + static_cast<std::uint32_t>(text.size()); }
  bool is(std::string_view wanted) const { return text == wanted && (kind == TokenKind::word || kind == TokenKind::symbol); }
};

/// What a message quotes of a text: the whole when it is short, else its beginning and "…" (limits::max_echoed_bytes).
std::string echoed(std::string_view text);

/// All tokens and a final `end`. On failure (unclosed string or comment) the error's place is in bytes of `text`, which the tokens view.
std::optional<CompileError> tokenize(std::string_view text, std::vector<Token>& tokens);

/// The text between the quotes with its escapes resolved (§10.3.1.2 rule 35: \' \" \\ \n \r \t \uXXXX \UXXXXXX). A backslash
/// before anything else stands for itself. Nothing when a \u names no character.
std::optional<std::string> unescape(std::string_view quoted);

}  // namespace drivetrain::feel
