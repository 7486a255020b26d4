// Run: one evaluation under way: the session of its expressions, values of nodes known so far, frames, the trace. Internal to decisions/dmn.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "decisions/dmn/trace.h"
#include "feel/program/frame.h"
#include "feel/value.h"

namespace drivetrain::decisions::dmn {

class DecisionModel;
struct Node;

/// Slots for one call, given back when it goes out of scope.
class FrameSlots;
/// A list of rules for one look into a table; its memory is kept for the next.
class RuleList;

class Run final : public feel::Companion {
 public:
  Run(feel::Session& session, Explain explain);
  ~Run() override;
  /// The run that a function value is called in; null pointer when FEEL was evaluated without a decision model.
  static Run* of(feel::Session& session) { return static_cast<Run*>(session.companion); }

  feel::Session& session;
  Trace trace;
  bool explains() const { return explain_ == Explain::yes; }
  /// Null, and the reason goes to the warnings, at an element.
  [[gnu::cold]] feel::Value null_because(std::uint32_t source, std::string message);
  [[gnu::cold]] void warn(std::uint32_t source, std::string message);
  /// Counts work; false after a warning when there has been too much.
  bool spend(std::uint64_t steps, std::uint32_t source);
  /// A list or context that was just made: itself, or null after a warning when it holds too much.
  feel::Value made(feel::Value value, std::uint32_t source);
  /// The value of a node: itself, or null after a warning when all those kept for one evaluation together hold too much.
  feel::Value kept(feel::Value value, std::uint32_t source);
  /// As feel::coerced, paid for.
  std::optional<feel::Value> coerced(feel::Value const& value, feel::Type const& type, std::uint32_t source);
  bool stopped() const { return !session.stopped.empty(); }
  /// Room for one more trace entry; notes when there is none.
  bool may_trace();

 private:
  friend class FrameSlots;
  friend class RuleList;
  Explain explain_;
  feel::Companion* outside_;
  std::vector<std::unique_ptr<feel::Value[]>> blocks_;
  std::size_t block_ = 0, used_ = 0;
  std::vector<std::unique_ptr<std::vector<std::uint32_t>>> rule_lists_;
  std::size_t rule_lists_used_ = 0;
};

class FrameSlots {
 public:
  FrameSlots(Run& run, std::size_t count);
  ~FrameSlots();
  FrameSlots(FrameSlots const&) = delete;
  feel::Value* data() const { return data_; }

 private:
  Run& run_;
  feel::Value* data_;
  std::size_t count_, block_, used_;
  std::unique_ptr<feel::Value[]> large_;
};

class RuleList {
 public:
  explicit RuleList(Run& run) : run_(run) {
    if (run.rule_lists_used_ == run.rule_lists_.size()) run.rule_lists_.push_back(std::make_unique<std::vector<std::uint32_t>>());
    list_ = run.rule_lists_[run.rule_lists_used_++].get();
    list_->clear();
  }
  ~RuleList() { --run_.rule_lists_used_; }
  RuleList(RuleList const&) = delete;
  std::vector<std::uint32_t>& operator*() const { return *list_; }

 private:
  Run& run_;
  std::vector<std::uint32_t>* list_;
};

/// Values of nodes within one graph evaluation; a decision service has its own.
class Known {
 public:
  explicit Known(std::size_t nodes) : values_(nodes), state_(nodes) {}
  bool has(std::uint32_t node) const { return state_[node] != 0; }
  void set(std::uint32_t node, feel::Value value) { values_[node] = std::move(value), state_[node] = 1; }
  feel::Value const& operator[](std::uint32_t node) const { return values_[node]; }
  void forget(std::uint32_t node) { values_[node] = {}, state_[node] = 0; }

 private:
  std::vector<feel::Value> values_;
  std::vector<std::uint8_t> state_;
};

/// What an input or a service's parameter becomes: of its type, or null with a warning.
feel::Value as_input(Node const& node, feel::Value const& value, Run& run);
/// Evaluates the decisions of `order` that are not known yet.
void evaluate_order(std::vector<Node> const& nodes, std::span<std::uint32_t const> order, Known& known, Run& run);

}  // namespace drivetrain::decisions::dmn
