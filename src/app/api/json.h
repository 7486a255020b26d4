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
inline void field_if(JsonWriter& json, std::string_view name, SeldomInstant value) { field_if(json, name, std::optional<Instant>(value)); }
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

/// What an item is known by from page to page: the first field that it writes, its id.
inline std::uint32_t fingerprint(std::string_view item) {
  item = item.substr(0, item.find(",\""));
  std::uint32_t print = 2166136261u;  // FNV-1a
  for (unsigned char c : item.substr(item.find('{') + 1)) print = (print ^ c) * 16777619u;
  return print;
}

/// {"items": [...], "next_cursor": ...}: those of `all` on the page, each written by `write`. A page begins behind the last item of the
/// page before, wherever that stands now: what was added or has gone in between neither repeats nor hides others. When that item has
/// gone itself, the page begins where it stood.
template <class T, class Write>
void write_page(JsonWriter& json, std::vector<T> const& all, Page page, Write write) {
  auto print_of = [&](T const& item) {
    auto mark = json.mark();
    write(item);
    auto print = fingerprint(std::string_view(json.text()).substr(mark.size));
    json.rewind(mark);
    return print;
  };
  json.key("items").begin_array();
  auto begin = page.offset;
  if (page.after) {
    constexpr std::size_t farthest = 1'000;
    for (std::size_t away = 0; away <= std::min(all.size() + page.offset, farthest); ++away) {
      auto behind = page.offset + away, before = page.offset > away ? page.offset - away : 0;
      if (behind > 0 && behind <= all.size() && print_of(all[behind - 1]) == *page.after) { begin = behind; break; }
      if (before > 0 && before <= all.size() && print_of(all[before - 1]) == *page.after) { begin = before; break; }
    }
  }
  auto end = begin >= all.size() ? all.size() : std::min(all.size(), begin + page.limit);
  for (auto i = begin; i < end; ++i) write(all[i]);
  json.end_array();
  if (end > begin && end < all.size()) {
    char print[9];
    std::snprintf(print, sizeof print, "%x", print_of(all[end - 1]));
    json.field("next_cursor", std::to_string(end) + "-" + print);
  }
}

}  // namespace drivetrain::app::api
