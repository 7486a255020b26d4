// A descent by precedence. Names of the surroundings (execution, task) are told from variables here, so that evaluating asks once.
#include "processes/juel/parser.h"

#include <algorithm>
#include <initializer_list>
#include <set>
#include <utility>

#include "base/limits.h"
#include "processes/juel/lexer.h"

namespace drivetrain::processes::juel {

namespace {

struct BinarySign {
  std::string_view sign;
  int level;  ///< 0 binds least
  Form form;
};

constexpr BinarySign binary_signs[] = {{"||", 0, Form::disjunction}, {"&&", 1, Form::conjunction},   {"==", 2, Form::equal},
                                       {"!=", 2, Form::unequal},     {"<", 3, Form::less},           {"<=", 3, Form::less_equal},
                                       {">", 3, Form::greater},      {">=", 3, Form::greater_equal}, {"+", 4, Form::add},
                                       {"-", 4, Form::subtract},     {"*", 5, Form::multiply},       {"/", 5, Form::divide},
                                       {"%", 5, Form::remainder}};
constexpr int unary_level = 6;

/// Objects of Camunda 7's surroundings that are no values here. Task.getExecution() is the execution.
bool is_world_object(std::string_view name) { return name == "execution" || name == "task"; }

std::string getter_of(std::string_view property) {
  std::string name("get");
  name += property;
  if (name[3] >= 'a' && name[3] <= 'z') name[3] = static_cast<char>(name[3] - 'a' + 'A');
  return name;
}

using Index = std::optional<std::uint32_t>;  ///< of a node; nothing after an error

class JuelParser {
 public:
  explicit JuelParser(std::string_view text) : text_(text) { program_.text = text; }
  Result<Program> run();

 private:
  bool text_piece(std::size_t& position);
  bool expression_piece(std::size_t& position);
  bool advance() { return lexer_->next(token_, problem_); }
  bool accept(std::string_view sign) {
    if (!token_.is(sign)) return false;
    return failed_ = !advance(), true;
  }
  bool expect(std::string_view sign, std::string_view where);
  Index fail(std::string message, std::string help);
  Index expected(std::string_view what, std::string help);
  Index too_deep();
  Index make(Form form, std::uint32_t offset, std::initializer_list<Index> children, std::string name = {});
  Index choice();
  Index binary(int level);
  Index unary();
  Index value();
  Index primary();
  Index member(std::uint32_t base);
  Index object_member(std::uint32_t base, std::string name, std::uint32_t offset);
  bool arguments(std::vector<std::uint32_t>& into);
  Index give(std::uint32_t call, std::vector<std::uint32_t> const& arguments);
  void read(std::string const& name) {
    if (known_.insert(name).second) program_.reads.push_back(name);
  }

  std::string_view text_;
  Program program_;
  std::set<std::string> known_;  ///< the names in reads
  Lexer* lexer_ = nullptr;
  Token token_;
  LexError problem_;
  bool failed_ = false;
  std::size_t recursion_ = 0, choices_ = 0;
};

Index JuelParser::fail(std::string message, std::string help) {
  if (!failed_) problem_ = {token_.offset, std::move(message), std::move(help)};
  failed_ = true;
  return std::nullopt;
}

Index JuelParser::expected(std::string_view what, std::string help) {
  if (failed_) return std::nullopt;
  auto came = token_.kind == TokenKind::end ? std::string("the end") : "'" + std::string(token_.image) + "'";
  return fail("expected " + std::string(what) + ", but " + came + " came", std::move(help));
}

bool JuelParser::expect(std::string_view sign, std::string_view where) {
  if (failed_) return false;
  if (!token_.is(sign)) return expected("'" + std::string(sign) + "' " + std::string(where), "complete the expression there"), false;
  // Behind the brace stands text, which is no token.
  if (sign != "}") failed_ = !advance();
  return !failed_;
}

Index JuelParser::make(Form form, std::uint32_t offset, std::initializer_list<Index> children, std::string name) {
  Node node;
  node.form = form, node.offset = offset, node.name = std::move(name);
  for (auto child : children) {
    if (!child) return std::nullopt;
    node.depth = std::max(node.depth, program_.nodes[*child].depth + 1);
    node.children.push_back(*child);
  }
  if (node.depth > limits::max_expression_depth) return too_deep();
  program_.nodes.push_back(std::move(node));
  return static_cast<std::uint32_t>(program_.nodes.size() - 1);
}

Index JuelParser::too_deep() {
  return fail("nested deeper than " + std::to_string(limits::max_expression_depth) + " levels",
              "split the expression, or compute a part in a script");
}

Index JuelParser::choice() {
  if (++choices_ > limits::max_expression_depth) return too_deep();
  auto offset = token_.offset;
  auto result = binary(0);
  if (result && !failed_ && accept("?")) {
    auto yes = failed_ ? std::nullopt : choice();
    result = yes && expect(":", "between the two values of ?") ? make(Form::choice, offset, {result, yes, choice()}) : std::nullopt;
  }
  --choices_;
  return failed_ ? std::nullopt : result;
}

Index JuelParser::binary(int level) {
  if (level == unary_level) return unary();
  auto left = binary(level + 1);
  while (left && !failed_) {
    auto found = std::find_if(std::begin(binary_signs), std::end(binary_signs),
                              [&](BinarySign const& b) { return b.level == level && token_.is(b.sign); });
    if (found == std::end(binary_signs)) return left;
    auto offset = token_.offset;
    accept(found->sign);
    left = make(found->form, offset, {left, failed_ ? std::nullopt : binary(level + 1)});
  }
  return std::nullopt;
}

Index JuelParser::unary() {
  if (failed_) return std::nullopt;
  if (++recursion_ > limits::max_expression_depth) return too_deep();
  auto offset = token_.offset;
  Index result;
  if (accept("!"))
    result = make(Form::negation, offset, {unary()});
  else if (accept("-"))
    result = make(Form::complement, offset, {unary()});
  else if (accept("empty"))
    result = make(Form::emptiness, offset, {unary()});
  else
    result = value();
  --recursion_;
  return failed_ ? std::nullopt : result;
}

Index JuelParser::value() {
  auto result = primary();
  while (result && !failed_) {
    if (accept(".")) {
      result = failed_ ? std::nullopt : member(*result);
    } else if (token_.is("[")) {
      auto offset = token_.offset;
      accept("[");
      auto key = failed_ ? std::nullopt : choice();
      if (!key || !expect("]", "behind the key or index")) return std::nullopt;
      result = make(Form::item, offset, {result, key});
    } else {
      return result;
    }
  }
  return std::nullopt;
}

Index JuelParser::primary() {
  constexpr auto what = "a value: a variable, a number, a text, true, false, null, -, !, not, empty or '('";
  auto offset = token_.offset;
  auto literal = [&](feel::Value value) -> Index {
    auto node = make(Form::literal, offset, {});
    program_.nodes.back().literal = std::move(value);
    failed_ = !advance();
    return node;
  };
  if (token_.kind == TokenKind::number) {
    // "1." is a number here, though not in FEEL.
    auto image = token_.image.ends_with('.') ? token_.image.substr(0, token_.image.size() - 1) : token_.image;
    std::string digits(image);
    if (auto point = digits.find(".e"); point != std::string::npos) digits.erase(point, 1);
    if (auto point = digits.find(".E"); point != std::string::npos) digits.erase(point, 1);
    auto number = Decimal::parse(digits);
    if (!number) return fail("'" + digits.substr(0, 80) + "' is outside the range of a number", "write a smaller one");
    return literal(*number);
  }
  if (token_.kind == TokenKind::string) return literal(std::string_view(token_.string));
  if (token_.kind == TokenKind::word) {
    if (token_.image == "null") return literal({});
    if (token_.image == "instanceof") return fail("instanceof is reserved and has no meaning here", "compare values instead");
    return literal(token_.image == "true");
  }
  if (accept("(")) {
    auto inner = failed_ ? std::nullopt : choice();
    return inner && expect(")", "to close the bracket") ? inner : std::nullopt;
  }
  if (token_.kind != TokenKind::name) return expected(what, "complete the expression there");
  std::string name(token_.image);
  if (failed_ = !advance(); failed_) return std::nullopt;
  if (!token_.is("(")) {
    if (!is_world_object(name)) read(name);
    return make(Form::variable, offset, {}, std::move(name));
  }
  std::vector<std::uint32_t> given;
  if (!arguments(given)) return std::nullopt;
  auto node = make(Form::function, offset, {}, std::move(name));
  return give(*node, given);
}

/// Arguments in brackets, from "(" on.
bool JuelParser::arguments(std::vector<std::uint32_t>& into) {
  accept("(");
  if (failed_) return false;
  if (accept(")")) return !failed_;
  do {
    auto argument = failed_ ? std::nullopt : choice();
    if (!argument) return false;
    into.push_back(*argument);
  } while (accept(","));
  return expect(")", "or ',' behind an argument");
}

/// The arguments of a call that is made.
Index JuelParser::give(std::uint32_t call, std::vector<std::uint32_t> const& arguments) {
  auto& node = program_.nodes[call];
  for (auto argument : arguments) node.depth = std::max(node.depth, program_.nodes[argument].depth + 1);
  node.children.insert(node.children.end(), arguments.begin(), arguments.end());
  return node.depth > limits::max_expression_depth ? too_deep() : Index(call);
}

Index JuelParser::member(std::uint32_t base) {
  bool word = !token_.image.empty() && ((token_.image[0] | 0x20) >= 'a' && (token_.image[0] | 0x20) <= 'z');  // behind the dot `empty` is a name like any other
  if (token_.kind != TokenKind::name && !word)
    return expected("the name of a property or method behind '.'",
                    "write a['" + std::string(token_.image.substr(0, 40)) + "'] for a key that is no name");
  auto offset = token_.offset;
  std::string name(token_.image);
  if (failed_ = !advance(); failed_) return std::nullopt;
  auto const& owner = program_.nodes[base];
  bool world = (owner.form == Form::variable || (owner.form == Form::object && owner.name.empty())) &&
               is_world_object(owner.form == Form::object ? owner.object : owner.name);
  if (world) return object_member(base, std::move(name), offset);
  if (!token_.is("(")) {
    auto made = make(Form::property, offset, {base}, name);
    if (made) program_.nodes[*made].literal = std::string_view(name);  // asked for like a key in brackets
    return made;
  }
  std::vector<std::uint32_t> given;
  if (!arguments(given)) return std::nullopt;
  auto node = make(Form::method, offset, {base}, std::move(name));
  if (!node) return std::nullopt;
  return give(*node, given);
}

/// execution.x, task.x(…): what the surroundings answer. A node without a name is the object itself (task.execution).
Index JuelParser::object_member(std::uint32_t base, std::string name, std::uint32_t offset) {
  auto owner = program_.nodes[base].form == Form::object ? program_.nodes[base].object : program_.nodes[base].name;
  std::vector<std::uint32_t> given;
  bool called = token_.is("(");
  if (called && !arguments(given)) return std::nullopt;
  if (!called) name = getter_of(name);
  if (owner == "task" && name == "getExecution" && given.empty()) owner = "execution", name.clear();
  auto first = given.empty() ? nullptr : &program_.nodes[given[0]];
  constexpr std::string_view readers[] = {"getVariable",           "getVariableLocal", "getVariableTyped",
                                          "getVariableLocalTyped", "hasVariable",      "hasVariableLocal"};
  if (first && first->form == Form::literal && first->literal.kind() == feel::Kind::string &&
      std::find(std::begin(readers), std::end(readers), name) != std::end(readers))
    read(std::string(first->literal.string()));
  auto node = make(Form::object, offset, {}, std::move(name));
  if (!node) return std::nullopt;
  program_.nodes[*node].object = std::move(owner);
  return give(*node, given);
}

/// Text up to the next ${ or #{; a backslash before either makes it text. As Camunda 7's scanner reads it, other backslashes stay.
bool JuelParser::text_piece(std::size_t& position) {
  Piece piece;
  bool escaped = false;
  for (; position < text_.size(); ++position) {
    auto c = text_[position];
    bool opens = (c == '$' || c == '#') && position + 1 < text_.size() && text_[position + 1] == '{';
    if (opens && !escaped) break;
    if (c == '\\') {
      if (escaped) piece.text += '\\';
      escaped = true;
      continue;
    }
    if (escaped && !opens) piece.text += '\\';
    piece.text += c;
    escaped = false;
  }
  if (escaped) piece.text += '\\';
  if (piece.text.empty()) return false;
  program_.pieces.push_back(std::move(piece));
  return true;
}

bool JuelParser::expression_piece(std::size_t& position) {
  Lexer lexer(text_, position + 2);
  lexer_ = &lexer;
  failed_ = !advance();
  auto root = failed_ ? std::nullopt : choice();
  bool whole = root && expect("}", "at the end of the expression");
  position = lexer.position();
  if (whole) program_.pieces.push_back({{}, *root});
  return whole;
}

Result<Program> JuelParser::run() {
  if (text_.size() > limits::max_expression_bytes)
    return Error{"", "the expression is longer than " + std::to_string(limits::max_expression_bytes) + " bytes",
                 "compute a part of it in a script or a decision"};
  std::size_t position = 0;
  char opening = '\0';
  while (position < text_.size()) {
    text_piece(position);
    if (position == text_.size()) break;
    token_ = {}, token_.offset = static_cast<std::uint32_t>(position);
    if (opening != '\0' && text_[position] != opening)
      fail(std::string("expected ") + opening + "{, because a text with expressions begins them all alike, but " + text_[position] +
               "{ came",
           "use ${ throughout");
    opening = text_[position];
    program_.literal = false;
    if (failed_ || !expression_piece(position))
      return Error{"", place_text(text_, problem_.offset) + ": " + problem_.message, problem_.help};
  }
  if (program_.pieces.empty()) program_.pieces.emplace_back();
  if (program_.literal) program_.constant = std::string_view(program_.pieces[0].text);
  return std::move(program_);
}

}  // namespace

std::string place_text(std::string_view text, std::uint32_t offset) {
  constexpr std::size_t shown = 120;
  auto begin = offset > shown / 2 && text.size() > shown ? offset - shown / 2 : 0;
  auto end = std::min(text.size(), begin + shown);
  // Not in the middle of a character.
  auto inside = [&](std::size_t i) { return i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80; };
  while (inside(begin)) ++begin;
  while (inside(end)) ++end;
  return "at offset " + std::to_string(offset) + " of \"" + (begin > 0 ? "…" : "") + std::string(text.substr(begin, end - begin)) +
         (end < text.size() ? "…" : "") + "\"";
}

Result<Program> parse(std::string_view text) { return JuelParser(text).run(); }

}  // namespace drivetrain::processes::juel
