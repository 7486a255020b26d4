// What can be measured: the event types of the lower folders with their fields. A measure that names an unknown event or
// field is refused when the model is compiled, not found out by an empty chart.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "feel/value.h"
#include "journal/record.h"

namespace drivetrain::performance {

struct MeasurableEvent {
  std::string name;
  journal::TypeNumber type;
  std::vector<std::string> fields;  ///< plus `at` (date and time) and `actor` (id), which every event has
  /// Nothing when the payload was erased or is damaged.
  std::function<std::optional<feel::Context>(journal::Record const&)> facts;
};

std::vector<MeasurableEvent> const& measurable_events();
/// What a measure of a declared type (see FactType) reads of a FactReported: its attributes, `at` (when it occurred) and `actor`. Nothing
/// when it is of another type, was erased or is damaged.
std::optional<feel::Context> facts_of_type(std::string_view type, journal::Record const& record);
MeasurableEvent const* find_event(std::string_view name);
MeasurableEvent const* find_event(journal::TypeNumber type);

}  // namespace drivetrain::performance
