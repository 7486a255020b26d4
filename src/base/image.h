// Image: any state as bytes and back, without listing its members again: aggregates are walked by structure (Boost.PFR), types with
// numbered fields by their list (base/codec.h), containers by their elements. Unlike an event an image need not outlive the program
// that wrote it: layout_of<T>() says what the bytes mean, and bytes of another layout are not read.
// Equal states have equal images: what has no order of its own (unordered_map) is written in order of its keys' bytes.
#pragma once

#include <algorithm>
#include <boost/pfr/core.hpp>
#include <deque>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "base/codec.h"

namespace drivetrain::image {

/// Specialise for what is no aggregate and lists no fields: `put(Bytes&, T const&)`, `get(Source&, T&)`, `layout(std::string&)`.
template <class T>
struct ImageOf;

/// Bytes being read; `pool` is what a specialisation needs to make its values again (a pool of words).
struct Source {
  explicit Source(std::span<std::uint8_t const> bytes) : in(bytes), left(bytes.size()) {}
  Decoder in;
  std::size_t left;  ///< no list is longer than the bytes that there were
  void* pool = nullptr;
  bool ok() const { return in.ok(); }
};

namespace detail {

template <class T, template <class...> class Template>
struct is_of : std::false_type {};
template <template <class...> class Template, class... Arguments>
struct is_of<Template<Arguments...>, Template> : std::true_type {};
template <class T, template <class...> class Template>
inline constexpr bool is = is_of<T, Template>::value;

template <class T>
concept HasImage = requires(Bytes& out, T const& value) { ImageOf<T>::put(out, value); };
template <class T>
concept HasCodec = requires(Encoder& out, T const& value) { Codec<T>::put(out, value); };
template <class T>
concept VariableLeaf = std::is_same_v<T, std::string> || std::is_same_v<T, Bytes> || std::is_same_v<T, Decimal> || std::is_same_v<T, double> ||
                       codec_detail::is_id<T>::value || HasCodec<T>;
template <class T>
concept NumberLeaf = std::is_same_v<T, bool> || std::is_enum_v<T> || std::is_integral_v<T> || std::is_same_v<T, Instant> ||
                     std::is_same_v<T, Duration> || std::is_same_v<T, Date>;
template <class T>
concept Sequence = (is<T, std::vector> && !std::is_same_v<T, Bytes>) || is<T, std::deque>;

}  // namespace detail

template <class T>
void put(Bytes& out, T const& value) {
  using namespace detail;
  if constexpr (HasImage<T>) ImageOf<T>::put(out, value);
  else if constexpr (NumberLeaf<T>) codec_detail::put_body(out, value);
  else if constexpr (VariableLeaf<T>) {
    Bytes body;
    codec_detail::put_body(body, value);
    Encoder(out).blob(body);
  } else if constexpr (is<T, std::optional>) {
    Encoder(out).varint(value ? 1 : 0);
    if (value) put(out, *value);
  } else if constexpr (Sequence<T>) {
    Encoder(out).varint(value.size());
    for (auto const& element : value) put(out, static_cast<typename T::value_type const&>(element));
  } else if constexpr (is<T, std::set>) {
    Encoder(out).varint(value.size());
    for (auto const& element : value) put(out, element);
  } else if constexpr (is<T, std::map>) {
    Encoder(out).varint(value.size());
    for (auto const& [key, element] : value) put(out, key), put(out, element);
  } else if constexpr (is<T, std::unordered_map>) {
    std::vector<Bytes> entries;
    for (auto const& [key, element] : value) {
      auto& entry = entries.emplace_back();
      put(entry, key), put(entry, element);
    }
    std::sort(entries.begin(), entries.end());
    Encoder(out).varint(entries.size());
    for (auto const& entry : entries) Encoder(out).raw(entry.data(), entry.size());
  } else if constexpr (ListsFields<T>) {
    T::fields(value, [&out](int, char const*, auto const& member) { put(out, member); });
  } else {
    static_assert(std::is_aggregate_v<T>, "give this type an ImageOf");
    boost::pfr::for_each_field(value, [&out](auto const& member) { put(out, member); });
  }
}

/// Fills `value` (already default-constructed); false, and then anything, when the bytes make no sense.
template <class T>
bool get(Source& source, T& value) {
  using namespace detail;
  auto& in = source.in;
  auto count = [&] {
    auto many = in.varint();
    if (many > source.left) in.fail();
    return in.ok() ? many : 0;
  };
  if constexpr (HasImage<T>) return ImageOf<T>::get(source, value) && in.ok();
  else if constexpr (std::is_same_v<T, bool>) value = in.varint() != 0;
  else if constexpr (std::is_enum_v<T>) value = static_cast<T>(in.varint());
  else if constexpr (std::is_integral_v<T>) value = static_cast<T>(codec_detail::unzigzag(in.varint()));
  else if constexpr (std::is_same_v<T, Instant> || std::is_same_v<T, Duration>) value.us = codec_detail::unzigzag(in.varint());
  else if constexpr (std::is_same_v<T, Date>) value = date_from_days(codec_detail::unzigzag(in.varint()));
  else if constexpr (VariableLeaf<T>) {
    auto body = in.blob();
    if (in.ok() && !codec_detail::get_body(body, value)) in.fail();
  } else if constexpr (is<T, std::optional>) {
    if (in.varint() != 0) get(source, value.emplace());
    else value.reset();
  } else if constexpr (Sequence<T>) {
    value.clear();
    for (auto left = count(); left > 0 && in.ok(); --left) {
      typename T::value_type element{};
      if (get(source, element)) value.push_back(std::move(element));
    }
  } else if constexpr (is<T, std::set>) {
    value.clear();
    for (auto left = count(); left > 0 && in.ok(); --left) {
      typename T::value_type element{};
      if (get(source, element)) value.insert(value.end(), std::move(element));
    }
  } else if constexpr (is<T, std::map> || is<T, std::unordered_map>) {
    value.clear();
    for (auto left = count(); left > 0 && in.ok(); --left) {
      typename T::key_type key{};
      if (get(source, key) && !get(source, value[std::move(key)])) return false;
    }
  } else if constexpr (ListsFields<T>) {
    T::fields(value, [&source](int, char const*, auto& member) { get(source, member); });
  } else {
    boost::pfr::for_each_field(value, [&source](auto& member) { get(source, member); });
  }
  return in.ok();
}

/// What the bytes of a T mean: the same text exactly when an image of the one can be read as the other. A new, lost or retyped member
/// anywhere below T changes it.
template <class T>
void layout(std::string& text) {
  using namespace detail;
  auto of = [&text]<class Element>(char const* name, std::type_identity<Element>) {
    text += name;
    text += '<';
    layout<Element>(text);
    text += '>';
  };
  if constexpr (HasImage<T>) ImageOf<T>::layout(text);
  else if constexpr (std::is_same_v<T, bool>) text += "bool";
  else if constexpr (std::is_enum_v<T>) text += "enum";
  else if constexpr (std::is_integral_v<T>) text += std::is_signed_v<T> ? "i" + std::to_string(sizeof(T)) : "u" + std::to_string(sizeof(T));
  else if constexpr (std::is_same_v<T, double>) text += "double";
  else if constexpr (std::is_same_v<T, Instant>) text += "instant";
  else if constexpr (std::is_same_v<T, Duration>) text += "duration";
  else if constexpr (std::is_same_v<T, Date>) text += "date";
  else if constexpr (std::is_same_v<T, Decimal>) text += "decimal";
  else if constexpr (std::is_same_v<T, std::string> || codec_detail::is_id<T>::value) text += "text";
  else if constexpr (std::is_same_v<T, Bytes>) text += "bytes";
  else if constexpr (HasCodec<T>) text += "value";
  else if constexpr (is<T, std::optional>) of("optional", std::type_identity<typename T::value_type>{});
  else if constexpr (Sequence<T>) of("list", std::type_identity<typename T::value_type>{});
  else if constexpr (is<T, std::set>) of("set", std::type_identity<typename T::value_type>{});
  else if constexpr (is<T, std::map> || is<T, std::unordered_map>) {
    of("map", std::type_identity<typename T::key_type>{});
    of("to", std::type_identity<typename T::mapped_type>{});
  } else if constexpr (ListsFields<T>) {
    T example{};
    text += '{';
    T::fields(example, [&text](int number, char const* name, auto& member) {
      text += std::to_string(number) + ' ' + name + ' ';
      layout<std::remove_cvref_t<decltype(member)>>(text);
      text += ' ';
    });
    text += '}';
  } else {
    T example{};
    text += '(';
    boost::pfr::for_each_field(example, [&text](auto& member) {
      layout<std::remove_cvref_t<decltype(member)>>(text);
      text += ' ';
    });
    text += ')';
  }
}

template <class T>
std::string layout_of() {
  std::string text;
  layout<T>(text);
  return text;
}

}  // namespace drivetrain::image
