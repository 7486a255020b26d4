// What a call of another system sends and brings (see http_job.h). Sources: Camunda 7 reference, "http-connector"; Camunda 8, "REST connector"
// (inputs, resultVariable, resultExpression, errorExpression, bpmnError, jobError).
#include "app/connectors/http_job.h"

#include <algorithm>

#include "base/base64.h"
#include "base/job_limits.h"
#include "base/limits.h"
#include "base/printable.h"
#include "base/text.h"
#include "feel/function.h"
#include "feel/json.h"
#include "feel/syntax/tree.h"
#include "processes/handle_jobs.h"
#include "processes/secrets.h"

namespace drivetrain::app {

using processes::CompleteJob;
using processes::Dialect;
using processes::FailJob;
using processes::ThrowJobError;

namespace {

constexpr Duration usual_time = seconds(20), longest_time = seconds(120);

Error no_request(std::string message) { return {"DT-X902", std::move(message), "set the variables that it sends, or correct the process"}; }

feel::Value at(HttpJob const& job, std::string_view name) {
  auto const* value = job.sent.find(name);
  return value ? *value : feel::Value();
}

/// Of Camunda 8's template, where a choice may be a text.
bool chosen(HttpJob const& job, std::string_view name) {
  auto value = at(job, name);
  return value == feel::Value(true) || (value.kind() == feel::Kind::string && trim(value.string()) == "true");
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

/// The variable that a mapping sets, or into which it reaches.
std::string_view set_by(processes::Program const& program, processes::MappingPart::One const& one) {
  auto target = std::string_view(program.word(one.target));
  return target.substr(0, target.find('.'));
}

/// Puts secrets where the model names them, and remembers them. What a case holds cannot call for one: only what the model itself puts into this
/// variable of the step is there to be had.
class Filling {
 public:
  Filling(HttpJob const& job, SecretOf const& secret, platform::OutboundUrl const& url, Hidden& hidden) : job_(job), secret_(secret), url_(url), hidden_(hidden) {}

  Result<std::string> text(std::string_view variable, std::string_view written, bool in_address = false) {
    std::string out;
    std::size_t at = 0;
    for (auto found = processes::next_secret(written); found; found = processes::next_secret(written, found->end)) {
      if (!has(variable, found->name)) continue;
      DT_TRY(auto secret, secret_(std::string(found->name), url_.host, url_.port));
      auto shown = std::string(written.substr(found->begin, found->end - found->begin));
      hide(secret, shown), hide(escaped(secret), shown);
      auto quoted = json_of(feel::Value(secret));
      hide(quoted.substr(1, quoted.size() - 2), shown);
      out += written.substr(at, found->begin - at);
      out += in_address ? escaped(secret) : secret;
      at = found->end;
    }
    out += written.substr(at);
    return out;
  }

  Result<feel::Value> value(std::string_view variable, feel::Value const& written) {
    if (written.kind() == feel::Kind::string) {
      DT_TRY(auto filled, text(variable, written.string()));
      return feel::Value(std::move(filled));
    }
    if (written.kind() == feel::Kind::list) {
      feel::List list;
      for (auto const& item : written.list()) {
        DT_TRY(auto filled, value(variable, item));
        list.push_back(std::move(filled));
      }
      return feel::Value(std::move(list));
    }
    if (written.kind() != feel::Kind::context) return written;
    feel::Context context;
    for (auto const& [name, item] : written.context().entries()) {
      DT_TRY(auto filled, value(variable, item));
      context.set(name, std::move(filled));
    }
    return feel::Value(std::move(context));
  }

  void hide(std::string text, std::string const& shown) {
    auto known = std::any_of(hidden_.begin(), hidden_.end(), [&](auto const& one) { return one.first == text; });
    if (known || text.empty()) return;
    auto place = std::find_if(hidden_.begin(), hidden_.end(), [&](auto const& one) { return one.first.size() < text.size(); });
    hidden_.insert(place, {std::move(text), shown});
  }

 private:
  /// Whether the step names that secret in what it sets this variable to.
  bool has(std::string_view variable, std::string_view name) const {
    if (!job_.mapping) return false;
    return std::any_of(job_.mapping->in.begin(), job_.mapping->in.end(), [&](auto const& one) {
      if (set_by(*job_.program, one) != variable) return false;
      auto const& text = job_.program->expression(one.value).text();
      for (auto found = processes::next_secret(text); found; found = processes::next_secret(text, found->end))
        if (found->name == name) return true;
      return false;
    });
  }
  HttpJob const& job_;
  SecretOf const& secret_;
  platform::OutboundUrl const& url_;
  Hidden& hidden_;
};

bool names_secrets(HttpJob const& job) {
  return job.mapping && std::any_of(job.mapping->in.begin(), job.mapping->in.end(), [&](auto const& one) { return processes::next_secret(job.program->expression(one.value).text()).has_value(); });
}

std::string masked(std::string text, Hidden const& hidden) {
  for (auto const& [secret, shown] : hidden)
    for (auto at = text.find(secret); at != std::string::npos; at = text.find(secret, at + shown.size())) text.replace(at, secret.size(), shown);
  return text;
}

feel::Value masked(feel::Value const& value, Hidden const& hidden) {
  if (hidden.empty()) return value;
  if (value.kind() == feel::Kind::string) return feel::Value(masked(std::string(value.string()), hidden));
  if (value.kind() == feel::Kind::list) {
    feel::List list;
    for (auto const& item : value.list()) list.push_back(masked(item, hidden));
    return feel::Value(std::move(list));
  }
  if (value.kind() != feel::Kind::context) return value;
  feel::Context context;
  for (auto const& [name, item] : value.context().entries()) context.set(masked(name, hidden), masked(item, hidden));
  return feel::Value(std::move(context));
}

/// As JSON a secret may be spelt in many ways.
std::string clean(std::string body, Hidden const& hidden) {
  body = masked(std::move(body), hidden);
  if (hidden.empty()) return body;
  auto read = feel::from_json(body);
  if (!read) return body;
  auto without = masked(*read, hidden);
  return without == *read ? body : json_of(without);
}

/// Contexts without their entries that are null, at any depth.
feel::Value without_nulls(feel::Value const& value) {
  if (value.kind() == feel::Kind::list) {
    feel::List list;
    for (auto const& item : value.list()) list.push_back(without_nulls(item));
    return feel::Value(std::move(list));
  }
  if (value.kind() != feel::Kind::context) return value;
  feel::Context context;
  for (auto const& [name, item] : value.context().entries())
    if (!item.is_null()) context.set(name, without_nulls(item));
  return feel::Value(std::move(context));
}

Status add_query(HttpJob const& job, Filling& filling, std::string& url) {
  auto query = at(job, "queryParameters");
  if (query.is_null()) return {};
  if (query.kind() != feel::Kind::context) return no_request("queryParameters is no context");
  auto fragment = url.find('#');
  if (fragment != std::string::npos) url.resize(fragment);
  bool raw = chosen(job, "skipEncoding");
  for (auto const& [name, written] : query.context().entries()) {
    if (written.is_null()) continue;
    DT_TRY(auto value, filling.text("queryParameters", feel::to_plain_text(written)));
    url += (url.find('?') == std::string::npos ? "?" : "&") + (raw ? name : escaped(name)) + "=" + (raw ? value : escaped(value));
  }
  return {};
}

/// Camunda 8's noAuth, basic, bearer and apiKey.
Status add_authentication(HttpJob const& job, Filling& filling, platform::OutboundRequest& request) {
  auto written = at(job, "authentication");
  if (written.kind() != feel::Kind::context) return {};
  auto type = feel::to_plain_text(written.at("type"));
  DT_TRY(auto authentication, filling.value("authentication", written));
  auto part = [&](std::string_view name) { return feel::to_plain_text(authentication.at(name)); };
  if (type == "basic") {
    auto pair = to_base64(part("username") + ":" + part("password"));
    if (!(authentication == written)) filling.hide(pair, "{{secrets}}");
    request.headers.emplace_back("Authorization", "Basic " + pair);
  } else if (type == "bearer") {
    request.headers.emplace_back("Authorization", "Bearer " + part("token"));
  } else if (type == "apiKey") {
    if (part("apiKeyLocation") == "query") request.url += (request.url.find('?') == std::string::npos ? "?" : "&") + escaped(part("name")) + "=" + escaped(part("value"));
    else request.headers.emplace_back(part("name"), part("value"));
  } else if (!type.empty() && type != "noAuth" && !written.at("type").is_null()) {
    return no_request("the authentication '" + printable(type, 60) + "' does not run here");
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
  constexpr std::size_t most_said = 2'000;
  FailJob fail;
  fail.case_id = job.case_id, fail.activity = job.activity, fail.retries = retries;
  fail.message = printable(message, most_said), fail.details = printable(details, limits::max_text_field_bytes, Lines::several);
  return fail;
}

feel::Value answer_value(platform::ClientAnswer const& answer, bool parsed, Hidden const& hidden) {
  feel::Context headers, all;
  for (auto const& [name, value] : answer.headers) headers.set(name, feel::Value(value));
  auto json = answer.headers.find("content-type");
  auto body = feel::Value(answer.body);
  if (parsed && !answer.body.empty() && (json == answer.headers.end() || json->second.find("json") != std::string::npos))
    if (auto read = feel::from_json(answer.body); read.ok()) body = *read;
  if (answer.body.empty()) body = feel::Value();
  all.set("status", feel::Value(answer.status)), all.set("headers", feel::Value(std::move(headers))), all.set("body", std::move(body));
  return masked(feel::Value(std::move(all)), hidden);
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
    // What a model computes must not keep the answer from being taken.
    if (auto retries = verdict->at("retries"); retries.kind() == feel::Kind::number)
      if (auto whole = retries.number().to_int64()) fail.retries = std::clamp<std::int64_t>(*whole, 0, limits::max_job_retries);
    if (auto rest = verdict->at("retryBackoff"); rest.kind() == feel::Kind::days_duration) fail.backoff = std::clamp(rest.duration(), Duration{}, processes::longest_lock);
    if (auto variables = verdict->at("variables"); variables.kind() == feel::Kind::context) fail.local = variables;
    return fail;
  }
  if (text("code").empty()) return std::nullopt;
  ThrowJobError thrown;
  thrown.case_id = job.case_id, thrown.activity = job.activity, thrown.code = printable(text("code"), limits::max_text_field_bytes), thrown.message = printable(text("message"), limits::max_text_field_bytes, Lines::several);
  if (auto variables = verdict->at("variables"); variables.kind() == feel::Kind::context) thrown.variables = variables;
  return thrown;
}

}  // namespace

void take_step(HttpJob& job, processes::Program const& program, std::string_view element, feel::Context const& own) {
  job.program = &program;
  auto node = program.find(element);
  job.part = node == processes::no_index ? nullptr : program.http_of(node);
  if (!job.part || program.node(node).mapping == processes::no_index) return;
  job.mapping = &program.mapping(node);
  for (auto const& one : job.mapping->in) {
    auto name = set_by(program, one);
    if (auto const* value = own.find(name)) job.sent.set(std::string(name), *value);
  }
}

Result<HttpJobRequest> request_of(HttpJob const& job, SecretOf const& secret) {
  HttpJobRequest made;
  auto& request = made.request;
  DT_ASSIGN(request.url, text_at(job, "url"));
  if (request.url.empty()) return no_request("there is no url to call");
  platform::OutboundUrl place;
  if (names_secrets(job)) {
    DT_ASSIGN(place, platform::parse_outbound_url(request.url));
  }
  Filling filling(job, secret, place, made.hidden);
  DT_ASSIGN(request.url, filling.text("url", request.url, true));
  DT_ASSIGN(request.method, text_at(job, "method"));
  request.method = request.method.empty() ? "GET" : request.method;
  std::transform(request.method.begin(), request.method.end(), request.method.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  auto headers = at(job, "headers");
  if (!headers.is_null() && headers.kind() != feel::Kind::context) return no_request("headers is a " + std::string(to_string(headers.kind())) + ", not a context of names and values");
  if (!headers.is_null())
    for (auto const& [name, value] : headers.context().entries()) {
      if (value.is_null()) continue;
      DT_TRY(auto filled, filling.text("headers", feel::to_plain_text(value)));
      request.headers.emplace_back(name, std::move(filled));
    }
  bool seventh = job.program->dialect() == Dialect::camunda;
  auto const* body_name = seventh ? "payload" : "body";
  DT_TRY(auto body, filling.value(body_name, at(job, body_name)));
  if (chosen(job, "ignoreNullValues")) body = without_nulls(body);
  bool bodiless = request.method == "GET" || request.method == "HEAD";
  if (!body.is_null() && !(bodiless && !seventh)) {
    bool is_text = body.kind() == feel::Kind::string;
    request.body = is_text ? std::string(body.string()) : json_of(body);
    if (!is_text && !has_header(request, "content-type")) request.headers.emplace_back("Content-Type", "application/json");
  }
  if (job.program->dialect() == Dialect::zeebe) {
    DT_CHECK(add_query(job, filling, request.url));
    DT_CHECK(add_authentication(job, filling, request));
    if (!request.body.empty() && !has_header(request, "content-type")) request.headers.emplace_back("Content-Type", "application/json");
  }
  if (!has_header(request, "idempotency-key")) request.headers.emplace_back("Idempotency-Key", job.idempotency_key);
  made.connect = usual_time, made.whole = usual_time + usual_time;
  if (job.program->dialect() == Dialect::zeebe) {
    DT_ASSIGN(made.connect, seconds_at(job, "connectionTimeoutInSeconds"));
    DT_TRY(auto reading, seconds_at(job, "readTimeoutInSeconds"));
    auto writing = Duration{};
    if (!at(job, "writeTimeoutInSeconds").is_null()) {
      DT_ASSIGN(writing, seconds_at(job, "writeTimeoutInSeconds"));
    }
    made.whole = std::min(made.connect + writing + reading, longest_time);
  } else if (job.part->timeout > Duration{}) {
    made.whole = std::min(job.part->timeout, longest_time);
  }
  made.connect = std::min(made.connect, made.whole);
  return made;
}

FailJob refused_answer(HttpJob const& job, Error const& refusal) {
  return failed(job, "the case does not take what the other system answered: " + refusal.message + (refusal.help.empty() ? "" : "; " + refusal.help), {}, 0);
}

HttpJobAnswer answer_of(HttpJob const& job, Result<platform::ClientAnswer> came, Hidden const& hidden, Instant now) {
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
    auto const why = Error{came.error().code, masked(came.error().message, hidden), masked(came.error().help, hidden)};
    if (auto verdict = judged(job, {}, report(why.code, why.message, {}), now)) return std::move(*verdict);
    // What an operator or a model has to change is not different the next time.
    bool for_good = why.code == "DT-X902" || why.code == "DT-X960" || why.code == "DT-X961";
    return failed(job, why.message + (why.help.empty() ? "" : "; " + why.help), {}, for_good ? std::optional<std::int64_t>(0) : std::nullopt);
  }
  if (!is_valid_utf8(came->body)) return failed(job, "the answer is no text in UTF-8", {}, 0);
  came->body = clean(std::move(came->body), hidden);
  auto response = answer_value(*came, !seventh, hidden);
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
  return failed(job, "the other system answered with the status " + status, printable(came->body, 2'000, Lines::several));
}

}  // namespace drivetrain::app
