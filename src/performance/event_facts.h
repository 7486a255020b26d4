// An event as FEEL sees it: a context of its fields by name, so that a measure's `where` and `of` read like the event.
#pragma once

#include <string>
#include <vector>

#include "base/codec.h"
#include "feel/codec.h"
#include "feel/value.h"

namespace drivetrain::performance {

namespace facts_detail {
template <class T>
feel::Value to_value(T const& member) {
  if constexpr (std::is_same_v<T, feel::Value>) return member;
  else if constexpr (codec_detail::is_optional<T>::value) return member ? to_value(*member) : feel::Value();
  else if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, Decimal> || std::is_same_v<T, std::string> ||
                     std::is_same_v<T, Instant> || std::is_same_v<T, Duration> || std::is_same_v<T, Date>)
    return feel::Value(member);
  else if constexpr (std::is_enum_v<T>) return feel::Value(std::string(to_string(member)));
  else if constexpr (std::is_integral_v<T>) return feel::Value(static_cast<std::int64_t>(member));
  else if constexpr (std::is_same_v<T, double>) {
    auto decimal = Decimal::from_double(member);
    return decimal ? feel::Value(*decimal) : feel::Value();
  } else if constexpr (codec_detail::is_vector<T>::value) {
    feel::List list;
    for (auto const& element : member) list.push_back(to_value(static_cast<typename T::value_type const&>(element)));
    return feel::Value(std::move(list));
  } else if constexpr (ListsFields<T>) {
    feel::Context context;
    T::fields(member, [&](int, char const* name, auto const& inner) { context.set(name, to_value(inner)); });
    return feel::Value(std::move(context));
  } else return feel::Value();
}
}  // namespace facts_detail

template <ListsFields E>
feel::Context facts_of(E const& event) {
  feel::Context context;
  E::fields(event, [&](int, char const* name, auto const& member) { context.set(name, facts_detail::to_value(member)); });
  return context;
}

}  // namespace drivetrain::performance
