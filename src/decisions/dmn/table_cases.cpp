// Choosing inputs for MC/DC (see table_cases.h).
#include "decisions/dmn/table_cases.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "decisions/dmn/case_inputs.h"

namespace drivetrain::decisions::dmn {

using notation::DmnHitPolicy;

namespace {

/// Inputs tried for a rule before others are looked at, and after that; and for one condition.
constexpr std::size_t first_tries = 48, further_tries = 400, tries_of_a_condition = 12;
/// Of one cell: alternatives shown beside the first.
constexpr std::size_t max_alternatives = 16;
/// Steps of looking for a point outside other rules.
constexpr std::uint64_t most_of_one_search = 4'000'000;

class CaseWriter {
 public:
  CaseWriter(DecisionModel const& model, std::uint32_t node, DecisionTable const& table, feel::Environment const& environment, CasesOptions const& options)
      : table_(table), options_(options), work_(options.work), inputs_(model, node, table, environment, work_), space_(inputs_.space()) {
    made_.decision = model.nodes()[node].name;
    lists_ = table.policy == DmnHitPolicy::collect || table.policy == DmnHitPolicy::rule_order || table.policy == DmnHitPolicy::output_order;
  }

  Status prepare() { return inputs_.prepare(); }

  TableCases write() {
    auto count = static_cast<std::uint32_t>(space_.rules.size());
    for (std::uint32_t rule = 0; rule < count; ++rule) {
      if (options_.progress) options_.progress(rule, count);
      write_rule(rule);
      if (work_ > 0) continue;
      made_.left_out.push_back((rule + 1 == count ? "rule " : "from rule ") + std::to_string(rule + 1) + " on: choosing inputs takes more work than it may");
      break;
    }
    return std::move(made_);
  }

 private:
  static std::string name(std::uint32_t rule) { return "rule " + std::to_string(rule + 1); }
  std::string column_words(std::size_t column) const { return "its condition on " + table_.inputs[column].label + " (column " + std::to_string(column + 1) + ")"; }
  void leave_out(std::string why) { made_.left_out.push_back(std::move(why)); }

  /// Regions of a stretch list, those with constants first: an input at the edge shows more than one in the middle.
  std::vector<std::uint32_t> choices(std::size_t dimension, Stretches const& stretches) const {
    std::vector<std::uint32_t> points, others;
    for (auto const& each : stretches)
      for (auto region = each.first; region <= each.last && points.size() + others.size() < 64; ++region)
        (space_.columns[dimension].regions[region].form == Region::Form::point ? points : others).push_back(region);
    points.insert(points.end(), others.begin(), others.end());
    return points;
  }

  void write_rule(std::uint32_t rule) {
    if (!space_.rules[rule].decided) return leave_out(name(rule) + ": a cell is more than comparisons with constants");
    Box box;
    for (std::size_t i = 0; i < space_.columns.size(); ++i) {
      box.push_back(common(space_.part(rule, i).stretches, inputs_.within()[i]));
      if (box.back().empty()) return leave_out(name(rule) + ": no value of " + space_.dimensions[i].label + " passes");
    }
    auto base = decided_by(rule, box);
    if (!base) return;
    auto id = "rule-" + std::to_string(rule + 1);
    for (std::size_t c = 0; c < table_.inputs.size() && work_ > 0; ++c) {
      auto dimension = space_.dimension_of(c);
      auto const& cell = space_.cell(rule, c).stretches;
      if (contains(cell, inputs_.within()[dimension])) continue;  // any value will do: no condition
      write_alternatives(rule, c, *base, box, id);
      write_failing(rule, c, *base, id);
    }
  }

  /// Each of its alternatives, and both ends of each range.
  void write_alternatives(std::uint32_t rule, std::size_t c, CasePoint const& base, Box const& box, std::string const& id) {
    auto dimension = space_.dimension_of(c);
    std::size_t shown = 0;
    for (auto const& each : box[dimension])
      for (auto region : {each.first, each.last}) {
        if (shown == max_alternatives || region == base[dimension] || region == space_.columns[dimension].missing()) continue;
        auto point = base;
        point[dimension] = region;
        if (known_.contains(point)) continue;
        auto tried = inputs_.ask(point);
        if (!tried) continue;
        if (!tried->fault.empty()) tell_fault(rule, *tried);
        else add(point, std::move(*tried), id + "-at-" + std::to_string(c + 1) + "-" + std::to_string(++shown), name(rule) + " elsewhere in its condition on " + table_.inputs[c].label);
      }
  }

  /// The closest inputs at which one cell refuses and all others pass.
  void write_failing(std::uint32_t rule, std::size_t c, CasePoint const& base, std::string const& id) {
    auto dimension = space_.dimension_of(c);
    auto const& cell = space_.cell(rule, c).stretches;
    auto others = inputs_.within()[dimension];
    for (std::size_t other = 0; other < table_.inputs.size(); ++other)
      if (other != c && space_.dimension_of(other) == dimension) others = common(others, space_.cell(rule, other).stretches);
    std::vector<std::uint32_t> outside;
    auto from = base[dimension];
    auto far = [&](std::uint32_t region) { return region == space_.columns[dimension].missing() ? UINT32_MAX : region > from ? region - from : from - region; };
    for (auto const& each : others) {
      // The ends of what the cell leaves over are the closest.
      std::uint32_t next = each.first;
      auto leave = [&](std::uint32_t first, std::uint32_t last) {
        for (std::uint32_t n = 0; n < 4; ++n) {
          if (n <= last - first) outside.push_back(first + n), outside.push_back(last - n);
        }
      };
      for (auto const& inside : cell) {
        if (inside.last < next) continue;
        if (inside.first > each.last) break;
        if (inside.first > next) leave(next, inside.first - 1);
        next = inside.last + 1;
      }
      if (next <= each.last) leave(next, each.last);
    }
    std::sort(outside.begin(), outside.end(), [&](auto a, auto b) { return std::pair(far(a), a) < std::pair(far(b), b); });
    outside.erase(std::unique(outside.begin(), outside.end()), outside.end());
    if (outside.empty()) return leave_out(name(rule) + ": " + column_words(c) + " cannot fail alone: another column reads the same");
    std::size_t tries = 0;
    std::string fault;
    for (auto region : outside) {
      if (tries == tries_of_a_condition || work_ == 0) break;
      auto point = base;
      point[dimension] = region;
      if (known_.contains(point)) return;
      ++tries;
      auto tried = inputs_.ask(point);
      if (!tried) continue;
      if (!tried->fault.empty()) fault = tried->fault;
      else return add(point, std::move(*tried), id + "-not-" + std::to_string(c + 1), name(rule) + ": all but its condition on " + table_.inputs[c].label + " hold");
    }
    if (work_ == 0) return;
    if (!fault.empty()) leave_out(name(rule) + ": where " + column_words(c) + " fails alone, " + fault);
    else leave_out(name(rule) + ": " + column_words(c) + ": none of " + counted(tries, "input that was tried comes", "inputs that were tried come") + " to the table");
  }

  void tell_fault(std::uint32_t rule, TriedCase const& tried) {
    if (told_faults_.insert({rule, tried.fault}).second) leave_out(name(rule) + ": no case where " + tried.fault);
  }

  /// A point that the rule decides, alone if it can be; writes its case, or says why there is none.
  std::optional<CasePoint> decided_by(std::uint32_t rule, Box const& box) {
    std::optional<std::pair<CasePoint, TriedCase>> best;
    bool alone = false;
    std::string fault;
    std::size_t tries = 0;
    auto consider = [&](CasePoint const& point) {
      ++tries;
      auto tried = inputs_.ask(point);
      if (!tried) return;
      if (!tried->fault.empty()) fault = tried->fault;
      if (!inputs_.decides(rule, *tried)) return;
      bool its_own = tried->rules.size() == 1 && (table_.policy != DmnHitPolicy::first || matches_alone(rule, point));
      if (!best || its_own) alone = its_own, best.emplace(point, std::move(*tried));
    };
    std::vector<std::vector<std::uint32_t>> options;
    for (std::size_t i = 0; i < box.size(); ++i) options.push_back(choices(i, box[i]));
    std::vector<std::size_t> at(options.size());
    bool exhausted = false;
    auto walk = [&](std::size_t most) {
      for (std::size_t n = 0; n < most && !alone && !exhausted && work_ > 0; ++n) {
        CasePoint point;
        for (std::size_t i = 0; i < options.size(); ++i) point.push_back(options[i][at[i]]);
        consider(point);
        std::size_t i = 0;
        while (i < options.size() && ++at[i] == options[i].size()) at[i++] = 0;
        exhausted = i == options.size();
      }
    };
    walk(first_tries);
    // Whatever the table's constants leave over is searched: first where no other rule matches, then where none goes before.
    bool proved = false;
    for (bool any_other : {true, false}) {
      if (alone || work_ == 0 || (!any_other && best)) break;
      bool ordered = table_.policy == DmnHitPolicy::first || table_.policy == DmnHitPolicy::priority;
      if (!any_other && !ordered) break;
      CasePoint point;
      auto room = outside_others(rule, box, any_other, point);
      if (room == true) consider(point);
      proved = room == false && (!any_other || !ordered);
    }
    if (!best && !proved) walk(further_tries);
    if (best) {
      auto point = best->first;
      if (!known_.contains(point)) add(point, std::move(best->second), "rule-" + std::to_string(rule + 1), name(rule) + (lists_ ? " matches" : " decides"));
      return point;
    }
    if (work_ == 0) return std::nullopt;
    if (!fault.empty()) leave_out(name(rule) + ": " + (proved ? "wherever it matches, others do, too: " : "no case where ") + fault);
    else if (proved) leave_out(name(rule) + ": others decide wherever it matches");
    else leave_out(name(rule) + ": no input found that it decides, " + counted(tries, "was tried", "were tried"));
    return std::nullopt;
  }

  /// For FIRST: whether no other rule matches there, as far as that is quickly seen.
  bool matches_alone(std::uint32_t rule, CasePoint const& point) {
    if (!inputs_.spend(space_.rules.size())) return true;
    for (std::uint32_t other = 0; other < space_.rules.size(); ++other) {
      bool matches = other != rule;
      for (std::size_t i = 0; i < point.size() && matches; ++i) matches = contains(space_.part(other, i).stretches, {{point[i], point[i]}});
      if (matches) return false;
    }
    return true;
  }

  /// Looks for a point of the box outside other rules that surely match: all of them, or those that go before this one. Nothing when that takes too
  /// much work, or nobody knows which go before.
  std::optional<bool> outside_others(std::uint32_t rule, Box const& box, bool any_other, CasePoint& point) {
    if (!inputs_.spend(space_.rules.size() * 2)) return std::nullopt;
    std::vector<std::uint32_t> hiding;
    for (std::uint32_t other = 0; other < space_.rules.size(); ++other) {
      if (other == rule || !space_.rules[other].decided) continue;
      bool before = any_other || other < rule;
      if (!any_other && table_.policy == DmnHitPolicy::priority) {
        auto const &one = inputs_.weights(rule), &against = inputs_.weights(other);
        if (!one || !against) return std::nullopt;
        before = *against < *one || (*against == *one && other < rule);
      }
      for (std::size_t i = 0; i < box.size() && before; ++i) before = meet(*space_.rules[other].columns[i], box[i]);
      if (before) hiding.push_back(other);
    }
    if (!search_) search_.emplace(space_.rules, inputs_.within(), search_work_);
    auto given = std::min(work_, most_of_one_search);
    search_work_ = given;
    auto room = search_->leaves_room(hiding, box, &point);
    work_ -= given - search_work_;
    return room;
  }

  void add(CasePoint const& point, TriedCase tried, std::string id, std::string description) {
    if (!known_.insert(point).second) return;
    made_.cases.push_back({std::move(id), std::move(description), std::move(tried.inputs), std::move(tried.outcome)});
  }

  DecisionTable const& table_;
  CasesOptions const& options_;
  std::uint64_t work_, search_work_ = 0;
  CaseInputs inputs_;
  TableSpace const& space_;
  std::optional<BoxSearch> search_;
  bool lists_ = false;
  std::set<CasePoint> known_;
  std::set<std::pair<std::uint32_t, std::string>> told_faults_;
  TableCases made_;
};

}  // namespace

Result<TableCases> mcdc_cases(DecisionModel const& model, std::uint32_t node, feel::Environment const& environment, CasesOptions const& options) {
  auto const* table = model.nodes()[node].kind == notation::DmnKind::decision ? table_of(model, node) : nullptr;
  if (!table) return Error{"DT-X902", "\"" + model.nodes()[node].name + "\" is no decision table", "cases are chosen by a table's conditions"};
  CaseWriter writer(model, node, *table, environment, options);
  DT_CHECK(writer.prepare());
  return writer.write();
}

}  // namespace drivetrain::decisions::dmn
