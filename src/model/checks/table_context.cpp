// DT-D233 to DT-D235: what a decision table says of its company (DMN 1.5 §6.2.1: who makes and owns it, what it supports and moves, who
// uses it) is what the company's model says. Prevents unclear decision rights: two files that each name another decider.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "model/checks/checks.h"

namespace drivetrain::model {

namespace {

class TableContext {
 public:
  /// `answers`: the right is answered by this decision, not by another one of the file.
  TableContext(OperatingModel const& model, decisions::Decision const& right, notation::DmnElement const& element, bool answers, Diagnostics& diagnostics)
      : model_(model), right_(right), element_(element), answers_(answers), diagnostics_(diagnostics) {}

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
      else if (answers_ && std::find(deciders.begin(), deciders.end(), maker.id) == deciders.end())
        add("DT-D233", maker, "the decision's maker is " + maker.id + ", but " + right_.header.id + " is decided by " + join(deciders, ", "), why, "name who decides, or give the right to " + maker.id);
    }
    for (auto const& owner : element_.decision_owners) {
      if (!roles.contains(owner.id)) add("DT-D233", owner, "the decision's owner is " + owner.id + ", which is no role", why, help_for(roles, owner.id, "name the owner of " + right_.header.id));
      else if (answers_ && owner.id != right_.header.owner)
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
    if (answers_ && !says) add("DT-D234", at, "the decision names the " + std::string(kind) + " " + at.id + ", which is not under " + field + " of " + right_.header.id, why, "add it there, or take it out of the table");
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
  bool is_task(std::string_view id) const {
    return std::any_of(model_.programs.begin(), model_.programs.end(), [&](auto const& one) {
      for (processes::NodeIndex node = 0; node < one.second->nodes().size(); ++node)
        if (one.second->id(node) == id) return true;
      return false;
    });
  }
  void check_users() {
    char const* why = "whoever changes the table would think of the wrong work";
    for (auto const& user : element_.using_processes) {
      auto program = model_.programs.find(user.id);
      if (!model_.processes.processes.contains(user.id)) add("DT-D235", user, "the decision is used by " + user.id + ", which is no process", why, help_for(model_.processes.processes, user.id, "name a process of the model"));
      else if (answers_ && program != model_.programs.end() && !asks(*program->second, {}))
        add("DT-D235", user, "the process " + user.id + " does not ask for " + right_.header.id, why, "let one of its business rule tasks name dt:decision=\"" + right_.header.id + "\", or take it out of the table");
    }
    for (auto const& user : element_.using_tasks) {
      if (!answers_) {
        if (!is_task(user.id)) add("DT-D235", user, "the decision is used by the task " + user.id + ", which no process has", why, "name the task that does, or take it out of the file");
        continue;
      }
      bool used = std::any_of(model_.programs.begin(), model_.programs.end(), [&](auto const& one) { return asks(*one.second, user.id); });
      if (!used) add("DT-D235", user, "no business rule task " + user.id + " asks for " + right_.header.id, why, "name the task that does, or take it out of the table");
    }
  }

  OperatingModel const& model_;
  decisions::Decision const& right_;
  notation::DmnElement const& element_;
  bool answers_;
  Diagnostics& diagnostics_;
};

/// KPIs are named twice: the decision points at an element of its file, and that stands for the KPI.
void check_indicators(decisions::TableProgram const& table, notation::DmnElement const& element, Diagnostics& diagnostics) {
  for (auto const& indicator : element.impacted_indicators) {
    auto const& definitions = table.model->definitions();
    auto file = std::find_if(definitions.begin(), definitions.end(), [&](auto const& each) { return each->file == indicator.span.file; });
    if (file == definitions.end() || (!indicator.space.empty() && indicator.space != (*file)->space)) continue;
    auto const& known = (*file)->business;
    if (std::any_of(known.begin(), known.end(), [&](notation::DmnBusinessElement const& each) { return each.kind == notation::DmnBusinessElement::Kind::indicator && each.id == indicator.id; })) continue;
    Diagnostic d;
    d.code = "DT-D234";
    d.span = indicator.span;
    d.subject = table.decision;
    d.message = "the decision names the performance indicator " + indicator.id + ", which the file does not hold";
    d.why = "other tools that read the file would find nothing there";
    d.help = "add <performanceIndicator id=\"" + indicator.id + "\" name=\"…\"/> to the definitions, or correct the href";
    diagnostics.add(std::move(d));
  }
}

}  // namespace

void check_table_context(CheckInput const& input, Diagnostics& diagnostics) {
  std::set<std::pair<std::string, std::string>> answered, done;  // decisions by file and id
  for (auto const& [id, table] : input.model.tables) answered.emplace(table->file, table->element);
  for (auto const& [id, table] : input.model.tables) {
    auto right = input.model.decisions.decisions.find(id);
    if (right == input.model.decisions.decisions.end()) continue;
    for (auto const& node : table->model->nodes()) {
      if (!node.element || node.kind != notation::DmnKind::decision || node.element->span.file != table->file) continue;
      bool answers = node.id == table->element;
      if (!answers && answered.contains({table->file, node.id})) continue;  // told with the right that it answers
      bool fresh = done.emplace(table->file, node.id).second;
      if (!answers && !fresh) continue;
      TableContext(input.model, right->second, *node.element, answers, diagnostics).check();
      if (fresh) check_indicators(*table, *node.element, diagnostics);
    }
  }
}

}  // namespace drivetrain::model
