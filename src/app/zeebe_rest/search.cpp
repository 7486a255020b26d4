// See search.h. A cursor is the place of a row among those that fit, in base 64 as there.
#include "app/zeebe_rest/search.h"

#include <algorithm>

#include "app/api/api.h"
#include "app/faces/compare.h"
#include "app/faces/page.h"
#include "app/zeebe_rest/keys.h"
#include "base/base64.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "feel/json.h"

namespace drivetrain::app::zeebe_rest {

using api::Reading;
using platform::Response;

namespace {

constexpr std::size_t usual_page = 100, longest_page = 10'000;
constexpr std::size_t most_counted = 10'000;  ///< as there: beyond, there are more

using faces::flat;
using faces::Order;

/// As there.
constexpr faces::Wildcards wildcards{'*', '?', '\\'};

/// What a field is (app/faces/takes.h): Camunda calls alike what is alike.
std::string_view field_form(std::string_view field) {
  if (field.starts_with("has") || (field.starts_with("is") && field.size() > 2 && field[2] < 'a')) return "flag";
  if (field.ends_with("Date") || field.ends_with("Time") || field == "deadline") return "time";
  if (field == "version" || field.ends_with("Version") || field == "retries" || field == "priority") return "whole";
  return "text";
}
Order order_for(std::string_view field) { return field_form(field) == "time" ? Order::as_time : Order::as_it_is; }
bool holds_variables(std::string_view field) { return field == "variables" || field == "processInstanceVariables" || field == "localVariables"; }

bool is_one_of(feel::Value const& value, feel::Value const& wanted, Order order) {
  return wanted.kind() == feel::Kind::list && std::any_of(wanted.list().begin(), wanted.list().end(), [&](auto const& one) { return faces::order_of(value, one, order) == 0; });
}

Result<bool> holds(feel::Value const& value, std::string_view condition, feel::Value const& wanted, Order order) {
  auto compared = [&] { return faces::order_of(value, wanted, order); };
  if (condition == "$eq") return compared() == 0;
  if (condition == "$neq") return compared() != 0;
  if (condition == "$exists") return value.is_null() != wanted.is_true();
  if (condition == "$in") return is_one_of(value, wanted, order);
  if (condition == "$notIn") return !is_one_of(value, wanted, order);
  if (condition == "$like") return !value.is_null() && faces::is_like(flat(value), flat(wanted), wildcards);
  if (condition == "$gt") return !value.is_null() && compared() > 0;
  if (condition == "$gte") return !value.is_null() && compared() >= 0;
  if (condition == "$lt") return !value.is_null() && compared() < 0;
  if (condition == "$lte") return !value.is_null() && compared() <= 0;
  return Error{"DT-X902", "the condition " + std::string(condition) + " is not known here", "known are: $eq, $neq, $exists, $in, $notIn, $like, $gt, $gte, $lt, $lte"};
}

Result<bool> fits_field(feel::Value const& value, feel::Value const& wanted, Order order = Order::as_it_is) {
  if (wanted.kind() != feel::Kind::context) return faces::order_of(value, wanted, order) == 0;
  for (auto const& [condition, operand] : wanted.context().entries()) {
    DT_TRY(auto one, holds(value, condition, operand, order));
    if (!one) return false;
  }
  return true;
}

constexpr std::string_view compared_by[] = {"$eq", "$neq", "$gt", "$gte", "$lt", "$lte"};

/// A value that the field must have, or conditions on it.
Status check_wanted(std::string const& name, feel::Value const& wanted, std::string_view form) {
  if (wanted.kind() != feel::Kind::context) return faces::check_value(name, wanted, form);
  for (auto const& [condition, operand] : wanted.context().entries()) {
    auto place = name + "." + condition;
    auto list = "[" + std::string(form) + "]";
    if (condition == "$like" && flat(operand).size() > faces::longest_pattern) return Error{"DT-X902", place + " is longer than " + std::to_string(faces::longest_pattern) + " bytes", "look for a part of it"};
    if (condition == "$in" || condition == "$notIn") DT_CHECK(faces::check_value(place, operand, list));
    else if (condition == "$exists") DT_CHECK(faces::check_value(place, operand, "flag"));
    else if (condition == "$like") DT_CHECK(faces::check_value(place, operand, "text"));
    else if (std::find(std::begin(compared_by), std::end(compared_by), condition) != std::end(compared_by)) DT_CHECK(faces::check_value(place, operand, form));
    else return faces::not_known("the condition " + place, {"$eq", "$neq", "$exists", "$in", "$notIn", "$like", "$gt", "$gte", "$lt", "$lte"});
  }
  return {};
}

/// Before anything is looked at: names, types, conditions.
Status check_filter(std::string const& path, feel::Value const& filter, Known known) {
  if (filter.is_null()) return {};
  DT_CHECK(faces::check_value(path, filter, "object"));
  for (auto const& [field, wanted] : filter.context().entries()) {
    auto place = path + "." + field;
    if (field == "$or") {
      DT_CHECK(faces::check_value(place, wanted, "[object]"));
      for (std::size_t i = 0; wanted.kind() == feel::Kind::list && i < wanted.list().size(); ++i) DT_CHECK(check_filter(place + "[" + std::to_string(i) + "]", wanted.list()[i], known));
    } else if (field != "tenantId" && std::find(known.begin(), known.end(), field) == known.end()) {
      std::vector<std::string> all(known.begin(), known.end());
      if (!wanted.is_null()) return Error{"DT-X902", "the filter " + field + " is not known here", "leave it out; known are: " + join(all, ", ") + ", tenantId"};
    } else if (holds_variables(field)) {
      DT_CHECK(faces::check_value(place, wanted, "[{name:text value:any}]"));
      if (wanted.kind() != feel::Kind::list) continue;
      for (auto const& one : wanted.list()) DT_CHECK(check_wanted(place + "." + words(one.at("name")), one.at("value"), "text"));
    } else {
      DT_CHECK(check_wanted(place, wanted, field_form(field)));
    }
  }
  return {};
}

Status check_search(Call const& call, Known known) {
  DT_CHECK(call.only({"filter", "sort", "page"}));
  DT_CHECK(check_filter("filter", call.body.at("filter"), known));
  DT_CHECK(faces::check_value("sort", call.body.at("sort"), "[{field:text order:text}]"));
  return faces::check_value("page", call.body.at("page"), "{from:whole limit:whole after:text before:text}");
}

/// [{name, value}], where values are written as JSON.
Result<bool> fits_variables(feel::Value const& variables, feel::Value const& wanted) {
  if (wanted.kind() != feel::Kind::list) return true;
  for (auto const& one : wanted.list()) {
    auto const* found = variables.kind() == feel::Kind::context ? variables.context().find(words(one.at("name"))) : nullptr;
    if (!found) return false;
    JsonWriter json;
    feel::write_json(json, *found);
    DT_TRY(auto fits, fits_field(feel::Value(json.take()), one.at("value")));
    if (!fits) return false;
  }
  return true;
}

Result<bool> fits(feel::Context const& row, feel::Value const& filter) {
  if (filter.kind() != feel::Kind::context) return true;
  for (auto const& [field, wanted] : filter.context().entries()) {
    if (wanted.is_null()) continue;
    if (field == "$or") {
      bool any = false;
      if (wanted.kind() == feel::Kind::list)
        for (auto const& one : wanted.list()) {
          DT_TRY(auto this_one, fits(row, one));
          any = any || this_one;
        }
      if (!any) return false;
      continue;
    }
    if (field == "tenantId") {
      DT_TRY(auto mine, fits_field(feel::Value(tenant), wanted));
      if (!mine) return false;
      continue;
    }
    auto const* value = row.find(field);
    if (!value) value = row.find("$" + field);
    DT_TRY(auto one, holds_variables(field) ? fits_variables(value ? *value : feel::Value(), wanted) : fits_field(value ? *value : feel::Value(), wanted, order_for(field)));
    if (!one) return false;
  }
  return true;
}

std::string cursor(std::size_t place) {
  auto digits = std::to_string(place);
  return to_base64(digits);
}
std::optional<std::size_t> place_at(feel::Value const& value) {
  auto text = from_base64(words(value));
  auto number = text ? Decimal::parse(*text) : std::nullopt;
  auto place = number ? number->to_int64() : std::nullopt;
  return place && *place >= 0 ? std::optional(static_cast<std::size_t>(*place)) : std::nullopt;
}

/// How rows are put in order; empty: not at all.
Result<faces::Page::Before> order_of_rows(feel::Value const& sort, Known known) {
  if (sort.kind() != feel::Kind::list || sort.list().empty()) return faces::Page::Before();
  struct By {
    std::string field;
    bool descending;
  };
  std::vector<By> orders;
  for (auto const& one : sort.list()) {
    auto field = words(one.at("field"));
    bool there = std::find(known.begin(), known.end(), field) != known.end();
    if (!there) return Error{"DT-X902", "sorting by " + field + " is not known here", "leave it out"};
    auto order = lower_ascii(words(one.at("order")));
    if (!order.empty() && order != "asc" && order != "desc") return Error{"DT-X902", "the order " + order.substr(0, 100) + " is not known here", "known are: ASC, DESC"};
    orders.push_back({field, order == "desc"});
  }
  auto value_of = [](feel::Context const& row, std::string const& field) {
    auto const* value = row.find(field);
    if (!value) value = row.find("$" + field);
    return value ? *value : feel::Value();
  };
  return faces::Page::Before([orders, value_of](feel::Context const& a, feel::Context const& b) {
    for (auto const& order : orders)
      if (auto compared = faces::order_of(value_of(a, order.field), value_of(b, order.field), order_for(order.field)); compared != 0) return (compared < 0) != order.descending;
    return false;
  });
}

/// A search as it was asked: what fits, and the page of it.
struct Search {
  Asked asked;
  faces::Page page;
  std::size_t first = 0;

  static Result<Search> read(Call const& call, Known known);
  Result<faces::Next> add(feel::Context row);
  Response written();
};

Result<Search> Search::read(Call const& call, Known known) {
  DT_CHECK(check_search(call, known));
  Asked asked{call.body.at("filter")};
  auto page = call.body.at("page");
  auto said_limit = whole(page.at("limit"), usual_page), said_first = whole(page.at("from"), 0);
  if (said_limit < 0 || said_limit > static_cast<std::int64_t>(longest_page) || said_first < 0) return Error{"DT-X902", "a page has 0 to " + std::to_string(longest_page) + " rows, and begins at 0 or later", "ask for the next one with after"};
  auto limit = static_cast<std::size_t>(said_limit), first = static_cast<std::size_t>(said_first);
  if (auto after = page.at("after"); !after.is_null()) {
    auto place = place_at(after);
    if (!place) return Error{"DT-X902", "the cursor after is none of this search", "send an endCursor as it was answered"};
    first = *place + 1;
  }
  if (auto before = page.at("before"); !before.is_null()) {
    auto place = place_at(before);
    if (!place) return Error{"DT-X902", "the cursor before is none of this search", "send a startCursor as it was answered"};
    first = *place > limit ? *place - limit : 0, limit = *place - first;
  }
  DT_TRY(auto before, order_of_rows(call.body.at("sort"), known));
  DT_TRY(auto kept, faces::Page::make(first, limit, std::move(before), most_counted));
  return Search{std::move(asked), std::move(kept), first};
}

Result<faces::Next> Search::add(feel::Context row) {
  DT_TRY(auto one, fits(row, asked.filter));
  return one ? page.add(std::move(row)) : faces::Next::more;
}

Response Search::written() {
  auto rows = page.take_rows();
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (auto const& row : rows) {
    json.begin_object();
    for (auto const& [name, value] : row.entries()) {
      if (name.starts_with('$')) continue;
      json.key(name);
      feel::write_json(json, value);
    }
    json.end_object();
  }
  json.end_array().key("page").begin_object().field("totalItems", page.found() - (page.is_cut() ? 1 : 0)).field("hasMoreTotalItems", page.is_cut());
  if (!rows.empty()) json.field("startCursor", cursor(first)).field("endCursor", cursor(first + rows.size() - 1));
  else json.key("startCursor").null().key("endCursor").null();
  json.end_object().end_object();
  return Response::json(json.take());
}

/// The cases that a filter names, by the keys of what is in them.
faces::Among named_by(feel::Value const& filter, faces::Among among) {
  static constexpr std::string_view keys[] = {"processInstanceKey", "elementInstanceKey", "jobKey", "incidentKey", "scopeKey"};
  if (among.numbers || filter.kind() != feel::Kind::context) return among;
  for (auto const& [field, wanted] : filter.context().entries()) {
    auto said = wanted.kind() != feel::Kind::context ? wanted : !wanted.at("$eq").is_null() ? wanted.at("$eq") : wanted.at("$in");
    if (said.is_null()) continue;
    if (field == "businessId" && said.kind() == feel::Kind::string) among.business_key = words(said);
    if (std::find(std::begin(keys), std::end(keys), field) == std::end(keys)) continue;
    among.numbers.emplace();
    for (auto const& one : said.kind() == feel::Kind::list ? said.list() : feel::List{said})
      if (auto place = place_of(words(one))) among.numbers->push_back(place->case_number);
    return among;
  }
  return among;
}

}  // namespace

std::string Asked::only(std::string_view field) const {
  auto wanted = filter.kind() == feel::Kind::context ? filter.at(field) : feel::Value();
  return wanted.kind() == feel::Kind::context ? flat(wanted.at("$eq")) : flat(wanted);
}

Response search(Call const& call, Known known, Rows const& make) {
  return answer_read(call, [&](Reading const& reading) -> Result<Response> {
    DT_TRY(auto search, Search::read(call, known));
    std::vector<feel::Context> rows;
    make(reading, search.asked, rows);
    for (auto& row : rows) {
      DT_TRY(auto next, search.add(std::move(row)));
      if (next == faces::Next::enough) break;
    }
    return search.written();
  });
}

Response search_cases(Call const& call, Known known, faces::Among among, CaseRows const& make) {
  auto search = Search::read(call, known);
  if (!search.ok()) return refuse(search.error());
  Status added;
  auto looked = faces::look_at_cases(call.api, call.who.person, named_by(search->asked.filter, std::move(among)),
                                     [&](Reading const& reading, processes::Case const& c, std::vector<feel::Context>& rows) { make(reading, *call.api.definitions(), search->asked, c, rows); }, [&](feel::Context row) {
                                       auto next = search->add(std::move(row));
                                       if (next.ok()) return *next;
                                       added = next.error();
                                       return faces::Next::enough;
                                     });
  if (!looked.ok() || !added.ok()) return refuse(looked.ok() ? added.error() : looked.error());
  return search->written();
}

}  // namespace drivetrain::app::zeebe_rest
