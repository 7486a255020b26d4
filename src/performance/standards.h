// Definitions that a KPI may claim to follow: formulas of ISO 22400-2 over its elements. A KPI that claims one names its measures as the
// standard names its elements, by symbol (APT) or in words (actual_production_time).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace drivetrain::performance {

struct StandardDefinition {
  std::string id;                     ///< "ISO22400-2:OEE"
  std::string title;                  ///< of its KPI description in the standard
  std::vector<std::string> formulas;  ///< over symbols, in FEEL; any of them
};

std::vector<StandardDefinition> const& standard_definitions();
/// Upper and lower case, spaces and signs between words make no difference. Null pointer when it is not in the catalogue.
StandardDefinition const* find_standard(std::string_view id);
/// "actual production time" and "APT" are "apt"; nothing when it names no element.
std::optional<std::string> standard_element(std::string_view measure);
/// "apt (actual production time)".
std::string describe_element(std::string const& symbol);

}  // namespace drivetrain::performance
