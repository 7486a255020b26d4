// What a model says to workers beside the variables: Camunda 8's task headers, Camunda 7's extension properties and injected fields, as they are written.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "app/api/exchange.h"
#include "app/api/job_poll.h"

namespace drivetrain::app::api {

/// Empty when there are none.
std::vector<std::pair<std::string, std::string>> const& properties_of(Reading const& reading, TakenJob const& job);
/// As the entries of an object.
void write_properties(JsonWriter& json, Reading const& reading, TakenJob const& job);

}  // namespace drivetrain::app::api
