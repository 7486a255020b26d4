// function(a, b) …: a value that keeps what its body reads from outside (lexical closure, DMN 1.5 §10.3.2.13.5).
#include "feel/function.h"
#include "feel/program/node.h"
#include "feel/type.h"

namespace drivetrain::feel {

namespace {

/// What all values of one function expression share.
struct Body {
  std::string name = "function";
  std::vector<std::string> parameters;
  std::vector<std::shared_ptr<Type const>> types;
  std::shared_ptr<Type const> result;
  std::uint32_t frame_size = 0, depth = 0;
  std::uint64_t steps = 1;
  NodePtr node;
};

class Lambda final : public Function {
 public:
  Lambda(std::shared_ptr<Body const> body, std::vector<Value> captured, std::uint32_t source)
      : body_(std::move(body)), captured_(std::move(captured)), source_(source) {}
  std::string const& name() const override { return body_->name; }
  std::vector<std::string> const& parameters() const override { return body_->parameters; }
  bool has_type(Type const& type) const override { return fits_function_type(type, body_->types, body_->result.get()); }

  Value call(std::span<Value const> arguments, Frame& caller, Place place) const override {
    auto& left = caller.session.depth_left;
    auto cost = body_->depth + 1;
    if (left < cost) {
      caller.session.stop(place, "functions call each other too deeply");
      return {};
    }
    if (!caller.spend(body_->steps, place)) return {};
    std::vector<Value> locals(body_->frame_size);
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      auto given = body_->types[i] ? coerced(arguments[i], *body_->types[i], caller, place) : std::optional(arguments[i]);
      if (!given && !caller.session.stopped.empty()) return {};
      if (!given)
        return caller.null_because(place, "the parameter " + body_->parameters[i] + " is a " + to_text(*body_->types[i]) + ", but " + describe(arguments[i]) + " came");
      locals[i] = std::move(*given);
    }
    Frame frame{caller.session, nullptr, locals.data(), captured_.data()};
    InSource here(caller.session, source_);
    left -= cost;
    auto result = body_->node->evaluate(frame);
    left += cost;
    return result;
  }

 private:
  std::shared_ptr<Body const> body_;
  std::vector<Value> captured_;
  std::uint32_t source_;
};

class MakeFunction final : public Node {
 public:
  explicit MakeFunction(Tree const& tree) : Node(tree.place), captures_(tree.captures) {
    auto body = std::make_shared<Body>();
    body->parameters = tree.names, body->types = tree.types, body->result = tree.result;
    body->frame_size = std::max<std::uint32_t>(tree.frame_size, static_cast<std::uint32_t>(tree.names.size()));
    body->depth = tree.children[0]->depth;
    body->steps = steps_of(*tree.children[0]);
    body->node = build(*tree.children[0]);
    body_ = std::move(body);
  }
  Value evaluate(Frame& frame) const override {
    std::vector<Value> captured;
    captured.reserve(captures_.size());
    for (auto const& binding : captures_) {
      switch (binding.where) {
        case Binding::Where::global: captured.push_back(frame.global(binding.index)); break;
        case Binding::Where::local: captured.push_back(frame.locals[binding.index]); break;
        case Binding::Where::capture: captured.push_back(frame.captures[binding.index]); break;
      }
    }
    if (!frame.take(sizeof(Lambda) + captured.size() * sizeof(Value), place())) return {};
    return std::shared_ptr<Function const>(std::make_shared<Lambda>(body_, std::move(captured), frame.session.source));
  }

 private:
  std::vector<Binding> captures_;
  std::shared_ptr<Body const> body_;
};

}  // namespace

NodePtr build_function(Tree const& tree) { return std::make_unique<MakeFunction>(tree); }

}  // namespace drivetrain::feel
