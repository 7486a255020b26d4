// DT-D217: rules that never decide: no input passes all their cells, or every input that does is decided by rules that come before them
// (FIRST) or weigh more (PRIORITY). Prevents operational drift: the table says one thing and does another.
#include <algorithm>
#include <numeric>

#include "decisions/dmn/verification.h"
#include "feel/program/compare.h"

namespace drivetrain::decisions::dmn {

namespace {

using notation::DmnHitPolicy;

class Reach {
 public:
  explicit Reach(TableLook& look) : look_(look), count_(static_cast<std::uint32_t>(look.rules.size())), dead_(count_) {}

  void run() {
    for (std::uint32_t rule = 0; rule < count_; ++rule) check_cells(rule);
    bool first = look_.table.policy == DmnHitPolicy::first;
    if (!first && look_.table.policy != DmnHitPolicy::priority) return;
    std::vector<std::uint32_t> order(count_);
    std::iota(order.begin(), order.end(), 0);
    if (!first && !sort_by_weight(order)) return;
    check_masked(order);
  }

 private:
  void check_cells(std::uint32_t rule) {
    for (std::size_t i = 0; i < look_.columns.size(); ++i) {
      auto const& part = look_.part(rule, i);
      // Whoever asks for a missing value may do so though none comes today.
      if (!part.decided || meet(part.stretches, look_.within[i]) || contains(part.stretches, {{look_.columns[i].missing(), look_.columns[i].missing()}})) continue;
      dead_[rule] = 1;
      auto const& domain = look_.domains[i];
      auto d = finding("DT-D217", look_.place(rule), TableLook::number(rule) + " of " + look_.name() + " can never match: no value of " + look_.dimensions[i].label + " passes " + look_.cells_in_words(rule, i),
                       domain.only ? "" : "correct the cell, or remove the rule");
      if (domain.only) {
        std::string values;
        for (std::size_t v = 0; v < domain.only->size() && v < 6; ++v) values += (v ? ", " : "") + feel::to_text((*domain.only)[v]);
        d.help = "the decision \"" + domain.source + "\" yields " + values + (domain.only->size() > 6 ? " and others" : "") + ": correct the cell, or remove the rule";
      }
      look_.report(std::move(d), reported_);
      return;
    }
  }

  /// What weighs most first. False when some outputs are formulas.
  bool sort_by_weight(std::vector<std::uint32_t>& order) {
    std::vector<std::vector<std::size_t>> weights(count_);
    for (auto rule : order)
      for (std::size_t i = 0; i < look_.table.outputs.size(); ++i) {
        auto const& priorities = look_.table.outputs[i].priorities;
        auto const* value = look_.output(rule, i);
        if (!value) return look_.undecided("every rule of " + look_.name() + " can decide: outputs are formulas"), false;
        weights[rule].push_back(static_cast<std::size_t>(std::find(priorities.begin(), priorities.end(), *value) - priorities.begin()));
      }
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return weights[a] < weights[b]; });
    return true;
  }

  void check_masked(std::vector<std::uint32_t> const& order) {
    // Only rules that surely match hide others.
    auto cannot_say = "every rule of " + look_.name() + " can decide";
    BoxSearch search(look_.rules, look_.within, own_work_);
    std::size_t given_up = 0;
    for (std::uint32_t at = 0; at < count_; ++at) {
      auto rule = order[at];
      if (look_.work < at) return look_.work = 0, look_.undecided(cannot_say);
      look_.work -= at;
      if (dead_[rule]) continue;
      std::vector<std::uint32_t> hiding;
      for (std::uint32_t earlier = 0; earlier < at; ++earlier) {
        if (!look_.rules[order[earlier]].decided) continue;
        auto shared = look_.share(order[earlier], rule);
        if (!shared) return look_.undecided(cannot_say);
        if (*shared) hiding.push_back(order[earlier]);
      }
      if (hiding.empty()) continue;
      std::sort(hiding.begin(), hiding.end());
      Box box;
      for (std::size_t i = 0; i < look_.columns.size(); ++i) box.push_back(common(*look_.rules[rule].columns[i], look_.within[i]));
      // One rule that is hard to tell leaves work for the others.
      auto given = std::min(look_.work, most_of_a_rule);
      own_work_ = given;
      auto room = search.leaves_room(hiding, box);
      look_.work -= given - own_work_;
      if (!room) {
        look_.undecided(cannot_say, "whether " + TableLook::number(rule) + " does takes more work than it may");
        if (++given_up == most_given_up) return;
        continue;
      }
      if (!*room && !report_masked(rule, hiding, box)) return;
    }
  }

  bool report_masked(std::uint32_t rule, std::vector<std::uint32_t> const& hiding, Box const& box) {
    auto whole = std::find_if(hiding.begin(), hiding.end(), [&](std::uint32_t other) {
      for (std::size_t i = 0; i < box.size(); ++i)
        if (!contains(*look_.rules[other].columns[i], box[i])) return false;
      return true;
    });
    std::string by = "the rules ";
    if (whole != hiding.end()) {
      by = TableLook::number(*whole);
    } else {
      for (std::size_t i = 0; i < hiding.size() && i < 6; ++i) by += (i ? ", " : "") + std::to_string(hiding[i] + 1);
      if (hiding.size() > 6) by += " and others";
    }
    bool first = look_.table.policy == DmnHitPolicy::first;
    auto d = finding("DT-D217", look_.place(rule), TableLook::number(rule) + " of " + look_.name() + " never decides: whatever it matches is decided by " + by + (first ? ", which come" : ", which weigh") +
                                                       std::string(whole != hiding.end() ? "s " : " ") + (first ? "before it" : "more"),
                     first ? "move it up, or remove it" : "narrow the others, or remove it");
    auto other = whole != hiding.end() ? *whole : hiding.front();
    auto witness = look_.witnesses.of_both(look_.both(rule, other), rule, other);
    d.notes.push_back({look_.place(other), witness ? "an input of both is " + *witness : TableLook::number(other) + " is here"});
    return look_.report(std::move(d), reported_);
  }

  static constexpr std::uint64_t most_of_a_rule = 10'000'000;  ///< steps
  static constexpr std::size_t most_given_up = 8;
  std::uint64_t own_work_ = 0;
  TableLook& look_;
  std::uint32_t count_;
  std::vector<std::uint8_t> dead_;
  std::size_t reported_ = 0;
};

}  // namespace

void check_unreachable(TableLook& look) { Reach(look).run(); }

}  // namespace drivetrain::decisions::dmn
