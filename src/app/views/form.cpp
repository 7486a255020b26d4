// Units, roles and their load (see form.h).
#include "app/views/form.h"

#include <algorithm>
#include <functional>
#include <set>

#include "coordination/timetable.h"
#include "organisation/views.h"
#include "organisation/working_time.h"

namespace drivetrain::app::views {

namespace {

constexpr int weeks_looked_ahead = 4;

std::vector<std::string> roles_of_unit(organisation::Model const& model, std::string const& unit) {
  std::vector<std::string> roles;
  for (auto const& [id, role] : model.roles)
    if (role.unit.text() == unit) roles.push_back(id);
  std::stable_sort(roles.begin(), roles.end(), [&](auto const& a, auto const& b) { return model.roles.at(a).authority > model.roles.at(b).authority; });
  return roles;
}

std::string lead_of_unit(organisation::Model const& model, organisation::Unit const& unit, std::vector<std::string> const& roles) {
  if (!unit.header.owner.empty()) return unit.header.owner;
  if (roles.empty()) return "";
  bool stands_out = roles.size() == 1 || model.roles.at(roles[0]).authority > model.roles.at(roles[1]).authority;
  return stands_out ? roles.front() : "";
}

bool meets_in(coordination::Rhythm const& rhythm, std::string const& role) {
  return rhythm.chair.text() == role || std::any_of(rhythm.attendees.begin(), rhythm.attendees.end(), [&](auto const& one) { return one.text() == role; });
}

/// Whole local days, so that a day on which the clocks change counts its meetings once.
std::pair<Instant, Instant> weeks_from(Company const& company, Date day) {
  auto end = date_from_days(days_from_epoch(day) + 7 * weeks_looked_ahead);
  return {company.zone().to_instant({day, 0}), company.zone().to_instant({end, 0})};
}

}  // namespace

double hours_a_week(Company const& company, coordination::Rhythm const& rhythm, FormDay const& day) {
  auto [from, to] = weeks_from(company, day.day);
  auto dates = coordination::occurrences_between(rhythm, company.model().organisation, from, to);
  return dates ? static_cast<double>(dates->size()) * rhythm.duration.hours() / weeks_looked_ahead : 0;
}

FormDay form_day(Company const& company, std::optional<Date> on, Instant now) {
  auto today = company.today(now);
  if (!on || *on == today) return {today, now, true};
  return {*on, company.zone().to_instant({*on, 12 * 3'600'000'000LL}), false};
}

std::vector<RoleTask> tasks_of_roles(OperatingModel const& model) {
  std::vector<RoleTask> tasks;
  for (auto const& [process, program] : model.programs)
    for (processes::NodeIndex i = 0; i < program->nodes().size(); ++i) {
      if (program->node(i).kind != processes::ElementKind::user_task) continue;
      auto const& task = program->task(i);
      tasks.push_back({process, program->id(i), program->title(i), program->word(task.role), task.expected});
    }
  return tasks;
}

std::vector<UnitForm> units_in_order(organisation::Model const& model) {
  std::map<std::string, std::vector<organisation::Unit const*>> children;
  for (auto const& [id, unit] : model.units) children[model.units.contains(unit.parent.text()) ? unit.parent.text() : ""].push_back(&unit);
  for (auto& [id, units] : children) std::stable_sort(units.begin(), units.end(), [](auto const* a, auto const* b) { return a->header.title < b->header.title; });
  std::vector<UnitForm> all;
  // A cycle of parents never hangs below the top, so it is left out; the compiler refuses one.
  std::function<void(std::string const&, int)> walk = [&](std::string const& parent, int level) {
    for (auto const* unit : children[parent]) {
      UnitForm form{unit, level, "", roles_of_unit(model, unit->header.id), {}, 0, 0};
      form.lead = lead_of_unit(model, *unit, form.roles);
      for (auto const* below : children[unit->header.id]) form.below.push_back(below->header.id);
      for (auto const& [id, person] : model.people) form.people += person.unit.text() == unit->header.id;
      bool led_from_within = std::find(form.roles.begin(), form.roles.end(), form.lead) != form.roles.end();
      form.span = form.roles.size() - (led_from_within ? 1 : 0) + form.below.size();
      all.push_back(std::move(form));
      walk(unit->header.id, level + 1);
    }
  };
  walk("", 1);
  return all;
}

std::size_t layers(organisation::Model const& model) {
  int deepest = 0;
  for (auto const& form : units_in_order(model)) deepest = std::max(deepest, form.level);
  return static_cast<std::size_t>(deepest);
}

std::vector<std::string> people_in_role(Company const& company, std::string const& role, Instant instant) {
  auto acting = organisation::acting_person(company.model().organisation, company.organisation, role, instant);
  if (acting.via == organisation::Via::many) return acting.candidates;
  if (acting.person.empty()) return {};
  return {acting.person};
}

RoleLoad load_of(Company const& company, std::string const& role, FormDay const& day) {
  auto const& model = company.model();
  RoleLoad load;
  load.present = people_in_role(company, role, day.instant).size();
  if (day.today) {
    for (auto const& [id, item] : company.coordination.items) {
      if (item.opened.role != role) continue;
      ++(item.person.empty() ? load.ready : load.started);
      load.queue_hours += item.opened.expected.hours();
    }
    for (auto const& [id, live] : company.decisions.live) load.decisions_open += route_of(company, live, day.instant).role == role;
  }
  for (auto const& [id, rhythm] : model.coordination.rhythms)
    if (meets_in(rhythm, role)) load.rhythm_hours += hours_a_week(company, rhythm, day);
  auto [from, to] = weeks_from(company, day.day);
  if (auto hours = organisation::hours_of_role(model.organisation, role)) load.week_hours = organisation::working_duration(*hours, from, to).hours() / weeks_looked_ahead;
  return load;
}

std::vector<Outcome> outcomes(Company const& company) {
  auto const& model = company.model();
  std::vector<Outcome> all;
  auto add = [&](char const* kind, notation::Header const& header, std::set<std::string> contributors, std::vector<Reference> shared) {
    contributors.erase(header.owner);
    contributors.erase("");
    all.push_back({refer(company, kind, header.id), header.owner, {contributors.begin(), contributors.end()}, std::move(shared)});
  };
  for (auto const& [id, objective] : model.strategy.objectives) {
    std::set<std::string> contributors;
    for (auto const& [process_id, process] : model.processes.processes)
      if (std::any_of(process.contributes.begin(), process.contributes.end(), [&, &name = id](auto const& one) { return one.objective.text() == name; })) contributors.insert(process.header.owner);
    for (auto const& [initiative_id, initiative] : model.execution.initiatives)
      if (std::any_of(initiative.objectives.begin(), initiative.objectives.end(), [&, &name = id](auto const& one) { return one.text() == name; })) contributors.insert(initiative.header.owner);
    std::vector<Reference> shared;
    for (auto const& [kpi_id, kpi] : model.performance.kpis) {
      auto is_this = [&, &name = id](auto const& one) { return one.text() == name; };
      bool named = std::any_of(objective.kpis.begin(), objective.kpis.end(), [&, &name = kpi_id](auto const& one) { return one.text() == name; });
      if (named || std::any_of(kpi.serves.begin(), kpi.serves.end(), is_this)) shared.push_back(refer(company, "kpi", kpi_id));
    }
    add("objective", objective.header, std::move(contributors), std::move(shared));
  }
  auto tasks = tasks_of_roles(model);
  for (auto const& [id, process] : model.processes.processes) {
    std::set<std::string> contributors;
    for (auto const& task : tasks)
      if (task.process == id) contributors.insert(task.role);
    add("process", process.header, std::move(contributors), {});
  }
  for (auto const& [id, kpi] : model.performance.kpis) add("kpi", kpi.header, {}, {});
  return all;
}

}  // namespace drivetrain::app::views
