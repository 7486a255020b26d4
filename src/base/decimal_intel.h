// Intel's decimal128 behind a fence: bits in, bits out. Its headers stay in decimal_intel.cpp, because libgcc contains
// functions of the same names with another calling convention: one _Decimal128 in the program and it crashes.
// Internal to base/decimal*.cpp and their test; everyone else uses Decimal.
#pragma once

#include <cstdint>

namespace drivetrain::intel {

/// IEEE 754-2008 decimal128, binary integer decimal encoding (BID). Results may be infinite or NaN; the caller looks.
struct Bits {
  std::uint64_t low = 0, high = 0;
};

Bits add(Bits a, Bits b);
Bits subtract(Bits a, Bits b);
Bits multiply(Bits a, Bits b);
Bits divide(Bits a, Bits b);
/// Exact remainder with the sign of `a`.
Bits remainder(Bits a, Bits b);
Bits sqrt(Bits a);
/// Not always correctly rounded: up to 2 ulp (exp, log), 12 ulp (power); the same on every machine.
Bits exp(Bits a);
Bits log(Bits a);
Bits power(Bits base, Bits exponent);
bool less(Bits a, Bits b);

}  // namespace drivetrain::intel
