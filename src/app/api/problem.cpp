// Refusals as problems (see problem.h).
#include "app/api/problem.h"

#include "journal/errors.h"

namespace drivetrain::app::api {

using platform::Response;

namespace {

Response write_problem(int status, Error const& error, Hints const& hints, std::vector<Misfit> const& misfits) {
  JsonWriter json;
  json.begin_object();
  json.field("type", error.code.empty() ? std::string("about:blank") : "/docs/" + error.code);
  json.field("title", platform::reason_of(status));
  json.field("status", status);
  json.field("detail", error.message);
  if (!error.code.empty()) json.field("code", error.code);
  if (!error.help.empty()) json.field("help", error.help);
  if (hints.holder) json.field("holder", *hints.holder);
  if (!misfits.empty()) {
    json.key("errors").begin_array();
    for (auto const& misfit : misfits) json.begin_object().field("pointer", misfit.pointer).field("detail", misfit.detail).end_object();
    json.end_array();
  }
  if (hints.passed_over) {
    json.key("passed_over");
    hints.passed_over(json);
  }
  json.end_object();
  Response response;
  response.status = status;
  response.headers.emplace_back("Content-Type", "application/problem+json");
  if (status == 401) response.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"Drivetrain\"");  // RFC 9110 §11.6.1
  response.body = json.take();
  return response;
}

}  // namespace

int status_of(std::string_view code) {
  if (code == "DT-X901") return 404;
  if (code == "DT-X903" || code == "DT-X907" || code == "DT-X910" || code == "DT-X911") return 409;
  if (code == "DT-X904" || code == "DT-X906") return 403;
  if (code == "DT-X902" || code == "DT-X905" || code == "DT-X908" || code == "DT-X909") return 422;
  if (code == "DT-X925") return 400;
  if (code == "DT-X929") return 503;
  if (code == "DT-X940") return 401;
  if (code == "DT-X941") return 429;
  if (code == "DT-X942") return 403;
  if (code == "DT-X943") return 404;
  if (code == "DT-X944") return 412;
  if (code >= "DT-X920" && code <= "DT-X923") return 503;
  if (code == "DT-X927") return 503;
  return 500;
}

Response problem(Error const& error, Hints const& hints) { return problem(status_of(error.code), error, hints); }
Response problem(int status, Error const& error, Hints const& hints) { return write_problem(status, error, hints, {}); }
Response too_often(Duration wait) {
  auto whole_seconds = std::to_string((wait.us + 999'999) / 1'000'000);
  auto response = problem({"DT-X941", "too many attempts in a short time", "wait " + whole_seconds + " s, then try again"});
  response.headers.emplace_back("Retry-After", whole_seconds);
  return response;
}
Response misfit_problem(int status, std::string const& detail, std::vector<Misfit> const& misfits) {
  return write_problem(status, {status == 400 ? "" : "DT-X902", detail, "Correct what `errors` points at; /api/v1/openapi.json says what is asked for."}, {}, misfits);
}

}  // namespace drivetrain::app::api
