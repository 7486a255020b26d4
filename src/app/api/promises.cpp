// /promises: what services promise and how it is kept: attainment, error budget, how fast it is used up, and which cases are next to miss it.
#include "app/api/api.h"
#include "app/api/case_rows.h"
#include "app/api/write.h"
#include "app/views/holders.h"
#include "base/list_limits.h"
#include "performance/promises.h"

namespace drivetrain::app::api {

using performance::Slo;

namespace {

constexpr std::size_t shown_cases = 5;

/// Open cases of one service that have a promise.
struct OpenPromises {
  std::int64_t open = 0, broken = 0;
  std::vector<processes::Case const*> next;   ///< not broken yet, the next first
};

/// By service, in one walk over the open promises; of very many only the first that fall due are looked at.
std::map<std::string, OpenPromises, std::less<>> open_promises(Reading const& reading) {
  std::map<std::string, OpenPromises, std::less<>> by_service;
  std::size_t looked = 0;
  for (auto const& promised : reading.company.processes.promised()) {
    if (looked++ == limits::max_cases_looked_at) break;
    auto const& c = reading.company.processes.open_cases().at(promised.case_number);
    auto& service = by_service[std::string(c.service.text())];
    ++service.open;
    if (promised.at < reading.now) ++service.broken;
    else if (service.next.size() < shown_cases) service.next.push_back(&c);
  }
  return by_service;
}

void write_burns(JsonWriter& json, Slo const& slo, performance::SloReading const& kept) {
  json.key("burns").begin_array();
  for (std::size_t i = 0; i < slo.alerts.size(); ++i)
    object(json, [&] {
      json.field("window", slo.alerts[i].window).field("limit", slo.alerts[i].burn_rate).field("too_fast", kept.burns[i].too_fast);
      field_if(json, "rate", kept.burns[i].rate);
    });
  json.end_array();
}

void write_promise(JsonWriter& json, Reading const& reading, Slo const& slo, OpenPromises const& cases) {
  auto const& performance = reading.model().performance;
  auto const& indicator = performance.kpis.at(slo.indicator.text());
  auto const kept = read_slo(slo, performance, *reading.model().kpis, reading.company.performance, reading.model().organisation, reading.now);
  object(json, [&] {
    json.field("id", slo.header.id).field("title", slo.header.title);
    views::write_owner(json, reading.company, slo.header, reading.now);
    if (!slo.service.empty()) json.field("service", refer(reading.company, "service", slo.service.text()));
    json.field("indicator", refer(reading.company, "kpi", slo.indicator.text())).field("unit", indicator.unit);
    json.field("direction", indicator.direction == performance::Direction::up ? "up" : "down").field("target", slo.target.value).field("window", slo.window);
    json.field("budgeting", performance::budgeting_of(slo, indicator) == performance::Budgeting::occurrences ? "occurrences" : "timeslices");
    json.field("status", to_string(kept.status)).field("budget", kept.budget).field("evidence_count", kept.evidence);
    field_if(json, "attained", kept.attained);
    field_if(json, "used", kept.used);
    field_if(json, "lasts", kept.lasts);
    text_if(json, "note", kept.note);
    write_burns(json, slo, kept);
    json.field("open", cases.open).field("broken", cases.broken);
    list_field(json, "next", cases.next, [&](auto const* c) { object(json, [&] { write_case_fields(json, reading, *c); }); });
  });
}

Status list_promises(Exchange const&, Reading const& reading, JsonWriter& json) {
  auto const cases = open_promises(reading);
  object(json, [&] {
    list_field(json, "items", reading.model().performance.slos, [&](auto const& entry) {
      auto const found = cases.find(entry.second.service.text());
      write_promise(json, reading, entry.second, entry.second.service.empty() || found == cases.end() ? OpenPromises{} : found->second);
    });
  });
  return {};
}

}  // namespace

void add_promises(Router& router) { router.read("/promises", "list_promises", list_promises); }

}  // namespace drivetrain::app::api
