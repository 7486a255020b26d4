// The built-in functions of FEEL as documentation and completion show them.
#pragma once

#include <string>
#include <vector>

namespace drivetrain::feel {

struct BuiltinParameter {
  std::string name, type;  ///< types joined by |
  bool optional = false, variadic = false;
};
struct BuiltinForm {
  std::vector<BuiltinParameter> parameters;
};
struct BuiltinDoc {
  std::string name, family;
  std::vector<BuiltinForm> forms;
  std::string summary;  ///< one line
};

/// Every built-in, by family, in the order of docs/reference.
std::vector<BuiltinDoc> const& catalogue();

}  // namespace drivetrain::feel
