// A meeting: opened by its chair with the agenda of that moment, minuted, left with actions that have owner and date, closed.
#include <algorithm>

#include "base/text.h"
#include "coordination/hands.h"
#include "coordination/timetable.h"
#include "organisation/views.h"

namespace drivetrain::coordination {

namespace {

struct Meeting {
  Occurrence const* occurrence;
  Rhythm const* rhythm;  ///< null when the model in force no longer has it
  std::string title() const { return rhythm && !rhythm->header.title.empty() ? rhythm->header.title : occurrence->rhythm; }
};

Result<Meeting> find_meeting(std::string const& id, Context const& context) {
  auto found = context.state.occurrences.find(id);
  if (found != context.state.occurrences.end()) {
    auto rhythm = context.model.rhythms.find(found->second.rhythm);
    return Meeting{&found->second, rhythm == context.model.rhythms.end() ? nullptr : &rhythm->second};
  }
  for (auto const& [rhythm, past] : context.state.past)
    for (auto const& occurrence : past)
      if (occurrence.occurrence == id)
        return Error{"DT-X903", id + " (" + rhythm + ") is over: it was " + std::string(to_string(occurrence.status)),
                     "what is left open belongs into the next one."};
  return Error{"DT-X901", "there is no meeting " + id, ""};
}

/// The chair of today, or a listed deputy who is there: a meeting starts on time without waiting for one person.
bool may_chair(Meeting const& meeting, Context const& context) {
  if (!meeting.rhythm) return false;
  auto const& chair = meeting.rhythm->chair.text();
  if (actor_may(chair, context)) return true;
  if (!is_person(context)) return false;
  auto const& actor = context.transition.actor().id;
  auto day = organisation::local_day(context.people.form, context.transition.now());
  for (auto const* assignment : organisation::assignments_of(context.people.form, chair))
    for (auto const& term : assignment->deputies)
      if (term.person.text() == actor && (!term.from || *term.from <= day) && (!term.to || day <= *term.to)) return true;
  return false;
}

bool attends(Meeting const& meeting, Context const& context) {
  if (may_chair(meeting, context) || meeting.occurrence->chair == context.transition.actor().id) return true;
  return meeting.rhythm && std::any_of(meeting.rhythm->attendees.begin(), meeting.rhythm->attendees.end(),
                                       [&](Ref<Role> const& role) { return actor_may(role.text(), context); });
}

Error not_the_chair(Meeting const& meeting, char const* deed, Context const& context) {
  auto chair =
      meeting.rhythm ? who_may(meeting.rhythm->chair.text(), context) : std::string("nobody: the model in force has no such rhythm");
  return {"DT-X904", meeting.title() + " is " + deed + " by its chair or a deputy, today " + chair + "; " + you_are(context), ""};
}

Result<Meeting> find_running(std::string const& id, Context const& context) {
  DT_TRY(auto meeting, find_meeting(id, context));
  if (meeting.occurrence->status == OccurrenceStatus::running) return meeting;
  return Error{"DT-X903", meeting.title() + " is not open yet", "its chair opens it."};
}

/// It is running, and the actor is one of those who meet.
Status check_attended(std::string const& id, Context const& context) {
  DT_TRY(auto meeting, find_running(id, context));
  if (attends(meeting, context)) return {};
  return Error{"DT-X904", meeting.title() + " is attended by others; " + you_are(context),
               "ask its chair, " + name_of(meeting.occurrence->chair, context) + "."};
}

}  // namespace

Status handle(StartOccurrence const& command, Context& context) {
  auto& transition = context.transition;
  transition.about(command.occurrence);
  DT_TRY(auto meeting, find_meeting(command.occurrence, context));
  if (!may_chair(meeting, context)) return not_the_chair(meeting, "opened", context);
  if (meeting.occurrence->status == OccurrenceStatus::running)
    return Error{"DT-X903", meeting.title() + " was opened already, by " + name_of(meeting.occurrence->chair, context), "join it."};
  auto late = std::max(transition.now() - meeting.occurrence->due, Duration{});
  transition.cancel_timer("occurrence/" + command.occurrence + "/lapse");
  transition.emit(OccurrenceStarted{command.occurrence, meeting.occurrence->rhythm, transition.actor().id, context.agenda, late});
  return {};
}

Status handle(CloseOccurrence const& command, Context& context) {
  auto& transition = context.transition;
  transition.about(command.occurrence);
  DT_TRY(auto meeting, find_running(command.occurrence, context));
  auto const& occurrence = *meeting.occurrence;
  if (occurrence.chair != transition.actor().id && !may_chair(meeting, context)) return not_the_chair(meeting, "closed", context);
  auto grace = meeting.rhythm ? grace_of(*meeting.rhythm) : minutes(5);
  transition.emit(OccurrenceHeld{command.occurrence, occurrence.rhythm, command.summary, occurrence.late <= grace,
                                 transition.now() - occurrence.started, static_cast<int>(occurrence.actions.size())});
  return {};
}

Status handle(AddAction const& command, Context& context) {
  auto& transition = context.transition;
  transition.about(command.occurrence);
  DT_CHECK(check_attended(command.occurrence, context));
  if (trim(command.title).empty()) return Error{"DT-X902", "the action says nothing", "say what will be different when it is done."};
  DT_CHECK(check_person(command.owner, "owner", context));
  auto today = organisation::local_day(context.people.form, transition.now());
  if (!is_valid(command.due) || command.due < today)
    return Error{"DT-X902", "the action is due on " + format_date(command.due) + ", which has passed",
                 "give a day from " + format_date(today) + " on."};
  auto id = "action-" + std::to_string(transition.command_position());
  transition.emit(ActionAdded{id, command.occurrence, std::string(trim(command.title)), command.owner, command.due, command.item});
  transition.reply(id);
  return {};
}

Status handle(NoteMinutes const& command, Context& context) {
  context.transition.about(command.occurrence);
  DT_CHECK(check_attended(command.occurrence, context));
  if (trim(command.text).empty()) return Error{"DT-X902", "the note says nothing", ""};
  context.transition.emit(MinuteNoted{command.occurrence, std::string(trim(command.text)), command.item, context.transition.actor().id});
  return {};
}

Status handle(CompleteAction const& command, Context& context) {
  auto& transition = context.transition;
  transition.about(command.action);
  auto found = context.state.actions.find(command.action);
  if (found == context.state.actions.end()) return Error{"DT-X901", "there is no open action " + command.action, "it may be done already."};
  auto const& action = found->second;
  auto rhythm = context.model.rhythms.find(action.rhythm);
  bool chairs = rhythm != context.model.rhythms.end() && actor_may(rhythm->second.chair.text(), context);
  if (!is_person(context) || (action.added.owner != transition.actor().id && !chairs))
    return Error{"DT-X904", action.added.title + " is owned by " + name_of(action.added.owner, context) + "; " + you_are(context), ""};
  auto late = organisation::local_day(context.people.form, transition.now()) > action.added.due;
  transition.emit(ActionCompleted{command.action, transition.actor().id, command.result, late});
  return {};
}

}  // namespace drivetrain::coordination
