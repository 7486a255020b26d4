// /kpis/{kpi}/chart: one point for each period, with what is usual and what is not; and beginning it anew, by whoever answers for the figure.
#include "app/api/api.h"
#include "app/api/write.h"
#include "app/views/holders.h"
#include "performance/commands.h"
#include "performance/control.h"
#include "performance/kinds.h"

namespace drivetrain::app::api {

using performance::Control;
using platform::Response;

namespace {

/// As it is written in the model's files.
template <class Enum>
std::string written(std::vector<notation::EnumName> const& names, Enum value) {
  for (auto const& one : names)
    if (one.value == static_cast<long>(value)) return one.name;
  return {};
}

// Figures of statistics have no end of digits; two more than people see are enough to draw.
void drawn_field(JsonWriter& json, std::string_view name, std::optional<double> value, int decimals) {
  auto const exact = value ? Decimal::from_double(*value) : std::nullopt;
  if (!exact) return;
  json.field(name, exact->rounded(decimals + 2, Decimal::Rounding::half_even).value_or(*exact));
}

void write_points(JsonWriter& json, Control const& control, int decimals) {
  json.key("points").begin_array();
  for (std::size_t i = 0; i < control.periods.size(); ++i) {
    auto const& drawn = control.chart.points[i];
    object(json, [&] {
      json.field("from", control.periods[i].from).field("until", control.periods[i].until).field("evidence", control.periods[i].evidence);
      drawn_field(json, "value", drawn.value, decimals);
      drawn_field(json, "centre", drawn.centre, decimals);
      drawn_field(json, "lower", drawn.lower, decimals);
      drawn_field(json, "upper", drawn.upper, decimals);
    });
  }
  json.end_array();
}

void write_phases(JsonWriter& json, Reading const& reading, Control const& control, std::string const& kpi) {
  json.key("phases").begin_array();
  for (std::size_t k = 0; k < control.chart.phases.size(); ++k)
    object(json, [&] {
      json.field("first", control.chart.phases[k].first);
      if (k == 0) return;
      auto const& rebased = reading.company.performance.charts.at(kpi).phases[control.rebased[k - 1]];
      json.field("from", rebased.from).field("at", rebased.at).field("by", refer(reading.company, "person", rebased.by)).field("reason", rebased.reason);
    });
  json.end_array();
}

Result<performance::Kpi const*> charted_kpi(Reading const& reading, std::string const& id) {
  auto const& all = reading.model().performance.kpis;
  auto const found = all.find(id);
  if (found == all.end()) return Error{"DT-X901", "there is no KPI " + id + " in the model in force", "GET /api/v1/kpis lists them."};
  if (!found->second.chart || !found->second.chart->period)
    return Error{"DT-X901", found->second.header.title + " has no control chart", "declare one: chart: {kind: individuals, period: P7D}"};
  return &found->second;
}

Status get_kpi_chart(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto const* kpi, charted_kpi(reading, exchange.at("kpi")));
  auto const control = performance::control_of(*kpi, *reading.model().kpis, reading.company.performance, reading.now, reading.company.zone()).value_or(Control{});
  auto const& chart = *kpi->chart;
  object(json, [&] {
    json.field("kind", written(enum_names(chart.kind), chart.kind)).field("period", *chart.period).field("rules", written(enum_names(chart.rules), chart.rules));
    field_if(json, "baseline", chart.baseline);
    write_points(json, control, kpi->decimals);
    list_field(json, "signals", control.signals, [&](performance::charts::Signal const& signal) {
      object(json, [&] { json.field("rule", performance::charts::describe(signal.rule)).field("first", signal.first).field("last", signal.last); });
    });
    write_phases(json, reading, control, kpi->header.id);
    json.field("assurance", to_string(control.assurance));
    if (control.capability)
      object_field(json, "capability", [&] {
        auto const& cpk = control.capability->cpk;
        drawn_field(json, "cpk", cpk.value, 0), drawn_field(json, "low", cpk.low, 0), drawn_field(json, "high", cpk.high, 0);
        json.field("unreachable_by_design", control.capability->unreachable_by_design());
      });
    json.field("may_rebase", views::may_one_of(reading.company, reading.person, {kpi->header.owner}, reading.now));
  });
  return {};
}

Response rebase_kpi(Exchange& exchange) {
  performance::RebaseKpi command{exchange.at("kpi"), {}, exchange.text("reason")};
  if (auto const from = parse_instant(exchange.text("from"))) command.from = *from;  // the contract has refused what is no instant
  return ask(exchange, command);
}

Response undo_rebase(Exchange& exchange) {
  performance::UndoRebase command{exchange.at("kpi"), {}};
  if (auto const from = parse_instant(exchange.text("from"))) command.from = *from;
  return ask(exchange, command);
}

}  // namespace

void add_kpi_charts(Router& router) {
  router.read("/kpis/{kpi}/chart", "get_kpi_chart", get_kpi_chart);
  router.write("/kpis/{kpi}/phases", "rebase_kpi", rebase_kpi);
  router.write("/kpis/{kpi}/phases/undo", "undo_rebase", undo_rebase);
}

}  // namespace drivetrain::app::api
