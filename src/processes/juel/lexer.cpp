// See lexer.h.
#include "processes/juel/lexer.h"

#include <utility>

namespace drivetrain::processes::juel {

namespace {

bool is_juel_digit(char c) { return c >= '0' && c <= '9'; }

/// Java's identifiers; beyond ASCII every byte is taken for a letter's.
bool is_juel_letter(char c) {
  return c == '_' || c == '$' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

constexpr std::pair<std::string_view, std::string_view> sign_words[] = {{"eq", "=="}, {"ne", "!="}, {"lt", "<"},   {"gt", ">"},
                                                                        {"le", "<="}, {"ge", ">="}, {"and", "&&"}, {"or", "||"},
                                                                        {"not", "!"}, {"div", "/"}, {"mod", "%"},  {"empty", "empty"}};

constexpr std::string_view value_words[] = {"true", "false", "null", "instanceof"};

constexpr std::string_view two_byte_signs[] = {"==", "!=", "<=", ">=", "&&", "||"};

}  // namespace

bool Lexer::string(Token& token, LexError& error) {
  auto quote = text_[position_];
  auto begin = position_;
  token.kind = TokenKind::string;
  for (auto i = begin + 1; i < text_.size(); ++i) {
    if (text_[i] == quote) {
      position_ = i + 1;
      token.image = text_.substr(begin, position_ - begin);
      return true;
    }
    if (text_[i] == '\\') {
      auto escaped = i + 1 < text_.size() ? text_[i + 1] : '\0';
      if (escaped != '\\' && escaped != quote) {
        error = {static_cast<std::uint32_t>(i), std::string("expected \\\\ or \\") + quote + " after the backslash of a text",
                 "write a backslash twice, or quote the text with the other sign"};
        return false;
      }
      ++i;
    }
    token.string += text_[i];
  }
  error = {static_cast<std::uint32_t>(begin), std::string("expected ") + quote + " at the end of the text that begins here",
           "close the text"};
  return false;
}

void Lexer::number(Token& token) {
  auto at = [&](std::size_t i) { return i < text_.size() ? text_[i] : '\0'; };
  auto end = position_;
  while (is_juel_digit(at(end))) ++end;
  if (at(end) == '.') {
    ++end;
    while (is_juel_digit(at(end))) ++end;
  }
  if (at(end) == 'e' || at(end) == 'E') {
    auto digits = end + 1;
    if (at(digits) == '+' || at(digits) == '-') ++digits;
    if (is_juel_digit(at(digits))) {
      end = digits;
      while (is_juel_digit(at(end))) ++end;
    }
  }
  token.kind = TokenKind::number;
  token.image = text_.substr(position_, end - position_);
  position_ = end;
}

bool Lexer::next(Token& token, LexError& error) {
  while (position_ < text_.size() && (text_[position_] == ' ' || (text_[position_] >= '\t' && text_[position_] <= '\r'))) ++position_;
  token = {};
  token.offset = static_cast<std::uint32_t>(position_);
  if (position_ == text_.size()) return true;
  auto c = text_[position_];
  auto following = position_ + 1 < text_.size() ? text_[position_ + 1] : '\0';
  if (c == '\'' || c == '"') return string(token, error);
  if (is_juel_digit(c) || (c == '.' && is_juel_digit(following))) return number(token), true;
  if (is_juel_letter(c)) {
    auto end = position_ + 1;
    while (end < text_.size() && (is_juel_letter(text_[end]) || is_juel_digit(text_[end]))) ++end;
    token.image = text_.substr(position_, end - position_);
    token.kind = TokenKind::name;
    for (auto [word, sign] : sign_words)
      if (word == token.image) token.kind = TokenKind::sign, token.sign = sign;
    for (auto word : value_words)
      if (word == token.image) token.kind = TokenKind::word;
    position_ = end;
    return true;
  }
  std::size_t length = std::string_view("*/%+-?:[]().,<>!}").find(c) == std::string_view::npos ? 0 : 1;
  for (auto sign : two_byte_signs)
    if (text_.substr(position_, 2) == sign) length = 2;
  if (length == 0) {
    auto help = c == '='               ? "compare with == or eq; an expression cannot assign"
                : c == '&' || c == '|' ? "write it twice, or the words and, or"
                                       : "take it out, or quote it as a text";
    error = {token.offset, std::string("expected an operator, a name or a value, but ") + c + " came", help};
    return false;
  }
  token.kind = TokenKind::sign;
  token.image = token.sign = text_.substr(position_, length);
  position_ += length;
  return true;
}

}  // namespace drivetrain::processes::juel
