// function(…) external {java: {class: …, method signature: …}} (DMN 1.5 §10.3.2.13.3): a function of the native registry.
#include "feel/native.h"
#include "feel/program/node.h"

namespace drivetrain::feel {

namespace {

class External final : public Node {
 public:
  explicit External(Tree const& tree) : Node(tree.place), mapping_(build(*tree.children[0])), parameters_(tree.names) {}
  Value evaluate(Frame& frame) const override {
    auto mapping = mapping_->evaluate(frame);
    auto entry = [](Value const& value, std::string_view name) -> Value {
      auto found = value.kind() == Kind::context ? value.context().find(name) : nullptr;
      return found ? *found : Value();
    };
    auto java = entry(mapping, "java");
    auto class_name = entry(java, "class"), signature = entry(java, "method signature");
    if (class_name.kind() != Kind::string || signature.kind() != Kind::string)
      return frame.null_because(place(), entry(mapping, "pmml").is_null() ? "external asks for {java: {class: …, method signature: …}}" : "PMML functions cannot be called here");
    auto natives = frame.session.environment.natives;
    std::string why;
    auto function = native_value(natives ? *natives : NativeFunctions::java(), class_name.string(), signature.string(), parameters_, why);
    if (function.is_null()) return frame.null_because(place(), std::move(why));
    return function;
  }

 private:
  NodePtr mapping_;
  std::vector<std::string> parameters_;
};

}  // namespace

NodePtr build_external(Tree const& tree) { return std::make_unique<External>(tree); }

}  // namespace drivetrain::feel
