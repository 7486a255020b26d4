// Names and namespaces of DMN's versions (see dmn.h).
#include <array>

#include "base/text.h"
#include "notation/dmn/dmn.h"

namespace drivetrain::notation {

namespace dmn {

std::string_view version_of(std::string_view model_space) {
  struct Version {
    std::string_view uri, version;
  };
  static constexpr Version versions[] = {{"http://www.omg.org/spec/DMN/20151101/dmn.xsd", "1.1"},
                                         {"http://www.omg.org/spec/DMN/20151101/dmn11.xsd", "1.1"},
                                         {"http://www.omg.org/spec/DMN/20180521/MODEL/", "1.2"},
                                         {"https://www.omg.org/spec/DMN/20191111/MODEL/", "1.3"},
                                         {"https://www.omg.org/spec/DMN/20211108/MODEL/", "1.4"},
                                         {"https://www.omg.org/spec/DMN/20230324/MODEL/", "1.5"},
                                         {"https://www.omg.org/spec/DMN/20240513/MODEL/", "1.6"},
                                         {"https://www.omg.org/spec/DMN/", "1.7"}};
  for (auto const& each : versions)
    if (model_space == each.uri || (model_space.ends_with("/") && model_space.substr(0, model_space.size() - 1) == each.uri) ||
        (each.uri.ends_with("/") && each.uri.substr(0, each.uri.size() - 1) == model_space))
      return each.version;
  return {};
}

bool is_b_feel(std::string_view uri) { return lower_ascii(uri).find("b-feel") != std::string::npos; }

bool is_feel(std::string_view uri) {
  if (is_b_feel(uri)) return false;
  return uri.find("omg.org/spec/FEEL/") != std::string_view::npos ||
         (uri.find("omg.org/spec/DMN/") != std::string_view::npos && (uri.ends_with("/FEEL/") || uri.ends_with("/FEEL"))) || lower_ascii(uri) == "feel" ||
         lower_ascii(uri) == "s-feel";
}

}  // namespace dmn

std::string_view to_string(DmnHitPolicy policy) {
  constexpr std::array<std::string_view, 7> names{"UNIQUE", "FIRST", "PRIORITY", "ANY", "COLLECT", "RULE ORDER", "OUTPUT ORDER"};
  return names[static_cast<std::size_t>(policy)];
}
std::string_view to_string(DmnAggregation aggregation) {
  constexpr std::array<std::string_view, 5> names{"", "SUM", "COUNT", "MIN", "MAX"};
  return names[static_cast<std::size_t>(aggregation)];
}
std::string_view to_string(DmnBoxed kind) {
  constexpr std::array<std::string_view, 12> names{"expression", "decision table", "context", "relation", "list", "invocation",
                                                   "function", "conditional", "filter", "for", "some", "every"};
  return names[static_cast<std::size_t>(kind)];
}
std::string_view to_string(DmnKind kind) {
  constexpr std::array<std::string_view, 5> names{"decision", "business knowledge model", "decision service", "input data", "knowledge source"};
  return names[static_cast<std::size_t>(kind)];
}

std::string normal_name(std::string_view written) {
  std::string name;
  bool blank = false;
  for (char c : trim(written)) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      blank = true;
      continue;
    }
    if (blank) name += ' ';
    blank = false;
    name += c;
  }
  return name;
}

DmnElement const* DmnDefinitions::find(std::string_view wanted) const {
  for (auto const& element : elements)
    if (element.id == wanted) return &element;
  return nullptr;
}

}  // namespace drivetrain::notation
