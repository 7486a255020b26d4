// One line in a file (see company_time.h).
#include "app/company_time.h"

#include <filesystem>

#include "base/text.h"
#include "platform/files.h"

namespace drivetrain::app {

namespace {
std::string time_file(std::string const& folder) { return folder + "/demo_time"; }
}  // namespace

Result<std::optional<Instant>> read_company_time(std::string const& folder) {
  std::error_code error;
  if (!std::filesystem::exists(time_file(folder), error)) return std::optional<Instant>();
  DT_TRY(auto text, platform::read_file(time_file(folder)));
  auto instant = parse_instant(trim(text));
  if (!instant) return Error{"DT-X920", time_file(folder) + " holds no time: " + text, "write a time like 2026-03-27T08:00:00Z into it, or delete it"};
  return std::optional(*instant);
}

Status write_company_time(std::string const& folder, Instant now) { return platform::write_file(time_file(folder), format_instant(now) + "\n"); }

}  // namespace drivetrain::app
