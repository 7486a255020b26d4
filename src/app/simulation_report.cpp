// Counting records (see simulation_report.h).
#include "app/simulation_report.h"

#include <fmt/format.h>

#include "adaptation/gauge.h"
#include "coordination/views.h"
#include "journal/events.h"
#include "performance/views.h"

namespace drivetrain::app {

namespace {

template <class E, class Use>
void when(journal::Record const& record, Use use) {
  if (record.kind != journal::RecordKind::event || record.type != E::type.number) return;
  E event;
  if (decode_fields(record.payload, event)) use(event);
}

}  // namespace

void SimulationReport::add(std::vector<journal::StoredRecord> const& records) {
  for (auto const& stored : records) {
    auto const& record = stored.record;
    ++records_;
    ++(record.kind == journal::RecordKind::command ? commands_ : events_);
    if (record.kind == journal::RecordKind::command) ++origins_[std::string(to_string(record.actor.kind))];
    when<processes::CaseStarted>(record, [&](auto const& e) { ++cases_by_process_[e.process].started, ++cases_by_tier_[e.tier].started; });
    when<processes::CaseCompleted>(record, [&](auto const& e) {
      for (auto* cases : {&cases_by_process_[e.process], &cases_by_tier_[e.tier]}) ++cases->completed, cases->promised += e.promised.has_value(), cases->kept += e.promised && e.promise_kept;
    });
    when<processes::IncidentRaised>(record, [&](auto const&) { ++incidents_; });
    when<coordination::WorkStarted>(record, [&](auto const& e) { ++started_, inversions_ += e.inversion; });
    when<coordination::WorkReturned>(record, [&](auto const&) { ++returned_; });
    when<coordination::WorkCompleted>(record, [&](auto const& e) {
      auto& work = work_by_role_[e.role];
      ++work.completed, work.hours += e.worked.hours(), work.waited_hours += e.waited.hours();
    });
    when<decisions::DecisionTaken>(record, [&](auto const& e) { ++decisions_taken_, decisions_late_ += e.late; });
    when<decisions::DecisionEscalated>(record, [&](auto const&) { ++escalations_; });
    when<journal::CommandRejected>(record, [&](auto const& e) { ++refused_, wrong_hands_ += e.command == "TakeDecision" && e.code == "DT-X904"; });
    when<coordination::OccurrenceHeld>(record, [&](auto const& e) { ++(e.on_time ? meetings_[e.rhythm].on_time : meetings_[e.rhythm].late); });
    when<coordination::OccurrenceMissed>(record, [&](auto const& e) { ++meetings_[e.rhythm].missed; });
    when<coordination::ActionCompleted>(record, [&](auto const& e) { ++actions_done_, actions_late_ += e.late; });
    when<coordination::IssueRaised>(record, [&](auto const&) { ++issues_raised_; });
    when<coordination::IssueResolved>(record, [&](auto const&) { ++issues_resolved_; });
  }
}

std::string SimulationReport::text(Company const& company, Instant now) const {
  std::string out;
  auto line = [&]<class... T>(fmt::format_string<T...> format, T&&... values) { out += fmt::format(format, std::forward<T>(values)...) + "\n"; };
  line("journal    {} records: {} commands, {} events; {} refused", records_, commands_, events_, refused_);
  line("cases      {} open", company.processes.open_cases().size());
  for (auto const& [process, c] : cases_by_process_) line("  {:<18} {:>5} started {:>5} completed", process, c.started, c.completed);
  for (auto const& [tier, c] : cases_by_tier_)
    if (c.promised) line("  {:<18} {:>5} promises, {:.0f} % kept", tier, c.promised, 100.0 * c.kept / c.promised);
  line("work       {} started, {} out of order, {} given back, {} waiting or under way", started_, inversions_, returned_, company.coordination.items.size());
  for (auto const& [role, w] : work_by_role_) line("  {:<20} {:>5} done {:>7.1f} h worked {:>6.1f} h waited on average", role, w.completed, w.hours, w.completed ? w.waited_hours / w.completed : 0);
  line("decisions  {} taken ({} late), {} passed up, {} reached for by a wrong hand, {} waiting", decisions_taken_, decisions_late_, escalations_, wrong_hands_, company.decisions.live.size());
  line("meetings");
  for (auto const& [rhythm, m] : meetings_) line("  {:<20} {:>4} on time {:>4} late {:>4} not held", rhythm, m.on_time, m.late, m.missed);
  line("actions    {} done ({} late), {} open", actions_done_, actions_late_, company.coordination.actions.size());
  line("issues     {} raised, {} resolved, {} open; {} stuck pieces of work", issues_raised_, issues_resolved_, company.coordination.issues.size(), incidents_);
  line("figures");
  for (auto const& [id, kpi] : company.model().performance.kpis)
    line("  {:<24} {}", id, performance::describe(kpi, performance::read_kpi(kpi, *company.model().kpis, company.performance, now)));
  line("gauges, by week (limit)");
  for (auto const& gauge : adaptation::all_gauges()) {
    auto history = company.adaptation.gauges.find(gauge.id);
    std::string weeks;
    if (history != company.adaptation.gauges.end())
      for (auto const& one : history->second) weeks += one.measured.evidence ? fmt::format(" {:.0f}{}", one.measured.value, one.measured.over ? "!" : "") : " -";
    line("  {:<24}{}  ({:.0f} {})", gauge.title, weeks, gauge.read(company.gauge_input(now)).limit, gauge.unit);
  }
  for (auto const& [id, signal] : company.adaptation.signals)
    if (signal.state == adaptation::SignalState::open) line("open signal {}: {}", id, signal.title);
  return out;
}

void SimulationReport::json(JsonWriter& json, Company const& company, Instant now) const {
  json.begin_object().field("now", now).field("records", records_).field("commands", commands_).field("events", events_).field("refused", refused_);
  json.key("origins").begin_object();
  for (auto const& [origin, count] : origins_) json.field(origin, count);
  json.end_object();
  json.field("open_cases", company.processes.open_cases().size());
  auto cases = [&](char const* name, std::map<std::string, Cases> const& all) {
    json.key(name).begin_object();
    for (auto const& [id, c] : all)
      json.key(id.empty() ? "none" : id).begin_object().field("started", c.started).field("completed", c.completed).field("promised", c.promised).field("kept", c.kept).end_object();
    json.end_object();
  };
  cases("processes", cases_by_process_);
  cases("tiers", cases_by_tier_);
  json.key("work").begin_object().field("started", started_).field("inversions", inversions_).field("returned", returned_).field("open", company.coordination.items.size());
  json.key("roles").begin_object();
  for (auto const& [role, w] : work_by_role_) json.key(role).begin_object().field("completed", w.completed).field("hours", w.hours).field("waited_hours", w.waited_hours).end_object();
  json.end_object().end_object();
  json.key("decisions").begin_object().field("taken", decisions_taken_).field("late", decisions_late_).field("escalations", escalations_)
      .field("wrong_hands", wrong_hands_).field("waiting", company.decisions.live.size()).end_object();
  json.key("meetings").begin_object();
  for (auto const& [rhythm, m] : meetings_) json.key(rhythm).begin_object().field("on_time", m.on_time).field("late", m.late).field("missed", m.missed).end_object();
  json.end_object();
  json.key("actions").begin_object().field("done", actions_done_).field("late", actions_late_).field("open", company.coordination.actions.size()).end_object();
  json.key("issues").begin_object().field("raised", issues_raised_).field("resolved", issues_resolved_).field("open", company.coordination.issues.size()).field("incidents", incidents_).end_object();
  json.key("kpis").begin_object();
  for (auto const& [id, kpi] : company.model().performance.kpis) {
    auto reading = performance::read_kpi(kpi, *company.model().kpis, company.performance, now);
    json.key(id).begin_object().field("value", reading.value).field("status", std::string(to_string(reading.status))).end_object();
  }
  json.end_object().key("gauges").begin_object();
  for (auto const& gauge : adaptation::all_gauges()) {
    auto reading = gauge.read(company.gauge_input(now));
    json.key(gauge.id).begin_object().field("value", reading.value).field("limit", reading.limit).field("over", reading.over).field("evidence", reading.evidence).end_object();
  }
  json.end_object().end_object();
}

}  // namespace drivetrain::app
