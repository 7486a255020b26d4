// DT-D233 to DT-D235: what a decision table says of its company (DMN 1.5 §6.2.1: who makes and owns it, what it supports and moves, who
// uses it) is what the company's model says. Prevents unclear decision rights: two files that each name another decider.
#include <algorithm>

#include "base/text.h"
#include "model/checks/checks.h"

namespace drivetrain::model {

namespace {

class TableContext {
 public:
  TableContext(OperatingModel const& model, decisions::Decision const& right, notation::DmnElement const& element, Diagnostics& diagnostics)
      : model_(model), right_(right), element_(element), diagnostics_(diagnostics) {}

  void check() {
    check_roles();
    check_aims();
    check_users();
  }

 private:
  void add(char const* code, notation::DmnReference const& at, std::string message, char const* why, std::string help) {
    Diagnostic d;
    d.code = code;
    d.span = at.span;
    d.subject = right_.header.id;
    d.message = std::move(message);
    d.why = why;
    d.help = std::move(help);
    diagnostics_.add(std::move(d));
  }
  template <class Map>
  std::string help_for(Map const& known, std::string const& id, std::string const& otherwise) const {
    std::vector<std::string> ids;
    for (auto const& [each, entity] : known) ids.push_back(each);
    auto near = nearest(id, ids);
    return near ? "did you mean " + *near + "?" : otherwise;
  }

  void check_roles() {
    auto const& roles = model_.organisation.roles;
    char const* why = "two files would name two deciders for one decision";
    std::vector<std::string> deciders;
    for (auto const& band : right_.bands) deciders.push_back(band.role.text());
    for (auto const& role : right_.rapid.decide) deciders.push_back(role.text());
    for (auto const& maker : element_.decision_makers) {
      if (!roles.contains(maker.id)) add("DT-D233", maker, "the decision's maker is " + maker.id + ", which is no role", why, help_for(roles, maker.id, "name a role: " + join(deciders, ", ")));
      else if (std::find(deciders.begin(), deciders.end(), maker.id) == deciders.end())
        add("DT-D233", maker, "the decision's maker is " + maker.id + ", but " + right_.header.id + " is decided by " + join(deciders, ", "), why, "name who decides, or give the right to " + maker.id);
    }
    for (auto const& owner : element_.decision_owners) {
      if (!roles.contains(owner.id)) add("DT-D233", owner, "the decision's owner is " + owner.id + ", which is no role", why, help_for(roles, owner.id, "name the owner of " + right_.header.id));
      else if (owner.id != right_.header.owner)
        add("DT-D233", owner, "the decision's owner is " + owner.id + ", but " + right_.header.id + " is owned by " + right_.header.owner, why, "name " + right_.header.owner + ", or change the owner of the right");
    }
  }

  template <class Known, class Refs>
  void check_aim(notation::DmnReference const& at, Known const& known, Refs const& stated, char const* kind, char const* field) {
    char const* why = "the table would be judged by an aim that the right does not serve";
    if (!known.contains(at.id)) {
      add("DT-D234", at, "the decision names the " + std::string(kind) + " " + at.id + ", which is not there", why, help_for(known, at.id, "name one of the model"));
      return;
    }
    bool says = std::any_of(stated.begin(), stated.end(), [&](auto const& one) { return one.text() == at.id; });
    if (!says) add("DT-D234", at, "the decision names the " + std::string(kind) + " " + at.id + ", which is not under " + field + " of " + right_.header.id, why, "add it there, or take it out of the table");
  }
  void check_aims() {
    for (auto const& objective : element_.supported_objectives) check_aim(objective, model_.strategy.objectives, right_.supports, "objective", "supports");
    for (auto const& indicator : element_.impacted_indicators) check_aim(indicator, model_.performance.kpis, right_.moves, "KPI", "moves");
  }

  bool asks(processes::Program const& program, std::string_view task) const {
    for (processes::NodeIndex node = 0; node < program.nodes().size(); ++node)
      if (program.node(node).kind == processes::ElementKind::business_rule_task && program.word(program.task(node).decision) == right_.header.id && (task.empty() || program.id(node) == task)) return true;
    return false;
  }
  void check_users() {
    char const* why = "whoever changes the table would think of the wrong work";
    for (auto const& user : element_.using_processes) {
      auto program = model_.programs.find(user.id);
      if (!model_.processes.processes.contains(user.id)) add("DT-D235", user, "the decision is used by " + user.id + ", which is no process", why, help_for(model_.processes.processes, user.id, "name a process of the model"));
      else if (program != model_.programs.end() && !asks(*program->second, {}))
        add("DT-D235", user, "the process " + user.id + " does not ask for " + right_.header.id, why, "let one of its business rule tasks name dt:decision=\"" + right_.header.id + "\", or take it out of the table");
    }
    for (auto const& user : element_.using_tasks) {
      bool used = std::any_of(model_.programs.begin(), model_.programs.end(), [&](auto const& one) { return asks(*one.second, user.id); });
      if (!used) add("DT-D235", user, "no business rule task " + user.id + " asks for " + right_.header.id, why, "name the task that does, or take it out of the table");
    }
  }

  OperatingModel const& model_;
  decisions::Decision const& right_;
  notation::DmnElement const& element_;
  Diagnostics& diagnostics_;
};

}  // namespace

void check_table_context(CheckInput const& input, Diagnostics& diagnostics) {
  for (auto const& [id, table] : input.model.tables) {
    auto right = input.model.decisions.decisions.find(id);
    auto const* element = table->model->nodes()[table->node].element;
    if (right != input.model.decisions.decisions.end() && element) TableContext(input.model, right->second, *element, diagnostics).check();
  }
}

}  // namespace drivetrain::model
