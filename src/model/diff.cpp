// Differences in words: documents are compared as trees by kind and id (diff_values.h), drawn processes step by step (diff_diagram.h).
#include "model/diff.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/text.h"
#include "model/diff_diagram.h"
#include "model/diff_values.h"

namespace drivetrain::model {

namespace {

std::vector<ValueChange> changes_of(Entity const& before, Entity const& after) {
  std::vector<ValueChange> changes;
  auto part = [](Entity const& entity, char const* key) { return entity.document ? entity.document->find(key) : nullptr; };
  compare_values(part(before, "metadata"), part(after, "metadata"), "", after.id, changes);
  compare_values(part(before, "spec"), part(after, "spec"), "", after.id, changes);
  return changes;
}

bool is_drawn_or_told(std::string const& path) { return path.ends_with(".bpmn") || path.ends_with(".dmn") || path.ends_with(".md"); }

bool is_one_of(std::string_view kind, std::initializer_list<std::string_view> kinds) {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

/// "check plan" from "CheckPlan".
std::string kind_in_words(std::string_view kind) {
  std::string words;
  for (auto c : kind) {
    if (c >= 'A' && c <= 'Z' && !words.empty()) words += ' ';
    words += c;
  }
  return lower_ascii(words);
}

Touch touch_of(std::string const& kind, std::string const& path) {
  auto begins = [&](std::string_view what) { return path.rfind(what, 0) == 0; };
  if (kind == "Objective" && begins("weight")) return Touch::weights;
  if (kind == "Objective" && begins("owner")) return Touch::rights;
  if (kind == "Decision" || kind == "Assignment") return Touch::rights;
  if (kind == "Agent" && begins("autonomy")) return Touch::rights;
  if (is_one_of(kind, {"Kpi", "Measure", "Slo", "Sop", "Instruction", "CheckPlan", "Survey", "Risk", "Control", "Obligation", "Contingency", "IncidentType",
                       "DataContract", "Scenario"}))
    return Touch::standards;
  if (is_one_of(kind, {"Rhythm", "IssueType", "Improvement", "Experiment"})) return Touch::rhythms;
  if (kind == "Process" && begins("contributes")) return Touch::weights;
  if (kind == "Process" || kind == "Diagram") return Touch::processes;
  if (kind == "Service") return begins("tiers") && path.find("factor") != std::string::npos ? Touch::weights : Touch::standards;
  if (is_one_of(kind, {"Company", "Unit", "Charter", "Role", "Person", "Calendar", "Location", "Shift", "Skill", "WorkCentre", "Asset", "Meter", "MaintenancePlan",
                       "Item", "Supplier", "StockPolicy", "Budget", "Demand", "Interface", "Agent"}))
    return Touch::form;
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
      add({entity->kind, entity->id, entity->title, "", "", "", kind_in_words(entity->kind) + " " + entity->id + " removed", touch_of(entity->kind, "")});
  for (auto const& [name, entity] : new_entities) {
    auto old = old_entities.find(name);
    if (old == old_entities.end()) {
      add({entity->kind, entity->id, entity->title, "", "", "", kind_in_words(entity->kind) + " " + entity->id + " added", touch_of(entity->kind, "")});
      continue;
    }
    for (auto& change : changes_of(*old->second, *entity)) {
      auto touch = touch_of(entity->kind, change.path);
      if (entity->kind == "Objective" && change.path == "weight") {
        auto a = Decimal::parse(change.before), b = Decimal::parse(change.after);
        if (a && b) result.points = std::max(result.points, std::abs(a->to_double() - b->to_double()));
      }
      add({entity->kind, entity->id, entity->title, change.path, change.before, change.after, change.text, touch});
    }
  }
  auto whole = [&](std::string const& path, std::string const& what) { add({"Diagram", path, path, "", "", "", path + what, Touch::processes}); };
  for (auto const& [path, content] : after.files) {
    if (!is_drawn_or_told(path)) continue;
    auto old = before.files.find(path);
    if (old == before.files.end()) {
      whole(path, " added");
    } else if (path.ends_with(".md")) {
      if (old->second != content) whole(path, " changed");
    } else {
      for (auto& change : compare_diagrams(SourceText(path, old->second), SourceText(path, content)))
        add({"Diagram", path, path, change.path, change.before, change.after, change.text, Touch::processes});
    }
  }
  for (auto const& [path, content] : before.files)
    if (is_drawn_or_told(path) && !after.files.contains(path)) whole(path, " removed");
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
