// See task_forms.h.
#include "app/task_forms.h"

namespace drivetrain::app {

namespace {

/// The activity's own variables, then those of the scopes around it, then the case's.
std::optional<feel::Value> seen_from(processes::Case const& running, processes::ActivityNumber activity, std::string_view name) {
  for (auto number = activity; number != 0;) {
    auto const* one = running.find(number);
    if (!one) break;
    if (auto const* value = one->variables.find(name)) return *value;
    number = one->scope;
  }
  auto const* value = running.variables.find(name);
  return value ? std::optional(*value) : std::nullopt;
}

}  // namespace

AskedForm form_of(Company const& company, coordination::WorkItem const& item) {
  AskedForm asked;
  auto const* running = company.processes.open(item.opened.case_id);
  auto const* program = running ? company.find(std::string_view(running->revision.text()), running->process.text()) : nullptr;
  auto node = program ? program->find(item.opened.element) : processes::no_index;
  if (node == processes::no_index) return asked;
  asked.form = program->form(node);
  asked.known = [running, &item, activity = processes::activity_number(item.opened.activity)](std::string_view name) {
    auto const* given = item.given.kind() == feel::Kind::context ? item.given.context().find(name) : nullptr;
    return given ? std::optional(*given) : seen_from(*running, activity, name);
  };
  return asked;
}

std::vector<processes::FormFault> form_faults(Company const& company, std::string const& id, feel::Value const& result) {
  auto item = company.coordination.items.find(id);
  if (item == company.coordination.items.end()) return {};
  auto asked = form_of(company, item->second);
  return asked.form ? asked.form->check(result, asked.known) : std::vector<processes::FormFault>();
}

processes::Form const* start_form(OperatingModel const& model, std::string const& process) {
  auto program = model.programs.find(process);
  if (program == model.programs.end()) return nullptr;
  auto start = program->second->scopes().front().start;
  return start == processes::no_index ? nullptr : program->second->form(start);
}

std::vector<processes::FormFault> start_faults(Company const& company, std::string const& process, feel::Value const& variables) {
  auto const* form = start_form(company.model(), process);
  return form ? form->check(variables, [](std::string_view) { return std::nullopt; }) : std::vector<processes::FormFault>();
}

}  // namespace drivetrain::app
