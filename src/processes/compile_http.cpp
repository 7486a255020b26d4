// Steps whose work is a call of another system over HTTP, which the server itself makes (app/connectors): Camunda 7's http-connector, Camunda 8's
// io.camunda:http-json:1, and `http` of a step in our own sidecar. What is sent are variables of the activity, under the names that they have
// there: url, method, headers, and body (payload in Camunda 7).
#include <algorithm>

#include "base/text.h"
#include "processes/compilation.h"
#include "processes/secrets.h"

namespace drivetrain::processes {

using notation::BpmnElement;
using notation::BpmnKind;
using notation::XmlNode;

namespace {

constexpr std::string_view rest_connector = "io.camunda:http-json:1";
/// Of the element template of Camunda 8.
constexpr std::string_view known_inputs[] = {"url", "method", "headers", "queryParameters", "body", "connectionTimeoutInSeconds", "readTimeoutInSeconds", "writeTimeoutInSeconds", "authentication.type", "authentication.username",
                                             "authentication.password", "authentication.token", "authentication.name", "authentication.value", "authentication.apiKeyLocation", "storeResponse", "skipEncoding", "ignoreNullValues"};

XmlNode const* child_of(XmlNode const& node, std::string_view name) {
  auto found = std::find_if(node.children.begin(), node.children.end(), [&](XmlNode const& child) { return child.name == name; });
  return found == node.children.end() ? nullptr : &*found;
}

/// All that is written in a parameter, lists and maps included.
std::string all_text(XmlNode const& node) {
  auto text = node.own_text() + " ";
  for (auto const& child : node.children) text += all_text(child);
  return text;
}

/// A header that proves who calls.
bool proves(std::string_view header) {
  constexpr std::string_view names[] = {"authorization", "cookie", "x-api-key", "api-key", "apikey", "x-auth-token", "x-access-token"};
  auto lower = lower_ascii(trim(header));
  return std::find(std::begin(names), std::end(names), lower) != std::end(names);
}

/// Whether it is a password in clear. What a case holds is on record for ever, and read by all who may see the case.
bool is_clear(std::string_view source) { return !trim(source).empty() && !next_secret(source); }

std::string sends_clear(std::string const& who, std::string const& what) { return who + " sends " + what + " that stands in the model or in variables of the case: whoever may see these reads it, and it is on record for good"; }
constexpr char const* secret_help = "let the server keep it, and name it: {{secrets.NAME}} (see docs/operating, What it calls)";

}  // namespace

StepNeeds const* Compilation::called_step(BpmnElement const& element) const {
  if (dialect_ != Dialect::own) return nullptr;
  auto found = std::find_if(sidecar_.steps.begin(), sidecar_.steps.end(), [&](StepNeeds const& step) { return step.http && step.step.value == element.id; });
  return found == sidecar_.steps.end() ? nullptr : &*found;
}

/// camunda:connector of the element, or of the message that it throws.
XmlNode const* Compilation::connector(BpmnElement const& element) const {
  if (dialect_ != Dialect::camunda) return nullptr;
  if (auto const* own = extension(element, "connector")) return own;
  for (auto const& event : element.events)
    if (event.xml)
      if (auto const* inner = extension(*event.xml, "connector")) return inner;
  return nullptr;
}

/// What the job says of a call; nothing when another does it.
std::optional<HttpPart> Compilation::http(BpmnElement const& element, JobPart& job) {
  HttpPart part;
  if (auto const* made = connector(element)) {
    auto const* id = child_of(*made, "connectorId");
    auto name = id ? std::string(trim(id->own_text())) : std::string();
    if (name != "http-connector") {
      refuse(id ? id->span : made->span, named(element) + " leaves its work to " + (name.empty() ? "a connector without a name" : "the connector " + name) + ", which does not run here", "use http-connector, or let a worker do it: type=\"external\" and a topic");
      return std::nullopt;
    }
    job.topic = constant(name);
    if (auto const* mapped = child_of(*made, "inputOutput"))
      for (auto const& child : mapped->children) {
        auto const* target = child.name == "inputParameter" ? vendor(child, "name") : nullptr;
        if (!target || target->value != "headers") continue;
        if (auto const* map = child_of(child, "map"))
          for (auto const& entry : map->children)
            if (auto const* key = vendor(entry, "key"); key && proves(key->value) && is_clear(all_text(entry))) warn(entry.span, sends_clear(named(element), "the header " + key->value), secret_help);
      }
    return part;
  }
  if (auto const* task = extension(element, "taskDefinition"); task && dialect_ == Dialect::zeebe) {
    auto const* type = vendor(*task, "type");
    if (!type || trim(type->value) != rest_connector) return std::nullopt;
    if (auto const* mapped = extension(element, "ioMapping"))
      for (auto const& child : mapped->children) {
        auto const* target = child.name == "input" ? vendor(child, "target") : nullptr;
        auto const* source = vendor(child, "source");
        if (!target || !source) continue;
        bool known = std::find(std::begin(known_inputs), std::end(known_inputs), target->value) != std::end(known_inputs);
        if (!known && target->value.starts_with("authentication.")) refuse(target->span, named(element) + " sets " + target->value + ", and such an authentication does not run here", "use noAuth, basic, bearer or apiKey");
        auto kind = trim(source->value.starts_with("=") ? std::string_view(source->value).substr(1) : std::string_view(source->value));
        if (target->value == "authentication.type" && kind.find("oauth") != std::string_view::npos) refuse(source->span, named(element) + " asks for OAuth, which does not run here", "fetch the token with a call of its own, and use bearer");
        if (!known && !target->value.starts_with("authentication.")) warn(target->span, named(element) + " sets " + target->value + ", which a call does not send: it is a variable of the step alone", "remove it, unless an expression of the step reads it");
        auto written = trim(source->value);
        bool plain_no = written.empty() || written == "false" || written == "=false";
        if (target->value == "storeResponse" && !plain_no) refuse(source->span, named(element) + " keeps the answer as a document, and there is no store of documents here", "write false: the answer is a variable");
        if (written.starts_with("secrets.") || kind.starts_with("secrets.")) refuse(source->span, named(element) + " names a secret in the old words of Camunda's connectors", "write {{secrets.NAME}}");
        bool password = target->value == "authentication.password" || target->value == "authentication.token" || target->value == "authentication.value";
        if (password && is_clear(source->value)) warn(source->span, sends_clear(named(element), "the " + target->value.substr(15) + " of its authentication,"), secret_help);
        if (target->value == "headers" && lower_ascii(source->value).find("authorization") != std::string::npos && is_clear(source->value)) warn(source->span, sends_clear(named(element), "the header Authorization"), secret_help);
      }
    if (auto const* headers = extension(element, "taskHeaders"))
      for (auto const& header : headers->children) {
        auto const* key = vendor(header, "key");
        auto const* value = vendor(header, "value");
        if (!key || !value || trim(value->value).empty()) continue;
        if (key->value == "resultVariable") part.result = builder_->word(trim(value->value));
        else if (key->value == "resultExpression") part.result_expression = answer_expression(*value);
        else if (key->value == "errorExpression") part.error_expression = answer_expression(*value);
        else if (key->value == "retryBackoff") {
          auto rest = parse_duration(trim(value->value));
          if (rest.ok() && rest->us >= 0) job.backoff = {*rest};
          else refuse(value->span, named(element) + " rests '" + value->value + "' before it is tried again", "write a duration such as PT10S");
        }
      }
    return part;
  }
  auto const* step = called_step(element);
  if (!step) return std::nullopt;
  auto const& call = *step->http;
  if (!element.dt("topic").empty()) refuse(call.span, named(element) + " is left to a worker (dt:topic) and called over HTTP", "keep one of both");
  job.topic = constant("http");
  part.result = builder_->word(call.result.value);
  part.timeout = call.timeout.value_or(Duration{});
  for (auto const& [name, value] : call.headers)
    if (proves(name) && is_clear(value.text)) warn(value.span, sends_clear(named(element), "the header " + name), secret_help);
  for (auto const& [status, code] : call.errors) {
    auto number = Decimal::parse(status);
    auto whole = number ? number->to_int64() : std::nullopt;
    if (!whole || *whole < 400 || *whole > 599) refuse(code.span, named(element) + " names an error for the status '" + status + "'", "write a status from 400 to 599, and the code of the error that it is");
    else part.errors.emplace_back(*whole, builder_->word(code.value));
  }
  return part;
}

/// Over `response` and `error`, with the functions bpmnError and jobError.
std::uint32_t Compilation::answer_expression(notation::XmlAttribute const& written) {
  auto before = scope_;
  for (auto name : {"response", "error", "bpmnError", "jobError"}) scope_.names.emplace_back(name);
  auto made = expression(notation::Formula{written.value, written.span}).value_or(no_index);
  scope_ = std::move(before);
  return made;
}

/// The call's own parameters among the variables of the activity: Camunda 7 maps them in a connector of their own, our sidecar says them.
void Compilation::http_mapping(BpmnElement const& element, MappingPart& part) {
  std::vector<MappingPart::One> out;
  if (auto const* made = connector(element)) {
    auto const* mapped = child_of(*made, "inputOutput");
    if (!mapped) return;
    for (auto const& child : mapped->children) {
      bool in = child.name == "inputParameter";
      auto const* target = vendor(child, "name");
      if ((!in && child.name != "outputParameter") || !target) continue;
      if (auto source = parameter(element, child)) (in ? part.in : out).push_back({builder_->word(target->value), builder_->expression(std::move(*source))});
    }
    part.out.insert(part.out.begin(), out.begin(), out.end());
    return;
  }
  auto const* step = called_step(element);
  if (!step) return;
  auto add = [&](char const* name, std::optional<Expression> value) {
    if (value) part.in.push_back({builder_->word(name), builder_->expression(std::move(*value))});
  };
  auto const& call = *step->http;
  // The body first: the names that follow would hide the case's own.
  if (!call.body.empty()) add("body", compiled(call.body));
  std::vector<std::pair<Expression, Expression>> headers;
  for (auto const& [name, value] : call.headers)
    if (auto made = compiled(value)) headers.emplace_back(Expression::constant(name), std::move(*made));
  if (!headers.empty()) add("headers", Expression::map(std::move(headers)));
  add("method", Expression::constant(call.method.empty() ? "GET" : call.method));
  add("url", compiled(call.url));
}

/// Of our own sidecar: a call is the work of a service task or of one that sends.
void Compilation::check_called_steps() {
  if (dialect_ != Dialect::own) {
    for (auto const& step : sidecar_.steps)
      if (step.http) refuse(step.http->span, "the step " + step.step.value + " of a model of another engine is called over HTTP", "say it in the diagram, in that engine's words");
    return;
  }
  for (auto const& step : sidecar_.steps) {
    auto const* element = step.http ? find(step.step.value) : nullptr;
    if (element && element->kind != BpmnKind::service_task && element->kind != BpmnKind::send_task) refuse(step.http->span, named(*element) + " is called over HTTP, and is no work of a system", "make it a service task");
  }
}

}  // namespace drivetrain::processes
