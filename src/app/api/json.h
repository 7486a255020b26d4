// Writing answers: small words for what every answer does. What is not known is absent; no field is ever null.
#pragma once

#include <cmath>
#include <optional>
#include <string>
#include <string_view>

#include "app/api/exchange.h"
#include "base/json_writer.h"

namespace drivetrain::app::api {

template <class T>
void field_if(JsonWriter& json, std::string_view name, std::optional<T> const& value) {
  if (value) json.field(name, *value);
}
inline void text_if(JsonWriter& json, std::string_view name, std::string const& text) {
  if (!text.empty()) json.field(name, text);
}
/// With at most `decimals` digits after the point.
inline void number_field(JsonWriter& json, std::string_view name, double value, int decimals) {
  auto scale = std::pow(10.0, decimals);
  auto rounded = std::round(value * scale) / scale;
  json.field(name, rounded == 0 ? 0.0 : rounded);
}

template <class Range, class Write>
void list_field(JsonWriter& json, std::string_view name, Range const& range, Write write) {
  json.key(name).begin_array();
  for (auto const& one : range) write(one);
  json.end_array();
}
template <class Write>
void object_field(JsonWriter& json, std::string_view name, Write write) {
  json.key(name).begin_object();
  write();
  json.end_object();
}
template <class Write>
void object(JsonWriter& json, Write write) {
  json.begin_object();
  write();
  json.end_object();
}

/// {"items": [...], "next_cursor": ...}: those of `all` on the page, each written by `write`. `more` writes further fields.
template <class T, class Write>
void write_page(JsonWriter& json, std::vector<T> const& all, Page page, Write write) {
  json.key("items").begin_array();
  auto end = page.offset >= all.size() ? all.size() : std::min(all.size(), page.offset + page.limit);
  for (auto i = page.offset; i < end; ++i) write(all[i]);
  json.end_array();
  if (end < all.size()) json.field("next_cursor", std::to_string(end));
}

}  // namespace drivetrain::app::api
