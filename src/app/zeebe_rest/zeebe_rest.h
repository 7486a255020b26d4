// /v2/jobs: the part of Camunda 8's REST API by which its workers take jobs and answer for them, so that they run against a Drivetrain. JSON,
// names and refusals (RFC 9457) are as there; a key is case and activity in one number. What is asked for and not known here is refused.
#pragma once

#include "platform/http.h"

namespace drivetrain::app::api {
class Api;
}

namespace drivetrain::app::zeebe_rest {

inline constexpr char const* root = "/v2/";
platform::Response answer(api::Api& api, platform::Request const& request);

}  // namespace drivetrain::app::zeebe_rest
