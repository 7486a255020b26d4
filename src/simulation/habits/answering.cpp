// Whoever is called answers, contains, and finds cause and fix. Who is too slow loses the call to the next tier by the clock.
#include <algorithm>

#include "coordination/commands.h"
#include "simulation/habits/habits.h"

namespace drivetrain::simulation {

namespace {

class Answering final : public Habit {
  enum Step { answer = 0, contain = 1, resolve = 2 };

 public:
  void look(Scene const& scene, Agenda& agenda) const override {
    for (auto const& [id, issue] : scene.sight.coordination.issues) {
      auto const* habit = habit_of(scene.profile, issue);
      if (!habit || issue.calls.empty() || issue.fixed) continue;
      if (!issue.acknowledged) {
        auto const* actor = scene.cast.find(issue.calls.back().person);
        if (!actor) continue;
        auto called = issue.calls.size() > 1 ? issue.calls[issue.calls.size() - 2].until : issue.since();
        auto random = chance_of(scene, issue, "answer" + std::to_string(issue.calls.size()));
        agenda.due(actor->hours.add(called, draw(habit->answer, random)), *actor, id, answer);
        continue;
      }
      auto const* actor = scene.cast.find(issue.acknowledged->person);
      if (!actor) continue;
      auto random = chance_of(scene, issue, issue.contained ? "resolve" : "contain");
      auto since = issue.contained ? issue.contained->at : issue.acknowledged->at;
      agenda.due(actor->hours.add(since, draw(issue.contained ? habit->resolve : habit->contain, random)), *actor, id, issue.contained ? resolve : contain);
    }
  }

  std::optional<journal::Command> act(Scene const& scene, Intention const& intention) const override {
    auto found = scene.sight.coordination.issues.find(intention.subject);
    if (found == scene.sight.coordination.issues.end()) return std::nullopt;
    auto const& issue = found->second;
    auto const* habit = habit_of(scene.profile, issue);
    if (!habit || issue.calls.empty() || issue.fixed) return std::nullopt;
    auto const* actor = scene.cast.find(issue.acknowledged ? issue.acknowledged->person : issue.calls.back().person);
    if (!actor) return std::nullopt;
    auto random = chance_of(scene, issue, "words");
    auto containment = pick(habit->containments, random);
    auto const& cause = habit->causes[random.below(habit->causes.size())];
    switch (intention.step) {
      case answer: return by(*actor, coordination::AcknowledgeIssue{intention.subject});
      case contain: return by(*actor, coordination::ContainIssue{intention.subject, containment});
      default: return by(*actor, coordination::ResolveIssue{intention.subject, cause.cause, cause.fix});
    }
  }

 private:
  static IssueHabit const* habit_of(Profile const& profile, coordination::Issue const& issue) {
    for (auto const& habit : profile.issues)
      if (habit.type.text() == issue.raised.issue_type && !habit.causes.empty()) return &habit;
    return nullptr;
  }

  static Random chance_of(Scene const& scene, coordination::Issue const& issue, std::string const& what) {
    return scene.chance.of({"issue", what, issue.raised.issue_type, format_instant(issue.at), issue.raised.title});
  }
};

}  // namespace

std::unique_ptr<Habit> answering_habit() { return std::make_unique<Answering>(); }

}  // namespace drivetrain::simulation
