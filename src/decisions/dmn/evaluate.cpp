// Evaluating a decision model (see decision_model.h).
#include <algorithm>

#include "base/text.h"
#include "decisions/dmn/decision_model.h"
#include "decisions/dmn/function_value.h"
#include "decisions/dmn/logic.h"
#include "decisions/dmn/run.h"

namespace drivetrain::decisions::dmn {

using notation::DmnKind;

feel::Value as_input(Node const& node, feel::Value const& value, Run& run) {
  if (!node.type || feel::conforms_plainly(value, *node.type)) return value;
  if (auto coerced = run.coerced(value, *node.type, node.source)) return std::move(*coerced);
  if (run.stopped()) return {};
  // A structure, or one of allowed values, is refused for something in it: that is what has to be corrected.
  auto why = node.type->form == feel::Type::Form::kind && node.type->tests.empty() ? std::string() : feel::misfit_of(value, *node.type);
  return run.null_because(node.source, "the input \"" + node.name + "\" is a " + feel::to_text(*node.type) + ", but " + feel::describe(value) + " came" + (why.empty() ? "" : ": " + why));
}

namespace {

/// One output's value alone, several as a context.
feel::Value service_value(std::vector<Node> const& nodes, Node const& service, Known const& known) {
  if (service.outputs.size() == 1) return known[service.outputs[0]];
  feel::Context context;
  for (auto output : service.outputs) context.set(nodes[output].name, known[output]);
  return context;
}

feel::Value finished_service(std::vector<Node> const& nodes, Node const& service, Known const& known, Run& run) {
  auto value = service_value(nodes, service, known);
  if (!service.type) return value;
  // The variable's type is the service's as a function; older files give its result's.
  bool as_function = service.type->form == feel::Type::Form::function;
  if (as_function && service.type->parts.empty()) return value;
  auto const& type = as_function ? *service.type->parts.back() : *service.type;
  if (auto coerced = run.coerced(value, type, service.source)) return std::move(*coerced);
  return run.null_because(service.source, "the result of \"" + service.name + "\" is a " + feel::to_text(type) + ", but " + feel::describe(value) + " came");
}

}  // namespace

std::string const& ServiceFunction::name() const { return model_.nodes()[node_].name; }

feel::Value ServiceFunction::call(std::span<feel::Value const> arguments, feel::Frame& caller, feel::Place place) const {
  auto& session = caller.session;
  auto const& nodes = model_.nodes();
  auto const& service = nodes[node_];
  std::uint32_t cost = 16;
  for (auto index : service.order)
    if (nodes[index].logic) cost = std::max(cost, nodes[index].logic->depth + 16);
  if (session.depth_left < cost) {
    session.stop(place, "functions call each other too deeply");
    return {};
  }
  if (!caller.spend(1 + nodes.size() / 64, place)) return {};
  std::optional<Run> own;
  auto* run = Run::of(session);
  if (!run) run = &own.emplace(session, Explain::no);
  Known known(nodes.size());
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    auto const& parameter = nodes[service.parameters[i]];
    auto given = parameter.type ? feel::coerced(arguments[i], *parameter.type, caller, place) : std::optional(arguments[i]);
    if (!given && run->stopped()) return {};
    if (!given)
      return caller.null_because(place, "the parameter " + parameter.name + " of " + service.name + " is a " + feel::to_text(*parameter.type) + ", but " + feel::describe(arguments[i]) + " came");
    known.set(service.parameters[i], std::move(*given));
  }
  session.depth_left -= cost;
  auto kept = session.nodes_left;  // what a call leaves behind is its result
  evaluate_order(nodes, service.order, known, *run);
  if (!run->explains()) session.nodes_left = kept;
  session.depth_left += cost;
  return finished_service(nodes, service, known, *run);
}

std::optional<std::uint32_t> DecisionModel::find(std::string_view name, std::string_view space) const {
  for (std::uint32_t i = 0; i < nodes_.size(); ++i)
    if ((nodes_[i].name == name || nodes_[i].qualified == name || nodes_[i].element->name == name) && (space.empty() || nodes_[i].space == space)) return i;
  for (std::uint32_t i = 0; i < nodes_.size(); ++i)
    if (nodes_[i].id == name && (space.empty() || nodes_[i].space == space)) return i;
  return std::nullopt;
}

std::optional<std::uint32_t> DecisionModel::find(std::string_view name, DmnKind kind, std::string_view space) const {
  for (std::uint32_t i = 0; i < nodes_.size(); ++i)
    if (nodes_[i].kind == kind && (nodes_[i].name == name || nodes_[i].qualified == name || nodes_[i].element->name == name) && (space.empty() || nodes_[i].space == space)) return i;
  return std::nullopt;
}

Outcome DecisionModel::evaluate(std::uint32_t target, std::span<Input const> inputs, feel::Environment const& given, Explain explain) const {
  auto environment = given;
  if (!environment.natives) environment.natives = natives_;
  feel::Session session{environment};
  Outcome outcome;
  {
    Run run(session, explain);
    auto const& node = nodes_[target];
    Known known(nodes_.size());
    bool replaced = false;
    auto place = [&](std::uint32_t index, feel::Value const& value) {
      known.set(index, as_input(nodes_[index], value, run));
      replaced = replaced || nodes_[index].kind == DmnKind::decision;
    };
    auto matches = [&](Input const& input, std::uint32_t index) {
      auto const& each = nodes_[index];
      return (each.name == input.name || each.qualified == input.name || each.element->name == input.name) && (input.space.empty() || input.space == each.space);
    };
    for (auto const& input : inputs) {
      // Inputs that the target reads, and decisions that it depends on and that need not be evaluated then.
      for (auto index : node.inputs)
        if (matches(input, index)) place(index, input.value);
      if (node.kind == DmnKind::decision)
        for (auto index : node.order)
          if (matches(input, index)) place(index, input.value);
    }
    if (explain == Explain::yes) {
      for (auto index : node.inputs)
        if (known.has(index)) run.trace.inputs.push_back({index, known[index]});
      if (replaced && node.kind == DmnKind::decision)
        for (auto index : node.order)
          if (known.has(index)) run.trace.given.push_back({index, known[index]});
    }
    switch (node.kind) {
      case DmnKind::decision:
        if (replaced) {
          // Only what is still asked for: from the target backwards, stopping at what is given.
          std::vector<std::uint8_t> needed(nodes_.size());
          needed[target] = 1;
          for (auto at = node.order.rbegin(); at != node.order.rend(); ++at)
            if (needed[*at] && !known.has(*at))
              for (auto const& requirement : nodes_[*at].requires_) needed[requirement.node] = 1;
          std::vector<std::uint32_t> order;
          for (auto index : node.order)
            if (needed[index]) order.push_back(index);
          evaluate_order(nodes_, order, known, run);
        } else {
          evaluate_order(nodes_, node.order, known, run);
        }
        outcome.value = known[target];
        break;
      case DmnKind::decision_service:
        evaluate_order(nodes_, node.order, known, run);
        outcome.value = finished_service(nodes_, node, known, run);
        break;
      case DmnKind::business_knowledge: {
        auto const& parameters = node.function->parameters();
        std::vector<feel::Value> arguments(parameters.size());
        for (std::size_t i = 0; i < parameters.size(); ++i) {
          auto given = std::find_if(inputs.rbegin(), inputs.rend(), [&](Input const& input) { return input.name == parameters[i]; });
          if (given != inputs.rend()) arguments[i] = given->value;
          else run.warn(node.source, "the input \"" + parameters[i] + "\" is missing: null is taken");
        }
        feel::InSource here(session, node.source);
        feel::Frame frame{session};
        outcome.value = node.function->call(arguments, frame, {});
        break;
      }
      default: outcome.value = known[target]; break;
    }
    outcome.trace = std::move(run.trace);
  }
  session.finish();
  outcome.warnings = std::move(session.warnings);
  return outcome;
}

bool DecisionModel::takes(std::uint32_t target, std::string_view input) const {
  auto const& node = nodes_[target];
  if (node.kind == DmnKind::business_knowledge) {
    auto const& parameters = node.function->parameters();
    return std::find(parameters.begin(), parameters.end(), input) != parameters.end();
  }
  auto named = [&](std::uint32_t index) { return nodes_[index].name == input || nodes_[index].qualified == input || nodes_[index].element->name == input; };
  return std::any_of(node.inputs.begin(), node.inputs.end(), named) || (node.kind == DmnKind::decision && std::any_of(node.order.begin(), node.order.end(), named));
}

std::vector<std::string> DecisionModel::names_taken(std::uint32_t target) const {
  auto const& node = nodes_[target];
  std::vector<std::string> names;
  if (node.kind == DmnKind::business_knowledge) return {node.function->parameters().begin(), node.function->parameters().end()};
  for (auto index : node.inputs) names.push_back(nodes_[index].name);
  if (node.kind == DmnKind::decision)
    for (auto index : node.order)
      if (index != target) names.push_back(nodes_[index].name);
  return names;
}

Span DecisionModel::place_of(feel::Warning const& warning) const {
  if (warning.source >= sources_.size()) return {};
  auto const& source = sources_[warning.source];
  if (source.text.empty()) return source.span;
  return notation::place_in(source.text, source.span, warning.offset, warning.length);
}

}  // namespace drivetrain::decisions::dmn
