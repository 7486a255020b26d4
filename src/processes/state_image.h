// The engine's state as bytes and back (base/image.h): walked by its structure; only the pool of words needs a hand.
#pragma once

#include "base/image.h"
#include "base/seldom.h"
#include "feel/codec.h"
#include "processes/state.h"

namespace drivetrain::image {

template <>
struct ImageOf<feel::Context> {
  static void put(Bytes& out, feel::Context const& context) { image::put(out, feel::Value(context)); }
  static bool get(Source& source, feel::Context& context) {
    feel::Value value;
    if (!image::get(source, value) || value.kind() != feel::Kind::context) return false;
    context = value.context();
    return true;
  }
  static void layout(std::string& text) { text += "context"; }
};

template <>
struct ImageOf<processes::Symbol> {
  static void put(Bytes& out, processes::Symbol const& symbol) { image::put(out, symbol.text()); }
  static bool get(Source& source, processes::Symbol& symbol) {
    std::string text;
    if (!image::get(source, text)) return false;
    symbol = static_cast<processes::Symbols*>(source.pool)->of(text);
    return true;
  }
  static void layout(std::string& text) { text += "word"; }
};

template <class T>
struct ImageOf<Seldom<T>> {
  static void put(Bytes& out, Seldom<T> const& value) {
    Encoder(out).varint(value ? 1 : 0);
    if (value) image::put(out, *value);
  }
  static bool get(Source& source, Seldom<T>& value) {
    value.reset();
    return source.in.varint() == 0 || image::get(source, value.made());
  }
  static void layout(std::string& text) {
    text += "seldom<";
    image::layout<T>(text);
    text += '>';
  }
};

template <>
struct ImageOf<SeldomText> {
  static void put(Bytes& out, SeldomText const& text) { image::put(out, text.text()); }
  static bool get(Source& source, SeldomText& text) {
    std::string read;
    if (!image::get(source, read)) return false;
    text = read;
    return true;
  }
  static void layout(std::string& text) { text += "text"; }
};

template <>
struct ImageOf<SeldomInstant> {
  static void put(Bytes& out, SeldomInstant const& instant) { image::put(out, std::optional<Instant>(instant)); }
  static bool get(Source& source, SeldomInstant& instant) {
    std::optional<Instant> read;
    if (!image::get(source, read)) return false;
    instant = read;
    return true;
  }
  static void layout(std::string& text) { image::layout<std::optional<Instant>>(text); }
};

template <class T>
struct ImageOf<SeldomList<T>> {
  static void put(Bytes& out, SeldomList<T> const& list) { image::put(out, list.all()); }
  static bool get(Source& source, SeldomList<T>& list) {
    std::vector<T> read;
    if (!image::get(source, read)) return false;
    list.clear();
    for (auto& item : read) list.push_back(std::move(item));
    return true;
  }
  static void layout(std::string& text) { image::layout<std::vector<T>>(text); }
};

template <>
struct ImageOf<processes::SeldomVariables> {
  static void put(Bytes& out, processes::SeldomVariables const& variables) { image::put(out, variables.all()); }
  static bool get(Source& source, processes::SeldomVariables& variables) {
    feel::Context read;
    if (!image::get(source, read)) return false;
    variables = std::move(read);
    return true;
  }
  static void layout(std::string& text) { image::layout<feel::Context>(text); }
};

template <>
struct ImageOf<processes::State> {
  static void put(Bytes& out, processes::State const& state) {
    processes::State::parts(state, [&out](auto const& part) { image::put(out, part); });
  }
  static bool get(Source& source, processes::State& state) {
    source.pool = &state.pool();
    processes::State::parts(state, [&source](auto& part) { image::get(source, part); });
    state.index_again();
    return source.ok();
  }
  static void layout(std::string& text) {
    processes::State example;
    processes::State::parts(example, [&text](auto& part) { image::layout<std::remove_cvref_t<decltype(part)>>(text); });
  }
};

}  // namespace drivetrain::image
