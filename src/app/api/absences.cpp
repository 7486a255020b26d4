// /absences: who is away or will be, reported by the person or by whoever leads the person's unit. Whoever stands in is asked from the
// moment on at which the absence begins.
#include <algorithm>

#include "app/api/api.h"
#include "app/api/problem.h"
#include "app/api/router.h"
#include "app/api/write.h"
#include "organisation/commands.h"
#include "organisation/views.h"

namespace drivetrain::app::api {

using organisation::Absence;
using platform::Response;

namespace {

/// The same as the handlers ask: oneself, or who leads the unit.
bool may_speak_for(Reading const& reading, std::string const& person) {
  if (reading.person.empty()) return false;
  return reading.person == person || views::may_one_of(reading.company, reading.person, organisation::leads_of(reading.model().organisation, person), reading.now);
}

void write_absence(JsonWriter& json, Reading const& reading, Absence const& absence) {
  bool mine = may_speak_for(reading, absence.person);
  object(json, [&] {
    json.field("absence", absence.id);
    views::write_person(json, "person", reading.company, absence.person);
    json.field("from", absence.from).field("to", absence.to).field("state", absence.holds_at(reading.now) ? "away" : "planned");
    // Why somebody is away is nobody else's business.
    if (mine) text_if(json, "reason", absence.reason);
    if (reading.model().organisation.people.contains(absence.reported_by)) views::write_person(json, "reported_by", reading.company, absence.reported_by);
    json.field("may_end", mine);
  });
}

Status list_absences(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto page, page_of(exchange));
  auto person = exchange.query("person").value_or("");
  if (person == "me") {
    if (reading.person.empty()) return Error{"DT-X902", "`me` is nobody: nobody is signed in", "name the person"};
    person = reading.person;
  }
  std::vector<Absence const*> absences;
  for (auto const& [who, all] : reading.company.organisation.absences)
    for (auto const& absence : all)
      if ((person.empty() || who == person) && reading.now < absence.to) absences.push_back(&absence);
  std::sort(absences.begin(), absences.end(), [](auto const* a, auto const* b) { return std::tie(a->from, a->person) < std::tie(b->from, b->person); });
  object(json, [&] { write_page(json, absences, page, [&](Absence const* absence) { write_absence(json, reading, *absence); }); });
  return {};
}

/// Who may speak for the person: whoever leads the unit.
HintsOf lead_hints(std::string person) {
  return [person](Reading const& reading) {
    Hints hints;
    if (auto leads = organisation::leads_of(reading.model().organisation, person); !leads.empty()) hints.holder = holder_of(reading.company, leads.front(), reading.now);
    return hints;
  };
}

Response report_absence(Exchange& exchange) {
  organisation::ReportAbsence command;
  command.person = exchange.text("person").empty() ? exchange.person : exchange.text("person");
  auto from = parse_instant(exchange.text("from")), to = parse_instant(exchange.text("to"));  // the contract has checked that they are instants
  if (!from) return misfit_problem(422, "from is no instant: " + from.error().message, {{"/from", from.error().message}});
  if (!to) return misfit_problem(422, "to is no instant: " + to.error().message, {{"/to", to.error().message}});
  command.from = *from, command.to = *to;
  command.reason = exchange.text("reason");
  return ask(exchange, command, lead_hints(command.person));
}

Response end_absence(Exchange& exchange) {
  auto const& id = exchange.at("absence");
  std::string person;
  auto& runtime = exchange.api.runtime();
  auto read = runtime.journal().read([&] {
    for (auto const& [who, all] : runtime.company().organisation.absences)
      if (std::any_of(all.begin(), all.end(), [&](Absence const& absence) { return absence.id == id; })) person = who;
  });
  if (!read) return problem(read.error());
  if (person.empty()) return problem({"DT-X901", "there is no open absence " + id, "GET /api/v1/absences lists them."});
  return ask(exchange, organisation::EndAbsence{person, id}, lead_hints(person));
}

}  // namespace

void add_absences(Router& router) {
  router.read("/absences", "list_absences", list_absences);
  router.write("/absences", "report_absence", report_absence);
  router.write("/absences/{absence}/end", "end_absence", end_absence);
}

}  // namespace drivetrain::app::api
