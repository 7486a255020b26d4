// The list of measurable events (see event_catalogue.h). A new event type joins by one line here.
#include "performance/event_catalogue.h"

#include "coordination/events.h"
#include "decisions/events.h"
#include "execution/events.h"
#include "journal/events.h"
#include "performance/event_facts.h"
#include "performance/events.h"
#include "processes/events.h"
#include "strategy/events.h"

namespace drivetrain::performance {

namespace {

template <class E>
MeasurableEvent measurable() {
  MeasurableEvent event{E::type.name, E::type.number, {}, {}};
  E sample;
  E::fields(sample, [&](int, char const* name, auto&) { event.fields.emplace_back(name); });
  event.fields.emplace_back("at");
  event.fields.emplace_back("actor");
  event.facts = [](journal::Record const& record) -> std::optional<feel::Context> {
    E decoded;
    if ((record.erased && record.payload.empty()) || !decode_fields(record.payload, decoded)) return std::nullopt;
    auto facts = facts_of(decoded);
    facts.set("at", feel::Value(record.at));
    facts.set("actor", feel::Value(record.actor.id));
    return facts;
  };
  return event;
}

}  // namespace

std::vector<MeasurableEvent> const& measurable_events() {
  static std::vector<MeasurableEvent> const events = {
      measurable<journal::CommandRejected>(),
      measurable<decisions::DecisionOpened>(),
      measurable<decisions::DecisionTaken>(),
      measurable<decisions::DecisionEscalated>(),
      measurable<decisions::DecisionOverdue>(),
      measurable<decisions::DecisionSuggested>(),
      measurable<coordination::WorkItemOpened>(),
      measurable<coordination::WorkStarted>(),
      measurable<coordination::WorkCompleted>(),
      measurable<coordination::WorkReturned>(),
      measurable<coordination::OccurrenceHeld>(),
      measurable<coordination::OccurrenceMissed>(),
      measurable<coordination::ActionAdded>(),
      measurable<coordination::ActionCompleted>(),
      measurable<coordination::IssueRaised>(),
      measurable<coordination::IssueAcknowledged>(),
      measurable<coordination::IssueResolved>(),
      measurable<processes::CaseStarted>(),
      measurable<processes::ActivityActivated>(),
      measurable<processes::ActivityCompleted>(),
      measurable<processes::CaseCompleted>(),
      measurable<processes::CaseCancelled>(),
      measurable<processes::DecisionEvaluated>(),
      measurable<processes::IncidentRaised>(),
      measurable<execution::MilestoneReached>(),
      measurable<strategy::RequirementAccepted>(),
      measurable<FactReported>(),
  };
  return events;
}

std::optional<feel::Context> facts_of_type(std::string_view type, journal::Record const& record) {
  FactReported reported;
  if (record.type != FactReported::type.number || (record.erased && record.payload.empty()) || !decode_fields(record.payload, reported) ||
      reported.type_of_event != type)
    return std::nullopt;
  auto facts = reported.attributes.kind() == feel::Kind::context ? reported.attributes.context() : feel::Context();
  facts.set("at", feel::Value(reported.occurred_at));
  facts.set("actor", feel::Value(record.actor.id));
  return facts;
}

MeasurableEvent const* find_event(std::string_view name) {
  for (auto const& event : measurable_events())
    if (event.name == name) return &event;
  return nullptr;
}

MeasurableEvent const* find_event(journal::TypeNumber type) {
  for (auto const& event : measurable_events())
    if (event.type == type) return &event;
  return nullptr;
}

}  // namespace drivetrain::performance
