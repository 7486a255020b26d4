// /kpis: figures with target and limits, their series, and the events behind them.
#include <algorithm>

#include "app/api/api.h"
#include "app/api/write.h"
#include "app/views/kpi_evidence.h"
#include "model/line_of_sight.h"

namespace drivetrain::app::api {

using performance::Kpi;
using performance::KpiStatus;

namespace {

constexpr std::size_t spark_points = 60;
constexpr std::size_t most_points = 2'000;

int rank_of(KpiStatus status) {
  switch (status) {
    case KpiStatus::alarm: return 0;
    case KpiStatus::warn: return 1;
    case KpiStatus::no_data: return 2;
    case KpiStatus::ok: return 3;
  }
  return 3;
}

Result<Kpi const*> find_kpi(Reading const& reading, std::string const& id) {
  auto const& all = reading.model().performance.kpis;
  auto found = all.find(id);
  if (found != all.end()) return &found->second;
  return Error{"DT-X901", "there is no KPI " + id + " in the model in force", "GET /api/v1/kpis lists them."};
}

void write_point(JsonWriter& json, Instant at, std::optional<Decimal> const& value) {
  object(json, [&] {
    json.field("at", at);
    field_if(json, "value", value);
  });
}

std::deque<performance::Recorded> const& history_of(Reading const& reading, std::string const& kpi) {
  static std::deque<performance::Recorded> const none;
  auto found = reading.company.performance.history.find(kpi);
  return found == reading.company.performance.history.end() ? none : found->second;
}

Status list_kpis(Exchange const&, Reading const& reading, JsonWriter& json) {
  std::vector<std::pair<int, Kpi const*>> rows;
  for (auto const& [id, kpi] : reading.model().performance.kpis) rows.emplace_back(rank_of(read_kpi(reading, kpi).status), &kpi);
  std::stable_sort(rows.begin(), rows.end(), [](auto const& a, auto const& b) { return std::tie(a.first, a.second->header.title) < std::tie(b.first, b.second->header.title); });
  object(json, [&] { list_field(json, "items", rows, [&](auto const& row) { write_kpi(json, reading, *row.second); }); });
  return {};
}

void write_measures(JsonWriter& json, Kpi const& kpi) {
  list_field(json, "measures", kpi.measures, [&](auto const& entry) {
    auto const& [name, measure] = entry;
    object(json, [&] {
      json.field("name", name).field("event", measure.event.value);
      text_if(json, "where", measure.where.text);
      json.field("aggregate", views::to_string(measure.aggregate));
      text_if(json, "of", measure.of.text);
      field_if(json, "q", measure.q);
    });
  });
}

/// Versions, alarms and decisions that touch it: what the line in the chart may have answered to.
void write_marks(JsonWriter& json, Reading const& reading, Kpi const& kpi, Instant from, Instant to) {
  json.key("marks").begin_array();
  auto mark = [&](Instant at, char const* kind, std::string const& text, std::string const& href) {
    if (at < from || at > to) return;
    object(json, [&] { json.field("at", at).field("kind", kind).field("text", text).field("href", href); });
  };
  for (auto const& version : reading.company.adaptation.versions)
    mark(version.deployed, "version", "Version " + version.revision.substr(0, 8) + (version.summary.empty() ? "" : ": " + version.summary.front()), "/changes/versions");
  auto before = KpiStatus::no_data;
  for (auto const& recorded : history_of(reading, kpi.header.id)) {
    if (recorded.status == KpiStatus::alarm && before != KpiStatus::alarm) mark(recorded.at, "alarm", "Alarm limit reached", "/performance/" + kpi.header.id);
    before = recorded.status;
  }
  for (auto const& answered : reading.company.decisions.answered) {
    auto right = reading.model().decisions.decisions.find(answered.asked.decision);
    if (right == reading.model().decisions.decisions.end()) continue;
    auto const& moves = right->second.moves;
    if (std::any_of(moves.begin(), moves.end(), [&](auto const& moved) { return moved.text() == kpi.header.id; }))
      mark(answered.at, "decision", answered.asked.title + ": " + answered.outcome, "/decisions/" + answered.asked.live);
  }
  json.end_array();
}

std::vector<views::Reference> reviewed_in(Reading const& reading, std::string const& kpi) {
  std::vector<views::Reference> rhythms;
  for (auto const& [id, rhythm] : reading.model().coordination.rhythms)
    if (std::any_of(rhythm.inputs.begin(), rhythm.inputs.end(), [&](auto const& input) { return input.kpi.text() == kpi; }))
      rhythms.push_back(refer(reading.company, "rhythm", id));
  return rhythms;
}

std::vector<views::Reference> moved_by(Reading const& reading, std::string const& kpi) {
  std::vector<views::Reference> decisions;
  for (auto const& [id, decision] : reading.model().decisions.decisions)
    if (std::any_of(decision.moves.begin(), decision.moves.end(), [&](auto const& moved) { return moved.text() == kpi; }))
      decisions.push_back(refer(reading.company, "decision", id));
  return decisions;
}

Status get_kpi(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto const* kpi, find_kpi(reading, exchange.at("kpi")));
  auto to = reading.now;
  if (auto text = exchange.query("to")) {
    DT_TRY(to, parse_instant(*text));
  }
  auto from = to - days(28);
  if (auto text = exchange.query("from")) {
    DT_TRY(from, parse_instant(*text));
  }
  std::vector<performance::Recorded> points;
  for (auto const& recorded : history_of(reading, kpi->header.id))
    if (from <= recorded.at && recorded.at <= to) points.push_back(recorded);
  if (points.size() > most_points) points.erase(points.begin(), points.end() - most_points);
  object(json, [&] {
    write_kpi_fields(json, reading, *kpi);
    json.field("definition", kpi->definition).field("charted", kpi->chart && kpi->chart->period).field("formula", kpi->formula.text).field("window", kpi->window);
    field_if(json, "max_age", kpi->max_age);
    write_measures(json, *kpi);
    if (kpi->reaction && !kpi->reaction->issue.empty()) json.field("reaction", refer(reading.company, "issue_type", kpi->reaction->issue.text()));
    else if (kpi->reaction && !kpi->reaction->decision.empty()) json.field("reaction", refer(reading.company, "decision", kpi->reaction->decision.text()));
    json.field("serves", views::refer_all(reading.company, "objective", kpi->serves));
    json.field("reviewed_in", reviewed_in(reading, kpi->header.id)).field("moved_by", moved_by(reading, kpi->header.id));
    list_field(json, "history", points, [&](auto const& point) { write_point(json, point.at, point.value); });
    write_marks(json, reading, *kpi, from, to);
    write_line_of_sight(json, reading, "kpi", kpi->header.id);
  });
  return {};
}

Status get_kpi_evidence(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto const* kpi, find_kpi(reading, exchange.at("kpi")));
  return answer_timeline(exchange, reading, json, views::kpi_evidence(reading.company, reading.index, *kpi, reading.now), Names::seen);
}

}  // namespace

performance::KpiReading read_kpi(Reading const& reading, Kpi const& kpi) {
  return performance::read_kpi(kpi, *reading.model().kpis, reading.company.performance, reading.now);
}

void write_kpi_fields(JsonWriter& json, Reading const& reading, Kpi const& kpi) {
  auto figure = read_kpi(reading, kpi);
  json.field("id", kpi.header.id).field("title", kpi.header.title);
  views::write_owner(json, reading.company, kpi.header, reading.now);
  json.field("unit", kpi.unit).field("direction", kpi.direction == performance::Direction::up ? "up" : "down").field("decimals", kpi.decimals);
  field_if(json, "value", figure.value);
  json.field("status", to_string(figure.status));
  field_if(json, "target", kpi.target);
  field_if(json, "warn", kpi.warn);
  field_if(json, "alarm", kpi.alarm);
  field_if(json, "measured_at", figure.data_at);
  json.field("evidence_count", figure.evidence);
  auto const& history = history_of(reading, kpi.header.id);
  json.key("series").begin_array();
  for (auto i = history.size() > spark_points ? history.size() - spark_points : 0; i < history.size(); ++i) write_point(json, history[i].at, history[i].value);
  json.end_array();
  json.field("href", "/performance/" + kpi.header.id);
}

void write_kpi(JsonWriter& json, Reading const& reading, Kpi const& kpi) {
  object(json, [&] { write_kpi_fields(json, reading, kpi); });
}

void write_line_of_sight(JsonWriter& json, Reading const& reading, std::string_view kind, std::string const& id) {
  auto way = model::way_to(reading.model(), views::model_kind(kind), id);
  if (way.empty()) return;
  list_field(json, "line_of_sight", way, [&](model::Reached const& one) { json.any(refer(reading.company, views::api_kind(one.kind), one.id)); });
}

void add_kpis(Router& router) {
  router.read("/kpis", "list_kpis", list_kpis);
  router.read("/kpis/{kpi}", "get_kpi", get_kpi);
  router.read("/kpis/{kpi}/evidence", "get_kpi_evidence", get_kpi_evidence);
}

}  // namespace drivetrain::app::api
