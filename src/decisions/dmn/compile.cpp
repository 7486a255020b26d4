// Compiling a decision model: which models take part, and the order of steps (see compiler.h).
#include <fmt/format.h>

#include <algorithm>

#include "base/diagnostic_codes.h"
#include "base/text.h"
#include "decisions/dmn/compiler.h"
#include "decisions/dmn/import_target.h"

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
      auto target = find_import(import, definitions, models);
      if (!target.found) {
        finding("DT-D223", import.span, target.message, target.help);
        continue;
      }
      auto& present = model_->definitions_;
      auto at = std::find_if(present.begin(), present.end(), [&](std::shared_ptr<Definitions const> const& each) { return each->space == import.space; });
      if (at == present.end()) {
        present.push_back(target.found);
        at = std::prev(present.end());
      } else if (*at != target.found) {
        finding("DT-D223", import.span, "the namespace " + import.space + " is imported from " + target.found->file + ", but also from " + (*at)->file, "two models are told apart by their namespaces: give each its own");
        continue;
      }
      auto unit_of_import = static_cast<std::size_t>(at - present.begin());
      if (!import.name.empty() && made.imports.contains(import.name)) finding("DT-D224", import.span, "two imports are called \"" + import.name + "\"", "give each its own name");
      else made.imports.emplace(import.name, unit_of_import);
    }
    units_.push_back(std::move(made));
  }
}

std::shared_ptr<DecisionModel const> Compiler::run(std::span<std::shared_ptr<Definitions const> const> models) {
  model_->natives_ = options_.natives;
  model_->sources_.push_back({});  // 0: nowhere
  auto errors = diagnostics_.errors();
  gather(models);
  compile_types();
  add_nodes();
  add_requirements();
  if (options_.foreign) imply_inputs();
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
