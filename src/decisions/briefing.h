// Briefing: what a decision rests on, each figure with its source and its age, and what it does to the answer when it is too old.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "decisions/model.h"
#include "decisions/state.h"

namespace drivetrain::decisions {

/// Figures lie in other folders; app/ knows them.
class InformationSource {
 public:
  virtual ~InformationSource() = default;
  /// Value, unit, source and time of the newest data; kind, id, max_age and stale are not its business.
  virtual BriefedInput look_up(Information const& information, Instant now) const = 0;
};

struct BriefingToday {
  std::vector<BriefedInput> inputs;        ///< in the order declared
  std::vector<std::size_t> blocking;       ///< indexes of inputs that are too old to answer on
  std::vector<std::size_t> to_sign;        ///< indexes of inputs for which whoever answers signs
};
BriefingToday brief(Decision const& decision, InformationSource const& source, Instant now);

/// "balance-queue-hours is 3 h old and may be 2 h", "copper-prices has no data".
std::string stale_in_words(BriefedInput const& input, Instant now);

/// DT-X910 when an input is too old to answer on, or has to be signed for and `signature` is empty.
Status check_briefing(BriefingToday const& briefing, std::string_view title, std::string_view signature, Instant now);

}  // namespace drivetrain::decisions
