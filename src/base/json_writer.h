// JSON out: our own writer because decimals must stay decimals (0.1 is "0.1", never 1E-1; see docs/decisions).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/codec.h"
#include "base/decimal.h"
#include "base/hash.h"
#include "base/time.h"

namespace drivetrain {

/// Builds one JSON text. Calls must nest properly; keys are written only inside objects.
class JsonWriter {
 public:
  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);
  JsonWriter& value(std::string_view text);
  JsonWriter& value(char const* text) { return value(std::string_view(text)); }
  JsonWriter& value(std::string const& text) { return value(std::string_view(text)); }
  JsonWriter& value(bool flag);
  JsonWriter& value(Decimal number);
  JsonWriter& value(double number);  ///< shortest form that reads back equal; null when not finite
  JsonWriter& value(Instant instant) { return value(format_instant(instant)); }
  JsonWriter& value(Duration duration) { return value(format_duration(duration)); }
  JsonWriter& value(Date date) { return value(format_date(date)); }
  template <class T>
  requires(std::is_integral_v<T> && !std::is_same_v<T, bool>)
  JsonWriter& value(T number) { return raw(std::to_string(number)); }
  JsonWriter& null();
  /// Already valid JSON.
  JsonWriter& raw(std::string_view json);

  template <class T>
  JsonWriter& field(std::string_view name, T const& member) {
    key(name);
    return any(member);
  }

  /// Any type that codec.h supports; a type of its own joins by an overload `void write_json(JsonWriter&, T const&)`.
  template <class T>
  JsonWriter& any(T const& v) {
    if constexpr (requires { write_json(*this, v); }) write_json(*this, v);
    else if constexpr (codec_detail::is_optional<T>::value) return v ? any(*v) : null();
    else if constexpr (std::is_same_v<T, Bytes>) value(to_hex(v));
    else if constexpr (codec_detail::is_vector<T>::value) {
      begin_array();
      for (auto const& element : v) any(static_cast<typename T::value_type const&>(element));
      end_array();
    } else if constexpr (codec_detail::is_id<T>::value) value(v.value);
    else if constexpr (std::is_enum_v<T>) {
      if constexpr (requires { to_string(v); }) value(to_string(v));
      else value(static_cast<std::int64_t>(v));
    } else if constexpr (ListsFields<T>) {
      begin_object();
      T::fields(v, [this](int, char const* name, auto const& member) { field(name, member); });
      end_object();
    } else value(v);
    return *this;
  }

  /// A place to which rewind() takes back everything written since.
  struct Mark {
    std::size_t size = 0;
    bool need_comma = false;
  };
  Mark mark() const { return {out_.size(), need_comma_}; }
  void rewind(Mark mark) { out_.resize(mark.size), need_comma_ = mark.need_comma; }
  std::string const& text() const { return out_; }
  std::string take() { return std::move(out_); }

 private:
  void separate();
  std::string out_;
  bool need_comma_ = false;
};

template <class T>
std::string to_json(T const& value) {
  JsonWriter writer;
  writer.any(value);
  return writer.take();
}

}  // namespace drivetrain
