// See query.h.
#include "app/engine_rest/query.h"

#include <algorithm>
#include <limits>

#include "app/api/api.h"
#include "app/faces/compare.h"
#include "app/faces/takes.h"
#include "base/json_writer.h"
#include "base/limits.h"
#include "base/text.h"
#include "feel/json.h"

namespace drivetrain::app::engine_rest {

using api::Reading;
using platform::Response;

namespace {

constexpr std::size_t most_rows = 1'000;  ///< of one answer, unless fewer are asked for

using faces::order_of;

std::string plain(feel::Value const& value) { return faces::flat(value); }

std::vector<std::string> words_of(feel::Value const& value) {
  std::vector<std::string> words;
  if (value.kind() == feel::Kind::list) {
    for (auto const& one : value.list()) words.push_back(plain(one));
  } else {
    auto text = plain(value);
    for (auto one : split(text, ',')) words.emplace_back(trim(one));
  }
  return words;
}

/// As there: % alone.
bool is_like(std::string_view text, std::string_view pattern) { return faces::is_like(text, pattern, {'%'}); }

/// As an instant, so that offsets do not matter.
std::optional<Instant> when(feel::Value const& value) { return read_time(plain(value)); }

/// name_operator_value, as in a GET; the operators that are written with more letters stand first where one is the beginning of another.
Result<feel::Value> variable_wishes(feel::Value const& value) {
  if (value.kind() != feel::Kind::string) return value;
  feel::List list;
  for (auto one : split(value.string(), ',')) {
    feel::Context wish;
    for (std::string_view op : {"_eq_", "_neq_", "_gteq_", "_gt_", "_lteq_", "_lt_", "_like_"}) {
      auto at = one.find(op);
      if (at == std::string_view::npos) continue;
      wish.set("name", feel::Value(trim(one.substr(0, at)))), wish.set("operator", feel::Value(op.substr(1, op.size() - 2)));
      auto parsed = feel::from_json(one.substr(at + op.size()));
      wish.set("value", parsed.ok() ? parsed.take() : feel::Value(one.substr(at + op.size())));
      break;
    }
    if (wish.empty()) return Error{"DT-X902", "'" + std::string(one.substr(0, 100)) + "' is no name_operator_value", "operators are: eq, neq, gt, gteq, lt, lteq, like"};
    list.push_back(feel::Value(std::move(wish)));
  }
  return feel::Value(std::move(list));
}

Status check_variable_wishes(std::string const& name, feel::Value const& wishes) {
  DT_CHECK(faces::check_value(name, wishes, "[{name:text operator:text value:any}]"));
  static constexpr std::string_view operators[] = {"eq", "neq", "gt", "gteq", "lt", "lteq", "like"};
  for (auto const& wish : wishes.list()) {
    auto op = plain(wish.at("operator"));
    if (std::find(std::begin(operators), std::end(operators), op) == std::end(operators)) return Error{"DT-X902", "the operator " + op + " of " + name + " is not known here", "known are: eq, neq, gt, gteq, lt, lteq, like"};
    if (op == "like" && plain(wish.at("value")).size() > faces::longest_pattern) return Error{"DT-X902", "a pattern of " + name + " is longer than " + std::to_string(faces::longest_pattern) + " bytes", "look for a part of it"};
  }
  return {};
}

bool has_variables(feel::Value const& variables, feel::Value const& wishes) {
  if (wishes.kind() != feel::Kind::list) return false;
  for (auto const& wish : wishes.list()) {
    auto const* found = variables.kind() == feel::Kind::context ? variables.context().find(plain(wish.at("name"))) : nullptr;
    auto op = plain(wish.at("operator"));
    auto value = found ? *found : feel::Value();
    auto wanted = wish.at("value");
    auto order = order_of(value, wanted);
    bool fits = op == "eq" ? value == wanted : op == "neq" ? !(value == wanted) : !found ? false : op == "gt" ? order > 0 : op == "gteq" ? order >= 0
                : op == "lt" ? order < 0 : op == "lteq" ? order <= 0 : op == "like" && is_like(plain(value), plain(wanted));
    if (!fits) return false;
  }
  return true;
}

bool fits_wish(feel::Value const& value, Op op, feel::Value const& wanted) {
  switch (op) {
    case Op::is: return !value.is_null() && plain(value) == plain(wanted);
    case Op::is_not: return plain(value) != plain(wanted);
    case Op::one_of:
    case Op::none_of: {
      auto words = words_of(wanted);
      return (!value.is_null() && std::find(words.begin(), words.end(), plain(value)) != words.end()) == (op == Op::one_of);
    }
    case Op::has: {
      auto words = words_of(wanted);
      return value.kind() == feel::Kind::list && std::any_of(value.list().begin(), value.list().end(), [&](auto const& one) { return std::find(words.begin(), words.end(), plain(one)) != words.end(); });
    }
    case Op::like: return !value.is_null() && is_like(plain(value), plain(wanted));
    case Op::holds: return plain(wanted) != "true" || !(value.is_null() || value.is_false());
    case Op::lacks: return plain(wanted) != "true" || value.is_null() || value.is_false();
    case Op::before:
    case Op::after: {
      auto at = when(value), limit = when(wanted);
      return at && limit && (op == Op::before ? *at < *limit : *limit < *at);
    }
    case Op::at_most: return !value.is_null() && order_of(value, wanted) <= 0;
    case Op::at_least: return !value.is_null() && order_of(value, wanted) >= 0;
    case Op::variables: return has_variables(value, wanted);
    case Op::nothing: return true;
  }
  return false;
}

/// What a criterion may be (app/faces/takes.h). Numbers are known by their names.
std::string_view criterion_form(Criterion const& criterion) {
  auto op = criterion.op;
  if (op == Op::one_of || op == Op::none_of) return "[text]";
  if (op == Op::holds || op == Op::lacks) return "flag";
  if (op == Op::at_most || op == Op::at_least || criterion.name == "version" || criterion.name == "priority") return "number";
  if (op == Op::is || op == Op::is_not || op == Op::like || op == Op::before || op == Op::after) return "text";
  return criterion.name.starts_with("without") || criterion.name.starts_with("deserialize") ? "flag" : "any";
}

/// A criterion as it is looked at, or why it cannot be.
Result<feel::Value> checked(Criterion const& criterion, feel::Value value) {
  std::string name(criterion.name);
  if (criterion.op == Op::variables) {
    DT_ASSIGN(value, variable_wishes(value));
    DT_CHECK(check_variable_wishes(name, value));
  }
  if (criterion.op == Op::like && plain(value).size() > faces::longest_pattern) return Error{"DT-X902", name + " is longer than " + std::to_string(faces::longest_pattern) + " bytes", "look for a part of it"};
  if ((criterion.op == Op::before || criterion.op == Op::after) && !when(value)) return Error{"DT-X902", name + " is no time: " + plain(value).substr(0, 100), "write it as 2026-03-27T08:00:00.000+0000"};
  return value;
}

}  // namespace

feel::Value text_or_null(std::string const& text) { return text.empty() ? feel::Value() : feel::Value(text); }
feel::Value time_or_null(std::optional<Instant> const& instant) { return instant ? feel::Value(written(*instant)) : feel::Value(); }

std::optional<Instant> read_time(std::string text) {
  if (text.size() > 5 && (text[text.size() - 5] == '+' || text[text.size() - 5] == '-')) text.insert(text.size() - 2, ":");
  auto instant = parse_instant(text);
  return instant ? std::optional(*instant) : std::nullopt;
}

void write_row(JsonWriter& json, feel::Context const& row) {
  json.begin_object();
  for (auto const& [name, value] : row.entries()) {
    if (name.starts_with('$')) continue;
    json.key(name);
    feel::write_json(json, value);
  }
  json.end_object();
}

Result<Query> Query::read(Call const& call, std::initializer_list<Criterion> known, std::initializer_list<std::pair<std::string_view, std::string_view>> sortable) {
  Query query;
  query.most_ = most_rows;
  query.counts_ = !call.parts.empty() && call.parts.back() == "count";
  std::vector<std::string> names{"sortBy", "sortOrder", "sorting", "firstResult", "maxResults"};
  for (auto const& one : known) names.emplace_back(one.name);
  auto sort = [&](std::string const& by, std::string const& order) -> Status {
    auto found = std::find_if(sortable.begin(), sortable.end(), [&](auto const& one) { return one.first == by; });
    if (found == sortable.end()) {
      std::vector<std::string> all;
      for (auto const& one : sortable) all.emplace_back(one.first);
      return Error{"DT-X902", by.empty() ? "a sortOrder says nothing without a sortBy" : "sortBy " + by + " is not known here", "known are: " + join(all, ", ")};
    }
    if (!order.empty() && order != "asc" && order != "desc") return Error{"DT-X902", "sortOrder " + order.substr(0, 100) + " is not known here", "known are: asc, desc"};
    query.orders_.push_back({std::string(found->second), order == "desc"});
    return {};
  };
  auto page = [&](std::string const& name, feel::Value const& value) -> Status {
    auto number = Decimal::parse(plain(value));
    auto whole = number ? number->to_int64() : std::nullopt;
    if (!whole || *whole < 0) return Error{"DT-X902", name + " must be a whole number from 0 on, and is " + plain(value).substr(0, 100), "send it as one"};
    if (name == "maxResults" && *whole > static_cast<std::int64_t>(most_rows))
      return Error{"DT-X902", "maxResults is " + std::to_string(*whole) + ", and one answer has at most " + std::to_string(most_rows) + " rows", "ask for at most " + std::to_string(most_rows) + ", and for those behind them with firstResult"};
    (name == "firstResult" ? query.first_ : query.most_) = static_cast<std::size_t>(*whole);
    return {};
  };
  std::string by, order;
  bool from_query = true;
  auto take = [&](std::string const& name, feel::Value const& value) -> Status {
    if (name == "sorting" && !from_query) return faces::check_value(name, value, "[{sortBy:text sortOrder:text}]");
    if (name == "sortBy" || name == "sortOrder") {
      DT_CHECK(faces::check_value(name, value, "text"));
      (name == "sortBy" ? by : order) = plain(value);
      return {};
    }
    if (name == "firstResult" || name == "maxResults") {
      if (!from_query) {
        DT_CHECK(faces::check_value(name, value, "whole"));
      }
      return page(name, value);
    }
    auto criterion = std::find_if(known.begin(), known.end(), [&](auto const& one) { return one.name == name; });
    if (criterion == known.end()) return faces::not_known(name, names);
    DT_CHECK(from_query ? faces::check_parameter(name, value.string(), criterion_form(*criterion)) : faces::check_value(name, value, criterion_form(*criterion)));
    DT_TRY(auto wish, checked(*criterion, value));
    query.wishes_.push_back({name, std::string(criterion->field.empty() ? criterion->name : criterion->field), criterion->op, std::move(wish)});
    return {};
  };
  for (auto const& [name, value] : call.request.query) DT_CHECK(take(name, feel::Value(value)));
  from_query = false;
  if (call.body.kind() == feel::Kind::context)
    for (auto const& [name, value] : call.body.context().entries())
      if (!value.is_null() && !(value.kind() == feel::Kind::list && value.list().empty())) DT_CHECK(take(name, value));
  if (!by.empty() || !order.empty()) {
    DT_CHECK(sort(by, order));
  }
  if (auto sorting = call.body.at("sorting"); sorting.kind() == feel::Kind::list)
    for (auto const& one : sorting.list()) DT_CHECK(sort(plain(one.at("sortBy")), plain(one.at("sortOrder"))));
  return query;
}

std::string Query::wanted(std::string_view name) const {
  for (auto const& one : wishes_)
    if (one.name == name) return plain(one.value);
  return "";
}

std::vector<std::string> Query::wanted_words(std::string_view name) const {
  for (auto const& one : wishes_)
    if (one.name == name) return words_of(one.value);
  return {};
}

bool Query::fits(feel::Context const& row) const {
  return std::all_of(wishes_.begin(), wishes_.end(), [&](Wish const& wish) {
    auto const* value = row.find(wish.field);
    return fits_wish(value ? *value : feel::Value(), wish.op, wish.value);
  });
}

faces::Among Query::among(bool finished) const {
  static constexpr std::string_view ids[] = {"processInstanceId", "processInstanceIds", "processInstanceIdIn", "executionId", "jobId", "jobIds", "incidentId", "causeIncidentId", "rootCauseIncidentId", "configuration", "externalTaskId", "activityInstanceId"};
  faces::Among among;
  among.finished = finished;
  for (auto const& wish : wishes_) {
    if (std::find(std::begin(ids), std::end(ids), wish.name) != std::end(ids) && (wish.op == Op::is || wish.op == Op::one_of)) {
      among.numbers.emplace();
      for (auto const& id : wish.op == Op::is ? std::vector{plain(wish.value)} : words_of(wish.value))
        if (auto number = processes::case_number(place_of(id.substr(id.rfind(':') + 1)).case_id)) among.numbers->push_back(number);
      return among;
    }
    if ((wish.name == "businessKey" || wish.name == "processInstanceBusinessKey") && wish.op == Op::is) among.business_key = plain(wish.value);
  }
  return among;
}

Result<faces::Page> Query::page() const {
  if (counts_) return faces::Page::make(0, 0, {}, std::numeric_limits<std::size_t>::max());
  faces::Page::Before before;
  if (!orders_.empty())
    before = [orders = orders_](feel::Context const& a, feel::Context const& b) {
      for (auto const& order : orders) {
        auto const *x = a.find(order.field), *y = b.find(order.field);
        if (auto compared = order_of(x ? *x : feel::Value(), y ? *y : feel::Value()); compared != 0) return (compared < 0) != order.descending;
      }
      return false;
    };
  return faces::Page::make(first_, most_, std::move(before));
}

Response Query::written(faces::Page& page) const {
  JsonWriter json;
  if (counts_) {
    json.begin_object().field("count", page.found()).end_object();
    return Response::json(json.take());
  }
  json.begin_array();
  for (auto const& row : page.take_rows()) write_row(json, row);
  json.end_array();
  return Response::json(json.take());
}

Response Query::answer(std::vector<feel::Context> rows) const {
  auto kept = page();
  if (!kept.ok()) return refusal(kept.error());
  for (auto& row : rows)
    if (fits(row) && kept->add(std::move(row)) == faces::Next::enough) break;
  return written(*kept);
}

Response answer_cases(Call const& call, std::initializer_list<Criterion> known, std::initializer_list<std::pair<std::string_view, std::string_view>> sortable, Ended ended, CaseRows const& make) {
  auto query = Query::read(call, known, sortable);
  if (!query.ok()) return refusal(query.error());
  auto page = query->page();
  if (!page.ok()) return refusal(page.error());
  auto looked = faces::look_at_cases(call.api, call.who.person, query->among(ended == Ended::too), [&](Reading const& reading, processes::Case const& c, std::vector<feel::Context>& rows) { make(reading, *call.api.definitions(), *query, c, rows); },
                                     [&](feel::Context row) { return query->fits(row) ? page->add(std::move(row)) : faces::Next::more; });
  return looked.ok() ? query->written(*page) : refusal(looked.error());
}

Response answer_query(Call const& call, std::initializer_list<Criterion> known, std::initializer_list<std::pair<std::string_view, std::string_view>> sortable, Rows const& make) {
  auto query = Query::read(call, known, sortable);
  if (!query.ok()) return refusal(query.error());
  return answer_read(call, [&](api::Reading const& reading) -> Result<Response> {
    std::vector<feel::Context> rows;
    make(reading, *query, rows);
    return query->answer(std::move(rows));
  });
}

}  // namespace drivetrain::app::engine_rest
