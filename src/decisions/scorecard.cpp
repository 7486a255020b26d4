// Counting answers (see scorecard.h).
#include "decisions/scorecard.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "feel/value.h"

namespace drivetrain::decisions {

namespace {

/// In the middle, and with nine of ten before it: nearest rank.
std::optional<Duration> rank(std::vector<Duration> const& ordered, std::size_t percent) {
  if (ordered.empty()) return std::nullopt;
  return ordered[(ordered.size() * percent + 99) / 100 - 1];
}

bool fully_recorded(Decision const& decision, AnsweredDecision const& one) {
  return !trim(one.reason).empty() && (decision.facts.empty() || one.asked.facts.kind() == feel::Kind::context) &&
         (decision.information.empty() || !one.asked.briefing.inputs.empty());
}

/// Answers by the facts as text; the same facts are the same text, since both are in the declared order.
using Outcomes = std::map<std::string, std::map<std::string, std::size_t>>;
std::string key_of(Decision const& decision, feel::Value const& facts) {
  std::string key;
  for (auto const& fact : decision.facts) key += feel::to_text(facts.kind() == feel::Kind::context ? facts.at(fact.name.value) : feel::Value()) + "\n";
  return key;
}

Share consistent(Outcomes const& by_facts) {
  Share share;
  for (auto const& [facts, outcomes] : by_facts) {
    std::size_t all = 0, most = 0;
    for (auto const& [outcome, count] : outcomes) all += count, most = std::max(most, count);
    if (all > 1) share.of += all, share.count += most;
  }
  return share;
}

}  // namespace

std::vector<Scorecard> scorecards(Model const& model, State const& state) {
  std::vector<Scorecard> cards;
  for (auto const& [id, decision] : model.decisions) {
    Scorecard card;
    card.decision = &decision;
    card.serves_objective = !decision.supports.empty();
    Outcomes by_facts;
    std::vector<Duration> latencies;
    for (auto const& one : state.answered) {
      if (one.asked.decision != id) continue;
      if (!card.since) card.since = one.at;
      ++card.answered;
      card.automatic += one.automatic;
      card.against += !one.against.empty();
      ++by_facts[key_of(decision, one.asked.facts)][one.outcome];
      latencies.push_back(one.latency);
      if (one.asked.due) ++card.timely.of, card.timely.count += !one.late;
      ++card.transparent.of, card.transparent.count += fully_recorded(decision, one);
      if (auto const& suggested = one.asked.suggestion.outcome; !suggested.empty()) ++card.aligned.of, card.aligned.count += suggested == one.outcome;
    }
    card.consistent = consistent(by_facts);
    std::sort(latencies.begin(), latencies.end());
    card.median = rank(latencies, 50), card.p90 = rank(latencies, 90);
    cards.push_back(std::move(card));
  }
  return cards;
}

}  // namespace drivetrain::decisions
