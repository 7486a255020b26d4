// The requirements graph (DMN 1.5 chapter 6): nodes, what they require, circles refused, and the order in which decisions are evaluated.
#include <algorithm>

#include "base/limits.h"
#include "base/text.h"
#include "decisions/dmn/compiler.h"

namespace drivetrain::decisions::dmn {

using notation::DmnKind;

void Compiler::add_nodes() {
  for (std::size_t unit = 0; unit < units_.size(); ++unit) {
    auto const& definitions = *units_[unit].definitions;
    std::map<std::string_view, notation::DmnElement const*> by_name;
    for (auto const& element : definitions.elements) {
      if (element.kind == DmnKind::knowledge_source) continue;
      if (auto [at, fresh] = by_name.emplace(element.name, &element); !fresh && !element.name.empty())
        complaint("DT-D224", element.span, "two elements are called \"" + element.name + "\"", "expressions find elements by name: give one of them another");
      Node node;
      node.kind = element.kind, node.name = element.variable.name, node.id = element.id, node.space = definitions.space, node.element = &element;
      auto index = static_cast<std::uint32_t>(model_->nodes_.size());
      node.source = add_source(element.span, {}, index);
      if (element.kind == DmnKind::input_data || element.kind == DmnKind::decision) node.type = type_named(unit, element.variable.type);
      if (element.kind == DmnKind::decision_service) node.type = type_named(unit, element.variable.type);
      if (!element.id.empty() && !units_[unit].nodes.emplace(element.id, index).second)
        finding("DT-D224", element.span, "the id " + element.id + " is used twice", "requirements find elements by id: give one of them another");
      model_->nodes_.push_back(std::move(node));
      unit_of_.push_back(unit);
      model_->nodes_.back().qualified = visible_name(0, index);
    }
  }
  edges_.resize(model_->nodes_.size());
}

/// "import.name" for what comes from an imported model, else the name.
std::string Compiler::visible_name(std::size_t unit, std::uint32_t node) const {
  auto const& name = model_->nodes_[node].name;
  if (unit_of_[node] == unit) return name;
  for (auto const& [prefix, imported] : units_[unit].imports)
    if (imported == unit_of_[node]) return prefix.empty() ? name : prefix + "." + name;
  return name;
}

std::optional<std::uint32_t> Compiler::resolve(std::size_t unit, notation::DmnReference const& reference, std::string_view from, std::string_view as) {
  if (reference.empty()) return std::nullopt;  // the reader complained
  auto in = unit;
  if (!reference.space.empty() && reference.space != units_[unit].definitions->space) {
    auto at = std::find_if(units_.begin(), units_.end(), [&](Unit const& each) { return each.definitions->space == reference.space; });
    if (at == units_.end()) {
      finding("DT-D223", reference.span, std::string(as) + " of \"" + std::string(from) + "\" stands in the model " + reference.space + ", which is not imported", "add an import of that namespace");
      return std::nullopt;
    }
    in = static_cast<std::size_t>(at - units_.begin());
  }
  if (auto found = units_[in].nodes.find(reference.id); found != units_[in].nodes.end()) return found->second;
  finding("DT-D221", reference.span, std::string(as) + " of \"" + std::string(from) + "\" names " + reference.id + ", which is not there", "draw the requirement again, or correct the id");
  return std::nullopt;
}

void Compiler::add_requirements() {
  for (std::uint32_t index = 0; index < model_->nodes_.size(); ++index) {
    auto& node = model_->nodes_[index];
    auto const& element = *node.element;
    auto unit = unit_of_[index];
    auto& edges = edges_[index];
    auto require = [&](std::vector<notation::DmnReference> const& references, std::string_view as, auto&& accepts, auto&& use) {
      for (auto const& reference : references) {
        auto target = resolve(unit, reference, element.name, as);
        if (!target) continue;
        auto kind = model_->nodes_[*target].kind;
        if (!accepts(kind)) {
          finding("DT-D221", reference.span, std::string(as) + " of \"" + element.name + "\" names a " + std::string(notation::to_string(kind)), "draw the requirement again");
          continue;
        }
        use(*target);
      }
    };
    auto is = [](DmnKind wanted) { return [wanted](DmnKind kind) { return kind == wanted; }; };
    auto callable = [](DmnKind kind) { return kind == DmnKind::business_knowledge || kind == DmnKind::decision_service; };
    auto inform = [&](std::uint32_t target) { edges.information.push_back({target, visible_name(unit, target)}); };
    require(element.required_inputs, "requiredInput", is(DmnKind::input_data), inform);
    require(element.required_decisions, "requiredDecision", is(DmnKind::decision), inform);
    require(element.required_knowledge, "requiredKnowledge", callable, [&](std::uint32_t target) {
      if (target != index) edges.knowledge.push_back({target, visible_name(unit, target)});
    });
    refuse_ambiguous(index);
    if (element.kind != DmnKind::decision_service) continue;
    // Parameters: input data, then input decisions, each in document order (DMN 1.5 §10.4).
    auto parameter = [&](std::uint32_t target) { node.parameters.push_back(target); };
    require(element.input_data, "inputData", is(DmnKind::input_data), parameter);
    require(element.input_decisions, "inputDecision", is(DmnKind::decision), parameter);
    require(element.output_decisions, "outputDecision", is(DmnKind::decision), [&](std::uint32_t target) { node.outputs.push_back(target); });
    require(element.encapsulated_decisions, "encapsulatedDecision", is(DmnKind::decision), [](std::uint32_t) {});
    if (node.outputs.empty()) complaint("DT-D221", element.span, "the decision service \"" + element.name + "\" has no output decision", "<outputDecision href=\"#…\"/>");
  }
}

// A name must mean one thing: what is imported into the default namespace may be called like an element of the model itself (DMN15-139).
void Compiler::refuse_ambiguous(std::uint32_t index) {
  std::map<std::string_view, std::uint32_t> seen;
  auto const& element = *model_->nodes_[index].element;
  for (auto const* list : {&edges_[index].information, &edges_[index].knowledge})
    for (auto const& required : *list)
      if (auto [at, fresh] = seen.emplace(required.name, required.node); !fresh && at->second != required.node)
        finding("DT-D224", element.span,
                "\"" + element.name + "\" requires two elements that it can only call \"" + required.name + "\": of " + model_->nodes_[at->second].space + " and of " + model_->nodes_[required.node].space,
                "rename one of them, or give the import a name");
}

// Depth first without recursion, so that a chain of any length is sorted; what is met while it is still open stands in a circle.
bool Compiler::sort_nodes() {
  enum : std::uint8_t { unseen, open, done };
  auto count = model_->nodes_.size();
  std::vector<std::uint8_t> state(count, unseen);
  auto next = [&](std::uint32_t node) {
    std::vector<std::uint32_t> targets;
    for (auto const& each : edges_[node].information) targets.push_back(each.node);
    for (auto const& each : edges_[node].knowledge) targets.push_back(each.node);
    auto const& of = model_->nodes_[node];
    targets.insert(targets.end(), of.outputs.begin(), of.outputs.end());
    return targets;
  };
  struct Step {
    std::uint32_t node;
    std::vector<std::uint32_t> targets;
    std::size_t at = 0;
  };
  bool sound = true;
  for (std::uint32_t start = 0; start < count; ++start) {
    if (state[start] != unseen) continue;
    std::vector<Step> path;
    state[start] = open;
    path.push_back({start, next(start)});
    while (!path.empty()) {
      auto& step = path.back();
      if (step.at == step.targets.size()) {
        state[step.node] = done;
        sorted_.push_back(step.node);
        path.pop_back();
        continue;
      }
      auto target = step.targets[step.at++];
      if (state[target] == open) {
        auto begin = std::find_if(path.begin(), path.end(), [&](Step const& each) { return each.node == target; });
        std::string circle;
        for (auto at = begin; at != path.end() && at - begin < 8; ++at) circle += "\"" + model_->nodes_[at->node].name + "\" requires ";
        auto const& element = *model_->nodes_[target].element;
        finding("DT-D221", element.span, "requirements go in a circle: " + circle + "\"" + model_->nodes_[target].name + "\"", "nothing in it can be decided first: remove one of the requirements");
        sound = false;
      } else if (state[target] == unseen) {
        state[target] = open;
        path.push_back({target, next(target)});
      }
    }
  }
  return sound;
}

void Compiler::plan_orders() {
  std::vector<std::uint32_t> rank(model_->nodes_.size());
  for (std::uint32_t i = 0; i < sorted_.size(); ++i) rank[sorted_[i]] = i;
  std::size_t total = 0;
  std::vector<std::uint32_t> seen(model_->nodes_.size(), UINT32_MAX);
  for (std::uint32_t index = 0; index < model_->nodes_.size(); ++index) {
    auto& node = model_->nodes_[index];
    std::vector<std::uint32_t> open;
    if (node.kind == DmnKind::decision) open.push_back(index);
    if (node.kind == DmnKind::decision_service) open = node.outputs;
    for (auto parameter : node.parameters)
      if (std::find(node.outputs.begin(), node.outputs.end(), parameter) == node.outputs.end()) seen[parameter] = index, node.inputs.push_back(parameter);
    std::vector<std::uint32_t> found;
    for (auto each : open) seen[each] = index;
    while (!open.empty()) {
      auto each = open.back();
      open.pop_back();
      found.push_back(each);
      for (auto const& required : edges_[each].information) {
        if (seen[required.node] == index) continue;
        seen[required.node] = index;
        if (model_->nodes_[required.node].kind == DmnKind::decision) open.push_back(required.node);
        else node.inputs.push_back(required.node);
      }
    }
    std::sort(found.begin(), found.end(), [&](auto a, auto b) { return rank[a] < rank[b]; });
    total += found.size();
    if (total > limits::max_decision_plan) {
      finding("DT-D225", node.element->span, "the decisions depend on each other too widely: more than " + std::to_string(limits::max_decision_plan) + " steps in all", "split the model");
      return;
    }
    node.order = std::move(found);
  }
}

}  // namespace drivetrain::decisions::dmn
