// Where a simulated company's time stands, kept in its data folder, so that it goes on where it stopped.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "base/time.h"

namespace drivetrain::app {

/// Nothing when the folder has none yet. DT-X920 when it cannot be read or written.
Result<std::optional<Instant>> read_company_time(std::string const& folder);
Status write_company_time(std::string const& folder, Instant now);

}  // namespace drivetrain::app
