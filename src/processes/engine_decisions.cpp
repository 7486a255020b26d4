// A case asks a rule of the model (BPMN 2.0.2 §10.3.3, business rule task; DMN 1.5 §5.2.2): evaluated at once, with what the activity can
// see, and on record with what it read and which rules matched.
#include <algorithm>

#include "decisions/called.h"
#include "decisions/dmn/receipt.h"
#include "processes/engine.h"

namespace drivetrain::processes {

namespace {

/// Camunda 7's mapDecisionResult. An Error when there is more than it allows.
Result<feel::Value> mapped(DecisionResult mapping, decisions::CalledOutcome const& outcome) {
  auto const& rows = outcome.rows;
  auto list_of = [&](auto&& each) {
    feel::List list;
    for (auto const& row : rows) list.push_back(each(row));
    return feel::Value(std::move(list));
  };
  auto only = [](feel::Context const& row) { return row.empty() ? feel::Value() : row.entries().begin()->second; };
  bool one = mapping == DecisionResult::single_entry || mapping == DecisionResult::single_result;
  if (one && rows.size() > 1) return Error{"", "yields " + std::to_string(rows.size()) + " results, and one is asked for", "map the answer with collectEntries or resultList, or let the table's hit policy choose one"};
  if (mapping == DecisionResult::single_entry || mapping == DecisionResult::collect_entries)
    for (auto const& row : rows)
      if (row.entries().size() > 1) return Error{"", "yields " + std::to_string(row.entries().size()) + " outputs, and one is asked for", "map the answer with singleResult or resultList"};
  switch (mapping) {
    case DecisionResult::plain: return outcome.value;
    case DecisionResult::single_entry: return rows.empty() ? feel::Value() : only(rows[0]);
    case DecisionResult::single_result: return rows.empty() ? feel::Value() : feel::Value(rows[0]);
    case DecisionResult::collect_entries: return list_of(only);
    case DecisionResult::result_list: return list_of([](feel::Context const& row) { return feel::Value(row); });
  }
  return feel::Value();
}

}  // namespace

Result<feel::Value> Engine::call_decision(DecisionPart const& part, ActivityNumber activity) {
  auto const& c = current();
  auto node = node_of(activity);
  auto const& title = program().title(node);
  DT_TRY(auto id, text(part.decision, activity, "the decision of '" + title + "',"));
  std::string version;
  if (part.version != no_index) {
    DT_ASSIGN(version, text(part.version, activity, "the version of the decision of '" + title + "',"));
  }
  auto called = context_.programs.called_decision({id, part.binding, version, c.revision.text()});
  if (!called)
    return Error{"", "'" + title + "' calls the decision '" + id + "'" + (version.empty() ? "" : " in version " + version) + ", and there is none",
                 version.empty() ? "put a DMN file with that decision into the model, deploy it, and resolve the incident" : "set the variables that name it, or deploy a model with that version; then resolve the incident"};
  feel::Context facts;
  for (auto input : called->model->nodes()[called->node].inputs) {
    auto const& name = called->model->nodes()[input].name;
    auto value = look_up(name, activity);
    // DEVIATION: Camunda 8 takes null for what is not there; Camunda 7 says so.
    if (!value && dialect() == Dialect::camunda)
      return Error{"", "the decision '" + id + "' of '" + title + "' reads " + name + ", and the case has no such variable", "set the variable " + name + ", then resolve the incident"};
    if (value) facts.set(name, *value);
  }
  (void)context_.zone();
  auto outcome = decisions::evaluate_called(*called, facts, now(), context_.zone_);
  auto answer = outcome.failure.empty() ? mapped(part.mapping, outcome) : Result<feel::Value>(Error{"", "comes to nothing: " + outcome.failure, "set the variables that it reads, or correct the decision and deploy it; then resolve the incident"});
  DecisionEvaluated event;
  event.case_id = case_id(), event.activity = activity_id(activity), event.process = program().process(), event.element = program().id(node);
  event.decision = id, event.table = called->file + "#" + called->id, event.facts = feel::Value(std::move(facts)), event.result = outcome.value;
  event.rules = std::move(outcome.rules), event.warnings = std::move(outcome.warnings), event.hash = called->hash, event.engine = decisions::dmn::engine;
  if (!answer.ok()) event.message = answer.error().message;
  emit(event);
  if (answer.ok()) return answer;
  return Error{"", "the decision '" + id + "' of '" + title + "' " + answer.error().message, answer.error().help};
}

}  // namespace drivetrain::processes
