// Functions outside FEEL: what `function(…) external {java: {class: …, method signature: …}}` may name (DMN 1.5 §10.3.2.13.3). There
// is no Java here: a registry of our own functions answers to class and signature, and the same registry is how this product is
// extended with functions written in C++.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "feel/value.h"

namespace drivetrain::feel {

/// `parameters` are the signature's types: "double", "java.lang.String", "java.lang.Object...". Arguments have been converted: a
/// whole number within its range for int, a text of one character for char, a list for what remains behind "...".
struct NativeFunction {
  std::vector<std::string> parameters;
  /// Null and a reason in `why` when there is no result.
  std::function<Value(std::span<Value const> arguments, std::string& why)> run;
};

class NativeFunctions {
 public:
  /// `signature` as "max(double, double)"; blanks do not count, an array "[Ljava.lang.Object;" is "java.lang.Object...".
  void add(std::string_view class_name, std::string_view signature, decltype(NativeFunction::run) run);
  /// Null pointer when there is none; then `why` says which classes or methods there are.
  std::shared_ptr<NativeFunction const> find(std::string_view class_name, std::string_view signature, std::string& why) const;
  /// The methods of java.lang (Math, String, numbers) that models commonly name.
  static NativeFunctions const& java();

 private:
  std::map<std::string, std::map<std::string, std::shared_ptr<NativeFunction const>, std::less<>>, std::less<>> classes_;
};

/// A registered function as a FEEL value with these parameter names; null and a reason when it is not there or takes another number.
Value native_value(NativeFunctions const& functions, std::string_view class_name, std::string_view signature, std::vector<std::string> parameters, std::string& why);

}  // namespace drivetrain::feel
