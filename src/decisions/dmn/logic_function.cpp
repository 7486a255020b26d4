// Function definitions and invocations (DMN 1.5 §10.2.1.3, §10.2.1.7).
#include <algorithm>

#include "base/text.h"
#include "decisions/dmn/function_value.h"
#include "decisions/dmn/logic.h"
#include "feel/function.h"
#include "feel/native.h"

namespace drivetrain::decisions::dmn {

bool BoxedFunction::has_type(feel::Type const& type) const { return feel::fits_function_type(type, body_->types, body_->result.get()); }

feel::Value BoxedFunction::call(std::span<feel::Value const> arguments, feel::Frame& caller, feel::Place place) const {
  auto& session = caller.session;
  auto cost = body_->body->depth + 4;
  if (session.depth_left < cost) {
    session.stop(place, "functions call each other too deeply");
    return {};
  }
  if (!caller.spend(1, place)) return {};
  // A function may outlive the evaluation that made it; then its run begins here.
  std::optional<Run> own;
  auto* run = Run::of(session);
  if (!run) run = &own.emplace(session, Explain::no);
  FrameSlots slots(*run, body_->frame_size);
  std::copy(captured_.begin(), captured_.end(), slots.data());
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    auto given = body_->types[i] ? feel::coerced(arguments[i], *body_->types[i], caller, place) : std::optional(arguments[i]);
    if (!given && run->stopped()) return {};
    if (!given)
      return caller.null_because(place, "the parameter " + body_->parameters[i] + " of " + body_->name + " is a " + feel::to_text(*body_->types[i]) + ", but " +
                                            feel::describe(arguments[i]) + " came");
    slots.data()[body_->captured + i] = std::move(*given);
  }
  prepare(slots.data());
  session.depth_left -= cost;
  auto result = body_->body->evaluate(*run, slots.data());
  session.depth_left += cost;
  return result;
}

namespace {

class MakeBoxedFunction final : public Logic {
 public:
  explicit MakeBoxedFunction(std::shared_ptr<FunctionBody const> body) : body_(std::move(body)) { type = boxed_function_type(body_->parameters, body_->types, body_->result); }
  feel::Value evaluate(Run&, feel::Value* slots) const override {
    return std::shared_ptr<feel::Function const>(std::make_shared<BoxedFunction>(body_, std::vector<feel::Value>(slots, slots + body_->captured)));
  }

 private:
  std::shared_ptr<FunctionBody const> body_;
};

class MakeNative final : public Logic {
 public:
  MakeNative(LogicPtr mapping, std::vector<std::string> parameters, std::uint32_t source) : mapping_(std::move(mapping)), parameters_(std::move(parameters)), source_(source) {}
  feel::Value evaluate(Run& run, feel::Value* slots) const override {
    auto mapping = mapping_->evaluate(run, slots);
    auto entry = [&](std::string_view name) {
      auto found = mapping.kind() == feel::Kind::context ? mapping.context().find(name) : nullptr;
      return found ? *found : feel::Value();
    };
    auto class_name = entry("class"), signature = entry("method signature");
    if (class_name.kind() != feel::Kind::string || signature.kind() != feel::Kind::string)
      return run.null_because(source_, "a Java function is a context with class and method signature");
    auto natives = run.session.environment.natives;
    std::string why;
    auto function = feel::native_value(natives ? *natives : feel::NativeFunctions::java(), class_name.string(), signature.string(), parameters_, why);
    if (function.is_null()) return run.null_because(source_, std::move(why));
    return function;
  }

 private:
  LogicPtr mapping_;
  std::vector<std::string> parameters_;
  std::uint32_t source_;
};

class BoxedInvocation final : public Logic {
 public:
  BoxedInvocation(LogicPtr callee, std::vector<Binding> bindings, std::uint32_t source) : callee_(std::move(callee)), bindings_(std::move(bindings)), source_(source) {
    depth = callee_->depth;
    for (auto const& binding : bindings_) depth = std::max(depth, binding.value->depth);
    ++depth;
    if (auto const& function = callee_->type; function && function->form == feel::Type::Form::function && !function->parts.empty()) type = function->parts.back();
  }
  feel::Value evaluate(Run& run, feel::Value* slots) const override {
    auto callee = callee_->evaluate(run, slots);
    if (callee.kind() != feel::Kind::function) return run.null_because(source_, "only a function can be invoked, but " + feel::describe(callee) + " came");
    auto const& function = callee.function();
    auto const& parameters = function.parameters();
    std::vector<feel::Value> arguments(parameters.size());
    std::size_t most = 0, bound = 0;
    for (auto const& binding : bindings_) {
      auto at = std::find(parameters.begin(), parameters.end(), binding.parameter);
      if (at == parameters.end())
        return run.null_because(source_, function.name() + " has no parameter \"" + binding.parameter + "\"; it has: " + join(parameters, ", "));
      auto place = static_cast<std::size_t>(at - parameters.begin());
      arguments[place] = binding.value->evaluate(run, slots);
      most = std::max(most, place + 1), ++bound;
    }
    // Built-ins have optional parameters; others take null where nothing is bound, and say so.
    if (!function.accepts(arguments.size()) || (most < arguments.size() && function.accepts(most))) arguments.resize(most);
    if (!function.accepts(arguments.size()))
      return run.null_because(source_, function.name() + "(" + join(parameters, ", ") + ") does not take " + counted(arguments.size(), "argument"));
    if (bound < arguments.size()) warn_of_unbound(function, arguments.size(), run);
    feel::InSource here(run.session, source_);
    feel::Frame frame{run.session};
    return function.call(arguments, frame, {});
  }

 private:
  [[gnu::cold]] void warn_of_unbound(feel::Function const& function, std::size_t taken, Run& run) const {
    auto const& parameters = function.parameters();
    for (std::size_t i = 0; i < taken && i < parameters.size(); ++i)
      if (std::none_of(bindings_.begin(), bindings_.end(), [&](Binding const& binding) { return binding.parameter == parameters[i]; }))
        run.warn(source_, "the parameter \"" + parameters[i] + "\" of " + function.name() + " is not bound: null is taken");
  }
  LogicPtr callee_;
  std::vector<Binding> bindings_;
  std::uint32_t source_;
};

}  // namespace

TypePtr boxed_function_type(std::vector<std::string> names, std::vector<TypePtr> const& parameters, TypePtr const& result) {
  static TypePtr const any = std::make_shared<feel::Type>();
  auto made = std::make_shared<feel::Type>();
  made->form = feel::Type::Form::function;
  made->parameters = std::move(names);
  for (auto const& parameter : parameters) made->parts.push_back(parameter ? parameter : any);
  made->parts.push_back(result ? result : any);
  return made;
}

LogicPtr make_function(std::shared_ptr<FunctionBody const> body) { return std::make_shared<MakeBoxedFunction>(std::move(body)); }
LogicPtr make_native(LogicPtr mapping, std::vector<std::string> parameters, std::uint32_t source) {
  return std::make_shared<MakeNative>(std::move(mapping), std::move(parameters), source);
}
LogicPtr make_invocation(LogicPtr callee, std::vector<Binding> bindings, std::uint32_t source) {
  return std::make_shared<BoxedInvocation>(std::move(callee), std::move(bindings), source);
}

}  // namespace drivetrain::decisions::dmn
