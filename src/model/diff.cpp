// Differences in words: documents are compared as trees by kind and id (diff_values.h), drawn processes step by step (diff_diagram.h).
#include "model/diff.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/text.h"
#include "model/diff_diagram.h"
#include "model/diff_files.h"
#include "model/diff_tables.h"
#include "model/diff_values.h"

namespace drivetrain::model {

namespace {

std::vector<ValueChange> changes_of(Entity const& before, Entity const& after) {
  std::vector<ValueChange> changes;
  auto part = [](Entity const& entity, char const* key) { return entity.document ? entity.document->find(key) : nullptr; };
  compare_values(part(before, "metadata"), part(after, "metadata"), "", after.id, changes);
  compare_values(part(before, "spec"), part(after, "spec"), "", after.id, changes);
  auto beside = [&](Entity const& entity, auto visit) {
    if (!entity.document) return;
    for (auto const& entry : entity.document->entries)
      if (entry.key != "kind" && entry.key != "metadata" && entry.key != "spec") visit(entry);
  };
  beside(before, [&](auto const& entry) { compare_values(&entry.value, part(after, entry.key.c_str()), entry.key, after.id, changes); });
  beside(after, [&](auto const& entry) {
    if (!part(before, entry.key.c_str())) compare_values(nullptr, &entry.value, entry.key, after.id, changes);
  });
  return changes;
}

/// Percent of the larger of two factors.
double points_of_factor(double was, double is) { return std::max(was, is) > 0 ? 100 * std::abs(was - is) / std::max(was, is) : 0; }

using Factors = std::map<std::pair<std::string, std::string>, double>;
Factors factors_of(OperatingModel const& model) {
  Factors factors;
  for (auto const& [id, service] : model.processes.services)
    for (auto const& tier : service.tiers) factors[{id, tier.id.value}] = tier.factor.to_double();
  return factors;
}

/// See Diff::points. What is gone orders no work any more, except an objective: its weight went elsewhere.
double points_between(OperatingModel const& before, OperatingModel const& after) {
  double points = 0;
  auto move = [&](double by) { points = std::max(points, by); };
  auto const &was = before.values, &is = after.values;
  for (auto const& [id, weight] : was.weights)
    if (!is.weights.contains(id)) move(weight);
  for (auto const& [id, weight] : is.weights) {
    auto old = was.weights.find(id);
    move(std::abs(weight - (old == was.weights.end() ? 0 : old->second)));
  }
  for (auto const& [id, process] : is.processes) {
    auto old = was.processes.find(id);
    move(100 * std::abs(process.value - (old == was.processes.end() ? 0 : old->second.value)));
  }
  auto old_factors = factors_of(before);
  for (auto const& [tier, factor] : factors_of(after)) {
    auto old = old_factors.find(tier);
    move(points_of_factor(old == old_factors.end() ? 1 : old->second, factor));
  }
  return std::round(points * 1e6) / 1e6;
}

bool is_drawn_or_told(std::string const& path) { return path.ends_with(".bpmn") || path.ends_with(".dmn") || path.ends_with(".md") || path.ends_with(".form") || path.ends_with(".schema.json"); }

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
  for (auto const& difference : differences) {
    all.push_back(difference.text);
    all.insert(all.end(), difference.effects.begin(), difference.effects.end());
  }
  all.insert(all.end(), unexplained.begin(), unexplained.end());
  return all;
}

std::vector<std::string> Diff::summary() const {
  auto all = lines();
  all.insert(all.end(), notes.begin(), notes.end());
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
      auto changes = compare_diagrams(SourceText(path, old->second), SourceText(path, content));
      for (auto& change : changes) add({"Diagram", path, path, change.path, change.before, change.after, change.text, Touch::processes});
      if (path.ends_with(".dmn") && !changes.empty()) result.differences.back().effects = changed_decisions(before, after, path);
    }
  }
  for (auto const& [path, content] : before.files)
    if (is_drawn_or_told(path) && !after.files.contains(path)) whole(path, " removed");
  auto files = compare_files(before, after);
  result.notes = std::move(files.notes);
  result.unexplained = std::move(files.unexplained);
  result.points = points_between(before, after);
  // However it was written: what moves the order of work touches weights.
  if (result.points > 0) result.touches.insert(Touch::weights);
  return result;
}

Governing governing_decision(OperatingModel const& model, std::set<Touch> const& touches) {
  Governing result;
  if (touches.empty()) result.why = "nothing changed";
  for (auto touch : touches) {
    std::string governing;
    for (auto const& [id, decision] : model.decisions.decisions)
      for (auto const& governed : decision.governs)
        if (governed.value == to_string(touch)) governing = id;
    if (governing.empty())
      return {"", {}, "no decision right governs changes of " + std::string(to_string(touch)) + "; let a decision say  governs: [" +
                          std::string(to_string(touch)) + "]"};
    auto& all = result.decisions;
    if (std::find(all.begin(), all.end(), governing) == all.end()) all.push_back(governing);
  }
  if (!result.decisions.empty()) result.decision = result.decisions.front();
  return result;
}

Governing governing_decision(OperatingModel const& model, Diff const& diff) {
  if (!diff.unexplained.empty()) return {"", {}, diff.unexplained.front() + "; nobody can approve what is not shown"};
  if (diff.differences.empty() && !diff.notes.empty()) return {"", {}, "nothing changed in meaning: " + join(diff.notes, "; ")};
  return governing_decision(model, diff.touches);
}

}  // namespace drivetrain::model
