// Promises: whether what a customer was promised will be kept, from the slack that is left and the work that still lies ahead.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "app/company.h"

namespace drivetrain::app::views {

/// at_risk: less time is left than the work still ahead should take.
enum class Promise : std::uint8_t { none, on_track, at_risk, broken, kept };
std::string_view to_string(Promise promise);

Promise promise_of(Company const& company, processes::Case const& c, Instant now);
/// promised − now − work still ahead; negative when it cannot be kept any more by working as expected.
Duration slack_of(Company const& company, processes::Case const& c, Instant now);

/// Running cases whose promise is at risk or broken, the least slack first.
std::vector<processes::Case const*> promises_that_will_break(Company const& company, Instant now);

}  // namespace drivetrain::app::views
