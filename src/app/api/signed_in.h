// What is answered to whoever has just signed in, by password or by one-time link.
#pragma once

#include "app/access/access.h"
#include "app/api/exchange.h"

namespace drivetrain::app::api {

/// The session with its cookie, or the refusal.
platform::Response answer_opened(Exchange& exchange, Result<access::Access::Opened> const& opened);

}  // namespace drivetrain::app::api
