// See search.h. A cursor is the place of a row among those that fit, in base 64 as there.
#include "app/zeebe_rest/search.h"

#include <algorithm>

#include "app/faces/compare.h"
#include "base/base64.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "feel/json.h"

namespace drivetrain::app::zeebe_rest {

using platform::Response;

namespace {

constexpr std::size_t usual_page = 100, longest_page = 10'000;

using faces::flat;
using faces::Order;

/// As there.
constexpr faces::Wildcards wildcards{'*', '?', '\\'};

/// Dates are called so; all other texts are compared as they are.
Order order_for(std::string_view field) { return field.ends_with("Date") || field.ends_with("Time") || field == "deadline" ? Order::as_time : Order::as_it_is; }

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
  if (condition == "$like") {
    if (wanted.kind() != feel::Kind::string || wanted.string().size() > faces::longest_pattern) return Error{"DT-X902", "$like takes a text of at most " + std::to_string(faces::longest_pattern) + " bytes", "look for a part of it"};
    return !value.is_null() && faces::is_like(flat(value), wanted.string(), wildcards);
  }
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

/// [{name, value}], where values are written as JSON.
Result<bool> fits_variables(feel::Value const& variables, feel::Value const& wanted) {
  if (wanted.kind() != feel::Kind::list) return Error{"DT-X902", "variables are no list of name and value", ""};
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

Result<bool> fits(feel::Context const& row, feel::Value const& filter, Known known) {
  if (filter.kind() != feel::Kind::context) return true;
  for (auto const& [field, wanted] : filter.context().entries()) {
    if (wanted.is_null()) continue;
    if (field == "$or") {
      bool any = false;
      if (wanted.kind() == feel::Kind::list)
        for (auto const& one : wanted.list()) {
          DT_TRY(auto this_one, fits(row, one, known));
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
    if (std::find(known.begin(), known.end(), field) == known.end()) {
      std::vector<std::string> all(known.begin(), known.end());
      return Error{"DT-X902", "the filter " + field + " is not known here", "leave it out; known are: " + join(all, ", ") + ", tenantId"};
    }
    auto const* value = row.find(field);
    if (!value) value = row.find("$" + field);
    DT_TRY(auto one, field == "variables" || field == "processInstanceVariables" || field == "localVariables" ? fits_variables(value ? *value : feel::Value(), wanted) : fits_field(value ? *value : feel::Value(), wanted, order_for(field)));
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

Status sort_rows(std::vector<feel::Context>& rows, feel::Value const& sort, Known known) {
  if (sort.kind() != feel::Kind::list || sort.list().empty()) return {};
  struct By {
    std::string field;
    bool descending;
  };
  std::vector<By> orders;
  for (auto const& one : sort.list()) {
    auto field = words(one.at("field"));
    bool there = std::find(known.begin(), known.end(), field) != known.end();
    if (!there) return Error{"DT-X902", "sorting by " + field + " is not known here", "leave it out"};
    orders.push_back({field, lower_ascii(words(one.at("order"))) == "desc"});
  }
  auto value_of = [](feel::Context const& row, std::string const& field) {
    auto const* value = row.find(field);
    if (!value) value = row.find("$" + field);
    return value ? *value : feel::Value();
  };
  std::stable_sort(rows.begin(), rows.end(), [&](auto const& a, auto const& b) {
    for (auto const& order : orders)
      if (auto compared = faces::order_of(value_of(a, order.field), value_of(b, order.field), order_for(order.field)); compared != 0) return (compared < 0) != order.descending;
    return false;
  });
  return {};
}

Result<Response> answer(std::vector<feel::Context> const& rows, feel::Value const& page) {
  DT_CHECK(only(page, {"from", "limit", "after", "before"}));
  auto limit = std::min<std::size_t>(static_cast<std::size_t>(std::max<std::int64_t>(whole(page.at("limit"), usual_page), 0)), longest_page);
  auto first = static_cast<std::size_t>(std::max<std::int64_t>(whole(page.at("from"), 0), 0));
  if (auto after = page.at("after"); !after.is_null()) {
    auto place = place_at(after);
    if (!place) return Error{"DT-X902", "the cursor after is none of this search", "send an endCursor as it was answered"};
    first = *place + 1;
  }
  auto end = rows.size();
  if (auto before = page.at("before"); !before.is_null()) {
    auto place = place_at(before);
    if (!place) return Error{"DT-X902", "the cursor before is none of this search", "send a startCursor as it was answered"};
    end = std::min(*place, rows.size());
    first = end > limit ? end - limit : 0;
  }
  end = first >= end ? first : std::min(end, first + limit);
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (auto i = first; i < end; ++i) {
    json.begin_object();
    for (auto const& [name, value] : rows[i].entries()) {
      if (name.starts_with('$')) continue;
      json.key(name);
      feel::write_json(json, value);
    }
    json.end_object();
  }
  json.end_array().key("page").begin_object().field("totalItems", rows.size()).field("hasMoreTotalItems", false);
  if (first < end) json.field("startCursor", cursor(first)).field("endCursor", cursor(end - 1));
  else json.key("startCursor").null().key("endCursor").null();
  json.end_object().end_object();
  return Response::json(json.take());
}

}  // namespace

std::string Asked::only(std::string_view field) const {
  auto wanted = filter.kind() == feel::Kind::context ? filter.at(field) : feel::Value();
  return wanted.kind() == feel::Kind::context ? flat(wanted.at("$eq")) : flat(wanted);
}

Response search(Call const& call, Known known, Rows const& make) {
  if (auto asked = call.only({"filter", "sort", "page"}); !asked.ok()) return refuse(asked.error());
  return answer_read(call, [&](api::Reading const& reading) -> Result<Response> {
    Asked asked{call.body.at("filter")};
    // Refused also where there is nothing to look at.
    DT_TRY(auto unused, fits(feel::Context(), asked.filter, known));
    (void)unused;
    std::vector<feel::Context> all, rows;
    make(reading, asked, all);
    for (auto& row : all) {
      DT_TRY(auto one, fits(row, asked.filter, known));
      if (one) rows.push_back(std::move(row));
    }
    DT_CHECK(sort_rows(rows, call.body.at("sort"), known));
    return answer(rows, call.body.at("page"));
  });
}

}  // namespace drivetrain::app::zeebe_rest
