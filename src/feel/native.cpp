// The registry of functions outside FEEL, and the conversion of arguments to what a signature says (see native.h).
#include "feel/native.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "feel/function.h"
#include "feel/program/frame.h"

namespace drivetrain::feel {

namespace {

std::string without_spaces(std::string_view text) {
  std::string out;
  for (char c : text)
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') out += c;
  return out;
}

/// "[Ljava.lang.Object;" and "java.lang.Object[]" are "java.lang.Object...".
std::string plain_native_type(std::string_view type) {
  if (type.starts_with("[L") && type.ends_with(";")) return std::string(type.substr(2, type.size() - 3)) + "...";
  if (type.ends_with("[]")) return std::string(type.substr(0, type.size() - 2)) + "...";
  return std::string(type);
}

/// "max", {"double", "double"}; the name alone when there are no parentheses.
std::pair<std::string, std::vector<std::string>> split_signature(std::string_view signature) {
  auto text = without_spaces(signature);
  auto open = text.find('(');
  std::vector<std::string> types;
  if (open != std::string::npos && text.ends_with(")") && text.size() > open + 2)
    for (auto part : split(std::string_view(text).substr(open + 1, text.size() - open - 2), ',')) types.push_back(plain_native_type(part));
  return {text.substr(0, open), std::move(types)};
}

std::string canonical_signature(std::string_view signature) {
  auto [name, types] = split_signature(signature);
  return name + "(" + join(types, ",") + ")";
}

std::string_view simple_name(std::string_view type) {
  if (type.starts_with("java.lang.")) type.remove_prefix(10);
  return type;
}

bool fits_whole(Value const& value, double low, double high) {
  return value.is_number() && value.number().is_integer() && value.number().to_double() >= low && value.number().to_double() <= high;
}

/// Whether the value can be what a signature's type asks for.
bool suits(std::string_view type, Value const& value) {
  auto name = simple_name(type);
  if (name == "Object") return true;
  if (name == "String") return value.kind() == Kind::string || value.is_null();
  if (name == "char" || name == "Character") return value.kind() == Kind::string && code_point_count(value.string()) == 1;
  if (name == "boolean" || name == "Boolean") return value.kind() == Kind::boolean;
  if (name == "byte" || name == "Byte") return fits_whole(value, -128, 127);
  if (name == "short" || name == "Short") return fits_whole(value, -32768, 32767);
  if (name == "int" || name == "Integer") return fits_whole(value, -2147483648.0, 2147483647.0);
  if (name == "long" || name == "Long") return value.is_number() && value.number().to_int64().has_value();
  if (name == "double" || name == "Double" || name == "float" || name == "Float" || name == "java.math.BigDecimal" || name == "Number") return value.is_number();
  return false;
}

class NativeValue final : public Function {
 public:
  NativeValue(std::string name, std::vector<std::string> parameters, std::shared_ptr<NativeFunction const> function)
      : name_(std::move(name)), parameters_(std::move(parameters)), function_(std::move(function)) {}
  std::string const& name() const override { return name_; }
  std::vector<std::string> const& parameters() const override { return parameters_; }
  Value call(std::span<Value const> arguments, Frame& frame, Place place) const override {
    if (!frame.spend(1, place)) return {};
    auto const& types = function_->parameters;
    bool variadic = !types.empty() && types.back().ends_with("...");
    auto fixed = variadic ? types.size() - 1 : types.size();
    std::vector<Value> converted;
    for (std::size_t i = 0; i < fixed; ++i) {
      if (!suits(types[i], arguments[i])) return refuse(types[i], arguments[i], frame, place);
      converted.push_back(arguments[i]);
    }
    if (variadic) {
      auto type = std::string_view(types.back()).substr(0, types.back().size() - 3);
      List rest;
      // One list stands for all that remain, as an array does.
      bool given_as_list = arguments.size() == types.size() && arguments.back().kind() == Kind::list;
      auto remaining = given_as_list ? std::span<Value const>(arguments.back().list()) : arguments.subspan(fixed);
      for (auto const& value : remaining) {
        if (!suits(type, value)) return refuse(type, value, frame, place);
        rest.push_back(value);
      }
      converted.emplace_back(std::move(rest));
    }
    std::string why;
    std::uint64_t weight = 0;
    for (auto const& value : converted) weight += value.weight();
    if (!frame.spend(weight, place)) return {};
    auto result = function_->run(converted, why);
    if (!why.empty()) return frame.null_because(place, name_ + ": " + why);
    if (result.kind() == Kind::string && result.string().size() > limits::max_string_bytes)
      return frame.null_because(place, name_ + ": the text would be longer than " + std::to_string(limits::max_string_bytes) + " bytes");
    return frame.made(std::move(result), place);
  }

 private:
  Value refuse(std::string_view type, Value const& value, Frame& frame, Place place) const {
    return frame.null_because(place, name_ + " takes a " + std::string(type) + ", but " + describe(value) + " came");
  }
  std::string name_;
  std::vector<std::string> parameters_;
  std::shared_ptr<NativeFunction const> function_;
};

}  // namespace

void NativeFunctions::add(std::string_view class_name, std::string_view signature, decltype(NativeFunction::run) run) {
  auto function = std::make_shared<NativeFunction>();
  function->parameters = split_signature(signature).second;
  function->run = std::move(run);
  classes_[std::string(class_name)][canonical_signature(signature)] = std::move(function);
}

std::shared_ptr<NativeFunction const> NativeFunctions::find(std::string_view class_name, std::string_view signature, std::string& why) const {
  auto of_class = classes_.find(class_name);
  if (of_class == classes_.end()) {
    std::vector<std::string> names;
    for (auto const& each : classes_) names.push_back(each.first);
    why = "there is no class \"" + std::string(class_name) + "\" among the functions outside FEEL; there are " + join(names, ", ");
    return nullptr;
  }
  auto wanted = canonical_signature(signature);
  if (auto found = of_class->second.find(wanted); found != of_class->second.end()) return found->second;
  std::vector<std::string> near;
  for (auto const& each : of_class->second) near.push_back(each.first);
  auto likely = nearest(wanted, near);
  why = std::string(class_name) + " has no method " + wanted + (likely ? "; did you mean " + *likely + "?" : "");
  return nullptr;
}

Value native_value(NativeFunctions const& functions, std::string_view class_name, std::string_view signature, std::vector<std::string> parameters, std::string& why) {
  auto found = functions.find(class_name, signature, why);
  if (!found) return {};
  auto wanted = found->parameters.size();
  bool variadic = wanted > 0 && found->parameters.back().ends_with("...");
  if (variadic ? parameters.size() + 1 < wanted : parameters.size() != wanted) {
    why = std::string(signature) + " takes " + counted(wanted, "argument") + ", but the function declares " + counted(parameters.size(), "parameter");
    return {};
  }
  return std::shared_ptr<Function const>(
      std::make_shared<NativeValue>(std::string(class_name) + "." + split_signature(signature).first, std::move(parameters), std::move(found)));
}

}  // namespace drivetrain::feel
