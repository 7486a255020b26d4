// Cases for a list. All that is to be looked at is looked at a slice at a time: nothing is written while somebody looks, so between two slices whoever
// writes comes first, however many cases there are. A case that ends or begins meanwhile is seen once, or not at all.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/api/exchange.h"
#include "processes/state.h"

namespace drivetrain::app::faces {

/// Which cases: those that are named, found by their numbers, or all.
struct Among {
  std::optional<std::vector<processes::CaseNumber>> numbers = {};
  std::optional<std::string> business_key = {};
  bool finished = false;  ///< also those that have ended a short while ago
};
enum class Next { more, enough };
/// Of a case; within the journal's read, perhaps twice.
using RowsOf = std::function<void(api::Reading const&, processes::Case const&, std::vector<feel::Context>&)>;
/// Outside of it, once for each row.
using TakeRow = std::function<Next(feel::Context)>;

inline constexpr std::size_t cases_at_once = 250, rows_at_once = 2'000;

/// Open cases in the order of their start, then those that have ended. Errors are the journal's.
Status look_at_cases(api::Api& api, std::string const& person, Among const& among, RowsOf const& rows_of, TakeRow const& take);

}  // namespace drivetrain::app::faces
