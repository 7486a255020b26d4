// /form: units and their charters, roles and who answers for them on a day, who does what, and what the structure gives cause to
// worry about. Figures are those of roles.
#include <algorithm>
#include <numeric>

#include "app/api/form_answers.h"
#include "app/api/problem.h"
#include "app/api/router.h"

namespace drivetrain::app::api {

namespace {

using views::FormDay;

void write_counts(JsonWriter& json, Reading const& reading, std::vector<views::Handoff> const& handoffs, std::vector<views::Outcome> const& outcomes, std::size_t vacant, std::size_t tasks) {
  auto const& form = reading.model().organisation;
  object_field(json, "counts", [&] {
    json.field("units", form.units.size()).field("layers", views::layers(form)).field("roles", form.roles.size()).field("people", form.people.size());
    json.field("vacant", vacant).field("tasks", tasks).field("handoffs", handoffs.size());
    json.field("handoffs_between_units", std::count_if(handoffs.begin(), handoffs.end(), [](auto const& one) { return one.between_units; }));
    json.field("handoffs_placed", std::count_if(handoffs.begin(), handoffs.end(), [](auto const& one) { return one.metres.has_value(); }));
    number_field(json, "handoff_metres", std::accumulate(handoffs.begin(), handoffs.end(), 0.0, [](double sum, auto const& one) { return sum + one.metres.value_or(0); }), 1);
    json.field("outcomes", outcomes.size()).field("outcomes_without_owner", std::count_if(outcomes.begin(), outcomes.end(), [](auto const& one) { return one.owner.empty(); }));
  });
}

void write_unit(JsonWriter& json, Reading const& reading, views::UnitForm const& form, FormDay const& day) {
  auto const& unit = *form.unit;
  object(json, [&] {
    json.field("id", unit.header.id).field("title", unit.header.title);
    text_if(json, "parent", unit.parent.text());
    text_if(json, "location", unit.location.text());
    json.field("level", form.level).field("purpose", unit.purpose).field("inputs", unit.inputs).field("outputs", unit.outputs).field("promises", unit.promises);
    views::write_owner(json, reading.company, unit.header, day.instant);
    if (!form.lead.empty()) json.field("lead", holder_of(reading.company, form.lead, day.instant));
    list_field(json, "roles", form.roles, [&](auto const& role) { write_role_ref(json, reading, role); });
    json.field("people", form.people).field("span", form.span).field("href", views::href_of(reading.company, "unit", unit.header.id));
  });
}

/// Rights in which the role decides: named, or in a band.
std::size_t rights_of(Reading const& reading, std::string const& role) {
  std::size_t count = 0;
  for (auto const& [id, decision] : reading.model().decisions.decisions) {
    auto is_it = [&](Ref<organisation::Role> const& one) { return one.text() == role; };
    count += std::any_of(decision.rapid.decide.begin(), decision.rapid.decide.end(), is_it) ||
             std::any_of(decision.bands.begin(), decision.bands.end(), [&](auto const& band) { return is_it(band.role); });
  }
  return count;
}

std::size_t rhythms_of_role(Reading const& reading, std::string const& role) {
  std::size_t count = 0;
  for (auto const& [id, rhythm] : reading.model().coordination.rhythms)
    count += rhythm.chair.text() == role || std::any_of(rhythm.attendees.begin(), rhythm.attendees.end(), [&](auto const& one) { return one.text() == role; });
  return count;
}

void write_role_line(JsonWriter& json, Reading const& reading, organisation::Role const& role, FormDay const& day, std::vector<views::RoleTask> const& tasks,
                     std::vector<views::FormFinding> const& findings) {
  auto const& id = role.header.id;
  auto load = views::load_of(reading.company, id, day);
  object(json, [&] {
    json.field("id", id).field("title", role.header.title);
    if (!role.unit.empty()) json.field("unit", refer(reading.company, "unit", role.unit.text()));
    json.field("authority", role.authority).field("many", role.many).field("holder", holder_of(reading.company, id, day.instant)).field("present", load.present);
    json.field("decisions", rights_of(reading, id)).field("tasks", std::count_if(tasks.begin(), tasks.end(), [&](auto const& task) { return task.role == id; }));
    json.field("rhythms", rhythms_of_role(reading, id));
    write_load(json, load);
    json.key("concerns").begin_array();
    for (auto const& finding : findings)
      if (finding.role == id) json.value(to_string(finding.concern));
    json.end_array();
    json.field("href", views::href_of(reading.company, "role", id));
  });
}

void write_work(JsonWriter& json, Reading const& reading, std::vector<views::RoleTask> const& tasks, std::vector<views::Handoff> const& handoffs) {
  list_field(json, "tasks", tasks, [&](views::RoleTask const& task) {
    object(json, [&] {
      json.field("process", refer(reading.company, "process", task.process)).field("element", task.element).field("title", task.title);
      views::write_role(json, "role", reading.company, task.role);
      if (task.expected.us > 0) json.field("expected", task.expected);
    });
  });
  list_field(json, "handoffs", handoffs, [&](views::Handoff const& handoff) {
    object(json, [&] {
      json.field("process", refer(reading.company, "process", handoff.process));
      json.field("from_element", handoff.from_element).field("from_title", handoff.from_title);
      views::write_role(json, "from_role", reading.company, handoff.from_role);
      json.field("to_element", handoff.to_element).field("to_title", handoff.to_title);
      views::write_role(json, "to_role", reading.company, handoff.to_role);
      json.field("between_units", handoff.between_units);
      if (handoff.metres) number_field(json, "metres", *handoff.metres, 1);
    });
  });
}

/// The layout: where units are, and how far it is.
void write_places(JsonWriter& json, Reading const& reading) {
  auto const& form = reading.model().organisation;
  list_field(json, "places", form.locations, [&](auto const& entry) {
    auto const& [id, place] = entry;
    object(json, [&, &id = id, &place = place] {
      json.field("id", id).field("title", views::title_of(reading.company, "location", id));
      text_if(json, "parent", place.parent.text());
      field_if(json, "area_m2", place.area_m2);
      json.key("units").begin_array();
      for (auto const& [unit_id, unit] : form.units)
        if (unit.location.text() == id) json.any(refer(reading.company, "unit", unit_id));
      json.end_array();
      json.key("distances").begin_array();
      for (auto const& [other, there] : form.locations)
        if (auto metres = views::metres_between(form, id, other); metres && other != id)
          object(json, [&, &other = other] {
            json.field("to", views::title_of(reading.company, "location", other));
            number_field(json, "metres", *metres, 1);
          });
      json.end_array();
    });
  });
}

void write_outcomes(JsonWriter& json, Reading const& reading, std::vector<views::Outcome> const& outcomes, FormDay const& day) {
  list_field(json, "outcomes", outcomes, [&](views::Outcome const& outcome) {
    object(json, [&] {
      json.field("outcome", outcome.outcome);
      if (!outcome.owner.empty()) json.field("owner", holder_of(reading.company, outcome.owner, day.instant));
      list_field(json, "contributors", outcome.contributors, [&](auto const& role) { write_role_ref(json, reading, role); });
      json.field("shared", outcome.shared);
    });
  });
}

Status get_form(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto day, asked_day(exchange, reading));
  auto const& model = reading.model();
  auto tasks = views::tasks_of_roles(model);
  auto handoffs = views::handoffs(model);
  auto outcomes = views::outcomes(reading.company);
  auto findings = views::form_findings(reading.company, day);
  auto vacant = std::count_if(findings.begin(), findings.end(), [](auto const& one) { return one.concern == views::FormConcern::vacancy; });
  std::vector<organisation::Role const*> roles;
  for (auto const& [id, role] : model.organisation.roles) roles.push_back(&role);
  std::stable_sort(roles.begin(), roles.end(), [](auto const* a, auto const* b) { return a->authority > b->authority; });
  object(json, [&] {
    json.field("on", day.day).field("today", day.today).field("revision", model.revision);
    write_counts(json, reading, handoffs, outcomes, static_cast<std::size_t>(vacant), tasks.size());
    list_field(json, "units", views::units_in_order(model.organisation), [&](auto const& unit) { write_unit(json, reading, unit, day); });
    list_field(json, "roles", roles, [&](auto const* role) { write_role_line(json, reading, *role, day, tasks, findings); });
    write_work(json, reading, tasks, handoffs);
    write_places(json, reading);
    write_outcomes(json, reading, outcomes, day);
    list_field(json, "findings", findings, [&](auto const& finding) { write_form_finding(json, reading, finding); });
  });
  return {};
}

}  // namespace

Result<FormDay> asked_day(Exchange const& exchange, Reading const& reading) {
  std::optional<Date> on;
  if (auto text = exchange.query("on")) {
    DT_TRY(on, parse_date(*text));
  }
  return views::form_day(reading.company, on, reading.now);
}

void write_role_ref(JsonWriter& json, Reading const& reading, std::string const& role) {
  object(json, [&] { json.field("id", role).field("title", views::title_of(reading.company, "role", role)); });
}

void write_load(JsonWriter& json, views::RoleLoad const& load) {
  object_field(json, "load", [&] {
    json.field("ready", load.ready).field("started", load.started);
    number_field(json, "queue_hours", load.queue_hours, 1);
    json.field("present", load.present);
    number_field(json, "rhythm_hours", load.rhythm_hours, 1);
    number_field(json, "week_hours", load.week_hours, 1);
    json.field("decisions_open", load.decisions_open);
  });
}

void write_form_finding(JsonWriter& json, Reading const& reading, views::FormFinding const& finding) {
  object(json, [&] {
    json.field("concern", to_string(finding.concern)).field("level", to_string(finding.level));
    if (!finding.role.empty()) views::write_role(json, "role", reading.company, finding.role);
    json.field("subject", finding.subject).field("text", finding.text).field("help", finding.help);
  });
}

void add_form(Router& router) { router.read("/form", "get_form", get_form); }

}  // namespace drivetrain::app::api
