// FEEL values inside journal events (base/codec.h). Functions and ranges over functions cannot be stored; they become null.
#pragma once

#include "base/codec.h"
#include "feel/value.h"

namespace drivetrain {

template <>
struct Codec<feel::Value> {
  static void put(Encoder& encoder, feel::Value const& value);
  static bool get(Decoder& decoder, feel::Value& value);
};

}  // namespace drivetrain
