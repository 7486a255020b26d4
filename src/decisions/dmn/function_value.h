// Functions as values: a boxed function definition, a business knowledge model, a decision service (DMN 1.5 §10.2.1.7, §6.3.9,
// §10.4). Internal to decisions/dmn.
#pragma once

#include <memory>
#include <vector>

#include "decisions/dmn/logic.h"
#include "feel/function.h"

namespace drivetrain::decisions::dmn {

class BoxedFunction : public feel::Function {
 public:
  BoxedFunction(std::shared_ptr<FunctionBody const> body, std::vector<feel::Value> captured) : body_(std::move(body)), captured_(std::move(captured)) {}
  std::string const& name() const override { return body_->name; }
  std::vector<std::string> const& parameters() const override { return body_->parameters; }
  bool has_type(feel::Type const& type) const override;
  TypePtr boxed_type() const { return boxed_function_type(body_->parameters, body_->types, body_->body->type); }
  feel::Value call(std::span<feel::Value const> arguments, feel::Frame& caller, feel::Place place) const override;

 protected:
  /// Fills what is neither captured nor a parameter.
  virtual void prepare(feel::Value*) const {}
  std::shared_ptr<FunctionBody const> body_;
  std::vector<feel::Value> captured_;
};

/// Business knowledge: sees the functions that it requires, and itself.
class Knowledge final : public BoxedFunction, public std::enable_shared_from_this<Knowledge> {
 public:
  Knowledge(std::shared_ptr<FunctionBody const> body, std::vector<feel::Value> required, std::uint32_t self_slot)
      : BoxedFunction(std::move(body), std::move(required)), self_slot_(self_slot) {}

 private:
  void prepare(feel::Value* slots) const override { slots[self_slot_] = std::shared_ptr<feel::Function const>(shared_from_this()); }
  std::uint32_t self_slot_;
};

/// A decision service as a function of its input data and input decisions. The model must outlive it.
class ServiceFunction final : public feel::Function {
 public:
  ServiceFunction(DecisionModel const& model, std::uint32_t node, std::vector<std::string> parameters) : model_(model), node_(node), parameters_(std::move(parameters)) {}
  std::string const& name() const override;
  std::vector<std::string> const& parameters() const override { return parameters_; }
  bool has_type(feel::Type const& type) const override { return type.parts.size() == parameters_.size() + 1; }
  feel::Value call(std::span<feel::Value const> arguments, feel::Frame& caller, feel::Place place) const override;

 private:
  DecisionModel const& model_;
  std::uint32_t node_;
  std::vector<std::string> parameters_;
};

}  // namespace drivetrain::decisions::dmn
