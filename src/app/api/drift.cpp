// /drift: intent beside behaviour, and the signals raised from it.
#include <algorithm>

#include "adaptation/commands.h"
#include "app/api/api.h"
#include "app/api/problem.h"
#include "app/api/write.h"
#include "app/edits.h"
#include "app/views/drift.h"

namespace drivetrain::app::api {

using adaptation::Gauge;
using adaptation::Signal;
using adaptation::SignalState;
using platform::Response;

namespace {

constexpr std::size_t gauge_points = 60;
constexpr int disposed_days = 28;

void write_gauge_fields(JsonWriter& json, Reading const& reading, views::GaugeView const& view) {
  auto const& gauge = *view.gauge;
  auto const& figure = view.reading;
  json.field("gauge", gauge.id).field("title", gauge.title);
  if (figure.evidence > 0) number_field(json, "value", figure.value, std::max(view.decimals, 1));
  json.field("unit", gauge.unit).field("decimals", view.decimals);
  number_field(json, "limit", figure.limit, 2);
  json.field("over", figure.over).field("good", view.more_is_better ? "up" : "down").field("evidence_count", figure.evidence);
  json.field("from", view.from).field("to", view.to).field("text", figure.text).field("measured_at", reading.now);
  text_if(json, "signal", view.open_signal);
  list_field(json, "series", views::gauge_series(reading.company, gauge.id, gauge_points), [&](views::SeriesPoint const& point) {
    object(json, [&] {
      json.field("at", point.at);
      if (point.value) number_field(json, "value", *point.value, 2);
    });
  });
  json.field("href", std::string("/drift/") + gauge.id);
}

char const* disposition_of(SignalState state) {
  switch (state) {
    case SignalState::fix: return "fix";
    case SignalState::change: return "change";
    case SignalState::waived: return "waive";
    case SignalState::open: break;
  }
  return nullptr;
}

void write_signal(JsonWriter& json, Reading const& reading, Signal const& signal) {
  auto evidence = views::evidence_of(reading.company, signal);
  object(json, [&] {
    json.field("signal", signal.id).field("gauge", refer(reading.company, "gauge", signal.gauge)).field("title", signal.title).field("raised_at", signal.raised);
    bool person = reading.model().organisation.people.contains(signal.by);
    object_field(json, "raised_by", [&] { json.field("id", signal.by).field("name", person ? views::person_name(reading.company, signal.by) : std::string("the gauge itself")); });
    auto const* disposition = disposition_of(signal.state);
    json.field("state", disposition ? "disposed" : "open");
    if (disposition) json.field("disposition", disposition);
    text_if(json, "reason", signal.reason);
    field_if(json, "until", signal.until);
    if (!disposition)
      json.field("may_dispose", views::may_one_of(reading.company, reading.person, adaptation::answering_roles(signal.gauge, reading.model().decisions), reading.now));
    object_field(json, "evidence", [&] {
      json.field("text", evidence.text);
      if (evidence.value) number_field(json, "value", *evidence.value, 2);
      text_if(json, "unit", evidence.unit);
      if (evidence.limit) number_field(json, "limit", *evidence.limit, 2);
      json.field("evidence_count", evidence.count);
    });
    json.key("changes").begin_array();
    for (auto const& [id, change] : reading.company.adaptation.changes)
      if (change.proposal.signal == signal.id) json.any(refer(reading.company, "change", id));
    json.end_array();
  });
}

/// Open ones first, then the latest.
std::vector<Signal const*> signals_of(Reading const& reading, std::string_view gauge, Instant disposed_after) {
  std::vector<Signal const*> signals;
  for (auto const& [id, signal] : reading.company.adaptation.signals) {
    if (!gauge.empty() && signal.gauge != gauge) continue;
    if (signal.state == SignalState::open || !signal.disposed || *signal.disposed >= disposed_after) signals.push_back(&signal);
  }
  std::sort(signals.begin(), signals.end(), [](auto const* a, auto const* b) {
    return std::tuple(a->state != SignalState::open, b->raised, a->id) < std::tuple(b->state != SignalState::open, a->raised, b->id);
  });
  return signals;
}

Status get_drift(Exchange const&, Reading const& reading, JsonWriter& json) {
  object(json, [&] {
    json.field("as_of", reading.now);
    list_field(json, "gauges", views::view_gauges(reading.company, reading.now), [&](views::GaugeView const& view) {
      object(json, [&] { write_gauge_fields(json, reading, view); });
    });
    list_field(json, "signals", signals_of(reading, "", days_back(reading, disposed_days)), [&](Signal const* signal) { write_signal(json, reading, *signal); });
  });
  return {};
}

Result<Gauge const*> find_gauge_named(std::string const& id) {
  if (auto const* gauge = adaptation::find_gauge(id)) return gauge;
  return Error{"DT-X901", "there is no gauge " + id, "GET /api/v1/drift shows them all."};
}

void write_suggestion(JsonWriter& json, Reading const& reading, views::GaugeView const& view) {
  if (std::string_view(view.gauge->id) != "effort" || !view.reading.over) return;
  auto edits = weights_as_lived(reading.company, reading.now);
  if (edits.empty()) return;
  object_field(json, "suggestion", [&] {
    list_field(json, "set_weight", edits, [&](WeightEdit const& edit) { object(json, [&] { json.field("objective", edit.objective).field("weight", edit.weight); }); });
  });
}

Status get_gauge(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto const* gauge, find_gauge_named(exchange.at("gauge")));
  auto view = views::view_gauge(reading.company, *gauge, reading.now);
  auto series = views::gauge_series(reading.company, gauge->id, gauge_points);
  object(json, [&] {
    write_gauge_fields(json, reading, view);
    json.field("meaning", view.meaning).field("prevents", view.prevents);
    json.key("shares").begin_array();
    if (std::string_view(gauge->id) == "effort")
      for (auto const& share : views::shares(reading.company, reading.index, reading.now)) write_share(json, reading, share);
    json.end_array();
    list_field(json, "signals", signals_of(reading, gauge->id, {0}), [&](Signal const* signal) { write_signal(json, reading, *signal); });
    json.key("marks").begin_array();
    for (auto const& version : reading.company.adaptation.versions)
      if (!series.empty() && version.deployed >= series.front().at)
        object(json, [&] {
          json.field("at", version.deployed).field("text", "Version " + version.revision.substr(0, 8) + (version.summary.empty() ? "" : ": " + version.summary.front()));
          json.field("href", "/changes/versions");
        });
    json.end_array();
    write_suggestion(json, reading, view);
  });
  return {};
}

Status get_gauge_evidence(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto const* gauge, find_gauge_named(exchange.at("gauge")));
  return answer_timeline(exchange, reading, json, views::gauge_evidence(reading.company, reading.index, *gauge, reading.now), Names::seen);
}

Status get_signal(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  auto found = reading.company.adaptation.signals.find(exchange.at("signal"));
  if (found == reading.company.adaptation.signals.end()) return Error{"DT-X901", "there is no signal " + exchange.at("signal"), "GET /api/v1/drift lists them."};
  write_signal(json, reading, found->second);
  return {};
}

Response measure_gauges(Exchange& exchange) { return ask(exchange, adaptation::MeasureGauges{}); }

Response raise_signal(Exchange& exchange) {
  auto id = exchange.text("gauge");
  auto gauge = find_gauge_named(id);
  if (!gauge) return problem(gauge.error());
  adaptation::RaiseSignal command{id, exchange.text("title"), {}};
  auto& runtime = exchange.api.runtime();
  auto read = runtime.journal().read([&] { command.evidence = views::freeze(**gauge, (*gauge)->read(runtime.company().gauge_input(runtime.now()))); });
  if (!read) return problem(read.error());
  return ask(exchange, command);
}

Response dispose_signal(Exchange& exchange) {
  adaptation::DisposeSignal command{exchange.at("signal"), exchange.text("disposition"), exchange.text("reason"), {}};
  if (auto until = parse_date(exchange.text("until")); until) command.until = *until;  // the contract has checked that it is a date
  return ask(exchange, command, [signal = command.signal](Reading const& reading) {
    Hints hints;
    auto found = reading.company.adaptation.signals.find(signal);
    auto roles = found == reading.company.adaptation.signals.end() ? std::vector<std::string>() : adaptation::answering_roles(found->second.gauge, reading.model().decisions);
    if (!roles.empty()) hints.holder = holder_of(reading.company, roles.front(), reading.now);
    return hints;
  });
}

}  // namespace

void write_share(JsonWriter& json, Reading const& reading, views::ShareView const& share) {
  object(json, [&] {
    json.field("objective", refer(reading.company, "objective", share.objective));
    number_field(json, "stated", share.stated, 1);
    if (share.expected) number_field(json, "expected", *share.expected, 1);
    if (share.revealed) number_field(json, "revealed", *share.revealed, 1);
    number_field(json, "hours", share.hours, 1);
  });
}

void add_drift(Router& router) {
  router.read("/drift", "get_drift", get_drift);
  router.write("/drift/measure", "measure_gauges", measure_gauges);
  router.read("/drift/gauges/{gauge}", "get_gauge", get_gauge);
  router.read("/drift/gauges/{gauge}/evidence", "get_gauge_evidence", get_gauge_evidence);
  router.write("/drift/signals", "raise_signal", raise_signal);
  router.read("/drift/signals/{signal}", "get_signal", get_signal);
  router.write("/drift/signals/{signal}/dispose", "dispose_signal", dispose_signal);
}

}  // namespace drivetrain::app::api
