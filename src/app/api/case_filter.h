// Which cases are meant: the same words in the query of /cases and in the filter of a batch, so that what a person sees listed is what is changed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/api/exchange.h"
#include "processes/state.h"

namespace drivetrain::app::api {

/// All of it holds; what is empty or absent asks for nothing.
struct CaseFilter {
  std::vector<std::string> states;  ///< empty: running
  std::vector<std::string> processes, revisions, tiers, customers, keys, promises, cases;
  std::string element;              ///< a token waits there
  std::string words;                ///< within business key, customer or case id, in any case of letters
  std::optional<bool> incident, suspended;
  std::optional<Instant> started_from, started_to;
  Duration age;                     ///< it was started at least so long ago
  Duration waiting;                 ///< a token waits at least so long, at `element` when that is named
};

/// Of the query; DT-X902 when an instant or a duration is none.
Result<CaseFilter> case_filter_of(Exchange const& exchange);
/// Of a filter object that fits the contract; it asks for open cases. DT-X902 as above.
Result<CaseFilter> case_filter_of(feel::Value const& filter);

bool fits(Reading const& reading, CaseFilter const& filter, processes::Case const& c);

}  // namespace drivetrain::app::api
