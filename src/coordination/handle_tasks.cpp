// Whose work it is: claimed by who may do it, given on by who holds it or answers for the process, lent and given back. A claim keeps others
// away; it does not jump the queue: order is asked for when the work begins.
#include <algorithm>

#include "base/limits.h"
#include "base/text.h"
#include "coordination/holding.h"
#include "organisation/views.h"

namespace drivetrain::coordination {

Result<WorkItem const*> find_item(std::string const& id, Context const& context) {
  auto item = context.state.items.find(id);
  if (item != context.state.items.end()) return &item->second;
  return Error{"DT-X901", "there is no work item " + id + " that waits or is under way",
               "it may be completed or withdrawn; look at your work again."};
}

std::string title_of(WorkItem const& item) {
  return item.opened.business_key.empty() ? item.opened.title : item.opened.title + " (" + item.opened.business_key + ")";
}

Error not_yours(WorkItem const& item, Context const& context) {
  auto const& opened = item.opened;
  auto roles = opened.candidate_roles;
  roles.insert(roles.begin(), opened.role);
  auto may = hand_of(context).who_may(roles);
  auto people = opened.candidate_people;
  if (!opened.assignee.empty()) people.insert(people.begin(), opened.assignee);
  for (auto const& person : people) may += ", or " + name_of(person, context);
  return Error{"DT-X904", title_of(item) + " is work of " + join(roles, " or ") + ", today " + may + "; " + you_are(context), "take work from your own queue."};
}

Error anothers(WorkItem const& item, Context const& context) {
  return Error{"DT-X904", title_of(item) + " is " + name_of(item.assignee, context) + "'s; " + you_are(context),
               "take other work, or ask " + name_of(item.assignee, context) + " to give it back."};
}

namespace {

bool answers_for(WorkItem const& item, Context const& context) { return is_person(context) && !item.opened.owner_role.empty() && actor_may(item.opened.owner_role, context); }

/// The one who is on it, else the one whose it is.
std::string const& holder_of(WorkItem const& item) { return item.ready() ? item.assignee : item.person; }
bool holds(WorkItem const& item, Context const& context) { return is_person(context) && holder_of(item) == context.transition.actor().id; }

std::string owner_in_words(WorkItem const& item, Context const& context) {
  return item.opened.owner_role.empty() ? "" : ", or " + who_may(item.opened.owner_role, context) + ", who answers for the process";
}

/// DT-X904 unless the actor holds it, or answers for the process where that counts. `what`: "given to others".
enum class Answering : std::uint8_t { counts, does_not };
Status check_holds(WorkItem const& item, std::string const& what, Answering answering, Context const& context) {
  if (holds(item, context) || (answering == Answering::counts && answers_for(item, context))) return {};
  auto const& holder = holder_of(item);
  auto owner = answering == Answering::counts ? owner_in_words(item, context) : "";
  if (holder.empty())
    return Error{"DT-X904", title_of(item) + " is nobody's yet, and is " + what + " by whoever has claimed it" + owner + "; " + you_are(context), "claim it first."};
  return Error{"DT-X904", title_of(item) + " is " + what + " by " + name_of(holder, context) + owner + "; " + you_are(context), "ask " + name_of(holder, context) + "."};
}

/// DT-X902 unless that person may do it today.
Status check_able(WorkItem const& item, std::string const& person, Context const& context) {
  DT_CHECK(check_person(person, "person", context));
  if (may_do(item, person, context.people, context.transition.now())) return {};
  auto roles = item.opened.candidate_roles;
  roles.insert(roles.begin(), item.opened.role);
  return Error{"DT-X902", name_of(person, context) + " may not do " + title_of(item) + ": it is work of " + join(roles, " or ") + ", today " + hand_of(context).who_may(roles),
               "give it to one of these."};
}

/// Whose it is cannot go on with it: away, or without the role by now.
bool is_left(WorkItem const& item, Context const& context) {
  auto now = context.transition.now();
  return organisation::absence_at(context.people.state, item.assignee, now) || !may_do(item, item.assignee, context.people, now);
}

}  // namespace

Status handle(ClaimWork const& command, Context& context) {
  auto& transition = context.transition;
  transition.about(command.item);
  DT_TRY(auto const* item, find_item(command.item, context));
  auto const& person = transition.actor().id;
  if (!is_person(context) || !may_do(*item, person, context.people, transition.now())) return not_yours(*item, context);
  if (!item->ready())
    return Error{"DT-X903", (item->person == person ? "you are" : name_of(item->person, context) + " is") + " on " + title_of(*item) + " already", ""};
  if (item->assignee == person) return Error{"DT-X903", title_of(*item) + " is yours already", "start it, or complete it."};
  if (!item->assignee.empty() && !is_left(*item, context)) return anothers(*item, context);
  transition.emit(WorkClaimed{command.item, person});
  return {};
}

Status handle(UnclaimWork const& command, Context& context) {
  auto& transition = context.transition;
  transition.about(command.item);
  DT_TRY(auto const* item, find_item(command.item, context));
  if (!item->ready())
    return Error{"DT-X903", title_of(*item) + " is under way, by " + name_of(item->person, context), "return it with what is missing."};
  if (item->assignee.empty()) return Error{"DT-X903", title_of(*item) + " is nobody's", "it waits in the queue of " + item->opened.role + "."};
  DT_CHECK(check_holds(*item, "given back to the queue", Answering::counts, context));
  if (item->delegation == Delegation::pending && !answers_for(*item, context))
    return Error{"DT-X903", title_of(*item) + " was delegated to you by " + name_of(item->owner, context), "resolve it: then it is back with " + name_of(item->owner, context) + "."};
  transition.emit(WorkUnclaimed{command.item, item->assignee, transition.actor().id});
  return {};
}

Status handle(AssignWork const& command, Context& context) {
  auto& transition = context.transition;
  transition.about(command.item);
  DT_TRY(auto const* item, find_item(command.item, context));
  DT_CHECK(check_holds(*item, "given to others", Answering::counts, context));
  DT_CHECK(check_able(*item, command.person, context));
  if (holder_of(*item) == command.person && item->delegation == Delegation::none)
    return Error{"DT-X903", title_of(*item) + " is " + name_of(command.person, context) + "'s already", ""};
  transition.emit(WorkAssigned{command.item, command.person, transition.actor().id});
  return {};
}

Status handle(DelegateWork const& command, Context& context) {
  auto& transition = context.transition;
  transition.about(command.item);
  DT_TRY(auto const* item, find_item(command.item, context));
  DT_CHECK(check_holds(*item, "delegated", Answering::does_not, context));
  if (item->delegation == Delegation::pending)
    return Error{"DT-X903", title_of(*item) + " was delegated to you by " + name_of(item->owner, context) + ", and goes no further", "resolve it, or ask " + name_of(item->owner, context) + " to assign it to somebody else."};
  auto const& me = transition.actor().id;
  if (command.person == me) return Error{"DT-X902", "nobody delegates to themselves", "start " + title_of(*item) + ", or name another."};
  DT_CHECK(check_able(*item, command.person, context));
  transition.emit(WorkDelegated{command.item, command.person, me});
  return {};
}

Status handle(ResolveWork const& command, Context& context) {
  auto& transition = context.transition;
  transition.about(command.item);
  DT_TRY(auto const* item, find_item(command.item, context));
  if (item->delegation != Delegation::pending)
    return Error{"DT-X903", title_of(*item) + " was delegated to nobody", "complete it, or give it back to the queue."};
  DT_CHECK(check_holds(*item, "resolved", Answering::does_not, context));
  if (!command.values.is_null() && command.values.kind() != feel::Kind::context)
    return Error{"DT-X902", "values are given as " + feel::describe(command.values), "give them by name, for example {\"amount\": 1200}"};
  transition.emit(WorkResolved{command.item, transition.actor().id, item->owner, command.values});
  return {};
}

Status handle(SaveDraft const& command, Context& context) {
  auto& transition = context.transition;
  transition.about(command.item);
  DT_TRY(auto const* item, find_item(command.item, context));
  DT_CHECK(check_holds(*item, "drafted", Answering::does_not, context));
  if (command.values.kind() != feel::Kind::context)
    return Error{"DT-X902", "a draft is given as " + feel::describe(command.values), "give what was entered by name, for example {\"amount\": 1200}"};
  Bytes size;
  Encoder encoder(size);
  Codec<feel::Value>::put(encoder, command.values);
  if (size.size() > limits::max_text_field_bytes)
    return Error{"DT-X902", "the draft of " + title_of(*item) + " has " + std::to_string(size.size()) + " bytes, and no more than " + std::to_string(limits::max_text_field_bytes) + " are kept",
                 "shorten its texts, or complete the work."};
  transition.emit(DraftSaved{command.item, transition.actor().id, command.values});
  return {};
}

Status handle(RescheduleWork const& command, Context& context) {
  auto& transition = context.transition;
  transition.about(command.item);
  DT_TRY(auto const* item, find_item(command.item, context));
  WorkRescheduled event{command.item, item->due, item->follow_up, item->priority, transition.actor().id};
  bool only_follow_up = true;
  for (auto const& change : command.changes) {
    if (change == "follow_up") {
      event.follow_up = command.follow_up;
      continue;
    }
    only_follow_up = false;
    if (change == "due") event.due = command.due;
    else if (change == "priority") event.priority = command.priority;
    else return Error{"DT-X902", "nothing of work is called " + change, "change due, follow_up or priority."};
  }
  if (command.changes.empty()) return Error{"DT-X902", "nothing of " + title_of(*item) + " is to change", "name due, follow_up or priority."};
  if (event.priority < 0 || event.priority > 100) return Error{"DT-X902", "a priority is a whole number from 0 to 100, not " + std::to_string(event.priority), "50 is what work has of which nothing is said."};
  // When one looks at it again is one's own affair; what presses, and how much, is not: the loudest would order the queue.
  if (only_follow_up) DT_CHECK(check_holds(*item, "put off", Answering::counts, context));
  else if (!answers_for(*item, context))
    return Error{"DT-X904", "when " + title_of(*item) + " is due, and how much it presses, is said by " + (item->opened.owner_role.empty() ? "nobody: its process has no owner" : who_may(item->opened.owner_role, context) + ", who answers for the process") + "; " + you_are(context),
                 "ask them."};
  transition.emit(event);
  return {};
}

}  // namespace drivetrain::coordination
