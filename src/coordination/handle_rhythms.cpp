// The clock of rhythms: it plans the next occurrence, calls the one that is due, and records the one that nobody opened.
#include "coordination/hands.h"
#include "coordination/timetable.h"
#include "coordination/views.h"

namespace drivetrain::coordination {

namespace {

std::string rhythm_key(std::string const& rhythm) { return "rhythm/" + rhythm; }

void plan_next(std::string const& rhythm, std::optional<Instant> next, Context& context) {
  auto known = context.state.planned.find(rhythm);
  if (next) {
    if (known != context.state.planned.end() && known->second == *next) return;
    context.transition.emit(RhythmPlanned{rhythm, next});
    context.transition.set_timer(rhythm_key(rhythm), *next, PlanOccurrence{rhythm, *next});
    return;
  }
  if (known != context.state.planned.end()) context.transition.emit(RhythmPlanned{rhythm, std::nullopt});
  context.transition.cancel_timer(rhythm_key(rhythm));
}

Status by_clock_only(char const* what, Context const& context) {
  if (!is_person(context)) return {};
  return Error{"DT-X904", std::string(what) + "; " + you_are(context), "the rhythm's rule is in the model; propose a change there."};
}

}  // namespace

Status handle(PlanRhythms const&, Context& context) {
  DT_CHECK(by_clock_only("rhythms are planned by the calendar", context));
  auto const now = context.transition.now();
  auto plans = next_plans(context.model, context.people.form, now);
  std::erase_if(plans, [&](auto const& plan) {  // due at this moment: its own clock calls it, and plans the next
    auto known = context.state.planned.find(plan.first);
    return known != context.state.planned.end() && known->second <= now;
  });
  std::vector<std::string> gone;
  for (auto const& [rhythm, next] : context.state.planned)
    if (!context.model.rhythms.contains(rhythm)) gone.push_back(rhythm);
  for (auto const& rhythm : gone) plan_next(rhythm, std::nullopt, context);
  for (auto const& [rhythm, next] : plans) plan_next(rhythm, next, context);
  return {};
}

Status handle(PlanOccurrence const& command, Context& context) {
  auto& transition = context.transition;
  transition.about(command.rhythm);
  DT_CHECK(by_clock_only("a meeting is called by the calendar", context));
  auto rhythm = context.model.rhythms.find(command.rhythm);
  if (rhythm == context.model.rhythms.end()) return {};  // a new version of the model dropped it
  auto id = "occurrence-" + std::to_string(transition.command_position());
  transition.emit(OccurrenceDue{id, command.rhythm, command.due});
  auto lapses = command.due + rhythm->second.duration + grace_of(rhythm->second);
  transition.set_timer("occurrence/" + id + "/lapse", lapses, LapseOccurrence{id});
  auto next = next_occurrence(rhythm->second, context.people.form, command.due);
  plan_next(command.rhythm, next ? *next : std::nullopt, context);
  transition.reply(id);
  return {};
}

Status handle(LapseOccurrence const& command, Context& context) {
  context.transition.about(command.occurrence);
  DT_CHECK(by_clock_only("a meeting lapses by the clock", context));
  auto found = context.state.occurrences.find(command.occurrence);
  if (found == context.state.occurrences.end() || found->second.status != OccurrenceStatus::due) return {};
  context.transition.emit(OccurrenceMissed{command.occurrence, found->second.rhythm, found->second.due});
  return {};
}

}  // namespace drivetrain::coordination
