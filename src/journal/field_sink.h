// FieldSink: a record's fields handed out by name, for whoever computes with records without knowing their C++ types: KPIs
// ({event, where, of, by}), search, exports.
#pragma once

#include <string_view>
#include <type_traits>
#include <typeinfo>

#include "base/codec.h"
#include "base/decimal.h"
#include "base/time.h"

namespace drivetrain::journal {

/// Receives the fields in their order. An optional field without value does not come; an empty list comes with no elements.
class FieldSink {
 public:
  virtual ~FieldSink() = default;
  virtual void text(std::string_view field, std::string_view value) = 0;
  virtual void number(std::string_view field, Decimal value) = 0;
  virtual void boolean(std::string_view field, bool value) = 0;
  virtual void instant(std::string_view field, Instant value) = 0;
  virtual void duration(std::string_view field, Duration value) = 0;
  virtual void date(std::string_view field, Date value) = 0;
  /// The elements come as calls with the list's own field name, until end_list().
  virtual void begin_list(std::string_view field) = 0;
  virtual void end_list() = 0;
  /// The fields of a member that has fields itself, until end_group().
  virtual void begin_group(std::string_view field) = 0;
  virtual void end_group() = 0;
  /// A value of a type that only its own folder knows (feel::Value): compare `type`, then cast.
  virtual void other(std::string_view field, std::type_info const& type, void const* value) = 0;
};

template <class T>
void give_fields(T const& value, FieldSink& sink);

template <class T>
void give_field(std::string_view field, T const& value, FieldSink& sink) {
  using namespace codec_detail;
  if constexpr (is_optional<T>::value) {
    if (value) give_field(field, *value, sink);
  } else if constexpr (std::is_same_v<T, Bytes>) {
    sink.other(field, typeid(T), &value);
  } else if constexpr (is_vector<T>::value) {
    sink.begin_list(field);
    for (auto const& element : value) give_field(field, static_cast<typename T::value_type const&>(element), sink);
    sink.end_list();
  } else if constexpr (std::is_same_v<T, bool>) sink.boolean(field, value);
  else if constexpr (std::is_enum_v<T>) {
    if constexpr (requires { to_string(value); }) sink.text(field, to_string(value));
    else sink.number(field, Decimal(static_cast<std::int64_t>(value)));
  } else if constexpr (std::is_integral_v<T>) sink.number(field, Decimal(static_cast<std::int64_t>(value)));
  else if constexpr (std::is_same_v<T, double>) {
    if (auto decimal = Decimal::from_double(value)) sink.number(field, *decimal);
  } else if constexpr (std::is_same_v<T, Decimal>) sink.number(field, value);
  else if constexpr (std::is_same_v<T, std::string>) sink.text(field, value);
  else if constexpr (is_id<T>::value) sink.text(field, value.value);
  else if constexpr (std::is_same_v<T, Instant>) sink.instant(field, value);
  else if constexpr (std::is_same_v<T, Duration>) sink.duration(field, value);
  else if constexpr (std::is_same_v<T, Date>) sink.date(field, value);
  else if constexpr (ListsFields<T>) {
    sink.begin_group(field);
    give_fields(value, sink);
    sink.end_group();
  } else sink.other(field, typeid(T), &value);
}

template <class T>
void give_fields(T const& value, FieldSink& sink) {
  T::fields(value, [&sink](int, char const* name, auto const& member) { give_field(name, member, sink); });
}

}  // namespace drivetrain::journal
