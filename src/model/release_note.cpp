// Release notes (see release_note.h): from the unit outwards in three steps (what it is, what names it, what that is tied to), each
// entity with the first reason found.
#include "model/release_note.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"

namespace drivetrain::model {

namespace {

using EntityKey = std::pair<std::string, std::string>;
using Reasons = std::map<EntityKey, std::string>;

bool is_work(std::string const& kind) { return kind == "Process" || kind == "Decision" || kind == "Rhythm"; }
/// What a unit's work is tied to; roles and people that happen to be named beside it are not.
bool is_tied(std::string const& kind) {
  constexpr std::string_view kinds[] = {"Objective", "Kpi", "Requirement", "Constraint", "Principle", "Service", "Initiative", "Assumption"};
  return std::find(std::begin(kinds), std::end(kinds), kind) != std::end(kinds);
}

class UnitReach {
 public:
  UnitReach(OperatingModel const& model, std::string const& unit, Reasons& reasons) : model_(model), reasons_(reasons) {
    members(unit);
    named();
    performed();
    tied();
  }

 private:
  std::string title(std::string const& kind, std::string const& id) const {
    auto const* entity = model_.find(kind, id);
    return entity ? entity->title : id;
  }
  void reach(std::string const& kind, std::string const& id, std::string const& because) { reasons_.emplace(EntityKey{kind, id}, because); }

  void members(std::string const& unit) {
    std::set<std::string> units{unit};
    for (bool grown = true; grown;) {
      grown = false;
      for (auto const& [id, one] : model_.organisation.units)
        if (!one.parent.empty() && units.contains(one.parent.text())) grown = units.insert(id).second || grown;
    }
    for (auto const& id : units) {
      own_.insert({"Unit", id});
      reach("Unit", id, id == unit ? "it is the unit itself" : "it is part of " + title("Unit", unit));
    }
    for (auto const& [id, role] : model_.organisation.roles)
      if (units.contains(role.unit.text())) own_.insert({"Role", id}), reach("Role", id, "the role belongs to " + title("Unit", role.unit.text()));
    for (auto const& [id, person] : model_.organisation.people)
      if (units.contains(person.unit.text())) own_.insert({"Person", id}), reach("Person", id, person.header.title + " belongs to " + title("Unit", person.unit.text()));
  }

  void named() {
    for (auto const& reference : model_.references)
      if (own_.contains({reference.target_kind, reference.id}) && !own_.contains({reference.from_kind, reference.from_id}))
        reach(reference.from_kind, reference.from_id, title(reference.target_kind, reference.id) + (reference.field == "metadata.owner" ? " owns it" : " takes part"));
  }

  void performed() {
    for (auto const& [id, program] : model_.programs)
      for (processes::NodeIndex node = 0; node < program->nodes().size(); ++node) {
        if (program->node(node).kind != processes::ElementKind::user_task) continue;
        auto const& role = program->word(program->task(node).role);
        if (own_.contains({"Role", role})) reach("Process", id, title("Role", role) + " performs steps of it");
      }
  }

  void tied() {
    Reasons more;
    for (auto const& reference : model_.references) {
      EntityKey from{reference.from_kind, reference.from_id}, to{reference.target_kind, reference.id};
      if (is_work(from.first) && is_tied(to.first) && reasons_.contains(from)) more.emplace(to, lower_ascii(from.first) + " " + title(from.first, from.second) + " is tied to it");
      if (is_work(to.first) && is_tied(from.first) && reasons_.contains(to)) more.emplace(from, "it is tied to " + lower_ascii(to.first) + " " + title(to.first, to.second));
    }
    reasons_.merge(more);
  }

  OperatingModel const& model_;
  Reasons& reasons_;
  std::set<EntityKey> own_;
};

/// The process that a drawn file belongs to; empty when none does.
std::string process_of(OperatingModel const& model, std::string const& path) {
  for (auto const& [id, process] : model.processes.processes) {
    auto slash = process.header.file.rfind('/');
    auto folder = slash == std::string::npos ? std::string() : process.header.file.substr(0, slash + 1);
    if (folder + process.bpmn.value == path) return id;
  }
  return {};
}

std::string_view heading(Touch touch) {
  switch (touch) {
    case Touch::weights: return "Priorities";
    case Touch::rights: return "Who decides";
    case Touch::standards: return "Standards";
    case Touch::processes: return "Processes";
    case Touch::rhythms: return "Rhythms";
    case Touch::form: return "Units, roles and people";
    case Touch::intent: return "Intent";
  }
  return "Intent";
}

}  // namespace

Result<ReleaseNote> release_note(OperatingModel const& before, OperatingModel const& after, Diff const& diff, std::string const& unit) {
  auto const* entity = after.find("Unit", unit) ? after.find("Unit", unit) : before.find("Unit", unit);
  if (!entity) {
    std::vector<std::string> ids;
    for (auto const& [id, one] : after.organisation.units) ids.push_back(id);
    auto near = nearest(unit, ids);
    return Error{"DT-X901", "neither version has a unit " + unit, near ? "did you mean " + *near + "?" : "units: " + join(ids, ", ")};
  }
  Reasons reasons;
  UnitReach(after, unit, reasons);
  UnitReach(before, unit, reasons);
  ReleaseNote note{unit, entity->title, before.revision, after.revision, {}, 0};
  for (auto const& change : diff.differences) {
    EntityKey key{change.kind, change.id};
    if (change.kind == "Diagram") {
      auto process = process_of(after, change.id);
      key = {"Process", process.empty() ? process_of(before, change.id) : process};
    }
    auto reason = reasons.find(key);
    if (change.kind == "Company") note.changes.push_back({change, "it holds for the whole company"});
    else if (reason != reasons.end()) note.changes.push_back({change, reason->second});
    else ++note.others;
  }
  return note;
}

std::string ReleaseNote::markdown() const {
  std::string text = "# What changes for " + title + "\n\nFrom version " + before.substr(0, 8) + " to " + after.substr(0, 8) + ": " +
                     counted(changes.size(), "change") + " that " + (changes.size() == 1 ? "concerns" : "concern") + " this unit, " +
                     counted(others, "other") + " elsewhere.\n";
  for (auto touch : {Touch::weights, Touch::rights, Touch::standards, Touch::processes, Touch::rhythms, Touch::form, Touch::intent}) {
    bool begun = false;
    for (auto const& one : changes) {
      if (one.change.touch != touch) continue;
      if (!begun) text += "\n## " + std::string(heading(touch)) + "\n\n";
      begun = true;
      text += "- " + one.change.text + " (" + one.because + ")\n";
    }
  }
  return text;
}

}  // namespace drivetrain::model
