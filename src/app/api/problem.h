// Problems: refusals as the contract promises them (RFC 9457): what, why, who may, and what next.
#pragma once

#include <string>
#include <vector>

#include "app/api/contract.h"
#include "app/api/exchange.h"
#include "base/result.h"
#include "platform/http.h"

namespace drivetrain::app::api {

/// X901 404 · X902 422 · X903 409 · X904 403 · X905 422 · X906 403 · X907 412→409 … see problem.cpp; 500 for unknown codes.
int status_of(std::string_view code);

platform::Response problem(Error const& error, Hints const& hints = {});
platform::Response problem(int status, Error const& error, Hints const& hints = {});
/// 429 with Retry-After.
platform::Response too_often(Duration wait);
/// Fields that do not fit.
platform::Response misfit_problem(int status, std::string const& detail, std::vector<Misfit> const& misfits);

}  // namespace drivetrain::app::api
