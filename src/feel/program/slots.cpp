// Names: top-level ones are looked up once per evaluation, locals and captured values are slots.
#include <utility>

#include "base/text.h"
#include "feel/program/node.h"
#include "feel/value_node.h"

namespace drivetrain::feel {

void Session::warn(Place place, std::string message) {
  if (muted > 0 || !stopped.empty()) return;  // all that is null once it was stopped, is null for that one reason
  for (auto& before : warnings)
    if (before.offset == place.offset && before.length == place.length && before.source == source && before.message == message) {
      ++before.count;
      return;
    }
  if (warnings.size() < limits::max_warnings) warnings.push_back({place.offset, place.length, std::move(message), source});
}

void Session::stop(Place place, std::string_view why) {
  steps_left = 0;
  if (!stopped.empty()) return;
  auto outside = std::exchange(muted, 0);
  warn(place, "stopped: " + std::string(why));
  muted = outside, stopped = why;
}

void Session::finish() {
  for (auto& warning : warnings)
    if (warning.count > 1) warning.message += " (" + std::to_string(warning.count) + " times)", warning.count = 1;
}

void Session::renew() {
  warnings.clear(), patterns.clear();
  steps_left = limits::max_evaluation_steps, depth_left = limits::max_evaluation_depth;
  bytes_left = limits::max_evaluation_bytes, nodes_left = 2ull * limits::max_value_nodes;
  stopped = {}, muted = 0;
}

Value Frame::null_because(Place place, std::string message) {
  session.warn(place, std::move(message));
  return {};
}

bool Frame::exhausted(Place place) {
  static std::string const why = "more than " + std::to_string(limits::max_evaluation_steps) + " steps in one evaluation";
  session.stop(place, why);
  return false;
}

bool Frame::full(Place place) {
  static std::string const why = "more than " + std::to_string(limits::max_evaluation_bytes >> 20) + " MiB of texts, lists and contexts in one evaluation";
  session.bytes_left = 0;
  session.stop(place, why);
  return false;
}

Value Frame::too_large(Value const& value, Place place) {
  if (value.depth() > limits::max_value_depth) return null_because(place, "the result is nested deeper than " + std::to_string(limits::max_value_depth) + " levels");
  return null_because(place, "the result holds more than " + std::to_string(limits::max_value_nodes) + " values, shared ones counted wherever they stand");
}

Value const& Frame::global(std::uint32_t slot) {
  auto& value = globals[slot];
  if (ValueAccess::is_unset(value)) {
    value = Value();
    auto const& environment = session.environment;
    if (environment.context) {
      if (auto found = environment.context->find((*session.global_names)[slot])) value = *found;
    } else if (environment.lookup) {
      if (auto found = environment.lookup((*session.global_names)[slot])) value = std::move(*found);
    }
  }
  return value;
}

namespace {

class Global final : public Node {
 public:
  Global(Place place, std::uint32_t slot) : Node(place), slot_(slot) {}
  Value evaluate(Frame& frame) const override { return frame.global(slot_); }

 private:
  std::uint32_t slot_;
};

class Local final : public Node {
 public:
  Local(Place place, std::uint32_t slot) : Node(place), slot_(slot) {}
  Value evaluate(Frame& frame) const override { return frame.locals[slot_]; }

 private:
  std::uint32_t slot_;
};

class Captured final : public Node {
 public:
  Captured(Place place, std::uint32_t slot) : Node(place), slot_(slot) {}
  Value evaluate(Frame& frame) const override { return frame.captures[slot_]; }

 private:
  std::uint32_t slot_;
};

/// A name inside filters: an entry of the nearest item that has it, else what the name means outside (DMN 1.5 §10.3.2.5).
class Member final : public Node {
 public:
  explicit Member(Tree const& tree) : Node(tree.place), name_(tree.text), outside_(build(*tree.children.back())) {
    for (std::size_t i = 0; i + 1 < tree.children.size(); ++i) items_.push_back(tree.children[i]->binding);
    known_outside_ = tree.children.back()->form != Form::literal;
  }
  Value evaluate(Frame& frame) const override {
    for (auto const& binding : items_) {
      auto const& item = binding.where == Binding::Where::local ? frame.locals[binding.index] : binding.where == Binding::Where::capture ? frame.captures[binding.index] : frame.global(binding.index);
      if (item.kind() != Kind::context) continue;
      if (!frame.spend(item.context().size() / entries_per_step, place())) return {};
      if (auto entry = item.context().find(name_)) return *entry;
    }
    if (known_outside_) return outside_->evaluate(frame);
    return frame.null_because(place(), "no entry \"" + name_ + "\" in the item that is filtered");
  }

 private:
  std::string name_;
  std::vector<Binding> items_;
  NodePtr outside_;
  bool known_outside_;
};

}  // namespace

NodePtr build_name(Tree const& tree) {
  switch (tree.binding.where) {
    case Binding::Where::local: return std::make_unique<Local>(tree.place, tree.binding.index);
    case Binding::Where::capture: return std::make_unique<Captured>(tree.place, tree.binding.index);
    case Binding::Where::global: break;
  }
  return std::make_unique<Global>(tree.place, tree.binding.index);
}

NodePtr build_member(Tree const& tree) { return std::make_unique<Member>(tree); }

}  // namespace drivetrain::feel
