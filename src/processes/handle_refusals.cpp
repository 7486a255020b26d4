// See handle_refusals.h.
#include "processes/handle_refusals.h"

#include <algorithm>

#include "base/variable_limits.h"
#include "processes/variable_size.h"

namespace drivetrain::processes {

Result<Running> find_running(Context const& context, std::string_view case_id) {
  auto const* c = context.state.open(case_id);
  if (!c) {
    auto const* finished = context.state.find(case_id);
    if (finished) return Error{"DT-X903", std::string(case_id) + " is " + std::string(to_string(finished->status)) + " already", ""};
    return Error{"DT-X901", "there is no open case " + std::string(case_id), "list the open cases on the Processes page"};
  }
  auto const* program = context.programs.find(c->revision.text(), c->process.text());
  if (!program)
    return Error{"DT-X901",
                 "the process " + c->process.text() + " of model revision " + c->revision.text() + ", on which " + c->id() +
                     " runs, cannot be found",
                 "restore the files of that revision"};
  return Running{c, program};
}

Status not_halted(Case const& c, State const& state) {
  auto by = [](Halt const& halt) { return "since " + format_instant(halt.since) + (halt.by.empty() ? "" : " by " + halt.by) + ": " + halt.reason; };
  if (auto const* halt = state.cancelling(c)) return Error{"DT-X903", c.id() + " is being cancelled " + by(*halt), "nothing else can happen to it; start another case when the work is still wanted"};
  if (auto const* halt = state.suspended(c))
    return Error{"DT-X903", c.id() + " is suspended " + by(*halt), "whoever answers for the case resumes it; then ask again"};
  return {};
}

std::vector<std::string> owners_where(Context const& context, std::function<bool(Program const&)> const& fits) {
  std::vector<std::string> owners;
  auto const& revision = context.transition.model_revision();
  for (auto const& [process, _] : context.model.processes) {
    auto const* program = context.programs.find(revision, process);
    if (!program || !fits(*program)) continue;
    auto owner = context.programs.owner(revision, process);
    if (!owner.empty() && std::find(owners.begin(), owners.end(), owner) == owners.end()) owners.push_back(std::move(owner));
  }
  return owners;
}

Result<ActivityNumber> find_activity(Case const& c, std::string_view activity) {
  auto number = activity_number(activity);
  if (number != 0 && c.find(number)) return number;
  if (number != 0 && number <= c.activities_made)
    return Error{"DT-X903", std::string(activity) + " of " + c.id() + " is over already",
                 "look at the case's timeline for what came first"};
  return Error{"DT-X901", c.id() + " has no activity " + std::string(activity), "look at where the case waits"};
}

std::string const& role_at(Program const& program, NodeIndex node) {
  if (program.node(node).kind == ElementKind::user_task) return program.word(program.task(node).role);
  auto const* message = program.trigger(node, TriggerKind::message);
  return program.word(message ? message->role : 0);
}

std::vector<std::string> owners_of(Case const& c, ProgramSource const& programs, Model const& model) {
  std::vector<std::string> owners;
  auto add = [&](std::string role) {
    if (!role.empty() && std::find(owners.begin(), owners.end(), role) == owners.end()) owners.push_back(std::move(role));
  };
  add(programs.owner(c.revision.text(), c.process.text()));
  if (auto service = model.services.find(c.service.text()); service != model.services.end()) add(service->second.header.owner);
  return owners;
}

organisation::Hand hand_of(Context const& context) {
  return {context.form, context.absences, context.transition.actor(), context.transition.now()};
}

Status answers_for(Case const& c, std::string const& role, std::string const& what, Context const& context) {
  auto hand = hand_of(context);
  if (!hand.is_person()) return {};
  auto roles = owners_of(c, context.programs, context.model);
  if (!role.empty() && std::find(roles.begin(), roles.end(), role) == roles.end()) roles.insert(roles.begin(), role);
  return hand.check(roles, what, "the process " + c.process.text() + " has no owner");
}

Status not_decided_here(Program const& program, feel::Value const& variables) {
  if (variables.kind() != feel::Kind::context) return {};
  for (NodeIndex node = 0; node < program.nodes().size(); ++node) {
    if (program.node(node).kind != ElementKind::business_rule_task) continue;
    auto const& task = program.task(node);
    if (task.called != no_index) continue;  // a rule answers there: what it is asked is the case's own
    auto const& result = program.word(task.result);
    if (!variables.context().find(result.empty() ? "outcome" : result)) continue;
    return Error{"DT-X904", (result.empty() ? "outcome" : result) + " is what '" + program.title(node) + "' yields, by the right " + program.word(task.decision) + "; nobody sets it by hand",
                 "take that decision, or leave the variable out."};
  }
  return {};
}

Status check_size(feel::Value const& variables, Case const* into) {
  auto bytes = size_of(variables, limits::max_variables_bytes);
  if (bytes > limits::max_variables_bytes)
    return Error{"DT-X902", "the variables take more than " + size_text(limits::max_variables_bytes), "keep what is large elsewhere, and give the case its address"};
  if (!into || bytes < limits::small_variables_bytes) return {};
  auto there = size_of(into->variables, limits::max_case_variables_bytes);
  if (variables.kind() == feel::Kind::context)
    for (auto const& [name, value] : variables.context().entries())
      if (auto const* before = into->variables.find(name); before && there <= limits::max_case_variables_bytes) there -= size_of(*before, there);  // it is replaced
  if (there + bytes <= limits::max_case_variables_bytes) return {};
  return Error{"DT-X902", into->id() + " would have more than " + size_text(limits::max_case_variables_bytes) + " of variables", "keep what is large elsewhere, or set what nobody reads any more to null"};
}

Result<feel::Value> typed_variables(Program const& program, feel::Value const& variables, Case const* into) {
  if (variables.is_null()) return feel::Value(feel::Context{});
  if (variables.kind() != feel::Kind::context)
    return Error{"DT-X902", "variables are given as a " + std::string(to_string(variables.kind())),
                 "give them by name, for example {\"amount\": 1200}"};
  DT_CHECK(check_size(variables, into));
  auto typed = variables.context();
  for (auto const& [name, value] : typed.entries())
    if (name.starts_with('$')) return Error{"DT-X902", "no variable is called " + name + ": such names are the engine's own", "begin its name with a letter"};
  for (auto const& declared : program.variables()) {
    auto const& name = program.word(declared.name);
    auto const* value = typed.find(name);
    if (!value || value->is_null() || declared.kind == feel::Kind::null || value->kind() == declared.kind) continue;
    if (declared.kind == feel::Kind::date && value->kind() == feel::Kind::string)
      if (auto date = parse_date(value->string()); date.ok()) {
        typed.set(name, *date);
        continue;
      }
    return Error{"DT-X902",
                 name + " of " + program.process() + " is a " + std::string(to_string(declared.kind)) + ", and " + quoted(*value) +
                     " is a " + std::string(to_string(value->kind())),
                 "give " + name + " as a " + std::string(to_string(declared.kind))};
  }
  return feel::Value(std::move(typed));
}

}  // namespace drivetrain::processes
