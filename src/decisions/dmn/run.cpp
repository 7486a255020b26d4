// One evaluation of a decision model (see run.h).
#include "decisions/dmn/run.h"

#include <algorithm>

#include "base/limits.h"
#include "decisions/dmn/decision_model.h"
#include "decisions/dmn/logic.h"

namespace drivetrain::decisions::dmn {

namespace {
constexpr std::size_t slots_per_block = 256;
}

Run::Run(feel::Session& its_session, Explain explain) : session(its_session), explain_(explain), outside_(its_session.companion) { session.companion = this; }
Run::~Run() { session.companion = outside_; }

void Run::warn(std::uint32_t source, std::string message) {
  feel::InSource here(session, source);
  session.warn({}, std::move(message));
}

feel::Value Run::null_because(std::uint32_t source, std::string message) {
  warn(source, std::move(message));
  return {};
}

bool Run::spend(std::uint64_t steps, std::uint32_t source) {
  feel::InSource here(session, source);
  feel::Frame frame{session};
  return frame.spend(steps, {});
}

feel::Value Run::made(feel::Value value, std::uint32_t source) {
  feel::InSource here(session, source);
  feel::Frame frame{session};
  return frame.made(std::move(value), {});
}

feel::Value Run::kept(feel::Value value, std::uint32_t source) {
  constexpr std::uint32_t small = 1'000;
  if (value.weight() <= small) return value;
  if (session.nodes_left < value.weight())
    return null_because(source, "the decisions hold more than " + std::to_string(2ull * limits::max_value_nodes) + " values together, shared ones counted wherever they stand");
  session.nodes_left -= value.weight();
  return value;
}

std::optional<feel::Value> Run::coerced(feel::Value const& value, feel::Type const& type, std::uint32_t source) {
  feel::InSource here(session, source);
  feel::Frame frame{session};
  return feel::coerced(value, type, frame, {});
}

bool Run::may_trace() {
  if (trace.decisions.size() + trace.tables.size() < limits::max_trace_entries) return true;
  trace.complete = false;
  return false;
}

FrameSlots::FrameSlots(Run& run, std::size_t count) : run_(run), count_(count), block_(run.block_), used_(run.used_) {
  if (count > slots_per_block) {
    large_ = std::make_unique<feel::Value[]>(count);
    data_ = large_.get();
    return;
  }
  if (run.blocks_.empty() || run.used_ + count > slots_per_block) {
    if (!run.blocks_.empty()) ++run.block_;
    run.used_ = 0;
    if (run.block_ >= run.blocks_.size()) run.blocks_.push_back(std::make_unique<feel::Value[]>(slots_per_block));
  }
  data_ = run.blocks_[run.block_].get() + run.used_;
  run.used_ += count;
}

FrameSlots::~FrameSlots() {
  if (!large_) std::fill(data_, data_ + count_, feel::Value());
  run_.block_ = block_, run_.used_ = used_;
}

void evaluate_order(std::vector<Node> const& nodes, std::span<std::uint32_t const> order, Known& known, Run& run) {
  for (auto index : order) {
    if (known.has(index)) continue;
    auto const& node = nodes[index];
    if (!node.logic) {
      known.set(index, run.null_because(node.source, "the decision \"" + node.name + "\" has no logic"));
      continue;
    }
    FrameSlots slots(run, node.frame_size);
    for (auto const& requirement : node.requires_) {
      auto const& from = nodes[requirement.node];
      if (!from.function && !known.has(requirement.node)) {
        run.warn(from.source, "the input \"" + from.name + "\" is missing: null is taken");
        known.set(requirement.node, {});
      }
      slots.data()[requirement.slot] = from.function ? feel::Value(from.function) : known[requirement.node];
    }
    auto value = run.kept(node.logic->evaluate(run, slots.data()), node.source);
    if (run.explains() && run.may_trace()) run.trace.decisions.push_back({index, value});
    known.set(index, std::move(value));
  }
}

}  // namespace drivetrain::decisions::dmn
