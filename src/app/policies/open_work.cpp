// A process reached a task for people: it joins the queue of its role. A task that says more than its role is opened when that is known.
#include "app/policies/policies.h"

namespace drivetrain::app::policies {

namespace {

processes::OfferPart const* offer_at(Reaction const& reaction, processes::Case const& running, std::string const& element) {
  auto const* program = reaction.company.find(std::string_view(running.revision.text()), running.process.text());
  auto node = program ? program->find(element) : processes::no_index;
  bool task = node != processes::no_index && program->node(node).kind == processes::ElementKind::user_task;
  return task ? program->offer(node) : nullptr;
}

coordination::OpenWorkItem work_of(Reaction const& reaction, processes::Case const& running, std::string const& activity, std::string const& element) {
  coordination::OpenWorkItem command;
  command.case_id = running.id();
  command.activity = activity;
  command.process = running.process.text();
  command.element = element;
  command.business_key = running.business_key;
  command.service = running.service.text();
  command.tier = running.tier.text();
  command.promised = running.promised;
  command.variables = feel::Value(running.variables);
  command.owner_role = reaction.company.owner(running.revision.text(), running.process.text());
  return command;
}

}  // namespace

void open_work(processes::ActivityActivated const& event, Reaction& reaction) {
  if (event.kind != "user_task") return;
  auto const* running = reaction.company.processes.find(event.case_id);
  if (!running || offer_at(reaction, *running, event.element)) return;
  auto command = work_of(reaction, *running, event.activity, event.element);
  command.title = event.title, command.role = event.role, command.expected = event.expected;
  reaction.follow("open-work", command);
}

void open_offered_work(processes::TaskOffered const& event, Reaction& reaction) {
  auto const* running = reaction.company.processes.open(event.case_id);
  auto const* activity = running ? running->find(processes::activity_number(event.activity)) : nullptr;
  if (!activity) return;  // over already
  auto command = work_of(reaction, *running, event.activity, event.element);
  command.title = activity->title.text(), command.expected = activity->expected;
  auto const* offer = offer_at(reaction, *running, event.element);
  // The role of whoever answers for the process stands in only when nobody else is known.
  if (!offer || !offer->fallback) command.role = activity->role.text();
  command.assignee = event.assignee, command.candidate_roles = event.candidate_roles, command.candidate_people = event.candidate_people;
  command.due = event.due, command.follow_up = event.follow_up, command.priority = event.priority;
  reaction.follow("open-work", command);
}

}  // namespace drivetrain::app::policies
