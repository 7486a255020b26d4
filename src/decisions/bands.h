// Bands: levels of authority over the facts. Exactly one band holds; when none or two do, nobody is guessed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "decisions/model.h"
#include "feel/expression.h"
#include "feel/value.h"

namespace drivetrain::decisions {

struct CompiledBand {
  feel::Expression when;
  bool ok = false;  ///< false: it does not compile, and never holds
};

/// In the order of decision.bands. Names are the declared facts and nothing else.
std::vector<CompiledBand> compile_bands(Decision const& decision);

/// Which role decides for these facts.
struct BandAnswer {
  std::string role;     ///< empty: none, or more than one
  int band = -1;        ///< -1 also for a decision with one named decider
  std::string because;  ///< "delay_hours = 12 is in band 2"; for no role: why nobody
};
BandAnswer answer_bands(Decision const& decision, feel::Value const& facts, Instant now);

/// "band 2 (delay_hours > 8 and delay_hours <= 40)". Bands are counted from 1 for people.
std::string band_in_words(Decision const& decision, int band);

}  // namespace drivetrain::decisions
