// /engine-rest: the part of Camunda 7's REST API that its workers and the programs around them use, so that they run unchanged against a
// Drivetrain: deployments, definitions, instances, tasks, decisions, external tasks, messages, signals, incidents, jobs, what became of an instance. JSON, names and errors are as there; what is asked for and
// not known here is refused by name, never ignored. Rights are ours: a token as Bearer, or as the password of Basic.
#pragma once

#include "platform/http.h"

namespace drivetrain::app::api {
class Api;
}

namespace drivetrain::app::engine_rest {

inline constexpr char const* root = "/engine-rest/";
platform::Response answer(api::Api& api, platform::Request const& request);

}  // namespace drivetrain::app::engine_rest
