// Feeding the gauges (see observe.h).
#include "adaptation/observe.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>

#include "base/zone.h"

namespace drivetrain::adaptation {

namespace {
constexpr Duration kept = days(56);

template <class Facts>
void keep(Facts& facts, typename Facts::value_type fact) {
  while (!facts.empty() && facts.front().at + kept < fact.at) facts.pop_front();
  facts.push_back(std::move(fact));
}
}  // namespace

void observe(journal::CommandRejected const& event, journal::Record const& record, State& state) {
  // Only a hand that reached for a decision right: to answer it, to open what is not asked by hand, to pass it up, to withdraw it, or to
  // get past it; also one's own recommendation. A wrong click elsewhere is not a right overstepped.
  static constexpr std::string_view reaches[] = {"OpenDecision", "TakeDecision", "EscalateDecision", "WithdrawDecision", "ApproveChange", "RefuseChange", "DeployModel", "ExpediteWork"};
  if (event.code != "DT-X904" && event.code != "DT-X906") return;
  if (record.actor.kind != journal::ActorKind::person || std::find(std::begin(reaches), std::end(reaches), event.command) == std::end(reaches)) return;
  keep(state.wrong_hands, {record.at, record.position, record.actor.id, event.subject, event.message});
}

std::vector<Reach> reaches_between(State const& state, organisation::Model const& form, Instant from, Instant to) {
  auto zone = Zone::find(form.company.timezone.value);
  std::map<std::tuple<std::string_view, std::string_view, Date>, std::size_t> seen;
  std::vector<Reach> reaches;
  for (auto attempt = state.wrong_hands.rbegin(); attempt != state.wrong_hands.rend(); ++attempt) {
    if (attempt->at <= from || to < attempt->at) continue;
    auto day = zone ? (*zone)->to_local(attempt->at).date : date_from_days(attempt->at.us / days(1).us);
    auto [same, first] = seen.try_emplace({attempt->person, attempt->live, day}, reaches.size());
    if (first) reaches.push_back({&*attempt, 1});
    else ++reaches[same->second].times;
  }
  return reaches;
}

void observe(coordination::WorkStarted const& event, journal::Record const& record, State& state) {
  keep(state.starts, {record.at, record.position, event.item, event.person, event.process, event.tier, event.passed_over,
                      event.reason, event.inversion});
}

void observe(coordination::WorkCompleted const& event, journal::Record const& record, State& state) {
  keep(state.effort, {record.at, event.process, event.worked.hours()});
}

void observe(coordination::OccurrenceHeld const& event, journal::Record const& record, State& state) {
  keep(state.occurrences, {record.at, record.position, event.occurrence, event.rhythm, event.on_time ? Held::on_time : Held::late});
}

void observe(coordination::OccurrenceMissed const& event, journal::Record const& record, State& state) {
  keep(state.occurrences, {record.at, record.position, event.occurrence, event.rhythm, Held::missed});
}

void observe(decisions::DecisionTaken const& event, journal::Record const& record, State& state) {
  keep(state.taken, {record.at, event.decision, event.person, event.late});
}

}  // namespace drivetrain::adaptation
