// What a call of another system sends and brings (see http_job.h). Sources: Camunda 7 reference, "http-connector"; Camunda 8, "REST connector"
// (inputs, resultVariable, resultExpression, errorExpression, bpmnError, jobError).
#include "app/connectors/http_job.h"

#include <algorithm>

#include "base/base64.h"
#include "base/text.h"
#include "feel/function.h"
#include "feel/json.h"
#include "feel/syntax/tree.h"

namespace drivetrain::app {

using processes::CompleteJob;
using processes::Dialect;
using processes::FailJob;
using processes::ThrowJobError;

namespace {

constexpr Duration usual_time = seconds(20), longest_time = seconds(120);

Error no_request(std::string message) { return {"DT-X902", std::move(message), "set the variables that it sends, or correct the process"}; }

feel::Value at(HttpJob const& job, std::string_view name) {
  auto const* value = job.variables.find(name);
  return value ? *value : feel::Value();
}

Result<std::string> text_at(HttpJob const& job, std::string_view name) {
  auto value = at(job, name);
  if (value.is_null()) return std::string();
  if (value.kind() == feel::Kind::string) return std::string(value.string());
  return no_request(std::string(name) + " is the " + std::string(to_string(value.kind())) + " " + feel::to_text(value) + ", not a text");
}

Result<Duration> seconds_at(HttpJob const& job, std::string_view name) {
  auto value = at(job, name);
  auto number = value.kind() == feel::Kind::number ? std::optional(value.number()) : value.kind() == feel::Kind::string ? Decimal::parse(trim(value.string())) : std::nullopt;
  if (value.is_null()) return usual_time;
  auto whole = number ? number->to_int64() : std::nullopt;
  if (!whole || *whole < 0) return no_request(std::string(name) + " is " + feel::to_text(value) + ", not a whole number of seconds");
  return *whole == 0 ? longest_time : std::min(seconds(*whole), longest_time);  // 0: without end, there
}

/// As application/x-www-form-urlencoded and queries want it (RFC 3986 §2.1).
std::string escaped(std::string_view text) {
  constexpr char const* digits = "0123456789ABCDEF";
  std::string out;
  for (unsigned char c : text) {
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '.' || c == '_' || c == '~') out += static_cast<char>(c);
    else out += '%', out += digits[c >> 4], out += digits[c & 15];
  }
  return out;
}

std::string json_of(feel::Value const& value) {
  JsonWriter json;
  feel::write_json(json, value);
  return json.take();
}

Status add_query(HttpJob const& job, std::string& url) {
  auto query = at(job, "queryParameters");
  if (query.is_null()) return {};
  if (query.kind() != feel::Kind::context) return no_request("queryParameters is no context");
  auto fragment = url.find('#');
  if (fragment != std::string::npos) url.resize(fragment);
  for (auto const& [name, value] : query.context().entries()) {
    if (value.is_null()) continue;
    url += (url.find('?') == std::string::npos ? "?" : "&") + escaped(name) + "=" + escaped(feel::to_plain_text(value));
  }
  return {};
}

/// Camunda 8's noAuth, basic, bearer and apiKey.
Status add_authentication(HttpJob const& job, platform::OutboundRequest& request) {
  auto authentication = at(job, "authentication");
  if (authentication.kind() != feel::Kind::context) return {};
  auto part = [&](std::string_view name) { return feel::to_plain_text(authentication.at(name)); };
  auto type = part("type");
  if (type == "basic") {
    request.headers.emplace_back("Authorization", "Basic " + to_base64(part("username") + ":" + part("password")));
  } else if (type == "bearer") {
    request.headers.emplace_back("Authorization", "Bearer " + part("token"));
  } else if (type == "apiKey") {
    if (part("apiKeyLocation") == "query") request.url += (request.url.find('?') == std::string::npos ? "?" : "&") + escaped(part("name")) + "=" + escaped(part("value"));
    else request.headers.emplace_back(part("name"), part("value"));
  } else if (!type.empty() && type != "noAuth" && !authentication.at("type").is_null()) {
    return no_request("the authentication '" + type + "' does not run here");
  }
  return {};
}

bool has_header(platform::OutboundRequest const& request, std::string_view name) {
  return std::any_of(request.headers.begin(), request.headers.end(), [&](auto const& header) { return lower_ascii(header.first) == name; });
}

/// bpmnError(code, message, variables) and jobError(message, variables, retries, retryBackoff): a context that says which.
class ErrorMaker final : public feel::Function {
 public:
  ErrorMaker(std::string name, std::vector<std::string> parameters) : name_(std::move(name)), parameters_(std::move(parameters)) {}
  std::string const& name() const override { return name_; }
  std::vector<std::string> const& parameters() const override { return parameters_; }
  bool accepts(std::size_t count) const override { return count >= 1 && count <= parameters_.size(); }
  feel::Value call(std::span<feel::Value const> arguments, feel::Frame&, feel::Place) const override {
    feel::Context made;
    made.set("errorType", feel::Value(name_));
    for (std::size_t i = 0; i < arguments.size(); ++i) made.set(parameters_[i], arguments[i]);
    return feel::Value(std::move(made));
  }

 private:
  std::string name_;
  std::vector<std::string> parameters_;
};

Result<feel::Value> evaluated(HttpJob const& job, std::uint32_t expression, feel::Value const& response, feel::Value const& error, Instant now) {
  static feel::Value const bpmn_error(std::shared_ptr<feel::Function const>(std::make_shared<ErrorMaker>("bpmnError", std::vector<std::string>{"code", "message", "variables"})));
  static feel::Value const job_error(std::shared_ptr<feel::Function const>(std::make_shared<ErrorMaker>("jobError", std::vector<std::string>{"message", "variables", "retries", "retryBackoff"})));
  processes::Surroundings world;
  world.now = now;
  world.lookup = [&](std::string_view name) -> std::optional<feel::Value> {
    if (name == "response") return response;
    if (name == "error") return error;
    if (name == "bpmnError") return bpmn_error;
    if (name == "jobError") return job_error;
    auto const* value = job.variables.find(name);
    return value ? std::optional(*value) : std::nullopt;
  };
  return job.program->expression(expression).evaluate(world);
}

FailJob failed(HttpJob const& job, std::string message, std::string details, std::optional<std::int64_t> retries = {}) {
  FailJob fail;
  fail.case_id = job.case_id, fail.activity = job.activity, fail.message = std::move(message), fail.details = std::move(details), fail.retries = retries;
  return fail;
}

feel::Value answer_value(platform::ClientAnswer const& answer, bool parsed) {
  feel::Context headers, all;
  for (auto const& [name, value] : answer.headers) headers.set(name, feel::Value(value));
  auto json = answer.headers.find("content-type");
  auto body = feel::Value(answer.body);
  if (parsed && !answer.body.empty() && (json == answer.headers.end() || json->second.find("json") != std::string::npos))
    if (auto read = feel::from_json(answer.body); read.ok()) body = *read;
  if (answer.body.empty()) body = feel::Value();
  all.set("status", feel::Value(answer.status)), all.set("headers", feel::Value(std::move(headers))), all.set("body", std::move(body));
  return feel::Value(std::move(all));
}

HttpJobAnswer done(HttpJob const& job, platform::ClientAnswer const& answer, feel::Value const& response, Instant now) {
  CompleteJob complete;
  complete.case_id = job.case_id, complete.activity = job.activity;
  if (job.program->dialect() == Dialect::camunda) {
    feel::Context local;
    local.set("response", feel::Value(answer.body)), local.set("statusCode", feel::Value(answer.status)), local.set("headers", response.at("headers"));
    complete.local = feel::Value(std::move(local));
    return complete;
  }
  feel::Context variables;
  if (job.part->result != 0) variables.set(job.program->word(job.part->result), response);
  if (job.part->result_expression != processes::no_index) {
    auto result = evaluated(job, job.part->result_expression, response, {}, now);
    auto const& text = job.program->expression(job.part->result_expression).text();
    if (!result.ok()) return failed(job, "the resultExpression '" + text + "' cannot be evaluated: " + result.error().message, json_of(response), 0);
    if (!result->is_null() && result->kind() != feel::Kind::context) return failed(job, "the resultExpression '" + text + "' yields the " + std::string(to_string(result->kind())) + " " + feel::to_text(*result) + ", not a context", json_of(response), 0);
    if (!result->is_null())
      for (auto const& [name, value] : result->context().entries()) variables.set(name, value);
  }
  if (!variables.empty()) complete.variables = feel::Value(std::move(variables));
  return complete;
}

/// What errorExpression makes of it; nothing when it leaves it as it is.
std::optional<HttpJobAnswer> judged(HttpJob const& job, feel::Value const& response, feel::Value const& error, Instant now) {
  if (job.part->error_expression == processes::no_index) return std::nullopt;
  auto verdict = evaluated(job, job.part->error_expression, response, error, now);
  if (!verdict.ok()) return failed(job, "the errorExpression '" + job.program->expression(job.part->error_expression).text() + "' cannot be evaluated: " + verdict.error().message, {}, 0);
  if (verdict->kind() != feel::Kind::context) return std::nullopt;
  auto text = [&](std::string_view name) { return verdict->at(name).is_null() ? std::string() : feel::to_plain_text(verdict->at(name)); };
  if (text("errorType") == "jobError") {
    auto fail = failed(job, text("message"), {});
    if (auto retries = verdict->at("retries"); retries.kind() == feel::Kind::number) fail.retries = retries.number().to_int64();
    if (auto rest = verdict->at("retryBackoff"); rest.kind() == feel::Kind::days_duration) fail.backoff = rest.duration();
    return fail;
  }
  if (text("code").empty()) return std::nullopt;
  ThrowJobError thrown;
  thrown.case_id = job.case_id, thrown.activity = job.activity, thrown.code = text("code"), thrown.message = text("message");
  if (auto variables = verdict->at("variables"); variables.kind() == feel::Kind::context) thrown.variables = variables;
  return thrown;
}

}  // namespace

Result<HttpJobRequest> request_of(HttpJob const& job) {
  HttpJobRequest made;
  auto& request = made.request;
  DT_ASSIGN(request.url, text_at(job, "url"));
  if (request.url.empty()) return no_request("there is no url to call");
  DT_ASSIGN(request.method, text_at(job, "method"));
  request.method = request.method.empty() ? "GET" : request.method;
  std::transform(request.method.begin(), request.method.end(), request.method.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  auto headers = at(job, "headers");
  if (!headers.is_null() && headers.kind() != feel::Kind::context) return no_request("headers is the " + std::string(to_string(headers.kind())) + " " + feel::to_text(headers) + ", not a context of names and values");
  if (!headers.is_null())
    for (auto const& [name, value] : headers.context().entries())
      if (!value.is_null()) request.headers.emplace_back(name, feel::to_plain_text(value));
  bool seventh = job.program->dialect() == Dialect::camunda;
  auto body = at(job, seventh ? "payload" : "body");
  bool bodiless = request.method == "GET" || request.method == "HEAD";
  if (!body.is_null() && !(bodiless && !seventh)) {
    bool is_text = body.kind() == feel::Kind::string;
    request.body = is_text ? std::string(body.string()) : json_of(body);
    if (!is_text && !has_header(request, "content-type")) request.headers.emplace_back("Content-Type", "application/json");
  }
  if (job.program->dialect() == Dialect::zeebe) {
    DT_CHECK(add_query(job, request.url));
    DT_CHECK(add_authentication(job, request));
    if (!request.body.empty() && !has_header(request, "content-type")) request.headers.emplace_back("Content-Type", "application/json");
  }
  if (!has_header(request, "idempotency-key")) request.headers.emplace_back("Idempotency-Key", job.idempotency_key);
  made.connect = usual_time, made.whole = usual_time + usual_time;
  if (job.program->dialect() == Dialect::zeebe) {
    DT_ASSIGN(made.connect, seconds_at(job, "connectionTimeoutInSeconds"));
    DT_TRY(auto reading, seconds_at(job, "readTimeoutInSeconds"));
    made.whole = std::min(made.connect + reading, longest_time);
  } else if (job.part->timeout > Duration{}) {
    made.whole = std::min(job.part->timeout, longest_time);
  }
  made.connect = std::min(made.connect, made.whole);
  return made;
}

HttpJobAnswer answer_of(HttpJob const& job, Result<platform::ClientAnswer> const& came, Instant now) {
  bool seventh = job.program->dialect() == Dialect::camunda;
  auto report = [&](std::string const& code, std::string const& message, feel::Value const& response) {
    feel::Context error;
    error.set("code", feel::Value(code)), error.set("message", feel::Value(message));
    if (!response.is_null()) {
      feel::Context variables;
      variables.set("response", response);
      error.set("variables", feel::Value(std::move(variables)));
    }
    return feel::Value(std::move(error));
  };
  if (!came.ok()) {
    auto const& why = came.error();
    if (auto verdict = judged(job, {}, report(why.code, why.message, {}), now)) return std::move(*verdict);
    // What an operator or a model has to change is not different the next time.
    bool for_good = why.code == "DT-X902" || why.code == "DT-X960" || why.code == "DT-X961";
    return failed(job, why.message + (why.help.empty() ? "" : "; " + why.help), {}, for_good ? std::optional<std::int64_t>(0) : std::nullopt);
  }
  if (!is_valid_utf8(came->body)) return failed(job, "the answer is no text in UTF-8", {}, 0);
  auto response = answer_value(*came, !seventh);
  bool refused = came->status >= 400 && !seventh;
  auto status = std::to_string(came->status);
  if (auto verdict = judged(job, response, refused ? report(status, "answered with the status " + status, response) : feel::Value(), now)) return std::move(*verdict);
  if (!refused) return done(job, *came, response, now);
  for (auto const& [number, code] : job.part->errors) {
    if (number != came->status) continue;
    ThrowJobError thrown;
    thrown.case_id = job.case_id, thrown.activity = job.activity, thrown.code = job.program->word(code), thrown.message = "answered with the status " + status;
    if (job.part->result != 0) {
      feel::Context variables;
      variables.set(job.program->word(job.part->result), response);
      thrown.variables = feel::Value(std::move(variables));
    }
    return thrown;
  }
  return failed(job, "the other system answered with the status " + status, came->body.substr(0, 2'000));
}

}  // namespace drivetrain::app
