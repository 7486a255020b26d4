// /v2: the part of Camunda 8's REST API that its workers and the programs around them use, so that they run against a Drivetrain: deployments, instances,
// jobs, user tasks, decisions, messages, signals, incidents, variables, element instances, the clock. JSON, names and refusals (RFC 9457) are as there; a key is case and
// activity in one number. What is asked for and not known here is refused by name, never ignored. Rights are ours: a token as Bearer, or as the password of Basic.
#pragma once

#include "platform/http.h"

namespace drivetrain::app::api {
class Api;
}

namespace drivetrain::app::zeebe_rest {

inline constexpr char const* root = "/v2/";
platform::Response answer(api::Api& api, platform::Request const& request);

}  // namespace drivetrain::app::zeebe_rest
