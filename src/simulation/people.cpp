// The loop (see people.h).
#include "simulation/people.h"

#include <climits>

#include "simulation/habits/habits.h"

namespace drivetrain::simulation {

People::People(Profile profile, std::uint64_t seed) : profile_(std::move(profile)), chance_(seed), habits_(all_habits()), done_{{INT64_MIN / 4}, 0, "", 0} {}
People::~People() = default;

void People::leave_out(std::set<std::string> apart) {
  apart_ = std::move(apart);
  cast_.reset();
}

void People::gather(Sight const& sight) {
  if (!cast_ || cast_->revision() != sight.revision) cast_ = std::make_unique<Cast>(profile_, chance_, sight, apart_);
}

std::optional<Intention> People::next(Stage& stage, Status& status) {
  std::optional<Intention> first;
  status = stage.look([&](Sight const& sight) {
    gather(sight);
    Scene scene{sight, profile_, *cast_, chance_};
    Agenda agenda(done_, sight.absences);
    for (std::size_t i = 0; i < habits_.size(); ++i) {
      agenda.of(static_cast<int>(i));
      habits_[i]->look(scene, agenda);
    }
    first = agenda.first();
  });
  ++tally_.looks;
  return first;
}

std::optional<journal::Command> People::command_of(Stage& stage, Intention const& intention, Status& status) {
  std::optional<journal::Command> command;
  status = stage.look([&](Sight const& sight) {
    gather(sight);
    command = habits_[static_cast<std::size_t>(intention.habit)]->act({sight, profile_, *cast_, chance_}, intention);
  });
  return command;
}

Status People::play(Stage& stage, Instant until, std::function<bool(Instant)> const& watch) {
  // What was due up to now was done when it was due; whoever starts the clock again starts after it.
  auto now = stage.now();
  if (done_.at < now) done_ = {now, INT_MAX, "", 0};
  Status status;
  for (;;) {
    auto intention = next(stage, status);
    if (!status.ok()) return status;
    auto timer = stage.next_timer();
    auto clock_first = timer && (!intention || *timer <= intention->at);
    auto at = clock_first ? *timer : intention ? intention->at : until + Duration{1};
    if (at > until) break;
    DT_CHECK(stage.move_to(at));
    // What people do at a moment comes after what the clock does then, and nothing comes before either.
    if (clock_first && done_.at < at) done_ = {at, -1, "", 0};
    if (!clock_first) {
      auto command = command_of(stage, *intention, status);
      if (!status.ok()) return status;
      done_ = std::move(*intention);
      if (command) {
        auto outcome = stage.issue(std::move(*command));
        ++tally_.commands;
        if (!outcome.accepted()) {
          if (outcome.refusal->code.starts_with("DT-X92")) return *outcome.refusal;
          ++tally_.refused;
          if (tally_.refusals.size() >= 50) tally_.refusals.erase(tally_.refusals.begin());
          tally_.refusals.push_back(format_instant(done_.at) + " " + outcome.refusal->message + " [" + outcome.refusal->code + "]");
        }
      }
    }
    if (watch && !watch(at)) return {};
  }
  DT_CHECK(stage.move_to(until));
  if (done_.at < until) done_ = {until, INT_MAX, "", 0};
  return {};
}

}  // namespace drivetrain::simulation
