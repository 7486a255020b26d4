// From request to answer: who asks, from where, does it fit the contract, which handler (see api.h).
#include "app/api/api.h"

#include <algorithm>

#include "app/api/contract.h"
#include "app/api/problem.h"
#include "base/diagnostic_codes.h"
#include "base/text.h"
#include "feel/json.h"
#include "platform/assets.h"

namespace drivetrain::app::api {

using platform::Request;
using platform::Response;

namespace {

bool is_write(Request const& request) { return request.method != "GET" && request.method != "HEAD" && request.method != "OPTIONS"; }

std::string_view host_without_port(std::string_view host) {
  if (host.starts_with('[')) return host.substr(0, host.find(']') + 1);
  return host.substr(0, host.find(':'));
}

bool is_loopback_name(std::string_view host) {
  auto name = host_without_port(host);
  return name == "localhost" || name == "[::1]" || name.starts_with("127.");
}

bool is_api(std::string const& path) { return path.starts_with("/api/") || path == "/livez" || path == "/readyz" || path == "/version"; }

/// What a browser may do with anything from here (OWASP secure headers).
void secure(Response& response, bool api) {
  auto add = [&](char const* name, char const* value) { response.headers.emplace_back(name, value); };
  add("Content-Security-Policy", "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; worker-src 'self'; "
                                 "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'");
  add("X-Content-Type-Options", "nosniff");
  add("X-Frame-Options", "DENY");
  add("Referrer-Policy", "same-origin");
  add("Cross-Origin-Opener-Policy", "same-origin");
  add("Cross-Origin-Resource-Policy", "same-origin");
  auto has = [&](std::string_view name) { return std::any_of(response.headers.begin(), response.headers.end(), [&](auto const& one) { return one.first == name; }); };
  if (api && !has("Cache-Control")) add("Cache-Control", "no-store");
}

constexpr std::string_view code_pages = "/docs/DT-";

/// What a problem's `type` leads to: the words of `drivetrain explain`.
Response code_page(Request const& request) {
  auto text = explain(request.path.substr(std::string_view("/docs/").size()));
  if (!text) return Response::not_found(request);
  if (request.method != "GET") return Response::method_not_allowed(request, "GET, HEAD");
  Response response;
  response.headers.emplace_back("Content-Type", "text/plain; charset=utf-8");
  response.body = text.take();
  return response;
}

}  // namespace

Api::Api(Runtime& runtime, journal::World world, ApiOptions options)
    : runtime_(runtime), store_(world.store), options_(std::move(options)), router_(make_router()), sessions_(world.entropy),
      index_(runtime.journal(), world.store, runtime.company().catalogue()), changed_(runtime.journal(), runtime.company()) {}

Response Api::answer(Request const& request) {
  bool api = is_api(request.path);
  auto response = api ? route(request) : request.path.starts_with(code_pages) ? code_page(request) : platform::serve_asset(request);
  secure(response, api);
  return response;
}

std::optional<Response> Api::refuse_origin(Request const& request) const {
  auto host = request.header("host");
  if (options_.loopback_only && !host.empty() && !is_loopback_name(host))
    return problem(403, {"", "this server answers to this machine only, not to the name " + std::string(host), "Open it as http://127.0.0.1, or start it with --address."});
  if (!is_write(request)) return std::nullopt;
  auto origin = request.header("origin");
  auto scheme = origin.find("://");
  bool elsewhere = !origin.empty() && (scheme == std::string_view::npos || origin.substr(scheme + 3) != host);
  auto site = request.header("sec-fetch-site");
  if (elsewhere || (!site.empty() && site != "same-origin" && site != "none"))
    return problem(403, {"", "a write from another origin (" + std::string(origin.empty() ? site : origin) + ") is refused", "Write from a page of this server, or from a program that sends no Origin."});
  return std::nullopt;
}

std::optional<Response> Api::check_request(Exchange& exchange) const {
  auto const& request = exchange.request;
  auto const* operation = Contract::current().find(exchange.route.operation);
  DT_ASSERT(operation != nullptr);
  std::vector<std::pair<std::string, std::string>> query(request.query.begin(), request.query.end());
  if (auto misfits = Contract::current().check_query(*operation, query); !misfits.empty())
    return misfit_problem(400, "the query parameter " + misfits.front().pointer + " " + misfits.front().detail, misfits);
  if (request.method != "POST") return std::nullopt;
  auto type = request.header("content-type");
  if (trim(type.substr(0, type.find(';'))) != "application/json")
    return problem(415, {"", "the body must be application/json" + (type.empty() ? std::string() : ", not " + std::string(type)), "Send Content-Type: application/json and a JSON object."});
  auto body = feel::from_json(request.body);
  if (!body) return problem(400, {"", "the body is no JSON: " + body.error().message, body.error().help});
  exchange.body = body.take();
  auto misfits = Contract::current().check_body(*operation, exchange.body);
  if (misfits.empty()) return std::nullopt;
  auto const& first = misfits.front();
  auto where = first.pointer.empty() ? "the body" : first.pointer.substr(1);
  return misfit_problem(422, where + " " + first.detail, misfits);
}

Response Api::route(Request const& request) {
  if (auto refused = refuse_origin(request)) return *refused;
  auto match = router_.find(request.method, request.path);
  if (match.allowed.empty()) return Response::not_found(request);
  if (!match.route) return Response::method_not_allowed(request, match.allowed);
  Exchange exchange{*this, request, *match.route, std::move(match.path), sessions_.person(Sessions::token_of(request.header("cookie"))), {}};
  if (match.route->asks == Asks::somebody && exchange.person.empty())
    return problem(401, {"", "nobody is signed in", "Sign in first: POST /api/v1/session."});
  if (auto refused = check_request(exchange)) return *refused;
  return match.route->handler(exchange);
}

std::shared_ptr<Diagnostics const> Api::findings(OperatingModel const& model, Date day) {
  auto key = model.revision + " " + format_date(day);
  std::lock_guard lock(findings_mutex_);
  if (key != findings_key_) {
    findings_ = std::make_shared<Diagnostics const>(model::compile(model.files, {day}).diagnostics);
    findings_key_ = std::move(key);
  }
  return findings_;
}

}  // namespace drivetrain::app::api
