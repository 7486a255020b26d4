// Equality, order and membership (see compare.h).
#include "feel/program/compare.h"

#include <algorithm>
#include <limits>

#include "feel/entry_finder.h"

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

std::optional<bool> lists_equal(List const& a, List const& b, Effort& effort) {
  if (a.size() != b.size()) return false;
  std::optional<bool> result = true;
  for (std::size_t i = 0; i < a.size() && result != false; ++i) {
    if (!effort.spend(1)) return std::nullopt;
    result = both(result, is_equal(a[i], b[i], effort));
  }
  return result;
}

std::optional<bool> contexts_equal(Context const& a, Context const& b, Effort& effort) {
  if (a.size() != b.size()) return false;
  std::optional<bool> result = true;
  EntryFinder find_in_b(b);
  for (auto const& [name, entry] : a.entries()) {
    if (!effort.spend(1)) return std::nullopt;
    auto other = find_in_b(name);
    if (!other) return false;
    result = both(result, is_equal(entry, *other, effort));
    if (result == false) break;
  }
  return result;
}

/// What a comparison of two values costs that has no parts to count one by one: texts, and ranges with all that they hold.
std::uint64_t cost_of_whole(Value const& a, Value const& b) {
  if (a.kind() != b.kind() || (a.kind() != Kind::string && a.kind() != Kind::range)) return 0;
  return std::min(a.weight(), b.weight()) - 1;
}

}  // namespace

std::optional<bool> is_equal(Value const& a, Value const& b, Effort& effort) {
  if (a.is_number() && b.is_number()) return a.number() == b.number();
  if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
  if (a.kind() != b.kind()) return std::nullopt;
  switch (a.kind()) {
    case Kind::list: return lists_equal(a.list(), b.list(), effort);
    case Kind::context: return contexts_equal(a.context(), b.context(), effort);
    case Kind::time:
      if (a.time() == b.time()) return true;
      if (auto result = compare(a.time(), b.time())) return *result == 0;
      return false;
    case Kind::date_time:
      if (auto result = compare(a.date_time(), b.date_time())) return *result == 0;
      return false;
    default:
      if (!effort.spend(cost_of_whole(a, b))) return std::nullopt;
      return a == b;
  }
}

std::optional<bool> is_equal(Value const& a, Value const& b) {
  if (a.is_number() && b.is_number()) return a.number() == b.number();
  Effort boundless{std::numeric_limits<std::uint64_t>::max()};
  return is_equal(a, b, boundless);
}

std::optional<bool> is_equal_paid(Value const& a, Value const& b, Frame& frame, Place place) {
  Effort effort{frame.session.steps_left};
  auto result = is_equal(a, b, effort);
  frame.session.steps_left = effort.left;
  if (effort.exhausted) frame.exhausted(place);
  return result;
}

std::optional<int> order(Value const& a, Value const& b, Frame& frame, Place place) {
  if (a.is_number() && b.is_number()) return Decimal::compare(a.number(), b.number());
  if (a.kind() == Kind::string && !frame.spend(cost_of_whole(a, b), place)) return std::nullopt;
  return order(a, b);
}

std::optional<bool> passes(Value const& value, Value const& test, Frame& frame, Place place) {
  // What a value without parts is tested against costs what the test holds; two lists or contexts are compared part by part.
  bool parted = value.kind() == Kind::list || value.kind() == Kind::context || value.kind() == Kind::string || value.kind() == Kind::range;
  if (!parted && test.kind() != Kind::list) return passes(value, test);
  if (test.kind() == Kind::list || test.kind() == Kind::range) {
    auto holds = test.kind() == Kind::list ? test.list().size() : std::size_t{2};
    auto most = std::max<std::uint64_t>(value.weight(), 1);
    // A list is gone through, and each element may be compared with the whole value; no element costs more than what it holds itself.
    // An empty list holds nothing to compare, and costs no more than the look itself.
    auto cost = std::min<std::uint64_t>(test.weight(), holds * most);
    if (cost > 1 && !frame.spend(cost - 1, place)) return std::nullopt;
    return passes(value, test);
  }
  return is_equal_paid(value, test, frame, place);
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
