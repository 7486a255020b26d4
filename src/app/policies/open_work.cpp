// A process reached a task for people: it joins the queue of its role.
#include "app/policies/policies.h"

namespace drivetrain::app::policies {

void open_work(processes::ActivityActivated const& event, Reaction& reaction) {
  if (event.kind != "user_task") return;
  auto const* running = reaction.company.processes.find(event.case_id);
  if (!running) return;
  coordination::OpenWorkItem command;
  command.case_id = event.case_id;
  command.activity = event.activity;
  command.process = event.process;
  command.element = event.element;
  command.title = event.title;
  command.business_key = running->business_key;
  command.role = event.role;
  command.service = running->service.text();
  command.tier = running->tier.text();
  command.promised = running->promised;
  command.expected = event.expected;
  command.owner_role = reaction.company.owner(running->revision.text(), event.process);
  command.variables = feel::Value(running->variables);
  reaction.follow("open-work", command);
}

}  // namespace drivetrain::app::policies
