// Inputs that nobody drew: engines beside ours let a table read any variable of the process that calls it. What such a table reads and
// nothing declares becomes an input of the decision, so that it is asked for, told when it is missing, and written into the receipt.
#include <algorithm>

#include "decisions/dmn/compiler.h"
#include "feel/catalogue.h"

namespace drivetrain::decisions::dmn {

using notation::DmnBoxed;
using notation::DmnKind;

namespace {

/// What one expression reads of names that are not among `known`, in the order in which it is written.
class NameSearch {
 public:
  explicit NameSearch(std::vector<std::string> known) { scope_.names = std::move(known), scope_.open = true; }

  void look(notation::DmnExpression const& root) {
    std::vector<notation::DmnExpression const*> open{&root};
    while (!open.empty()) {
      auto const& expression = *open.back();
      open.pop_back();
      auto local = [&](std::string const& name) {
        if (!name.empty()) scope_.names.push_back(name);
      };
      for (auto const& variable : expression.variables) local(variable.name);
      for (auto const& entry : expression.entries)
        if (entry.variable) local(entry.variable->name);
      local(expression.iterator.value);
      if (expression.kind == DmnBoxed::filter) local("item");
      if (expression.kind == DmnBoxed::for_each) local("partial");
      if (expression.kind == DmnBoxed::literal) add(expression.text.text, feel::compile(expression.text.text, scope_));
      if (expression.table) look(*expression.table, open);
      for (auto const& entry : expression.entries)
        if (entry.value) open.push_back(entry.value.get());
      for (auto const& part : expression.parts)
        if (part) open.push_back(part.get());
    }
  }
  std::vector<std::string> found;

 private:
  void look(notation::DmnTable const& table, std::vector<notation::DmnExpression const*>& open) {
    for (auto const& input : table.inputs) {
      add(input.expression.text, feel::compile(input.expression.text, scope_));
      add(input.values.text, feel::compile_unary_tests(input.values.text, scope_));
    }
    for (auto const& output : table.outputs)
      if (output.default_entry) open.push_back(output.default_entry.get());
    for (auto const& rule : table.rules) {
      for (auto const& cell : rule.inputs) add(cell.formula.text, feel::compile_unary_tests(cell.formula.text, scope_));
      for (auto const& cell : rule.outputs) add(cell.formula.text, feel::compile(cell.formula.text, scope_));
    }
  }

  /// What cannot be read is told when it is compiled.
  void add(std::string const& text, std::variant<feel::Expression, feel::CompileError> const& compiled) {
    auto const* expression = std::get_if<feel::Expression>(&compiled);
    if (text.empty() || !expression) return;
    for (auto const& path : expression->reads()) {
      if (path == "?" || path.starts_with("?.") || std::find(scope_.names.begin(), scope_.names.end(), path) != scope_.names.end()) continue;
      bool declared = std::any_of(scope_.names.begin(), scope_.names.end(), [&](std::string const& name) { return path.starts_with(name + "."); });
      auto name = path.substr(0, path.find('.'));
      auto const& builtins = feel::catalogue();  // a function that is handed on, not an input
      declared |= std::any_of(builtins.begin(), builtins.end(), [&](feel::BuiltinDoc const& one) { return one.name == name; });
      if (!declared && std::find(found.begin(), found.end(), name) == found.end()) found.push_back(std::move(name));
    }
  }

  feel::Scope scope_;
};

}  // namespace

std::vector<std::string> Compiler::undeclared_names(std::uint32_t decision) const {
  auto const& element = *model_->nodes_[decision].element;
  if (!element.logic) return {};
  std::vector<std::string> known;
  for (auto const* list : {&edges_[decision].information, &edges_[decision].knowledge})
    for (auto const& required : *list) known.push_back(required.name);
  NameSearch search(std::move(known));
  search.look(*element.logic);
  return std::move(search.found);
}

void Compiler::imply_inputs() {
  std::map<std::pair<std::size_t, std::string>, std::uint32_t> inputs;
  auto const drawn = static_cast<std::uint32_t>(model_->nodes_.size());
  for (std::uint32_t index = 0; index < drawn; ++index) {
    auto const& node = model_->nodes_[index];
    if (node.kind == DmnKind::input_data) inputs.emplace(std::pair(unit_of_[index], node.name), index);
  }
  for (std::uint32_t index = 0; index < drawn; ++index) {
    if (model_->nodes_[index].kind != DmnKind::decision) continue;
    auto unit = unit_of_[index];
    for (auto const& name : undeclared_names(index)) {
      auto [at, fresh] = inputs.try_emplace(std::pair(unit, name), static_cast<std::uint32_t>(model_->nodes_.size()));
      if (fresh) {
        auto element = std::make_unique<notation::DmnElement>();
        element->kind = DmnKind::input_data, element->name = name, element->variable.name = name, element->span = model_->nodes_[index].element->span;
        Node node;
        node.kind = DmnKind::input_data, node.name = name, node.qualified = name, node.space = model_->nodes_[index].space, node.element = element.get();
        node.source = add_source(element->span, {}, at->second);
        model_->implied_.push_back(std::move(element));
        model_->nodes_.push_back(std::move(node));
        unit_of_.push_back(unit);
        edges_.emplace_back();
      }
      edges_[index].information.push_back({at->second, name});
    }
  }
}

}  // namespace drivetrain::decisions::dmn
