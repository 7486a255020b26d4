// Work: opened by processes, started by those who hold its role in the order of its worth, completed by whoever started it.
#include <algorithm>

#include "base/text.h"
#include "coordination/holding.h"

namespace drivetrain::coordination {

namespace {

/// The item, if the actor is the one who works on it.
Result<WorkItem const*> find_own(std::string const& id, Context const& context) {
  DT_TRY(auto const* item, find_item(id, context));
  auto const& actor = context.transition.actor();
  if (item->ready() && is_person(context) && !item->assignee.empty() && item->assignee != actor.id) return anothers(*item, context);
  if (item->ready())
    return Error{"DT-X903", title_of(*item) + " is not started", "start it first; it waits in the queue of " + item->opened.role + "."};
  if (!is_person(context) || item->person != actor.id)
    return Error{"DT-X904", title_of(*item) + " was started by " + name_of(item->person, context) + "; " + you_are(context),
                 "ask " + name_of(item->person, context) + " to complete or return it."};
  return item;
}

/// What the step names and the model in force does not know is left out, and said: it must not hide the work from those who can do it.
struct Offer {
  std::string role, assignee, note;
  std::vector<std::string> roles, people;
};
Offer offer_of(OpenWorkItem const& command, People const& people) {
  Offer offer;
  auto const& form = people.form;
  auto leave_out = [&](std::string const& what, std::string const& named) {
    offer.note += (offer.note.empty() ? "" : "; ") + what + " " + named + " is nobody in the model";
  };
  auto add_role = [&](std::string const& role) {
    if (role.empty()) return;
    if (!form.roles.contains(role)) return leave_out("the role", role);
    if (offer.role.empty()) offer.role = role;
    else if (role != offer.role && std::find(offer.roles.begin(), offer.roles.end(), role) == offer.roles.end()) offer.roles.push_back(role);
  };
  add_role(command.role);
  for (auto const& role : command.candidate_roles) add_role(role);
  for (auto const& person : command.candidate_people) {
    if (!form.people.contains(person)) leave_out("the candidate", person);
    else if (std::find(offer.people.begin(), offer.people.end(), person) == offer.people.end()) offer.people.push_back(person);
  }
  if (form.people.contains(command.assignee)) offer.assignee = command.assignee;
  else if (!command.assignee.empty()) leave_out("the assignee", command.assignee);
  if (offer.role.empty() && form.roles.contains(command.owner_role)) {
    offer.role = command.owner_role;
    if (!offer.note.empty()) offer.note += "; so it waits with " + command.owner_role + ", who answers for the process";
  }
  return offer;
}

}  // namespace

Status handle(OpenWorkItem const& command, Context& context) {
  auto& transition = context.transition;
  transition.about(command.activity);
  auto offer = offer_of(command, context.people);
  if (offer.role.empty())
    return Error{"DT-X902", "work " + command.title + " is for role " + command.role + ", which the model in force does not have",
                 "give the task a role of the model."};
  if (command.expected.us < 0) return Error{"DT-X902", "work " + command.title + " is expected to take less than no time", ""};
  WorkItemOpened opened;
  opened.item = "work-" + std::to_string(transition.command_position());
  opened.case_id = command.case_id, opened.activity = command.activity, opened.process = command.process, opened.element = command.element;
  opened.title = command.title, opened.business_key = command.business_key, opened.service = command.service, opened.tier = command.tier;
  opened.promised = command.promised, opened.expected = command.expected, opened.variables = command.variables;
  opened.role = offer.role, opened.assignee = offer.assignee, opened.note = offer.note;
  opened.candidate_roles = std::move(offer.roles), opened.candidate_people = std::move(offer.people);
  opened.due = command.due, opened.follow_up = command.follow_up, opened.priority = command.priority, opened.owner_role = command.owner_role;
  transition.emit(opened);
  transition.reply(opened.item);
  return {};
}

namespace {

/// How the actor would begin this item now, in the order of the actor's queue; an Error when it must not.
Result<WorkStarted> beginning(WorkItem const& item, std::string const& why_first, Context const& context) {
  auto const& person = context.transition.actor().id;
  auto now = context.transition.now();
  if (!is_person(context) || !may_do(item, person, context.people, now)) return not_yours(item, context);
  if (!item.ready())
    return Error{"DT-X903",
                 item.person == person ? title_of(item) + " is started already, by you"
                                        : name_of(item.person, context) + " is on " + title_of(item) + " already",
                 ""};
  if (!may_take(item, person, context.people, now)) return anothers(item, context);
  auto queue = queue_for(person, context.state, context.model, context.values, context.people, now);
  auto entry = std::find_if(queue.begin(), queue.end(), [&](QueueEntry const& one) { return one.item == &item; });
  DT_ASSERT(entry != queue.end());
  if (!entry->stopped_by.empty())
    return Error{"DT-X903",
                 title_of(item) + " is stopped by " + entry->stopped_by + ": " + context.state.issues.at(entry->stopped_by).raised.title,
                 "work on this case goes on when the issue is contained."};
  auto const& first = queue.front();
  bool inversion = first.available() && first.score.value > entry->score.value;
  auto reason = std::string(trim(why_first));
  if (inversion && reason.empty())
    return Error{"DT-X905",
                 title_of(*first.item) + " is worth more now: " + why(first, context.values) + "; " + title_of(item) + ": " +
                     why(*entry, context.values),
                 "start that one, or say why this one comes first; it will be counted as an inversion."};
  WorkStarted started{item.opened.item, person, item.opened.role, item.opened.process, entry->score.value, entry->rank, inversion,
                      "",               0,      reason,           item.opened.tier};
  if (inversion) started.passed_over = first.item->opened.item, started.passed_over_score = first.score.value;
  return started;
}

/// What was given back by whom it was delegated to, unless its owner says otherwise.
feel::Value with_given(feel::Value const& given, feel::Value const& result) {
  if (given.kind() != feel::Kind::context || given.context().empty()) return result;
  auto whole = given.context();
  if (result.kind() == feel::Kind::context)
    for (auto const& [name, value] : result.context().entries()) whole.set(name, value);
  return feel::Value(std::move(whole));
}

}  // namespace

Status handle(StartWork const& command, Context& context) {
  context.transition.about(command.item);
  DT_TRY(auto const* item, find_item(command.item, context));
  DT_TRY(auto started, beginning(*item, command.reason, context));
  context.transition.emit(started);
  return {};
}

Status handle(CompleteWork const& command, Context& context) {
  auto& transition = context.transition;
  transition.about(command.item);
  DT_TRY(auto const* item, find_item(command.item, context));
  std::optional<WorkStarted> started;
  if (is_person(context) && item->ready() && item->assignee == transition.actor().id) {
    DT_ASSIGN(started, beginning(*item, command.reason, context));
  } else {
    DT_ASSIGN(item, find_own(command.item, context));
  }
  if (item->delegation == Delegation::pending)
    return Error{"DT-X903", title_of(*item) + " was delegated to you by " + name_of(item->owner, context) + ", who completes it", "resolve it: then it is back with " + name_of(item->owner, context) + "."};
  if (command.worked.us < 0) return Error{"DT-X902", "worked is less than no time", "leave it out to have it measured."};
  auto begun = started ? transition.now() : item->started;
  auto elapsed = transition.now() - begun;
  if (command.worked > elapsed)
    return Error{"DT-X902", "worked " + describe_duration(command.worked) + " on " + title_of(*item) + ", which was started " + describe_duration(elapsed) + " ago",
                 "give at most the time since the start, or leave it out to have it measured."};
  auto worked = command.worked;
  if (worked.us == 0) worked = decisions::worked_between(item->opened.role, begun, transition.now(), context.people.form);
  if (started) transition.emit(*started);
  auto const& opened = item->opened;
  transition.emit(WorkCompleted{opened.item, opened.case_id, opened.activity, item->person, opened.role, opened.process, opened.element,
                                opened.tier, with_given(item->given, command.result), worked, begun - item->at});
  return {};
}

Status handle(ReturnWork const& command, Context& context) {
  auto& transition = context.transition;
  transition.about(command.item);
  DT_TRY(auto const* item, find_own(command.item, context));
  if (trim(command.reason).empty())
    return Error{"DT-X905", title_of(*item) + " is returned without saying what is missing", "the next one starts where you stopped."};
  transition.emit(WorkReturned{command.item, item->person, std::string(trim(command.reason))});
  return {};
}

Status handle(WithdrawWorkItem const& command, Context& context) {
  context.transition.about(command.item);
  DT_TRY(auto const* item, find_item(command.item, context));
  if (!is_policy(context))
    return Error{"DT-X904", title_of(*item) + " is withdrawn when its case no longer needs it; " + you_are(context),
                 "cancel the case, or return the work with what is missing."};
  context.transition.emit(WorkItemWithdrawn{command.item, command.reason});
  return {};
}

Status handle(ExpediteWork const& command, Context& context) {
  context.transition.about(command.item);
  DT_TRY(auto const* item, find_item(command.item, context));
  if (!is_policy(context))
    return Error{"DT-X904", "work overtakes its queue by a decision, not by hand; " + you_are(context),
                 "open the decision that may allow it for " + command.item + "."};
  if (item->expedited_by == command.decision_live) return {};
  context.transition.emit(WorkExpedited{command.item, command.decision_live, command.reason});
  return {};
}

Status handle(ReorderQueues const& command, Context& context) {
  if (!is_policy(context))
    return Error{"DT-X904", "queues are reordered by the model in force, not by hand; " + you_are(context), "propose a change of weights."};
  context.transition.emit(QueuesReordered{command.revision, command.reasons, static_cast<int>(command.moved)});
  return {};
}

}  // namespace drivetrain::coordination
