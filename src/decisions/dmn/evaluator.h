// Evaluating one decision again and again, for streams, batches and simulations: inputs are given by position, and memory is kept from one
// evaluation to the next, so that nothing is allocated for numbers, dates, truths and texts that exist already. For one thread.
#pragma once

#include <span>
#include <vector>

#include "decisions/dmn/decision_model.h"
#include "decisions/dmn/run.h"

namespace drivetrain::decisions::dmn {

class Evaluator {
 public:
  /// `model` and `environment` must outlive it; `node` is a decision.
  Evaluator(DecisionModel const& model, std::uint32_t node, feel::Environment const& environment, Explain explain = Explain::no);
  Evaluator(Evaluator const&) = delete;

  /// Nodes whose values are given, in the order in which evaluate() takes them: input data first.
  std::span<std::uint32_t const> inputs() const { return inputs_; }
  /// As DecisionModel::evaluate(). What it yields stands until the next call.
  feel::Value const& evaluate(std::span<feel::Value const> values);
  std::vector<feel::Warning> const& warnings() const { return session_.warnings; }
  Trace const& trace() const { return run_.trace; }

 private:
  DecisionModel const& model_;
  std::uint32_t node_;
  std::vector<std::uint32_t> inputs_;
  feel::Environment environment_;
  feel::Session session_;
  Run run_;
  Known known_;
};

}  // namespace drivetrain::decisions::dmn
