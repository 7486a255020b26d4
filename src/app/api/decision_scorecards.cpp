// /decision-scorecards: how well each right is decided, in four numbers with what they are counted from.
#include "decisions/scorecard.h"

#include <algorithm>

#include "app/api/router.h"
#include "app/api/write.h"

namespace drivetrain::app::api {

namespace {

void write_share(JsonWriter& json, char const* name, decisions::Share const& share) {
  object_field(json, name, [&] { json.field("count", share.count).field("of", share.of); });
}

void write_scorecard(JsonWriter& json, Reading const& reading, decisions::Scorecard const& card) {
  object(json, [&] {
    json.field("decision", refer(reading.company, "decision", card.decision->header.id)).field("answered", card.answered).field("automatic", card.automatic);
    field_if(json, "since", card.since);
    write_share(json, "consistent", card.consistent);
    write_share(json, "timely", card.timely);
    write_share(json, "transparent", card.transparent);
    write_share(json, "aligned", card.aligned);
    field_if(json, "median_latency", card.median);
    field_if(json, "p90_latency", card.p90);
    json.field("against", card.against).field("serves_objective", card.serves_objective);
  });
}

Status list_decision_scorecards(Exchange const&, Reading const& reading, JsonWriter& json) {
  auto cards = decisions::scorecards(reading.model().decisions, reading.company.decisions);
  std::stable_sort(cards.begin(), cards.end(), [](auto const& a, auto const& b) { return a.decision->header.title < b.decision->header.title; });
  object(json, [&] { list_field(json, "items", cards, [&](auto const& card) { write_scorecard(json, reading, card); }); });
  return {};
}

}  // namespace

void add_decision_scorecards(Router& router) { router.read("/decision-scorecards", "list_decision_scorecards", list_decision_scorecards); }

}  // namespace drivetrain::app::api
