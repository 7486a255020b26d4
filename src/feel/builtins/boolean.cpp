// not() and is() (DMN 1.5 §10.3.4.2 and §10.3.4.6).
#include <algorithm>

#include "feel/builtins/builtin.h"

namespace drivetrain::feel {

namespace {

Value run_not(Call const& call) {
  if (call[0].kind() == Kind::boolean) return !call[0].boolean();
  if (call[0].is_null()) return {};
  return call.fail("a boolean was expected, but " + describe(call[0]) + " came");
}

/// Same kind and same way of being written: a time at +01:00 is not the same time @Europe/Paris, though they may be equal.
bool is_same(Value const& a, Value const& b) {
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case Kind::time: return a.time() == b.time();
    case Kind::date_time: return a.date_time() == b.date_time();
    case Kind::list: {
      if (a.list().size() != b.list().size()) return false;
      for (std::size_t i = 0; i < a.list().size(); ++i)
        if (!is_same(a.list()[i], b.list()[i])) return false;
      return true;
    }
    default: return a == b;
  }
}
Value run_is(Call const& call) {
  if (!call.has(0) && !call.has(1)) return call.fail("two values were expected");
  if (call.has(0) && call.has(1) && !call.spend(std::min(call[0].weight(), call[1].weight()))) return {};
  return call.has(0) && call.has(1) && is_same(call[0], call[1]);  // the TCK lets one be left out
}

constexpr Builtin booleans[] = {
    {"not", "negand: ~boolean | null", "true for false, false for true, null for null", run_not},
    {"is", "value1?: any, value2?: any", "whether two values are the same in kind and form, zones included", run_is},
};

}  // namespace

std::span<Builtin const> boolean_builtins() { return booleans; }

}  // namespace drivetrain::feel
