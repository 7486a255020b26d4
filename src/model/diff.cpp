// Differences in words: documents are compared as trees by kind and id, lists by their natural key where they have one.
#include "model/diff.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/text.h"

namespace drivetrain::model {

namespace {

using notation::YamlKind;
using notation::YamlNode;
using Flat = std::map<std::string, std::string>;

/// Name of a list's element in words: what identifies it, else its number from 1.
std::string element_name(YamlNode const& item, std::size_t index) {
  for (auto key : {"id", "name", "objective", "role", "person", "kpi", "decision", "process", "to"})
    if (auto const* found = item.find(key); found && found->kind == YamlKind::scalar) return found->text;
  return std::to_string(index + 1);
}

void flatten(YamlNode const& node, std::string const& path, Flat& out) {
  switch (node.kind) {
    case YamlKind::null: return;
    case YamlKind::scalar: out[path] = node.text; return;
    case YamlKind::mapping:
      for (auto const& entry : node.entries) flatten(entry.value, path.empty() ? entry.key : path + " › " + entry.key, out);
      return;
    case YamlKind::sequence: {
      bool scalars = std::all_of(node.items.begin(), node.items.end(), [](YamlNode const& item) { return item.kind == YamlKind::scalar; });
      if (scalars) {
        std::string all;
        for (auto const& item : node.items) all += (all.empty() ? "" : ", ") + item.text;
        out[path] = all.empty() ? "none" : all;
        return;
      }
      std::map<std::string, int> seen;
      for (std::size_t i = 0; i < node.items.size(); ++i) {
        auto name = element_name(node.items[i], i);
        if (auto n = ++seen[name]; n > 1) name += " #" + std::to_string(n);
        flatten(node.items[i], path + " " + name, out);
      }
    }
  }
}

Flat flat_spec(Entity const& entity) {
  Flat flat;
  if (!entity.document) return flat;
  if (auto const* spec = entity.document->find("spec")) flatten(*spec, "", flat);
  if (auto const* metadata = entity.document->find("metadata"))
    for (auto const& entry : metadata->entries)
      if (entry.key != "id") flatten(entry.value, entry.key, flat);
  return flat;
}

Touch touch_of(std::string const& kind, std::string const& path) {
  auto begins = [&](std::string_view what) { return path.rfind(what, 0) == 0; };
  if (kind == "Objective" && begins("weight")) return Touch::weights;
  if (kind == "Objective" && begins("owner")) return Touch::rights;
  if (kind == "Decision" || kind == "Assignment") return Touch::rights;
  if (kind == "Kpi") return Touch::standards;
  if (kind == "Rhythm" || kind == "IssueType") return Touch::rhythms;
  if (kind == "Process" && begins("contributes")) return Touch::weights;
  if (kind == "Process" || kind == "Diagram") return Touch::processes;
  if (kind == "Service") return begins("tiers") && path.find("factor") != std::string::npos ? Touch::weights : Touch::standards;
  if (kind == "Unit" || kind == "Role" || kind == "Person" || kind == "Calendar" || kind == "Model") return Touch::form;
  return Touch::intent;
}

}  // namespace

std::string_view to_string(Touch touch) {
  switch (touch) {
    case Touch::weights: return "weights";
    case Touch::rights: return "rights";
    case Touch::standards: return "standards";
    case Touch::form: return "form";
    case Touch::rhythms: return "rhythms";
    case Touch::processes: return "processes";
    case Touch::intent: return "intent";
  }
  return "intent";
}

std::vector<std::string> Diff::lines() const {
  std::vector<std::string> all;
  for (auto const& difference : differences) all.push_back(difference.text);
  return all;
}

Diff diff(OperatingModel const& before, OperatingModel const& after) {
  Diff result;
  auto add = [&](Difference difference) {
    result.touches.insert(difference.touch);
    result.differences.push_back(std::move(difference));
  };
  auto key = [](Entity const& entity) { return entity.kind + "/" + entity.id; };
  std::map<std::string, Entity const*> old_entities, new_entities;
  for (auto const& entity : before.entities) old_entities[key(entity)] = &entity;
  for (auto const& entity : after.entities) new_entities[key(entity)] = &entity;

  for (auto const& [name, entity] : old_entities)
    if (!new_entities.contains(name))
      add({entity->kind, entity->id, entity->title, "", "", "", lower_ascii(entity->kind) + " " + entity->id + " removed", touch_of(entity->kind, "")});
  for (auto const& [name, entity] : new_entities) {
    auto old = old_entities.find(name);
    if (old == old_entities.end()) {
      add({entity->kind, entity->id, entity->title, "", "", "", lower_ascii(entity->kind) + " " + entity->id + " added", touch_of(entity->kind, "")});
      continue;
    }
    auto was = flat_spec(*old->second), is = flat_spec(*entity);
    std::set<std::string> paths;
    for (auto const& [path, value] : was) paths.insert(path);
    for (auto const& [path, value] : is) paths.insert(path);
    for (auto const& path : paths) {
      auto left = was.contains(path) ? was[path] : "nothing", right = is.contains(path) ? is[path] : "nothing";
      if (left == right) continue;
      auto touch = touch_of(entity->kind, path);
      if (entity->kind == "Objective" && path == "weight") {
        auto a = Decimal::parse(left), b = Decimal::parse(right);
        if (a && b) result.points = std::max(result.points, std::abs(a->to_double() - b->to_double()));
      }
      add({entity->kind, entity->id, entity->title, path, left, right, path + " of " + entity->id + ": " + left + " → " + right, touch});
    }
  }
  for (auto const& [path, content] : after.files) {
    if (!path.ends_with(".bpmn") && !path.ends_with(".dmn") && !path.ends_with(".md")) continue;
    auto old = before.files.find(path);
    if (old != before.files.end() && old->second == content) continue;
    add({"Diagram", path, path, "", "", "", path + (old == before.files.end() ? " added" : " changed"), Touch::processes});
  }
  for (auto const& [path, content] : before.files)
    if ((path.ends_with(".bpmn") || path.ends_with(".dmn") || path.ends_with(".md")) && !after.files.contains(path))
      add({"Diagram", path, path, "", "", "", path + " removed", Touch::processes});
  return result;
}

Governing governing_decision(OperatingModel const& model, std::set<Touch> const& touches) {
  if (touches.empty()) return {"", "nothing changed"};
  std::set<std::string> found;
  for (auto touch : touches) {
    std::string governing;
    for (auto const& [id, decision] : model.decisions.decisions)
      for (auto const& governed : decision.governs)
        if (governed.value == to_string(touch)) governing = id;
    if (governing.empty())
      return {"", "no decision right governs changes of " + std::string(to_string(touch)) + "; let a decision say  governs: [" +
                      std::string(to_string(touch)) + "]"};
    found.insert(governing);
  }
  if (found.size() == 1) return {*found.begin(), ""};
  std::string names;
  for (auto const& id : found) names += (names.empty() ? "" : " and ") + id;
  return {"", "it needs the decisions " + names + ": split it, so that each is approved by its holder"};
}

}  // namespace drivetrain::model
