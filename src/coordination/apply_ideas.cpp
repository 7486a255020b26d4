// Folding the events of ideas into the state.
#include "coordination/ideas.h"

namespace drivetrain::coordination {

namespace {

/// The idea, in its new state; null when it is remembered no more.
Idea* moved(Ideas& ideas, std::string const& id, IdeaState state, journal::Record const& record) {
  auto found = ideas.all.find(id);
  if (found == ideas.all.end()) return nullptr;
  found->second.state = state, found->second.since = record.at;
  if (found->second.over()) {
    ideas.over.push_back(id);
    if (ideas.over.size() > Ideas::most_over) {
      ideas.all.erase(ideas.over.front());
      ideas.over.pop_front();
    }
  }
  return &found->second;
}

}  // namespace

void apply(IdeaProposed const& event, journal::Record const& record, Ideas& ideas) {
  auto& idea = ideas.all[event.idea];
  idea.proposed = event;
  idea.position = record.position;
  idea.at = idea.since = record.at;
}

void apply(TrialBegun const& event, journal::Record const& record, Ideas& ideas) {
  auto* idea = moved(ideas, event.idea, IdeaState::trial, record);
  if (!idea) return;
  ++idea->rounds;
  idea->trial = event, idea->trial_at = record.at;
  idea->judged.reset(), idea->judged_by.clear(), idea->adopted.reset(), idea->standard.reset(), idea->tests.clear();
}

void apply(TrialJudged const& event, journal::Record const& record, Ideas& ideas) {
  auto* idea = moved(ideas, event.idea, IdeaState::judged, record);
  if (idea) idea->judged = event.compared, idea->judged_by = event.person;
}

void apply(IdeaAdopted const& event, journal::Record const& record, Ideas& ideas) {
  auto* idea = moved(ideas, event.idea, IdeaState::adopted, record);
  if (idea) idea->adopted = event;
}

void apply(IdeaDropped const& event, journal::Record const& record, Ideas& ideas) {
  auto* idea = moved(ideas, event.idea, IdeaState::dropped, record);
  if (idea) idea->dropped = event;
}

void apply(IdeaStandardised const& event, journal::Record const& record, Ideas& ideas) {
  auto* idea = moved(ideas, event.idea, IdeaState::standard, record);
  if (idea) idea->standard = event, idea->standard_at = record.at;
}

void apply(IdeaTested const& event, journal::Record const& record, Ideas& ideas) {
  auto state = event.outcome == "regressed" ? IdeaState::regressed : event.until ? IdeaState::standard : IdeaState::kept;
  auto* idea = moved(ideas, event.idea, state, record);
  if (!idea) return;
  idea->tests.push_back(event);
  if (idea->tests.size() > tests_of_a_standard) idea->tests.erase(idea->tests.begin());
}

}  // namespace drivetrain::coordination
