// How points and ranges lie to each other (DMN 1.5 §10.3.4.9, table 79; Allen's relations). The standard does not place an end
// without a value, so a relation that depends on one is null.
#include "feel/builtins/builtin.h"
#include "feel/program/compare.h"

namespace drivetrain::feel {

namespace {

/// Relations compare ends; when two have no order the answer is null.
class Ends {
 public:
  explicit Ends(Call const& call) : call_(call) {}
  bool failed = false;

  bool less(Value const& a, Value const& b) { return compare_ends(a, b) < 0; }
  bool same(Value const& a, Value const& b) { return compare_ends(a, b) == 0; }
  bool less_or_same(Value const& a, Value const& b) { return compare_ends(a, b) <= 0; }
  Value answer(bool truth) const { return failed ? Value() : Value(truth); }

 private:
  int compare_ends(Value const& a, Value const& b) {
    if (auto result = order(a, b, call_.frame, call_.place)) return *result;
    if (!failed) call_.fail("values of one kind that has an order were expected, but " + describe(a) + " and " + describe(b) + " came");
    failed = true;
    return 0;
  }
  Call const& call_;
};

bool is_range(Value const& value) { return value.kind() == Kind::range; }

// Each relation below quotes its rows of table 79. r1, r2: the two ranges; p: a point.

bool before_ranges(Ends& e, Range const& a, Range const& b) {
  return e.less(a.end, b.start) || ((!a.end_included || !b.start_included) && e.same(a.end, b.start));
}
Value run_before_relation(Call const& call, Value const& a, Value const& b) {
  Ends e(call);
  if (!is_range(a) && !is_range(b)) return e.answer(e.less(a, b));
  if (!is_range(a)) {
    auto const& r = b.range();
    return e.answer(e.less(a, r.start) || (e.same(a, r.start) && !r.start_included));
  }
  if (!is_range(b)) {
    auto const& r = a.range();
    return e.answer(e.less(r.end, b) || (e.same(r.end, b) && !r.end_included));
  }
  return e.answer(before_ranges(e, a.range(), b.range()));
}
Value run_before(Call const& call) { return run_before_relation(call, call[0], call[1]); }
Value run_after(Call const& call) { return run_before_relation(call, call[1], call[0]); }

Value meets(Call const& call, Range const& a, Range const& b) {
  Ends e(call);
  return e.answer(a.end_included && b.start_included && e.same(a.end, b.start));
}
Value run_meets(Call const& call) { return meets(call, call[0].range(), call[1].range()); }
Value run_met_by(Call const& call) { return meets(call, call[1].range(), call[0].range()); }

Value run_overlaps(Call const& call) {
  Ends e(call);
  auto const &a = call[0].range(), &b = call[1].range();
  bool ends_reach = e.less(b.start, a.end) || (e.same(b.start, a.end) && a.end_included && b.start_included);
  bool starts_reach = e.less(a.start, b.end) || (e.same(a.start, b.end) && b.end_included && a.start_included);
  return e.answer(ends_reach && starts_reach);
}

/// Begins earlier, ends within or together.
Value overlaps_before(Call const& call, Range const& a, Range const& b) {
  Ends e(call);
  bool starts_first = e.less(a.start, b.start) || (e.same(a.start, b.start) && a.start_included && !b.start_included);
  bool reaches = e.less(b.start, a.end) || (e.same(b.start, a.end) && a.end_included && b.start_included);
  bool ends_first = e.less(a.end, b.end) || (e.same(a.end, b.end) && (!a.end_included || b.end_included));
  return e.answer(starts_first && reaches && ends_first);
}
Value overlaps_after(Call const& call, Range const& a, Range const& b) {
  Ends e(call);
  bool starts_later = e.less(b.start, a.start) || (e.same(b.start, a.start) && b.start_included && !a.start_included);
  bool reaches = e.less(a.start, b.end) || (e.same(a.start, b.end) && a.start_included && b.end_included);
  bool ends_later = e.less(b.end, a.end) || (e.same(b.end, a.end) && (a.end_included || !b.end_included));
  return e.answer(starts_later && reaches && ends_later);
}
Value run_overlaps_before(Call const& call) { return overlaps_before(call, call[0].range(), call[1].range()); }
Value run_overlaps_after(Call const& call) { return overlaps_after(call, call[0].range(), call[1].range()); }

Value finishes(Call const& call, Value const& a, Range const& b) {
  Ends e(call);
  if (!is_range(a)) return e.answer(b.end_included && e.same(b.end, a));
  auto const& r = a.range();
  return e.answer(r.end_included == b.end_included && e.same(r.end, b.end) &&
                  (e.less(b.start, r.start) || (e.same(b.start, r.start) && (!r.start_included || b.start_included))));
}
Value run_finishes(Call const& call) { return finishes(call, call[0], call[1].range()); }
Value run_finished_by(Call const& call) { return finishes(call, call[1], call[0].range()); }

Value starts(Call const& call, Value const& a, Range const& b) {
  Ends e(call);
  if (!is_range(a)) return e.answer(b.start_included && e.same(b.start, a));
  auto const& r = a.range();
  return e.answer(r.start_included == b.start_included && e.same(r.start, b.start) &&
                  (e.less(r.end, b.end) || (e.same(r.end, b.end) && (!r.end_included || b.end_included))));
}
Value run_starts(Call const& call) { return starts(call, call[0], call[1].range()); }
Value run_started_by(Call const& call) { return starts(call, call[1], call[0].range()); }

Value includes(Call const& call, Range const& a, Value const& b) {
  Ends e(call);
  if (!is_range(b))
    return e.answer((e.less(a.start, b) && e.less(b, a.end)) || (e.same(a.start, b) && a.start_included) || (e.same(a.end, b) && a.end_included));
  auto const& r = b.range();
  return e.answer((e.less(a.start, r.start) || (e.same(a.start, r.start) && (a.start_included || !r.start_included))) &&
                  (e.less(r.end, a.end) || (e.same(r.end, a.end) && (a.end_included || !r.end_included))));
}
Value run_includes(Call const& call) { return includes(call, call[0].range(), call[1]); }
Value run_during(Call const& call) { return includes(call, call[1].range(), call[0]); }

Value run_coincides(Call const& call) {
  Ends e(call);
  if (is_range(call[0]) != is_range(call[1])) return call.fail("two points or two ranges were expected");
  if (!is_range(call[0])) return e.answer(e.same(call[0], call[1]));
  auto const &a = call[0].range(), &b = call[1].range();
  return e.answer(e.same(a.start, b.start) && a.start_included == b.start_included && e.same(a.end, b.end) && a.end_included == b.end_included);
}

#define DT_POINT "number | string | date | time | date and time | duration"
constexpr Builtin relations[] = {
    {"before", "point1: " DT_POINT " | range, point2: " DT_POINT " | range", "whether the first ends before the second begins", run_before},
    {"after", "point1: " DT_POINT " | range, point2: " DT_POINT " | range", "whether the first begins after the second ends", run_after},
    {"meets", "range1: range, range2: range", "whether the first ends where the second begins", run_meets},
    {"met by", "range1: range, range2: range", "whether the first begins where the second ends", run_met_by},
    {"overlaps", "range1: range, range2: range", "whether the two share a value", run_overlaps},
    {"overlaps before", "range1: range, range2: range", "whether the first begins earlier and ends within the second", run_overlaps_before},
    {"overlaps after", "range1: range, range2: range", "whether the first begins within the second and ends later", run_overlaps_after},
    {"finishes", "point: " DT_POINT " | range, range: range", "whether the first ends with the second", run_finishes},
    {"finished by", "range: range, point: " DT_POINT " | range", "whether the second ends with the first", run_finished_by},
    {"includes", "range: range, point: " DT_POINT " | range", "whether the second lies within the first", run_includes},
    {"during", "point: " DT_POINT " | range, range: range", "whether the first lies within the second", run_during},
    {"starts", "point: " DT_POINT " | range, range: range", "whether the first begins with the second", run_starts},
    {"started by", "range: range, point: " DT_POINT " | range", "whether the second begins with the first", run_started_by},
    {"coincides", "point1: " DT_POINT " | range, point2: " DT_POINT " | range", "whether the two are the same", run_coincides},
    // The other names of table 79, for arguments by name.
    {"before", "point: " DT_POINT ", range: range", "", run_before},
    {"before", "range: range, point: " DT_POINT, "", run_before},
    {"before", "range1: range, range2: range", "", run_before},
    {"after", "point: " DT_POINT ", range: range", "", run_after},
    {"after", "range: range, point: " DT_POINT, "", run_after},
    {"after", "range1: range, range2: range", "", run_after},
    {"finishes", "range1: range, range2: range", "", run_finishes},
    {"finished by", "range1: range, range2: range", "", run_finished_by},
    {"includes", "range1: range, range2: range", "", run_includes},
    {"during", "range1: range, range2: range", "", run_during},
    {"starts", "range1: range, range2: range", "", run_starts},
    {"started by", "range1: range, range2: range", "", run_started_by},
    {"coincides", "range1: range, range2: range", "", run_coincides},
};
#undef DT_POINT

}  // namespace

std::span<Builtin const> range_builtins() { return relations; }

}  // namespace drivetrain::feel
