// Where each cell of a column is true (see regions.h).
#include "decisions/dmn/regions.h"

#include <algorithm>

#include "feel/program/compare.h"
#include "feel/program/frame.h"

namespace drivetrain::decisions::dmn {

using feel::Kind;
using feel::Value;

void normalise(Stretches& stretches) {
  if (stretches.size() < 2) return;
  std::sort(stretches.begin(), stretches.end(), [](Stretch a, Stretch b) { return a.first < b.first; });
  std::size_t kept = 0;
  for (std::size_t i = 1; i < stretches.size(); ++i) {
    if (stretches[i].first <= stretches[kept].last + 1) stretches[kept].last = std::max(stretches[kept].last, stretches[i].last);
    else stretches[++kept] = stretches[i];
  }
  stretches.resize(kept + 1);
}

Stretches common(Stretches const& a, Stretches const& b) {
  Stretches both;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    auto first = std::max(a[i].first, b[j].first), last = std::min(a[i].last, b[j].last);
    if (first <= last) both.push_back({first, last});
    if (a[i].last < b[j].last) ++i;
    else ++j;
  }
  return both;
}

bool meet(Stretches const& a, Stretches const& b) {
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (std::max(a[i].first, b[j].first) <= std::min(a[i].last, b[j].last)) return true;
    if (a[i].last < b[j].last) ++i;
    else ++j;
  }
  return false;
}

bool meet(Stretches const& a, Stretches const& b, Stretches const& c) {
  for (std::size_t i = 0, j = 0, k = 0; i < a.size() && j < b.size() && k < c.size();) {
    auto last = std::min({a[i].last, b[j].last, c[k].last});
    if (std::max({a[i].first, b[j].first, c[k].first}) <= last) return true;
    if (a[i].last == last) ++i;
    else if (b[j].last == last) ++j;
    else ++k;
  }
  return false;
}

bool orders(std::string_view text) {
  return text.find_first_of("<>") != std::string_view::npos || text.find("..") != std::string_view::npos || text.find("between") != std::string_view::npos;
}

bool holds(feel::Expression const& test, std::uint32_t slot, Value const& value, bool* warned) {
  feel::Environment environment;
  feel::Session session{environment};
  std::vector<Value> slots(slot + 1, value);  // it reads nothing else
  auto result = test.evaluate_in(session, slots.data());
  if (warned) *warned = !session.warnings.empty();
  return result.is_true();
}

std::optional<std::uint32_t> ColumnRegions::find(Value const& value) const {
  if (value.is_null()) return missing();
  if (kind == Kind::null) return 0;
  if (value.kind() != kind) return std::nullopt;
  if (kind == Kind::boolean) return value.boolean() ? 0 : 1;
  std::size_t low = 0, high = points.size();
  while (low < high) {
    auto middle = (low + high) / 2;
    auto at = feel::order(value, points[middle]);
    if (!at) return std::nullopt;
    if (*at == 0) return point_regions[middle];
    if (*at < 0) high = middle;
    else low = middle + 1;
  }
  if (!ordered || points.empty()) return end_of_values() - 1;
  auto found = low < points.size() ? point_regions[low] - 1 : point_regions.back() + 1;
  // A gap that counted values do not have is met by none of them.
  if (found >= end_of_values() || regions[found].form != Region::Form::gap) return std::nullopt;
  return found;
}

namespace {

/// What evaluating a cell once costs, in steps of searching.
constexpr std::uint64_t steps_of_a_test = 60;

/// One column being looked at.
class ColumnLook {
 public:
  ColumnLook(InputColumn const& column, std::uint32_t tested_slot, ColumnDomain const& domain, std::uint64_t& work)
      : column_(column), domain_(domain), tested_slot_(tested_slot), work_(work) {}

  ColumnRegions look() {
    made_.kind = domain_.kind;
    made_.cells.resize(column_.cells.size()), own_points_.resize(column_.cells.size());
    for (std::size_t i = 0; i < column_.cells.size(); ++i) gather(i);
    for (auto const& cut : domain_.cuts) add_point(cut);
    made_.ordered = made_.kind != Kind::string || asks_for_order_ || domain_.ordered;
    if (!cut_regions(made_)) {
      undecide_all(made_.kind == Kind::string ? "texts too close to each other are compared by order"
                   : made_.kind == Kind::number ? "its numbers are at the end of what numbers can be" : "some of its moments have a zone and some have none");
      return std::move(made_);
    }
    if (domain_.foreign) add_foreign();
    for (std::size_t i = 0; i < column_.cells.size(); ++i) place(i);
    restrict_to_domain();
    return std::move(made_);
  }

 private:
  bool add_point(Value const& point) {
    if (point.is_null()) return made_.asks_for_missing = true;
    if (made_.kind == Kind::null) {
      if (point.kind() == Kind::list || point.kind() == Kind::context || point.kind() == Kind::range || point.kind() == Kind::function) return false;
      made_.kind = point.kind();
    }
    if (point.kind() != made_.kind) return false;
    if (made_.kind != Kind::boolean) made_.points.push_back(point);
    return true;
  }

  void undecide(std::size_t cell, std::string why) {
    made_.cells[cell].decided = false;
    if (made_.undecided.empty()) made_.undecided = std::move(why);
  }

  void undecide_all(std::string why) {
    made_.points.clear(), made_.point_regions.clear(), made_.regions.clear();
    made_.kind = Kind::null, made_.ordered = true;
    cut_regions(made_);
    for (std::size_t i = 0; i < column_.cells.size(); ++i) {
      made_.cells[i].stretches = {{0, made_.missing()}};
      if (!column_.cells[i].any) undecide(i, why);
    }
  }

  /// Values that the constants cannot be compared with, each kind a region, so that nobody says of them what was looked at of others only.
  void add_foreign() {
    bool moments = made_.kind == Kind::time || made_.kind == Kind::date_time;
    if (made_.kind == Kind::null || made_.points.empty() || !(domain_.open || moments) || domain_.only) return;
    bool local = true;
    if (moments) local = (made_.kind == Kind::time ? made_.points[0].time().zone : made_.points[0].date_time().zone).form == feel::ZoneRef::Form::local;
    auto missing = std::move(made_.regions.back());
    made_.regions.pop_back();
    for (auto& value : foreign_values(made_.kind, domain_.open, local)) made_.regions.push_back({Region::Form::foreign, std::move(value), {}, {}}), ++made_.foreign;
    made_.regions.push_back(std::move(missing));
    made_.open_kind = domain_.open;
  }

  void gather(std::size_t index) {
    auto const& cell = column_.cells[index];
    if (cell.any) return;
    auto const& text = cell.test.text();
    auto breakpoints = cell.test.breakpoints();
    for (auto const& read : cell.test.reads())
      if (read != "?" && (domain_.own.empty() || read != domain_.own)) return undecide(index, text + " reads " + read);
    if (!breakpoints) return undecide(index, text + " is more than comparisons with constants");
    asks_for_order_ = asks_for_order_ || orders(text);
    for (auto const& each : *breakpoints) own_points_[index].push_back(each.constant);
    for (auto const& each : *breakpoints) {
      if (each.path != "?" && each.path != domain_.own) return undecide(index, text + " is more than comparisons of the input itself");
      if (!add_point(each.constant)) return undecide(index, text + " holds " + feel::describe(each.constant) + " where others hold a " + std::string(feel::to_string(made_.kind)));
    }
  }

  void place(std::size_t index) {
    auto const& cell = column_.cells[index];
    auto& at = made_.cells[index];
    auto all = Stretch{0, made_.missing()};
    if (cell.any || !at.decided) return at.stretches.assign(1, all);
    auto const& accepts = cell.test.accepts();
    if (accepts && place_set(*accepts, at.stretches)) return add_others(cell, at.stretches);
    at.stretches.clear();
    auto tried = runs_between(own_points_[index]);
    auto steps = tried.size() * (steps_of_a_test + tested_slot_);
    if (work_ < steps) {
      work_ = 0;
      undecide(index, "it has more cells and constants than are looked at");
      return at.stretches.assign(1, all);
    }
    work_ -= steps;
    for (auto const& run : tried) {
      bool warned = false;
      if (holds(cell.test, tested_slot_, made_.regions[run.first].witness, &warned)) at.stretches.push_back(run);
      for (auto region = run.first; warned && region <= run.last; ++region) made_.regions[region].warns = true;
    }
    normalise(at.stretches);
  }

  /// The cell's truth changes at its own constants only: runs of regions in which it is one, in order.
  std::vector<Stretch> runs_between(std::vector<Value> const& points) const {
    std::vector<std::uint32_t> own;
    for (auto const& point : points)
      if (!point.is_null() && point.kind() == made_.kind) own.push_back(point_region(point));  // where only nulls are asked for, there is no kind
    std::sort(own.begin(), own.end());
    own.erase(std::unique(own.begin(), own.end()), own.end());
    std::vector<Stretch> runs;
    std::uint32_t next = 0;
    auto end = made_.end_of_values();
    for (auto region : own) {
      if (region > next) runs.push_back({next, region - 1});
      runs.push_back({region, region}), next = region + 1;
    }
    if (next < end) runs.push_back({next, end - 1});
    for (auto region = end; region <= made_.missing(); ++region) runs.push_back({region, region});
    return runs;
  }

  /// Missing values and foreign ones, which constants alone do not tell.
  void add_others(Cell const& cell, Stretches& stretches) {
    for (auto region = made_.end_of_values(); region <= made_.missing(); ++region) {
      bool warned = false;
      auto& each = made_.regions[region];
      if (holds(cell.test, tested_slot_, each.witness, &warned)) stretches.push_back({region, region});
      each.warns = each.warns || warned;
    }
    normalise(stretches);
  }

  std::uint32_t point_region(Value const& point) const {
    if (made_.kind == Kind::boolean) return point.boolean() ? 0 : 1;
    auto at = std::lower_bound(made_.points.begin(), made_.points.end(), point, [](Value const& a, Value const& b) { return feel::order(a, b).value_or(0) < 0; });
    return made_.point_regions[static_cast<std::size_t>(at - made_.points.begin())];
  }

  /// Of constants alone, without evaluating. False when a range has an end that says nothing.
  bool place_set(feel::TestSet const& set, Stretches& stretches) const {
    auto last = made_.end_of_values() - 1;  // there is always one
    auto add = [&](std::int64_t first, std::int64_t end) {
      if (first <= end) stretches.push_back({static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(end)});
    };
    if (set.any) return add(0, last), true;
    for (auto const& part : set.parts) {
      if (part.is_null()) continue;
      if (part.kind() != Kind::range) {
        add(point_region(part), point_region(part));
        continue;
      }
      auto const& range = part.range();
      using Form = feel::Range::Form;
      bool one_sided = range.form != Form::interval && range.form != Form::equal && range.form != Form::not_equal;
      if (made_.kind == Kind::boolean || (!one_sided && (range.start.is_null() || range.end.is_null()))) return false;
      std::int64_t from = 0, to = last;
      if (!range.start.is_null()) from = static_cast<std::int64_t>(point_region(range.start)) + (range.start_included ? 0 : 1);
      if (!range.end.is_null()) to = static_cast<std::int64_t>(point_region(range.end)) - (range.end_included ? 0 : 1);
      if (range.form == Form::not_equal) add(0, to - 1), add(from + 1, last);
      else add(from, to);
    }
    // A null among the parts cannot be told from a value by order: a range is then unknown, so not(...) is left to evaluation.
    if (!set.negated) return normalise(stretches), true;
    if (std::any_of(set.parts.begin(), set.parts.end(), [](Value const& part) { return part.is_null(); })) return false;
    normalise(stretches);
    Stretches others;
    std::uint32_t next = 0;
    for (auto const& each : stretches) {
      if (each.first > next) others.push_back({next, each.first - 1});
      next = each.last + 1;
    }
    if (next <= last) others.push_back({next, last});
    stretches = std::move(others);
    return true;
  }

  /// Whether the constants of a set are all of the column's kind, and so have a region.
  bool has_regions(feel::TestSet const& set) const {
    auto fits = [&](Value const& value) { return value.is_null() || value.kind() == made_.kind; };
    return std::all_of(set.parts.begin(), set.parts.end(), [&](Value const& part) { return part.kind() == Kind::range ? fits(part.range().start) && fits(part.range().end) : fits(part); });
  }

  void restrict_to_domain() {
    std::vector<std::uint8_t> passes(made_.missing(), 1);
    auto intersect = [&](Stretches const& stretches) {
      std::vector<std::uint8_t> inside(made_.missing());
      for (auto const& each : stretches)
        for (auto region = each.first; region <= each.last && region < made_.missing(); ++region) inside[region] = 1;
      for (std::size_t region = 0; region < inside.size(); ++region) passes[region] &= inside[region];
    };
    for (auto const* test : domain_.tests) {
      Stretches stretches;
      bool placed = test->accepts() && !made_.points.empty() && has_regions(*test->accepts()) && place_set(*test->accepts(), stretches);
      if (!placed) stretches.clear();
      for (std::uint32_t region = placed ? made_.end_of_values() : 0; region < made_.missing(); ++region)
        if (passes[region] && holds(*test, tested_slot_, made_.regions[region].witness)) stretches.push_back({region, region});
      intersect(stretches);
    }
    if (domain_.only) {
      Stretches stretches;
      for (auto const& value : *domain_.only)
        if (auto region = made_.find(value)) stretches.push_back({*region, *region});
      intersect(stretches);
    }
    for (std::size_t region = 0; region < passes.size(); ++region) made_.regions[region].possible = passes[region] != 0;
    made_.regions.back().possible = !domain_.never_missing;
  }

  InputColumn const& column_;
  ColumnDomain const& domain_;
  std::uint32_t tested_slot_;
  std::uint64_t& work_;
  ColumnRegions made_;
  bool asks_for_order_ = false;
  std::vector<std::vector<Value>> own_points_;  ///< by cell, of those that are evaluated
};

}  // namespace

bool allows(ColumnDomain const& domain, std::uint32_t tested_slot, Value const& value) {
  for (auto const* test : domain.tests)
    if (!holds(*test, tested_slot, value)) return false;
  return !domain.only || std::any_of(domain.only->begin(), domain.only->end(), [&](Value const& each) { return feel::is_equal(each, value) == true; });
}

ColumnRegions column_regions(InputColumn const& column, std::uint32_t tested_slot, ColumnDomain const& domain, std::uint64_t& work) {
  return ColumnLook(column, tested_slot, domain, work).look();
}

}  // namespace drivetrain::decisions::dmn
