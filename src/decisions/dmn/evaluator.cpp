// Evaluating again and again (see evaluator.h).
#include "decisions/dmn/evaluator.h"

namespace drivetrain::decisions::dmn {

Evaluator::Evaluator(DecisionModel const& model, std::uint32_t node, feel::Environment const& environment, Explain explain)
    : model_(model), node_(node), inputs_(model.nodes()[node].inputs), environment_(environment), session_{environment_}, run_(session_, explain), known_(model.nodes().size()) {
  if (!environment_.natives) environment_.natives = model.natives();
}

feel::Value const& Evaluator::evaluate(std::span<feel::Value const> values) {
  auto const& nodes = model_.nodes();
  session_.renew();
  run_.trace.inputs.clear(), run_.trace.given.clear(), run_.trace.decisions.clear(), run_.trace.tables.clear(), run_.trace.complete = true;
  for (auto index : nodes[node_].order) known_.forget(index);
  for (std::size_t i = 0; i < inputs_.size(); ++i) {
    known_.set(inputs_[i], i < values.size() ? as_input(nodes[inputs_[i]], values[i], run_) : feel::Value());
    if (run_.explains()) run_.trace.inputs.push_back({inputs_[i], known_[inputs_[i]]});
  }
  evaluate_order(nodes, nodes[node_].order, known_, run_);
  session_.finish();
  return known_[node_];
}

}  // namespace drivetrain::decisions::dmn
