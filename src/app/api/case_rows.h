// What a list of cases and the page of one case both show of it.
#pragma once

#include "app/api/exchange.h"
#include "processes/program.h"
#include "processes/state.h"

namespace drivetrain::app::api {

/// The version that the case follows; null when that model is not at hand.
processes::Program const* program_of_case(Reading const& reading, processes::Case const& c);
/// Its id where there is no program.
std::string title_of_element(processes::Program const* program, std::string const& element);
/// The fields of CaseSummary, without the braces.
void write_case_fields(JsonWriter& json, Reading const& reading, processes::Case const& c);

}  // namespace drivetrain::app::api
