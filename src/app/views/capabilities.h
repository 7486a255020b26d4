// Capabilities: what operations must excel at, with the level that evidence gives each. A function (functions.h) that stands on paper is
// not yet done: the journal says which cases ended, which rights were used, which meetings were held, and who did the steps. What is
// missing to the next level is its gap; initiatives for the same objectives are the plan.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/journal_index.h"
#include "app/views/functions.h"
#include "app/views/names.h"

namespace drivetrain::app::views {

using performance::KpiStatus;

/// Each level asks for all below it.
enum class CapabilityLevel : std::uint8_t {
  broken,    ///< nothing realises it, or what realises it cannot be done today
  declared,  ///< everything stands, nothing was done in the window
  practised, ///< something that realises it was done
  measured,  ///< everything that realises it was done, and a KPI has a figure
  met        ///< and none of its KPIs is over a limit
};
std::string_view to_string(CapabilityLevel level);

/// What was done in the window.
struct Practice {
  std::int64_t count = 0;
  std::optional<Instant> last;
  std::string text;                    ///< "12 cases ended"; empty where nothing could show it (a rule of the compiler, a machine)
};
/// Of something that realises or enforces: what the journal shows of it from then until now.
Practice practice_of(Company const& company, JournalIndex const& index, Part const& part, Instant from, Instant now);
struct FootingView {
  Footing footing;
  Practice practice;                   ///< of a role: steps done; of a skill: steps done by people who have it
  std::int64_t others = 0;             ///< of a skill: steps done by people who do not have it
};
struct CarrierView {
  Carrier carrier;
  Practice practice;
  std::vector<FootingView> rests_on;
};
struct Capability {
  strategy::Requirement const* requirement = nullptr;
  CapabilityLevel level = CapabilityLevel::broken;
  KpiStatus status = KpiStatus::no_data;   ///< alarm: broken; no_data: declared, in a company younger than the window; warn: declared
  std::vector<CarrierView> carriers;
  std::vector<std::string> kpis;       ///< by which it is measured: of its own, else of its objectives
  std::vector<std::string> gaps;       ///< sentences; the first is the next step. Empty when it is met
  std::vector<std::string> plan;       ///< initiatives that serve one of its objectives
};
struct Capabilities {
  Instant from;                        ///< the window
  std::vector<Capability> all;         ///< those of the heaviest objectives first
  std::vector<std::string> red;        ///< ids that are broken
  std::vector<std::string> turned;     ///< of these, the ones that would stand if nothing were thought away
};

struct CapabilityQuestion {
  int weeks = 12;
  std::optional<Part> without;
};
Capabilities capabilities(Company const& company, JournalIndex const& index, CapabilityQuestion const& question, Instant now);

}  // namespace drivetrain::app::views
