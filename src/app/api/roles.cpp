// /roles/{role}: the role's card. What it answers for, what it decides and in which band, what it performs, where it meets, who
// holds it and who stands in on a day, and what it has on its hands.
#include <algorithm>

#include "app/api/form_answers.h"
#include "app/api/model_answers.h"
#include "app/api/router.h"

namespace drivetrain::app::api {

namespace {

using organisation::Role;
using views::FormDay;

void write_terms(JsonWriter& json, Reading const& reading, std::string const& role, FormDay const& day) {
  auto write_term = [&](organisation::Term const& term, char const* part) {
    auto const& person = term.person.text();
    object(json, [&] {
      views::write_person(json, "person", reading.company, person);
      json.field("part", part);
      field_if(json, "from", term.from);
      field_if(json, "to", term.to);
      json.field("valid", (!term.from || *term.from <= day.day) && (!term.to || day.day <= *term.to));
      json.field("there", organisation::absence_at(reading.company.organisation, person, day.instant) == nullptr);
    });
  };
  json.key("terms").begin_array();
  for (auto part : {"holder", "deputy"})
    for (auto const& [id, assignment] : reading.model().organisation.assignments) {
      if (assignment.role.text() != role) continue;
      for (auto const& term : part == std::string_view("holder") ? assignment.holders : assignment.deputies) write_term(term, part);
    }
  json.end_array();
}

void write_parts_in_decisions(JsonWriter& json, Reading const& reading, std::string const& role) {
  auto is_it = [&](Ref<Role> const& one) { return one.text() == role; };
  auto any = [&](std::vector<Ref<Role>> const& roles) { return std::any_of(roles.begin(), roles.end(), is_it); };
  json.key("decisions").begin_array();
  // What it decides itself comes first.
  for (bool decides : {true, false})
    for (auto const& [id, decision] : reading.model().decisions.decisions) {
      auto part = [&](char const* name, std::string const& when, std::optional<Duration> after) {
        object(json, [&] {
          json.field("decision", refer(reading.company, "decision", decision.header.id)).field("part", name);
          text_if(json, "when", when);
          field_if(json, "after", after);
          field_if(json, "sla", decision.sla);
        });
      };
      auto const& rapid = decision.rapid;
      if (decides) {
        if (any(rapid.decide)) part("decide", "", {});
        for (auto const& band : decision.bands)
          if (is_it(band.role)) part("decide", band.when.text, {});
        continue;
      }
      if (is_it(rapid.recommend)) part("recommend", "", {});
      if (any(rapid.agree)) part("agree", "", {});
      if (any(rapid.input)) part("input", "", {});
      if (is_it(rapid.perform)) part("perform", "", {});
      for (auto const& step : decision.escalation)
        if (is_it(step.to)) part("escalation", "", step.after);
    }
  json.end_array();
}

void write_meetings(JsonWriter& json, Reading const& reading, std::string const& role, FormDay const& day) {
  json.key("rhythms").begin_array();
  for (auto const& [id, rhythm] : reading.model().coordination.rhythms) {
    bool chairs = rhythm.chair.text() == role;
    if (!chairs && std::none_of(rhythm.attendees.begin(), rhythm.attendees.end(), [&](auto const& one) { return one.text() == role; })) continue;
    object(json, [&, &id = id] {
      json.field("rhythm", refer(reading.company, "rhythm", id)).field("part", chairs ? "chair" : "attendee").field("tier", rhythm.tier).field("duration", rhythm.duration);
      number_field(json, "hours_a_week", views::hours_a_week(reading.company, rhythm, day), 1);
    });
  }
  json.end_array();
}

void write_own_tasks(JsonWriter& json, Reading const& reading, std::string const& role) {
  json.key("tasks").begin_array();
  for (auto const& task : views::tasks_of_roles(reading.model()))
    if (task.role == role)
      object(json, [&] {
        json.field("process", refer(reading.company, "process", task.process)).field("element", task.element).field("title", task.title);
        if (task.expected.us > 0) json.field("expected", task.expected);
      });
  json.end_array();
}

void write_owned(JsonWriter& json, Reading const& reading, std::string const& role) {
  auto const& model = reading.model();
  json.key("owns").begin_array();
  auto each = [&](char const* kind, auto const& declared) {
    for (auto const& [id, one] : declared)
      if (one.header.owner == role) json.any(refer(reading.company, kind, id));
  };
  each("unit", model.organisation.units);
  each("objective", model.strategy.objectives);
  each("requirement", model.strategy.requirements);
  each("constraint", model.strategy.constraints);
  each("principle", model.strategy.principles);
  each("assumption", model.strategy.assumptions);
  each("decision", model.decisions.decisions);
  each("process", model.processes.processes);
  each("service", model.processes.services);
  each("initiative", model.execution.initiatives);
  each("kpi", model.performance.kpis);
  json.end_array();
}

void write_answers(JsonWriter& json, Reading const& reading, std::string const& role) {
  json.key("answers").begin_array();
  for (auto const& [id, type] : reading.model().coordination.issue_types)
    for (std::size_t i = 0; i < type.tiers.size(); ++i)
      if (type.tiers[i].role.text() == role)
        object(json, [&, &id = id] { json.field("issue_type", refer(reading.company, "issue_type", id)).field("tier", i + 1).field("within", type.tiers[i].within); });
  json.end_array();
}

/// What it takes, and how many of those who can act in it that day have it.
void write_skills(JsonWriter& json, Reading const& reading, Role const& role, std::vector<std::string> const& people) {
  auto const& form = reading.model().organisation;
  list_field(json, "skills", role.skills, [&](organisation::NeededSkill const& needed) {
    auto has = [&](std::string const& id) {
      auto person = form.people.find(id);
      return person != form.people.end() && std::any_of(person->second.skills.begin(), person->second.skills.end(),
                                                        [&](auto const& held) { return held.skill.id == needed.skill.id && held.level >= needed.level; });
    };
    object(json, [&] {
      json.field("skill", refer(reading.company, "skill", needed.skill.text())).field("level", needed.level);
      auto skill = form.skills.find(needed.skill.text());
      if (skill != form.skills.end() && needed.level <= static_cast<int>(skill->second.levels.size())) json.field("level_name", skill->second.levels[static_cast<std::size_t>(needed.level - 1)]);
      json.field("have_it", std::count_if(people.begin(), people.end(), has)).field("of", people.size());
    });
  });
}

std::string calendar_title(Reading const& reading, Role const& role) {
  auto const& form = reading.model().organisation;
  auto const& id = role.calendar.empty() ? form.company.calendar.text() : role.calendar.text();
  return id.empty() ? "" : views::title_of(reading.company, "calendar", id);
}

Status get_role(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto day, asked_day(exchange, reading));
  auto const& roles = reading.model().organisation.roles;
  auto found = roles.find(exchange.at("role"));
  if (found == roles.end()) return Error{"DT-X901", "there is no role " + exchange.at("role") + " in the model in force", "GET /api/v1/form lists them."};
  auto const& [id, role] = *found;
  auto people = views::people_in_role(reading.company, id, day.instant);
  auto const* entity = reading.model().find("Role", id);
  object(json, [&, &id = id, &role = role] {
    json.field("id", id).field("title", role.header.title).field("on", day.day).field("today", day.today);
    if (!role.unit.empty()) json.field("unit", refer(reading.company, "unit", role.unit.text()));
    json.field("purpose", role.purpose).field("accountabilities", role.accountabilities).field("authority", role.authority).field("many", role.many);
    text_if(json, "calendar", calendar_title(reading, role));
    json.field("holder", holder_of(reading.company, id, day.instant));
    json.field("mine", !reading.person.empty() && std::find(people.begin(), people.end(), reading.person) != people.end());
    for (auto const& [assignment_id, assignment] : reading.model().organisation.assignments)
      if (assignment.role.text() == id) {
        json.field("assignment", assignment_id);
        break;
      }
    write_terms(json, reading, id, day);
    write_parts_in_decisions(json, reading, id);
    write_rights_notices_of_role(json, reading, id);
    write_meetings(json, reading, id, day);
    write_own_tasks(json, reading, id);
    write_skills(json, reading, role, people);
    write_owned(json, reading, id);
    write_answers(json, reading, id);
    write_load(json, views::load_of(reading.company, id, day));
    json.key("findings").begin_array();
    for (auto const& finding : views::form_findings(reading.company, day))
      if (finding.role == id) write_form_finding(json, reading, finding);
    json.end_array();
    object_field(json, "source", [&] { json.field("file", entity ? entity->file : "").field("line", entity ? entity->id_span.begin.line : 0); });
  });
  return {};
}

}  // namespace

void add_roles(Router& router) { router.read("/roles/{role}", "get_role", get_role); }

}  // namespace drivetrain::app::api
