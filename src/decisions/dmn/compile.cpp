// Compiling a decision model: which models take part, and the order of steps (see compiler.h).
#include <fmt/format.h>

#include <algorithm>

#include "base/diagnostic_codes.h"
#include "base/text.h"
#include "decisions/dmn/compiler.h"

namespace drivetrain::decisions::dmn {

std::uint32_t NameScope::push(std::string name, TypePtr type) {
  auto slot = feel.names.size();
  for (std::size_t i = 0; i < slot; ++i)
    if (!name.empty() && feel.names[i] == name) {
      hidden_.push_back({slot, i, name});
      feel.names[i].clear();
    }
  feel.names.push_back(std::move(name));
  feel.name_types.push_back(std::move(type));
  most_ = std::max(most_, static_cast<std::uint32_t>(slot + 1));
  return static_cast<std::uint32_t>(slot);
}

void NameScope::pop_to(std::size_t size) {
  feel.names.resize(size);
  feel.name_types.resize(size);
  while (!hidden_.empty() && hidden_.back().by >= size) {
    feel.names[hidden_.back().slot] = hidden_.back().name;
    hidden_.pop_back();
  }
}

NameScope NameScope::inner() const {
  auto copy = *this;
  copy.most_ = static_cast<std::uint32_t>(size());
  copy.hidden_.clear();
  return copy;
}

std::uint32_t Compiler::add_source(Span span, std::string_view text, std::uint32_t node) {
  model_->sources_.push_back({std::move(span), text, node});
  return static_cast<std::uint32_t>(model_->sources_.size() - 1);
}

void Compiler::finding(std::string_view code, Span span, std::string message, std::string help) {
  diagnostics_.add(drivetrain::finding(code, std::move(span), std::move(message), std::move(help)));
}

void Compiler::complaint(std::string_view code, Span span, std::string message, std::string help) {
  auto found = drivetrain::finding(code, std::move(span), std::move(message), std::move(help));
  if (options_.mode == Mode::lenient) found.severity = Severity::warning;
  diagnostics_.add(std::move(found));
}

// The same model imported along two paths is one model (DMN 1.6, DMN16-50): namespaces are identities.
void Compiler::gather(std::span<std::shared_ptr<Definitions const> const> models) {
  model_->definitions_.push_back(models.front());
  for (std::size_t unit = 0; unit < model_->definitions_.size(); ++unit) {
    auto const& definitions = *model_->definitions_[unit];
    Unit made;
    made.definitions = &definitions;
    made.scope.lenient = options_.mode == Mode::lenient;
    made.scope.slotted = true;
    made.scope.typed = options_.mode == Mode::strict;
    for (auto const& import : definitions.imports) {
      if (!import.is_model()) {
        complaint("DT-D223", import.span, "the import \"" + import.name + "\" is of type " + import.type + ", which is not read", "only DMN models can be imported");
        continue;
      }
      auto same = [&](std::shared_ptr<Definitions const> const& each) { return each->space == import.space; };
      auto& present = model_->definitions_;
      auto at = std::find_if(present.begin(), present.end(), same);
      if (at == present.end()) {
        auto candidate = std::find_if(models.begin(), models.end(), same);
        if (candidate == models.end()) {
          finding("DT-D223", import.span, "no model with the namespace " + import.space + " is here", "put the imported file beside this one, or correct the namespace");
          continue;
        }
        present.push_back(*candidate);
        at = std::prev(present.end());
      }
      auto [entry, fresh] = made.imports.emplace(import.name, static_cast<std::size_t>(at - present.begin()));
      if (!fresh && !import.name.empty()) finding("DT-D224", import.span, "two imports are called \"" + import.name + "\"", "give each its own name");
    }
    units_.push_back(std::move(made));
  }
}

namespace {

/// Whether FEEL can only read the name when it knows it: it holds signs, digits or keywords.
bool needs_declaring(std::string_view name) {
  static std::set<std::string_view> const keywords{"if", "then", "else", "for", "return", "in", "some", "every", "satisfies", "between", "and", "or",
                                                   "function", "external", "null", "true", "false", "instance", "of", "not"};
  for (auto word : split(name, ' ')) {
    if (keywords.contains(word)) return true;
    for (std::size_t i = 0; i < word.size(); ++i) {
      auto c = static_cast<unsigned char>(word[i]);
      bool letter = c == '_' || c >= 0x80 || (c | 0x20) >= 'a' ? (c == '_' || c >= 0x80 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')) : false;
      if (!letter && !(i > 0 && c >= '0' && c <= '9')) return true;
    }
  }
  return false;
}

void gather_item_names(notation::DmnItem const& item, std::set<std::string>& names) {
  for (auto const& component : item.components) {
    if (needs_declaring(component.name)) names.insert(component.name);
    gather_item_names(component, names);
  }
}

void gather_entry_names(notation::DmnExpression const& expression, std::set<std::string>& names) {
  auto add = [&](std::string const& name) {
    if (needs_declaring(name)) names.insert(name);
  };
  for (auto const& entry : expression.entries) {
    if (entry.variable) add(entry.variable->name);
    if (entry.value) gather_entry_names(*entry.value, names);
  }
  for (auto const& column : expression.variables) add(column.name);
  for (auto const& part : expression.parts)
    if (part) gather_entry_names(*part, names);
  if (expression.table)
    for (auto const& output : expression.table->outputs) add(output.name);
}

}  // namespace

// Entries of contexts may have names that FEEL must know beforehand ("Post-bureau risk"): those of item definitions, boxed contexts,
// relations, outputs, and decisions (a service's value is a context of them).
void Compiler::gather_members() {
  std::set<std::string> names;
  for (auto const& unit : units_) {
    for (auto const& item : unit.definitions->items) gather_item_names(item, names);
    for (auto const& element : unit.definitions->elements) {
      if (needs_declaring(element.name)) names.insert(element.name);
      if (element.logic) gather_entry_names(*element.logic, names);
    }
  }
  for (auto& unit : units_) unit.scope.members.assign(names.begin(), names.end());
}

std::shared_ptr<DecisionModel const> Compiler::run(std::span<std::shared_ptr<Definitions const> const> models) {
  model_->natives_ = options_.natives;
  model_->sources_.push_back({});  // 0: nowhere
  auto errors = diagnostics_.errors();
  gather(models);
  gather_members();
  compile_types();
  add_nodes();
  add_requirements();
  if (!sort_nodes()) return nullptr;
  plan_orders();
  for (auto node : sorted_) compile_node(node);
  if (diagnostics_.errors() > errors) return nullptr;
  return model_;
}

std::shared_ptr<DecisionModel const> compile(std::span<std::shared_ptr<notation::DmnDefinitions const> const> models, CompileOptions const& options, Diagnostics& diagnostics) {
  if (models.empty() || !models.front()) return nullptr;
  return Compiler(options, diagnostics).run(models);
}

}  // namespace drivetrain::decisions::dmn
