// if, for, some, every, functions and contexts: what brings names of its own into scope.
#include "feel/syntax/parser.h"

namespace drivetrain::feel {

TreePtr Parser::conditional() {
  auto from = peek().offset;
  ++at_;
  auto condition = expression();
  if (!condition || !expect("then", "after the condition of if")) return nullptr;
  auto yes = expression();
  if (!yes || !expect("else", "after what follows then")) return nullptr;
  return combine(Form::conditional, from, std::move(condition), std::move(yes), expression());
}

TreePtr Parser::iteration(Form form) {
  auto from = peek().offset;
  ++at_;
  std::vector<TreePtr> children;
  std::vector<std::uint32_t> slots;
  do {
    auto name = declared_name("in", "a name for each element");
    if (failed() || !expect("in", "after the name")) return nullptr;
    auto begin = peek().offset;
    auto domain = expression();
    if (!domain) return nullptr;
    if (accept("..")) domain = combine(Form::span, begin, std::move(domain), sum());
    if (!domain) return nullptr;
    auto element = element_shape(*domain);
    children.push_back(std::move(domain));
    slots.push_back(names_.push_local(std::move(name), std::move(element)));
  } while (accept(","));
  auto pushed = slots.size();
  if (form == Form::for_each) slots.push_back(names_.push_local("partial", nullptr)), ++pushed;
  if (!expect(form == Form::for_each ? "return" : "satisfies", "after what is iterated over")) return nullptr;
  children.push_back(expression());
  names_.pop_locals(pushed);
  auto tree = make(form, from, std::move(children));
  if (tree) tree->slots = std::move(slots);
  return tree;
}

TreePtr Parser::function_definition() {
  auto from = peek().offset;
  ++at_;
  if (!expect("(", "after function")) return nullptr;
  std::vector<std::string> parameters;
  std::vector<std::shared_ptr<Type const>> types;
  if (!accept(")")) {
    do {
      parameters.push_back(declared_name(":", "the name of a parameter"));
      types.push_back(nullptr);
      if (failed()) return nullptr;
      if (accept(":") && !(types.back() = type())) return nullptr;
    } while (accept(","));
    if (!expect(")", "or \",\" after a parameter")) return nullptr;
  }
  if (accept("external")) {
    auto tree = combine(Form::external, from, expression());
    if (tree) tree->names = std::move(parameters), tree->types = std::move(types);
    return tree;
  }
  names_.push_function(parameters, types);
  auto body = expression();
  std::vector<Binding> captures;
  auto frame_size = names_.pop_function(captures);
  auto tree = combine(Form::function, from, std::move(body));
  if (!tree) return nullptr;
  tree->names = std::move(parameters), tree->types = std::move(types), tree->captures = std::move(captures), tree->frame_size = frame_size;
  return tree;
}

TreePtr Parser::context() {
  auto from = peek().offset;
  ++at_;
  std::vector<TreePtr> entries;
  std::vector<std::string> keys;
  std::vector<std::uint32_t> slots;
  if (!accept("}")) {
    do {
      std::string key;
      if (peek().kind == TokenKind::string) {
        key = unescape(peek().text).value_or("");
        ++at_;
      } else {
        key = declared_name(":", "the name of an entry");
      }
      if (failed() || !expect(":", "after the name of an entry")) return nullptr;
      entries.push_back(expression());
      if (!entries.back()) return nullptr;
      names_.add_member(key);
      slots.push_back(names_.push_local(key, shape(*entries.back())));
      keys.push_back(std::move(key));
    } while (accept(","));
    if (!expect("}", "or \",\" after an entry")) return nullptr;
  }
  names_.pop_locals(slots.size());
  auto tree = make(Form::context, from, std::move(entries));
  if (tree) tree->names = std::move(keys), tree->slots = std::move(slots);
  return tree;
}

}  // namespace drivetrain::feel
