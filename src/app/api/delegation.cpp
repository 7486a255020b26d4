// /delegation: the delegation of authority as one table: decision by decision and band by band, the role that decides, who that is on
// a day, who stands in, and to whom it goes when nobody answers. It is read from the rights that route, so it is never out of date;
// beside each right stands the proof that its bands leave no case to nobody and none to two.
#include <algorithm>

#include "app/api/api.h"
#include "app/api/form_answers.h"
#include "app/api/model_answers.h"
#include "app/api/router.h"
#include "base/text.h"
#include "decisions/band_points.h"

namespace drivetrain::app::api {

namespace {

using decisions::Decision;

void write_deputies(JsonWriter& json, Reading const& reading, std::string const& role, views::FormDay const& day) {
  json.key("deputies").begin_array();
  for (auto const& [id, assignment] : reading.model().organisation.assignments) {
    if (assignment.role.text() != role) continue;
    for (auto const& term : assignment.deputies) {
      if ((term.from && day.day < *term.from) || (term.to && *term.to < day.day)) continue;
      object(json, [&] {
        views::write_person(json, "person", reading.company, term.person.text());
        json.field("there", organisation::absence_at(reading.company.organisation, term.person.text(), day.instant) == nullptr);
      });
    }
  }
  json.end_array();
}

void write_authority(JsonWriter& json, Reading const& then, Decision const& decision, std::string const& role, views::FormDay const& day) {
  json.field("holder", holder_of(then.company, role, day.instant));
  write_deputies(json, then, role, day);
  write_ladder(json, "ladder", then, decision, role);
}

/// Constant between the points that are tried, so trying them all is a proof; the compiler has refused what fails it.
void write_proof(JsonWriter& json, Decision const& decision, std::vector<Diagnostic const*> const& findings) {
  object_field(json, "proof", [&] {
    bool broken = std::any_of(findings.begin(), findings.end(), [](auto const* one) { return one->severity == Severity::error; });
    if (decision.bands.empty()) {
      json.field("holds", !broken).field("points", 1).field("text", broken ? "not settled; see the finding" : "one decider is named for every case");
      return;
    }
    auto points = decisions::band_points(decision, decisions::compile_bands(decision));
    bool proven = points.undecided.empty();
    json.field("holds", proven && !broken).field("points", proven ? points.combinations() : 0);
    if (broken) json.field("text", "not settled; see the finding");
    else if (!proven) json.field("text", "not proven: " + points.undecided);
    else json.field("text", "every case has exactly one decider: no gap and no overlap in " + counted(points.combinations(), "kind") + " of case");
  });
}

void write_delegated(JsonWriter& json, Reading const& then, Decision const& decision, views::FormDay const& day, std::vector<Diagnostic const*> const& findings) {
  object(json, [&] {
    json.field("decision", refer(then.company, "decision", decision.header.id)).field("kind", decision.kind == decisions::DecisionKind::design ? "design" : "operating");
    views::write_owner(json, then.company, decision.header, day.instant);
    write_facts(json, "facts", decision, {});
    field_if(json, "sla", decision.sla);
    if (!decision.forum.empty()) json.field("forum", refer(then.company, "rhythm", decision.forum.text()));
    json.key("bands").begin_array();
    for (auto const& role : decision.rapid.decide) object(json, [&] { write_authority(json, then, decision, role.text(), day); });
    for (std::size_t i = 0; i < decision.bands.size(); ++i)
      object(json, [&] {
        json.field("band", i).field("when", decision.bands[i].when.text);
        write_authority(json, then, decision, decision.bands[i].role.text(), day);
      });
    json.end_array();
    list_field(json, "agree", decision.rapid.agree, [&](auto const& role) { write_role_ref(json, then, role.text()); });
    list_field(json, "sod", decision.sod, [&](auto const& part) { json.value(part.value); });
    write_proof(json, decision, findings);
    list_field(json, "findings", findings, [&](auto const* finding) { write_finding(json, then.model(), *finding); });
  });
}

Status get_delegation(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto day, asked_day(exchange, reading));
  Reading then = reading;
  then.now = day.instant;
  auto diagnostics = exchange.api.findings(reading.model(), day.day);
  std::vector<Decision const*> rights;
  for (auto const& [id, decision] : reading.model().decisions.decisions) rights.push_back(&decision);
  // What people decide daily first, then what changes the model.
  std::stable_sort(rights.begin(), rights.end(), [](auto const* a, auto const* b) {
    return std::tuple(a->kind == decisions::DecisionKind::design, a->header.title) < std::tuple(b->kind == decisions::DecisionKind::design, b->header.title);
  });
  std::size_t unsettled = 0, vacant = 0;
  object(json, [&] {
    json.field("on", day.day).field("today", day.today).field("revision", reading.model().revision).field("company", reading.model().organisation.company.header.title);
    auto const& versions = reading.company.adaptation.versions;
    if (!versions.empty()) json.field("deployed_at", versions.back().deployed);
    json.key("items").begin_array();
    for (auto const* right : rights) {
      std::vector<Diagnostic const*> findings;
      for (auto const& one : diagnostics->all())
        if (one.subject == right->header.id && one.code.starts_with("DT-D")) findings.push_back(&one);
      unsettled += std::any_of(findings.begin(), findings.end(), [](auto const* one) { return one->severity == Severity::error; });
      write_delegated(json, then, *right, day, findings);
      auto is_vacant = [&](Ref<organisation::Role> const& role) { return views::people_in_role(reading.company, role.text(), day.instant).empty(); };
      vacant += static_cast<std::size_t>(std::count_if(right->rapid.decide.begin(), right->rapid.decide.end(), is_vacant));
      vacant += static_cast<std::size_t>(std::count_if(right->bands.begin(), right->bands.end(), [&](auto const& band) { return is_vacant(band.role); }));
    }
    json.end_array();
    json.field("unsettled", unsettled).field("vacant", vacant);
  });
  return {};
}

}  // namespace

void add_delegation(Router& router) { router.read("/delegation", "get_delegation", get_delegation); }

}  // namespace drivetrain::app::api
