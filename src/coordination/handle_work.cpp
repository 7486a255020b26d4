// Work: opened by processes, started by those who hold its role in the order of its worth, completed by whoever started it.
#include <algorithm>

#include "base/text.h"
#include "coordination/hands.h"

namespace drivetrain::coordination {

namespace {

Result<WorkItem const*> find_item(std::string const& id, Context const& context) {
  auto item = context.state.items.find(id);
  if (item != context.state.items.end()) return &item->second;
  return Error{"DT-X901", "there is no work item " + id + " that waits or is under way",
               "it may be completed or withdrawn; look at your work again."};
}

std::string title_of(WorkItem const& item) {
  return item.opened.business_key.empty() ? item.opened.title : item.opened.title + " (" + item.opened.business_key + ")";
}

/// The item, if the actor is the one who works on it.
Result<WorkItem const*> find_own(std::string const& id, Context const& context) {
  DT_TRY(auto const* item, find_item(id, context));
  auto const& actor = context.transition.actor();
  if (item->ready())
    return Error{"DT-X903", title_of(*item) + " is not started", "start it first; it waits in the queue of " + item->opened.role + "."};
  if (!is_person(context) || item->person != actor.id)
    return Error{"DT-X904", title_of(*item) + " was started by " + name_of(item->person, context) + "; " + you_are(context),
                 "ask " + name_of(item->person, context) + " to complete or return it."};
  return item;
}

}  // namespace

Status handle(OpenWorkItem const& command, Context& context) {
  auto& transition = context.transition;
  transition.about(command.activity);
  if (!context.people.form.roles.contains(command.role))
    return Error{"DT-X902", "work " + command.title + " is for role " + command.role + ", which the model in force does not have",
                 "give the task a role of the model."};
  if (command.expected.us < 0) return Error{"DT-X902", "work " + command.title + " is expected to take less than no time", ""};
  auto id = "work-" + std::to_string(transition.command_position());
  transition.emit(WorkItemOpened{id, command.case_id, command.activity, command.process, command.element, command.title,
                                 command.business_key, command.role, command.service, command.tier, command.promised, command.expected,
                                 command.variables});
  transition.reply(id);
  return {};
}

Status handle(StartWork const& command, Context& context) {
  auto& transition = context.transition;
  transition.about(command.item);
  DT_TRY(auto const* item, find_item(command.item, context));
  auto const& role = item->opened.role;
  if (!actor_may(role, context))
    return Error{"DT-X904", title_of(*item) + " is work of " + role + ", today " + who_may(role, context) + "; " + you_are(context),
                 "take work from your own queue."};
  auto const& person = transition.actor().id;
  if (!item->ready())
    return Error{"DT-X903",
                 item->person == person ? title_of(*item) + " is started already, by you"
                                        : name_of(item->person, context) + " is on " + title_of(*item) + " already",
                 ""};

  auto queue = queue_for(person, context.state, context.model, context.values, context.people, transition.now());
  auto entry = std::find_if(queue.begin(), queue.end(), [&](QueueEntry const& one) { return one.item == item; });
  DT_ASSERT(entry != queue.end());
  if (!entry->stopped_by.empty())
    return Error{"DT-X903",
                 title_of(*item) + " is stopped by " + entry->stopped_by + ": " + context.state.issues.at(entry->stopped_by).raised.title,
                 "work on this case goes on when the issue is contained."};
  auto const& first = queue.front();
  bool inversion = first.score.value > entry->score.value;
  auto reason = std::string(trim(command.reason));
  if (inversion && reason.empty())
    return Error{"DT-X905",
                 title_of(*first.item) + " is worth more now: " + why(first, context.values) + "; " + title_of(*item) + ": " +
                     why(*entry, context.values),
                 "start that one, or say why this one comes first; it will be counted as an inversion."};
  WorkStarted started{command.item, person, role,   item->opened.process, entry->score.value, entry->rank, inversion,
                      "",           0,      reason, item->opened.tier};
  if (inversion) started.passed_over = first.item->opened.item, started.passed_over_score = first.score.value;
  transition.emit(started);
  return {};
}

Status handle(CompleteWork const& command, Context& context) {
  auto& transition = context.transition;
  transition.about(command.item);
  DT_TRY(auto const* item, find_own(command.item, context));
  if (command.worked.us < 0) return Error{"DT-X902", "worked is less than no time", "leave it out to have it measured."};
  auto elapsed = transition.now() - item->started;
  if (command.worked > elapsed)
    return Error{"DT-X902", "worked " + describe_duration(command.worked) + " on " + title_of(*item) + ", which was started " + describe_duration(elapsed) + " ago",
                 "give at most the time since the start, or leave it out to have it measured."};
  auto worked = command.worked;
  if (worked.us == 0) worked = decisions::worked_between(item->opened.role, item->started, transition.now(), context.people.form);
  auto const& opened = item->opened;
  transition.emit(WorkCompleted{opened.item, opened.case_id, opened.activity, item->person, opened.role, opened.process, opened.element,
                                opened.tier, command.result, worked, item->started - item->at});
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
