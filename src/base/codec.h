// Codec: how commands and events become bytes. Fields carry numbers, so that old journals keep replaying: a new field
// gets a new number, a number is never reused, an unknown number is skipped, a missing one leaves the default.
// What is as it began is not written: the value with which a member begins belongs to the format, as its number does, and never changes.
//
// A type joins by listing its fields once:
//   struct TaskClaimed {
//     std::string task; std::string person;
//     template <class Self, class Visit> static void fields(Self& self, Visit&& visit) {
//       visit(1, "task", self.task); visit(2, "person", self.person);
//     }
//   };
// The same list serves JSON (base/json_writer.h) and the command catalogue (app/). Supported members: bool, integers,
// enums, double, std::string, Instant, Duration, Date, Decimal, std::optional, std::vector of any of these, other
// field-listing structs, and any type with a Codec<T> specialisation (feel::Value has one in feel/codec.h).
#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/decimal.h"
#include "base/id.h"
#include "base/time.h"

namespace drivetrain {

using Bytes = std::vector<std::uint8_t>;

class Encoder {
 public:
  explicit Encoder(Bytes& out) : out_(out) {}
  void varint(std::uint64_t value) {
    while (value >= 0x80) out_.push_back(static_cast<std::uint8_t>(value | 0x80)), value >>= 7;
    out_.push_back(static_cast<std::uint8_t>(value));
  }
  void raw(void const* data, std::size_t size) {
    auto bytes = static_cast<std::uint8_t const*>(data);
    out_.insert(out_.end(), bytes, bytes + size);
  }
  void blob(std::span<std::uint8_t const> bytes) { varint(bytes.size()), raw(bytes.data(), bytes.size()); }

 private:
  Bytes& out_;
};

/// Reads what Encoder wrote; never reads past the end, and says by ok() whether the input made sense.
class Decoder {
 public:
  explicit Decoder(std::span<std::uint8_t const> in) : in_(in) {}
  bool ok() const { return ok_; }
  bool done() const { return in_.empty(); }
  void fail() { ok_ = false, in_ = {}; }
  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (in_.empty()) return fail(), 0;
      auto byte = in_[0];
      in_ = in_.subspan(1);
      value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (!(byte & 0x80)) return value;
    }
    return fail(), 0;
  }
  std::span<std::uint8_t const> raw(std::size_t size) {
    if (size > in_.size()) return fail(), std::span<std::uint8_t const>{};
    auto taken = in_.first(size);
    in_ = in_.subspan(size);
    return taken;
  }
  std::span<std::uint8_t const> blob() { return raw(static_cast<std::size_t>(varint())); }

 private:
  std::span<std::uint8_t const> in_;
  bool ok_ = true;
};

/// Specialise for a leaf type: `put` writes the body, `get` reads it from exactly its own bytes.
template <class T>
struct Codec;

template <class T>
concept ListsFields = requires(T& t) { T::fields(t, [](int, char const*, auto&) {}); };

template <class T>
void encode_fields(T const& value, Bytes& out);
template <class T>
bool decode_fields(std::span<std::uint8_t const> in, T& value);

namespace codec_detail {

inline std::uint64_t zigzag(std::int64_t v) { return (static_cast<std::uint64_t>(v) << 1) ^ static_cast<std::uint64_t>(v >> 63); }
inline std::int64_t unzigzag(std::uint64_t v) { return static_cast<std::int64_t>(v >> 1) ^ -static_cast<std::int64_t>(v & 1); }

template <class T>
struct is_vector : std::false_type {};
template <class T>
struct is_vector<std::vector<T>> : std::true_type {};
template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};
template <class T>
struct is_id : std::false_type {};
template <class T>
struct is_id<Id<T>> : std::true_type {};

template <class T>
void put_body(Bytes& out, T const& value) {
  Encoder encoder(out);
  if constexpr (std::is_same_v<T, bool>) encoder.varint(value ? 1 : 0);
  else if constexpr (std::is_enum_v<T>) encoder.varint(static_cast<std::uint64_t>(value));
  else if constexpr (std::is_integral_v<T>) encoder.varint(zigzag(static_cast<std::int64_t>(value)));
  else if constexpr (std::is_same_v<T, double>) encoder.raw(&value, 8);
  else if constexpr (std::is_same_v<T, std::string>) encoder.raw(value.data(), value.size());
  else if constexpr (std::is_same_v<T, Bytes>) encoder.raw(value.data(), value.size());
  else if constexpr (is_id<T>::value) encoder.raw(value.value.data(), value.value.size());
  else if constexpr (std::is_same_v<T, Instant> || std::is_same_v<T, Duration>) encoder.varint(zigzag(value.us));
  else if constexpr (std::is_same_v<T, Date>) encoder.varint(zigzag(days_from_epoch(value)));
  else if constexpr (std::is_same_v<T, Decimal>) {
    std::uint8_t bytes[16];
    value.to_bytes(bytes);
    encoder.raw(bytes, 16);
  } else if constexpr (ListsFields<T>) encode_fields(value, out);
  else Codec<T>::put(encoder, value);
}

template <class T>
bool get_body(std::span<std::uint8_t const> in, T& value) {
  Decoder decoder(in);
  if constexpr (std::is_same_v<T, bool>) value = decoder.varint() != 0;
  else if constexpr (std::is_enum_v<T>) value = static_cast<T>(decoder.varint());
  else if constexpr (std::is_integral_v<T>) value = static_cast<T>(unzigzag(decoder.varint()));
  else if constexpr (std::is_same_v<T, double>) {
    auto raw = decoder.raw(8);
    if (decoder.ok()) std::memcpy(&value, raw.data(), 8);
  } else if constexpr (std::is_same_v<T, std::string>) value.assign(reinterpret_cast<char const*>(in.data()), in.size());
  else if constexpr (std::is_same_v<T, Bytes>) value.assign(in.begin(), in.end());
  else if constexpr (is_id<T>::value) value.value.assign(reinterpret_cast<char const*>(in.data()), in.size());
  else if constexpr (std::is_same_v<T, Instant> || std::is_same_v<T, Duration>) value.us = unzigzag(decoder.varint());
  else if constexpr (std::is_same_v<T, Date>) value = date_from_days(unzigzag(decoder.varint()));
  else if constexpr (std::is_same_v<T, Decimal>) {
    auto raw = decoder.raw(16);
    if (!decoder.ok()) return false;
    std::uint8_t bytes[16];
    std::memcpy(bytes, raw.data(), 16);
    auto number = Decimal::from_bytes(bytes);
    if (!number) return false;
    value = *number;
  } else if constexpr (ListsFields<T>) return decode_fields(in, value);
  else return Codec<T>::get(decoder, value) && decoder.ok();
  if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, Bytes> || is_id<T>::value) return true;
  else return decoder.ok() && decoder.done();
}

/// What most often is as it began, and then need not be written: readers begin with it, too.
template <class T>
inline constexpr bool may_be_usual = std::is_same_v<T, std::string> || std::is_integral_v<T> || std::is_enum_v<T> || std::is_same_v<T, Instant> || std::is_same_v<T, Duration>;

struct FieldWriter {
  Bytes& out;
  char const *self, *usual;  ///< the value, and one of its type as it begins
  std::size_t size;
  template <class T>
  void operator()(int number, char const*, T const& value) {
    if constexpr (is_optional<T>::value) {
      if (value) write(number, *value);
    } else if constexpr (is_vector<T>::value && !std::is_same_v<T, Bytes>) {
      for (auto const& element : value) write(number, static_cast<typename T::value_type const&>(element));
    } else if constexpr (may_be_usual<T>) {
      auto at = static_cast<std::size_t>(reinterpret_cast<char const*>(&value) - self);  // of the same member in the other one
      if (at >= size || !(value == *reinterpret_cast<T const*>(usual + at))) write(number, value);
    } else {
      write(number, value);
    }
  }
  template <class T>
  void write(int number, T const& value) {
    Encoder encoder(out);
    encoder.varint(static_cast<std::uint64_t>(number));
    // The length goes before the body; bodies under 128 bytes (nearly all) need one byte, so reserve one and shift if wrong.
    auto length_at = out.size();
    out.push_back(0);
    put_body(out, value);
    auto length = out.size() - length_at - 1;
    if (length < 0x80) {
      out[length_at] = static_cast<std::uint8_t>(length);
    } else {
      Bytes prefix;
      Encoder(prefix).varint(length);
      out[length_at] = prefix[0];
      out.insert(out.begin() + static_cast<std::ptrdiff_t>(length_at) + 1, prefix.begin() + 1, prefix.end());
    }
  }
};

/// Walks the encoded fields and those of the type side by side: both are in the same order, unless other programs wrote.
struct FieldReader {
  Decoder& in;
  std::uint64_t number = 0;
  std::span<std::uint8_t const> body = {};
  std::size_t read = 0;
  bool more = true, ok = true;

  explicit FieldReader(Decoder& decoder) : in(decoder) { next(); }
  void next() {
    more = !in.done();
    if (!more) return;
    number = in.varint();
    body = in.blob();
    if (!in.ok()) more = ok = false;
  }
  template <class T>
  void operator()(int field, char const*, T& value) {
    while (more && static_cast<std::uint64_t>(field) == number) {
      if constexpr (is_optional<T>::value) {
        ok = get_body(body, value.emplace());
      } else if constexpr (is_vector<T>::value && !std::is_same_v<T, Bytes>) {
        typename T::value_type element{};
        ok = get_body(body, element);
        value.push_back(std::move(element));
      } else {
        ok = get_body(body, value);
      }
      ++read;
      if (ok) next();
      else more = false;
    }
  }
};

}  // namespace codec_detail

/// Appends the fields of `value` to `out`.
template <class T>
void encode_fields(T const& value, Bytes& out) {
  static T const usual{};
  T::fields(value, codec_detail::FieldWriter{out, reinterpret_cast<char const*>(&value), reinterpret_cast<char const*>(&usual), sizeof(T)});
}

template <class T>
Bytes encode(T const& value) {
  Bytes out;
  out.reserve(128);
  encode_fields(value, out);
  return out;
}

/// Fills `value` (already default-constructed) from bytes; false when they are damaged.
template <class T>
bool decode_fields(std::span<std::uint8_t const> in, T& value) {
  Decoder decoder(in);
  codec_detail::FieldReader reader(decoder);
  while (reader.more) {
    auto before = reader.read;
    T::fields(value, reader);
    if (reader.more && reader.read == before) reader.next();  // a field of a later version
  }
  return reader.ok && decoder.ok();
}

}  // namespace drivetrain
