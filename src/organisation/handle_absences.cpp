// Absences: reported once, ended by hand or by the clock (see commands.h).
#include <algorithm>

#include "organisation/handle.h"
#include "organisation/hands.h"
#include "organisation/views.h"

namespace drivetrain::organisation {

namespace {

constexpr Duration longest_absence = days(2 * 366);

std::string begin_timer(std::string const& absence) { return "organisation/" + absence + "/begins"; }
std::string end_timer(std::string const& absence) { return "organisation/" + absence + "/ends"; }

std::vector<Absence> const& absences_of(State const& state, std::string const& person) {
  static std::vector<Absence> const none;
  auto found = state.absences.find(person);
  return found == state.absences.end() ? none : found->second;
}

/// One's own, or of those whom one leads. Others than people (a time clock's feed, our own clock) pass.
Status may_speak_for(std::string const& person, char const* deed, Context const& context) {
  Hand hand(context.model, context.state, context.transition.actor(), context.transition.now());
  if (!hand.is_person() || context.transition.actor().id == person) return {};
  auto leads = leads_of(context.model, person);
  if (hand.may_one_of(leads)) return {};
  auto name = name_of(context.model, person);
  return Error{"DT-X904", "the absence of " + name + " is " + deed + " by " + name + (leads.empty() ? "" : " or " + hand.who_may(leads)) + "; " + hand.you_are(),
               "ask " + name + (leads.empty() ? "." : ", or whoever leads the unit.")};
}

}  // namespace

Status handle(ReportAbsence const& command, Context& context) {
  context.transition.about(command.person);
  if (!context.model.people.contains(command.person))
    return Error{"DT-X901", "there is no person " + command.person + " in the model in force", "people are the documents of kind Person"};
  DT_CHECK(may_speak_for(command.person, "reported", context));
  if (command.to <= command.from)
    return Error{"DT-X902", "the absence ends (" + format_instant(command.to) + ") before it begins (" + format_instant(command.from) + ")",
                 "give from and to; to is the moment of return"};
  auto now = context.transition.now();
  if (command.to <= now)
    return Error{"DT-X902", "the absence was over at " + format_instant(command.to), "only absences that still last can change who acts"};
  if (command.from < command.to - longest_absence)  // `to` lies after now, so this cannot overflow
    return Error{"DT-X902", "the absence would last longer than two years", "end the person's terms in the assignments instead"};
  for (auto const& other : absences_of(context.state, command.person))
    if (command.from < other.to && other.from < command.to)
      return Error{"DT-X903", name_of(context.model, command.person) + " is reported away from " + format_instant(other.from) + " to " +
                                  format_instant(other.to) + " already",
                   "end " + other.id + " first, or report only the time that it does not cover"};
  auto id = "absence-" + std::to_string(context.transition.command_position());
  context.transition.emit(PersonAbsent{id, command.person, command.from, command.to, command.reason});
  if (now < command.from) context.transition.set_timer(begin_timer(id), command.from, BeginAbsence{command.person, id});
  context.transition.set_timer(end_timer(id), command.to, EndAbsence{command.person, id});
  context.transition.reply(id);
  return {};
}

Status handle(BeginAbsence const& command, Context& context) {
  context.transition.about(command.person);
  auto const* absence = absence_at(context.state, command.person, context.transition.now());
  if (absence && absence->id == command.absence) context.transition.emit(PersonLeft{command.absence, command.person});
  return {};
}

Status handle(EndAbsence const& command, Context& context) {
  context.transition.about(command.person);
  DT_CHECK(may_speak_for(command.person, "ended", context));
  auto now = context.transition.now();
  auto const& absences = absences_of(context.state, command.person);
  auto found = std::find_if(absences.begin(), absences.end(), [&](Absence const& a) {
    return command.absence.empty() ? now < a.to : a.id == command.absence;
  });
  if (found == absences.end()) {
    if (!command.absence.empty())
      return Error{"DT-X901", "there is no open absence " + command.absence + " of " + name_of(context.model, command.person), ""};
    return Error{"DT-X903", name_of(context.model, command.person) + " is neither away nor about to be", ""};
  }
  PersonReturned returned{found->id, command.person, now < found->to};
  context.transition.emit(returned);
  context.transition.cancel_timer(begin_timer(returned.absence));
  context.transition.cancel_timer(end_timer(returned.absence));
  return {};
}

}  // namespace drivetrain::organisation
