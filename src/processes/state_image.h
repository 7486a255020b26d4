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
struct ImageOf<processes::State> {
  static void put(Bytes& out, processes::State const& state) {
    processes::State::parts(state, [&out](auto const& part) { image::put(out, part); });
  }
  static bool get(Source& source, processes::State& state) {
    source.pool = &state.pool();
    processes::State::parts(state, [&source](auto& part) { image::get(source, part); });
    return source.ok();
  }
  static void layout(std::string& text) {
    processes::State example;
    processes::State::parts(example, [&text](auto& part) { image::layout<std::remove_cvref_t<decltype(part)>>(text); });
  }
};

}  // namespace drivetrain::image
