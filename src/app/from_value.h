// A command from named values: how the case runner and the command line fill any command's fields. Unknown names, wrong types
// and unreadable values are errors that say which field.
#pragma once

#include <string>
#include <vector>

#include "base/codec.h"
#include "base/text.h"
#include "feel/codec.h"
#include "feel/json.h"
#include "feel/value.h"

namespace drivetrain::app {

namespace from_value_detail {

inline Error wrong(std::string const& field, std::string const& expected, feel::Value const& came) {
  return {"DT-X902", field + " should be " + expected + ", but is " + feel::to_text(came), ""};
}

template <class T>
Status read(feel::Value const& value, std::string const& field, T& out) {
  using namespace codec_detail;
  if constexpr (std::is_same_v<T, feel::Value>) {
    out = value;
  } else if constexpr (is_optional<T>::value) {
    if (value.is_null()) return {};
    return read(value, field, out.emplace());
  } else if constexpr (is_vector<T>::value) {
    if (value.kind() != feel::Kind::list) return wrong(field, "a list", value);
    for (auto const& element : value.list()) {
      typename T::value_type one{};
      DT_CHECK(read(element, field, one));
      out.push_back(std::move(one));
    }
  } else if constexpr (std::is_same_v<T, bool>) {
    if (value.kind() != feel::Kind::boolean) return wrong(field, "true or false", value);
    out = value.boolean();
  } else if constexpr (std::is_same_v<T, std::string>) {
    if (value.kind() != feel::Kind::string) return wrong(field, "a text", value);
    out = std::string(value.string());
  } else if constexpr (std::is_same_v<T, double>) {
    if (value.kind() != feel::Kind::number) return wrong(field, "a number", value);
    out = value.number().to_double();
  } else if constexpr (std::is_same_v<T, Decimal>) {
    if (value.kind() != feel::Kind::number) return wrong(field, "a number", value);
    out = value.number();
  } else if constexpr (std::is_integral_v<T>) {
    auto whole = value.kind() == feel::Kind::number ? value.number().to_int64() : std::nullopt;
    if (!whole) return wrong(field, "a whole number", value);
    out = static_cast<T>(*whole);
  } else if constexpr (std::is_same_v<T, Instant>) {
    if (value.kind() == feel::Kind::date_time) return out = value.instant(), Status{};
    auto parsed = value.kind() == feel::Kind::string ? parse_instant(value.string()) : wrong(field, "a time", value);
    if (!parsed) return wrong(field, "a time like 2026-03-27T15:50:00Z", value);
    out = *parsed;
  } else if constexpr (std::is_same_v<T, Duration>) {
    if (value.kind() == feel::Kind::days_duration) return out = value.duration(), Status{};
    auto parsed = value.kind() == feel::Kind::string ? parse_duration(value.string()) : wrong(field, "a duration", value);
    if (!parsed) return wrong(field, "a duration like PT4H", value);
    out = *parsed;
  } else if constexpr (std::is_same_v<T, Date>) {
    if (value.kind() == feel::Kind::date) return out = value.date(), Status{};
    auto parsed = value.kind() == feel::Kind::string ? parse_date(value.string()) : wrong(field, "a date", value);
    if (!parsed) return wrong(field, "a date like 2026-03-27", value);
    out = *parsed;
  } else if constexpr (ListsFields<T>) {
    if (value.kind() != feel::Kind::context) return wrong(field, "a group of fields", value);
    Status status;
    std::vector<std::string> names;
    T::fields(out, [&](int, char const* name, auto& member) {
      names.emplace_back(name);
      auto const* given = value.context().find(name);
      if (given && status.ok()) status = read(*given, name, member);
    });
    DT_CHECK(status);
    for (auto const& [name, given] : value.context().entries()) {
      if (std::find(names.begin(), names.end(), name) != names.end()) continue;
      auto near = nearest(name, names);
      return Error{"DT-X902", "there is no field " + name, near ? "did you mean " + *near + "?" : "fields: " + join(names, ", ")};
    }
  } else {
    return wrong(field, "something that can be written here", value);
  }
  return {};
}

}  // namespace from_value_detail

/// Missing fields keep their defaults.
template <ListsFields C>
Result<C> from_value(feel::Value const& value) {
  C command{};
  DT_CHECK(from_value_detail::read(value, C::type.name, command));
  return command;
}

}  // namespace drivetrain::app
