// From request to answer: who asks, from where, does it fit the contract, which handler (see api.h).
#include "app/api/api.h"

#include <algorithm>
#include <chrono>

#include "app/api/contract.h"
#include "app/api/problem.h"
#include "app/api/table_export.h"
#include "app/api/version_tag.h"
#include "app/engine_rest/engine_rest.h"
#include "app/zeebe_rest/zeebe_rest.h"
#include "base/base64.h"
#include "base/diagnostic_codes.h"
#include "base/text.h"
#include "feel/json.h"
#include "platform/assets.h"

namespace drivetrain::app::api {

using platform::Request;
using platform::Response;

namespace {

bool is_write(Request const& request) { return request.method != "GET" && request.method != "HEAD" && request.method != "OPTIONS"; }

/// RFC 8288: the next page of a list, as its answer names it. Only our own writer writes this name, and within a text its quotes would be escaped.
void link_next_page(Request const& request, Response& response) {
  constexpr std::string_view name = "\"next_cursor\":\"";
  auto found = response.body.rfind(name);
  if (response.status != 200 || found == std::string::npos) return;
  auto begin = found + name.size();
  auto cursor = response.body.substr(begin, response.body.find('"', begin) - begin);
  std::string link = "<" + request.path + "?";
  for (auto const& [parameter, value] : request.query)
    if (parameter != "cursor") link += platform::percent_encoded(parameter) + "=" + platform::percent_encoded(value) + "&";
  response.headers.emplace_back("Link", link + "cursor=" + platform::percent_encoded(cursor) + ">; rel=\"next\"");
}

std::string_view host_without_port(std::string_view host) {
  if (host.starts_with('[')) return host.substr(0, host.find(']') + 1);
  return host.substr(0, host.find(':'));
}

bool is_loopback_name(std::string_view host) {
  auto name = host_without_port(host);
  return name == "localhost" || name == "[::1]" || name.starts_with("127.");
}

bool is_api(std::string const& path) { return path.starts_with("/api/") || path.starts_with(engine_rest::root) || path.starts_with(zeebe_rest::root) || path == "/livez" || path == "/readyz" || path == "/metrics" || path == "/version"; }

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

namespace {

/// What is answered later has the same headers.
Response dressed(Response response) {
  if (!response.parked) secure(response, true);
  else response.parked->again = [again = std::move(response.parked->again)](bool last) { return dressed(again(last)); };
  return response;
}

}  // namespace

Api::Api(Runtime& runtime, journal::World world, ApiOptions options)
    : runtime_(runtime), world_(world), store_(world.store), options_(std::move(options)), router_(make_router()),
      index_(runtime.journal(), world.store, runtime.company().catalogue()), past_(runtime.company().library(), world.store), changed_(runtime.journal(), runtime.company()), job_bell_(runtime.journal()), case_bell_(runtime.journal()), job_streams_(*this) {}

Status Api::open() {
  if (!options_.access_store) {
    DT_ASSIGN(own_access_store_, platform::AccessStore::open(":memory:"));
  }
  auto& store = options_.access_store ? *options_.access_store : *own_access_store_;
  auto& clock = options_.machine_clock ? *options_.machine_clock : world_.clock;
  access_ = std::make_unique<access::Access>(runtime_, store, clock, world_.entropy, options_.access);
  DT_CHECK(access_->open());
  if (!options_.answer_store) {
    DT_ASSIGN(own_answer_store_, platform::AnswerStore::open(":memory:"));
  }
  repeats_ = std::make_unique<Repeats>(options_.answer_store ? *options_.answer_store : *own_answer_store_, clock);
  if (options_.requests_per_second > 0)
    turns_ = std::make_unique<platform::RateLimiter>(platform::RateLimiter::Rule{5.0 * options_.requests_per_second, Duration{1'000'000 / options_.requests_per_second}});
  return index_.open();
}

Response Api::answer(Request const& request) {
  bool api = is_api(request.path);
  if (!api) {
    auto response = request.path.starts_with(code_pages) ? code_page(request) : platform::serve_asset(request);
    secure(response, false);
    return response;
  }
  auto begun = std::chrono::steady_clock::now();
  std::string operation = "unknown";
  auto response = dressed(request.path.starts_with(engine_rest::root)  ? engine_rest::answer(*this, request)
                          : request.path.starts_with(zeebe_rest::root) ? zeebe_rest::answer(*this, request)
                                                                       : route(request, operation));
  meter_.note(operation, response.status, std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
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
  // A browser sends the cookie by itself, so the cookie alone does not show that one of our pages asks; every present browser says where it writes
  // from, and no foreign page can set a header of its own without being asked for first (Fetch, CORS preflight).
  bool shown = !origin.empty() || !site.empty() || !request.header("drivetrain-request").empty();
  if (!shown && !session_secret(request).empty())
    return problem(403, {"", "a write with a session's cookie must show that it comes from a page of this server", "Send Origin, as browsers do, or the header Drivetrain-Request: 1; programs use a token instead of the cookie."});
  return std::nullopt;
}

std::string Api::session_secret(Request const& request) {
  for (auto part : split(request.header("cookie"), ';')) {  // RFC 6265 §5.4
    part = trim(part);
    auto equals = part.find('=');
    if (equals != std::string_view::npos && part.substr(0, equals) == session_cookie) return std::string(part.substr(equals + 1));
  }
  return "";
}

Result<access::Principal> Api::identify(Request const& request) {
  auto shown = request.header("authorization");
  if (shown.empty()) return access_->by_session(session_secret(request));
  auto blank = shown.find(' ');
  // Programs that were made for another engine know Basic alone: the token is the password, whatever the name (RFC 7617).
  std::string password;
  if (lower_ascii(shown.substr(0, blank)) == "basic" && blank != std::string_view::npos && (request.path.starts_with(engine_rest::root) || request.path.starts_with(zeebe_rest::root))) {
    auto pair = from_base64(trim(shown.substr(blank + 1)));
    auto colon = pair ? pair->find(':') : std::string::npos;
    if (colon != std::string::npos) password = pair->substr(colon + 1), shown = password = "Bearer " + password, blank = 6;
  }
  if (lower_ascii(shown.substr(0, blank)) != "bearer" || blank == std::string_view::npos)
    return Error{"DT-X940", "this kind of Authorization is not known here", "Send Authorization: Bearer dt_…, or none at all."};
  auto who = access_->by_bearer(trim(shown.substr(blank + 1)));
  if (!who.signed_in()) return Error{"DT-X940", "this token opens nothing: it is unknown, revoked or has expired, or its account is not active", "Make a new one: drivetrain token create, or the Admin page."};
  return who;
}

std::optional<Error> Api::refuse_access(access::Principal const& who, access::Demand const& demand) const {
  auto reads = options_.demo ? access::OpenReads::yes : access::OpenReads::no;
  switch (access::judge(who, demand, reads)) {
    case access::Verdict::allowed: return std::nullopt;
    case access::Verdict::sign_in_first: return Error{"DT-X940", "nobody is signed in", "Sign in first (POST /api/v1/session), or send a token: Authorization: Bearer dt_…"};
    case access::Verdict::needs_person:
      return Error{"DT-X942", who.account + " is mapped to no person of the model, so it has no part in the company", "An administrator maps the account to a person: drivetrain user map, or the Admin page."};
    case access::Verdict::needs_administrator: return Error{"DT-X942", "this is for administrators", "Ask one of them."};
    case access::Verdict::needs_scope:
      if (who.kind != access::Principal::Kind::token) return Error{"DT-X942", "models are deployed by programs, with a token for that", "An administrator makes one for an account of nobody: drivetrain token create --scope deploy."};
      return Error{"DT-X942", "this token may only " + std::string(to_string(who.scope)) + "; the operation needs the scope " + std::string(to_string(demand.scope)), "Use a token with that scope."};
  }
  return std::nullopt;
}

Result<access::Principal> Api::let_in(Request const& request, access::Demand const& demand) {
  DT_TRY(auto who, identify(request));
  if (wait_for_turn(request, who)) return Error{"DT-X941", "too many requests in a short time", "wait a second, then try again"};
  if (auto refused = refuse_access(who, demand)) return *refused;
  return who;
}

Result<access::Principal> Api::look_who(Request const& request, access::Demand const& demand) {
  DT_TRY(auto who, identify(request));
  if (auto refused = refuse_access(who, demand)) return *refused;
  return who;
}

std::optional<Response> Api::check_request(Exchange& exchange) const {
  auto const& request = exchange.request;
  auto const* operation = Contract::current().find(exchange.route.operation);
  DT_ASSERT(operation != nullptr);
  std::vector<std::pair<std::string, std::string>> query(request.query.begin(), request.query.end());
  if (auto misfits = Contract::current().check_query(*operation, query); !misfits.empty())
    return misfit_problem(400, "the query parameter " + misfits.front().pointer + " " + misfits.front().detail, misfits);
  if (!is_write(request) || request.method == "DELETE") return std::nullopt;
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

std::optional<Duration> Api::wait_for_turn(Request const& request, access::Principal const& who) {
  // A worker asks as often as there is work; how much at once the server bounds.
  if (!turns_ || who.kind == access::Principal::Kind::installation || who.is_worker()) return std::nullopt;
  auto& clock = options_.machine_clock ? *options_.machine_clock : world_.clock;
  auto name = !who.account.empty() ? "account/" + who.account : !who.person.empty() ? "person/" + who.person : "address/" + request.remote;
  return turns_->take(name, clock.now());
}

/// What was kept on a shared device for one person is never done in another's name, whoever signed in meanwhile.
Status Api::check_hand(Request const& request, access::Principal const& who) {
  auto meant = request.header("drivetrain-person");
  if (meant.empty() || meant == who.person) return {};
  return Error{"DT-X944", "this was to be done in the name of " + std::string(meant) + ", and " + (who.person.empty() ? "nobody of the model" : who.person) + " is signed in",
               "Sign in as who did it, or do it anew in your own name."};
}

Response Api::write(Exchange& exchange) {
  return repeats_->answer(exchange.request, exchange.who, [&]() -> Response {
    if (auto refused = check_request(exchange)) return *refused;
    // Who says which version is changed looks and changes in one go; all others may go on together.
    if (!exchange.request.header("if-match").empty()) {
      std::unique_lock alone(versions_);
      if (auto refused = refuse_version(exchange)) return *refused;
      return exchange.route.handler(exchange);
    }
    std::shared_lock together(versions_);
    if (auto refused = refuse_version(exchange)) return *refused;
    return exchange.route.handler(exchange);
  });
}

Response Api::route(Request const& request, std::string& operation) {
  if (auto refused = refuse_origin(request)) return *refused;
  auto match = router_.find(request.method, request.path);
  if (match.allowed.empty()) return Response::not_found(request);
  if (!match.route) return Response::method_not_allowed(request, match.allowed);
  operation = match.route->operation;
  auto who = identify(request);
  if (!who) return problem(who.error());
  Exchange exchange{*this, request, *match.route, std::move(match.path), who->person, *who, {}};
  if (auto wait = wait_for_turn(request, *who)) return too_often(*wait);
  auto const* demanded = Contract::current().find(match.route->operation);
  DT_ASSERT(demanded != nullptr);
  if (auto refused = refuse_access(*who, demanded->demand)) return problem(*refused);
  if (auto hand = check_hand(request, *who); !hand.ok()) return problem(412, hand.error());
  if (is_write(request)) return write(exchange);
  if (auto format = wanted_format(request)) {
    auto& clock = options_.machine_clock ? *options_.machine_clock : world_.clock;
    return export_table(*Contract::current().find(operation), request, *format, clock.now(), about_table(), [&](Request const& page) {
      Exchange part{*this, page, exchange.route, exchange.path, exchange.person, exchange.who, {}};
      if (auto refused = check_request(part)) return *refused;
      return match.route->handler(part);
    });
  }
  if (auto refused = check_request(exchange)) return *refused;
  auto response = match.route->handler(exchange);
  link_next_page(request, response);
  return response;
}

std::vector<std::pair<std::string, std::string>> Api::about_table() {
  std::vector<std::pair<std::string, std::string>> about;
  auto read = runtime_.journal().read([&] {
    auto const& company = runtime_.company();
    about = {{"company", company.model().organisation.company.header.title}, {"at", format_instant(runtime_.now())}, {"zone", company.model().organisation.company.timezone.value + "; instants are in UTC"},
             {"model version", company.model().revision}, {"journal position", std::to_string(runtime_.journal().head())}};
  });
  if (!read) about.clear();  // the table's own read says what is wrong
  return about;
}

std::shared_ptr<deployed::Definitions const> Api::definitions() {
  std::lock_guard lock(definitions_mutex_);
  auto versions = runtime_.company().adaptation.versions.size();
  if (!definitions_ || definitions_of_ != versions) definitions_ = std::make_shared<deployed::Definitions const>(runtime_.company()), definitions_of_ = versions;
  return definitions_;
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
