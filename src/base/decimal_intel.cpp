// The only file that sees Intel's decimal library (see decimal_intel.h). Variant 000: arguments by value, rounding and
// flags as arguments, so there is no global state and any thread may call.
#include "base/decimal_intel.h"

#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
extern "C" {
#include <bid_conf.h>
#include <bid_functions.h>
}

namespace drivetrain::intel {

namespace {

constexpr unsigned half_even = 0;

BID_UINT128 in(Bits bits) {
  BID_UINT128 value;
  value.w[0] = bits.low;
  value.w[1] = bits.high;
  return value;
}

Bits out(BID_UINT128 value) { return {value.w[0], value.w[1]}; }

}  // namespace

Bits add(Bits a, Bits b) {
  unsigned flags = 0;
  return out(bid128_add(in(a), in(b), half_even, &flags));
}

Bits subtract(Bits a, Bits b) {
  unsigned flags = 0;
  return out(bid128_sub(in(a), in(b), half_even, &flags));
}

Bits multiply(Bits a, Bits b) {
  unsigned flags = 0;
  return out(bid128_mul(in(a), in(b), half_even, &flags));
}

Bits divide(Bits a, Bits b) {
  unsigned flags = 0;
  return out(bid128_div(in(a), in(b), half_even, &flags));
}

Bits remainder(Bits a, Bits b) {
  unsigned flags = 0;
  return out(bid128_fmod(in(a), in(b), &flags));
}

Bits sqrt(Bits a) {
  unsigned flags = 0;
  return out(bid128_sqrt(in(a), half_even, &flags));
}

Bits exp(Bits a) {
  unsigned flags = 0;
  return out(bid128_exp(in(a), half_even, &flags));
}

Bits log(Bits a) {
  unsigned flags = 0;
  return out(bid128_log(in(a), half_even, &flags));
}

Bits power(Bits base, Bits exponent) {
  unsigned flags = 0;
  return out(bid128_pow(in(base), in(exponent), half_even, &flags));
}

bool less(Bits a, Bits b) {
  unsigned flags = 0;
  return bid128_quiet_less(in(a), in(b), &flags) != 0;
}

}  // namespace drivetrain::intel
