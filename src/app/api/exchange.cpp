// Reads and writes of an exchange (see exchange.h).
#include "app/api/exchange.h"

#include <algorithm>
#include <charconv>
#include <future>

#include "app/api/api.h"
#include "app/api/problem.h"
#include "app/api/version_tag.h"

namespace drivetrain::app::api {

using platform::Response;

namespace {

void stamp(Response& response, std::uint64_t position) { response.headers.emplace_back("Drivetrain-Position", std::to_string(position)); }

void add_tag(Exchange const& exchange, Response& response, std::string const& tag) {
  if (exchange.request.method != "GET") return;
  response.headers.emplace_back("ETag", tag);
  if (tag_kind(exchange) != TagOf::bytes || !lists_tag(exchange.request.header("if-none-match"), tag)) return;
  response.status = 304;
  response.body.clear();
}

Result<std::uint64_t> wanted_position(platform::Request const& request) {
  auto header = request.header("drivetrain-position");
  if (header.empty()) return std::uint64_t{0};
  auto number = Decimal::parse(header);
  auto whole = number ? number->to_int64() : std::nullopt;
  if (!whole || *whole < 0) return Error{"", "Drivetrain-Position should be a position, not " + std::string(header), ""};
  return static_cast<std::uint64_t>(*whole);
}

}  // namespace

std::optional<std::string> Exchange::query(std::string_view name) const {
  auto found = request.parameter(name);
  return found ? std::optional<std::string>(*found) : std::nullopt;
}

std::vector<std::string> Exchange::queries(std::string_view name) const {
  std::vector<std::string> all;
  auto [first, last] = request.query.equal_range(std::string(name));
  for (; first != last; ++first) all.push_back(first->second);
  return all;
}

bool Exchange::asks_for(std::string_view name, std::string_view value) const {
  auto [first, last] = request.query.equal_range(std::string(name));
  if (first == last) return true;
  for (; first != last; ++first)
    if (first->second == value) return true;
  return false;
}

std::string Exchange::text(std::string_view field) const {
  auto found = body.at(field);
  return found.kind() == feel::Kind::string ? std::string(found.string()) : "";
}

Response answer_read(Exchange const& exchange, std::function<Status(Reading const&, JsonWriter&)> const& read) {
  auto& runtime = exchange.api.runtime();
  auto wanted = wanted_position(exchange.request);
  if (!wanted) return problem(400, wanted.error());
  Response response;
  std::uint64_t position = 0;
  std::string tag;
  auto status = runtime.journal().read([&] {
    position = runtime.journal().head();
    Reading reading{runtime.company(), exchange.api.index(), runtime.now(), position, exchange.person};
    JsonWriter json;
    auto answered = read(reading, json);
    response = answered ? Response::json(json.take()) : problem(answered.error());
    if (answered) tag = version_tag(exchange, reading, response.body);
  }, *wanted);
  if (!status) response = problem(status.error());
  else if (response.status == 200) add_tag(exchange, response, tag);
  stamp(response, position);
  return response;
}

Response answer_outcome(Exchange const& exchange, journal::Outcome const& outcome, HintsOf const& hints_of) {
  Response response;
  if (outcome.refusal) {
    Hints hints;
    auto& runtime = exchange.api.runtime();
    // A refusal stands without its hints: they only save a question.
    if (hints_of) (void)runtime.journal().read([&] {
      hints = hints_of({runtime.company(), exchange.api.index(), runtime.now(), runtime.journal().head(), exchange.person});
    }).ok();
    response = problem(*outcome.refusal, hints);
  } else {
    JsonWriter json;
    json.begin_object().field("position", outcome.position);
    if (!outcome.reply.empty()) json.field("id", outcome.reply);
    json.end_object();
    response = Response::json(json.take());
  }
  stamp(response, outcome.position);
  return response;
}

Response answer_made(journal::Outcome const& outcome, std::function<void(JsonWriter&)> const& more) {
  if (outcome.refusal) return problem(*outcome.refusal);
  JsonWriter json;
  json.begin_object().field("position", outcome.position);
  more(json);
  json.end_object();
  auto response = Response::json(json.take());
  stamp(response, outcome.position);
  return response;
}

Response answer_many(Exchange const& exchange, std::vector<journal::Command> commands) {
  std::vector<std::future<journal::Outcome>> asked;
  asked.reserve(commands.size());
  for (auto& command : commands) asked.push_back(exchange.api.runtime().journal().submit(std::move(command)));
  std::uint64_t position = 0, refused = 0;
  JsonWriter items;
  items.begin_array();
  for (auto& answer : asked) {
    auto outcome = answer.get();
    position = std::max(position, outcome.position);
    items.begin_object().field("position", outcome.position);
    if (outcome.refusal) {
      ++refused;
      items.field("status", status_of(outcome.refusal->code)).field("code", outcome.refusal->code).field("detail", outcome.refusal->message).field("help", outcome.refusal->help);
    } else if (!outcome.reply.empty()) {
      items.field("id", outcome.reply);
    }
    items.end_object();
  }
  items.end_array();
  JsonWriter json;
  json.begin_object().field("position", position).field("refused", refused).key("items").raw(items.text()).end_object();
  auto response = Response::json(json.take());
  stamp(response, position);
  return response;
}

journal::Outcome execute(Exchange const& exchange, journal::Command command) { return exchange.api.runtime().execute(std::move(command)); }

Result<Page> page_of(Exchange const& exchange) {
  Page page;
  if (auto limit = exchange.query("limit"))
    if (auto number = Decimal::parse(*limit)) page.limit = static_cast<std::size_t>(number->to_int64().value_or(50));
  if (auto cursor = exchange.query("cursor")) {
    auto dash = cursor->find('-');
    auto digits = std::string_view(*cursor).substr(0, dash);
    std::uint64_t offset = 0;
    std::uint32_t after = 0;
    auto number = std::from_chars(digits.data(), digits.data() + digits.size(), offset);
    bool ours = number.ec == std::errc() && number.ptr == digits.data() + digits.size();
    if (ours && dash != std::string::npos) {
      auto print = std::string_view(*cursor).substr(dash + 1);
      auto read = std::from_chars(print.data(), print.data() + print.size(), after, 16);
      ours = read.ec == std::errc() && read.ptr == print.data() + print.size();
      page.after = after;
    }
    if (!ours) return Error{"DT-X902", "this cursor is not one of ours: " + *cursor, "begin without a cursor"};
    page.offset = static_cast<std::size_t>(offset);
  }
  return page;
}

}  // namespace drivetrain::app::api
