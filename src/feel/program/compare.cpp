// Equality, order and membership (see compare.h).
#include "feel/program/compare.h"

namespace drivetrain::feel {

namespace {

template <class T>
int sign(T const& a, T const& b) {
  return a < b ? -1 : b < a ? 1 : 0;
}

std::optional<bool> both(std::optional<bool> a, std::optional<bool> b) {
  if (a == false || b == false) return false;
  if (!a || !b) return std::nullopt;
  return true;
}

std::optional<bool> lists_equal(List const& a, List const& b) {
  if (a.size() != b.size()) return false;
  std::optional<bool> result = true;
  for (std::size_t i = 0; i < a.size() && result != false; ++i) result = both(result, is_equal(a[i], b[i]));
  return result;
}

std::optional<bool> contexts_equal(Context const& a, Context const& b) {
  if (a.size() != b.size()) return false;
  std::optional<bool> result = true;
  for (auto const& [name, entry] : a.entries()) {
    auto other = b.find(name);
    if (!other) return false;
    result = both(result, is_equal(entry, *other));
    if (result == false) break;
  }
  return result;
}

}  // namespace

std::optional<bool> is_equal(Value const& a, Value const& b) {
  if (a.is_number() && b.is_number()) return a.number() == b.number();
  if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
  if (a.kind() != b.kind()) return std::nullopt;
  switch (a.kind()) {
    case Kind::list: return lists_equal(a.list(), b.list());
    case Kind::context: return contexts_equal(a.context(), b.context());
    case Kind::time:
      if (a.time() == b.time()) return true;
      if (auto result = compare(a.time(), b.time())) return *result == 0;
      return false;
    case Kind::date_time:
      if (auto result = compare(a.date_time(), b.date_time())) return *result == 0;
      return false;
    default: return a == b;
  }
}

std::optional<int> order(Value const& a, Value const& b) {
  if (a.is_number() && b.is_number()) return Decimal::compare(a.number(), b.number());
  if (a.kind() != b.kind()) return std::nullopt;
  switch (a.kind()) {
    case Kind::string: return sign(a.string(), b.string());
    case Kind::date: return sign(a.date(), b.date());
    case Kind::time: return compare(a.time(), b.time());
    case Kind::date_time: return compare(a.date_time(), b.date_time());
    case Kind::days_duration: return sign(a.days_duration(), b.days_duration());
    case Kind::months_duration: return sign(a.months_duration(), b.months_duration());
    default: return std::nullopt;
  }
}

std::optional<bool> is_in(Value const& value, Range const& range) {
  if (range.form == Range::Form::equal) return is_equal(value, range.start);
  if (range.form == Range::Form::not_equal) {
    auto equal = is_equal(value, range.start);
    if (!equal) return std::nullopt;
    return !*equal;
  }
  bool has_start = range.form == Range::Form::interval || !range.start.is_null();
  bool has_end = range.form == Range::Form::interval || !range.end.is_null();
  std::optional<bool> after = true, before = true;
  if (has_start) {
    auto at_start = order(value, range.start);
    if (!at_start) return std::nullopt;
    after = *at_start > 0 || (*at_start == 0 && range.start_included);
  }
  if (has_end) {
    auto at_end = order(value, range.end);
    if (!at_end) return std::nullopt;
    before = *at_end < 0 || (*at_end == 0 && range.end_included);
  }
  return both(after, before);
}

std::optional<bool> passes(Value const& value, Value const& test) {
  if (test.kind() == Kind::range && value.kind() != Kind::range) return is_in(value, test.range());
  if (test.kind() != Kind::list) return is_equal(value, test);
  if (value.kind() == Kind::list && is_equal(value, test) == true) return true;
  std::optional<bool> result = false;
  for (auto const& item : test.list()) {
    // An element of another kind is not the value; a range of another kind cannot say (as the TCK has it).
    bool ranged = item.kind() == Kind::range && value.kind() != Kind::range;
    auto passed = ranged ? is_in(value, item.range()) : is_equal(value, item).value_or(false);
    if (passed == true) return true;
    if (!passed) result = passed;
  }
  return result;
}

}  // namespace drivetrain::feel
