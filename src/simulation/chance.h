// Chance: every question that chance answers has a name, and the same name under the same seed always has the same answer.
// So nobody keeps dice in a pocket: what people will do follows from the state and the seed alone, a restart in the middle
// changes nothing, and two models under one seed meet the same customers (common random numbers).
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "feel/value.h"
#include "simulation/profile.h"

namespace drivetrain::simulation {

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : root_(seed) {}
  /// A stream of its own for what is named, e.g. {"work", "OH-0206-2", "rewind"}.
  Random of(std::initializer_list<std::string_view> name) const;

 private:
  Random root_;
};

/// Positive, whole seconds.
Duration draw(Spread const& spread, Random& random);
feel::Value draw(Draw const& draw, Random& random);
feel::Context draw(std::map<std::string, Draw> const& draws, Random& random);
/// Whether something of this share (0 … 1) happens.
bool happens(Decimal const& share, Random& random);
bool happens(double share, Random& random);
/// How many of something with this mean happen (Poisson).
int how_many(double mean, Random& random);
/// Index by weight; 0 when all weights are 0. Precondition: not empty.
std::size_t pick(std::vector<double> const& weights, Random& random);
/// One of them; empty when there is none.
std::string pick(std::vector<std::string> const& texts, Random& random);

/// How much of something with these weeks holds in week `week`: 0 … 1.
double strength(Weeks const& weeks, int week);

}  // namespace drivetrain::simulation
