// Cuts what stands in ${} into tokens (JSR-341 §1.19; words are the signs that they stand for: "eq" is "==").
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace drivetrain::processes::juel {

enum class TokenKind : std::uint8_t { end, number, string, name, word, sign };

struct Token {
  TokenKind kind = TokenKind::end;
  std::uint32_t offset = 0;
  std::string_view image;  ///< as written
  std::string_view sign;   ///< of signs and of words that stand for one: "==", "&&", "div" is "/"
  std::string string;      ///< of a string, without quotes and escapes
  bool is(std::string_view wanted) const { return kind == TokenKind::sign && sign == wanted; }
};

/// Where an expression may not go on: what was expected, and what to do.
struct LexError {
  std::uint32_t offset = 0;
  std::string message, help;
};

class Lexer {
 public:
  /// Reads from behind "${" at `position`.
  Lexer(std::string_view text, std::size_t position) : text_(text), position_(position) {}
  /// False with an error when no token begins here. "}" is a sign.
  bool next(Token& token, LexError& error);
  std::size_t position() const { return position_; }  ///< behind the last token

 private:
  bool string(Token& token, LexError& error);
  void number(Token& token);
  std::string_view text_;
  std::size_t position_;
};

}  // namespace drivetrain::processes::juel
