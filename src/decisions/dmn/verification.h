// What the checks of one table share (see verify.h). A check is one function in a file verify_<what>.cpp and one line in verify.cpp.
// Internal to decisions/dmn.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/diagnostic_codes.h"
#include "base/text.h"
#include "decisions/dmn/box_search.h"
#include "decisions/dmn/constant_output.h"
#include "decisions/dmn/region_words.h"
#include "decisions/dmn/verify.h"

namespace drivetrain::decisions::dmn {

class TableLook {
 public:
  TableLook(DecisionModel const& model, DecisionTable const& table, VerifyOptions const& options, std::uint64_t& work, Diagnostics& diagnostics);

  DecisionModel const& model;
  DecisionTable const& table;
  VerifyOptions const& options;
  std::uint64_t& work;
  std::vector<ColumnDomain> domains;
  std::vector<ColumnRegions> columns;
  std::vector<RuleBox> rules;
  Box within;  ///< all that can come, missing values included

  /// `the table "Risk"`
  std::string name() const { return "the table \"" + table.name + "\""; }
  Span place() const { return table.expression->span; }
  Span place(std::uint32_t rule) const { return table.rules[rule].written->span; }
  static std::string number(std::uint32_t rule) { return "rule " + std::to_string(rule + 1); }
  /// Adds a finding unless there are enough of its kind; false then.
  bool report(Diagnostic found, std::size_t& reported);
  /// What cannot be said, and why: one finding a table.
  void undecided(std::string const& what);
  /// The constant that an output cell yields; null pointer when it is a formula.
  feel::Value const* output(std::uint32_t rule, std::size_t column);
  enum class Same { yes, no, unknown };
  Same same_outputs(std::uint32_t a, std::uint32_t b);
  Box both(std::uint32_t a, std::uint32_t b) const;
  /// Calls use(a, b) with a < b for rules that share an input, until it says false. False when the work ran out.
  template <class Use>
  bool each_meeting(Use use);
  /// Lets a check use at most half of the work that is left, so that one that cannot say leaves the others theirs.
  void with_half(void (*check)(TableLook&));
  void finish();

 private:
  bool near(std::uint32_t a, std::uint32_t b) const;
  Diagnostics& diagnostics_;
  std::string undecided_;
  bool ran_out_ = false;
  std::map<Logic const*, std::optional<feel::Value>> outputs_;
  struct Hull {
    std::uint32_t first, last;
  };
  std::vector<std::vector<Hull>> hulls_;  ///< by column, those that tell most first
  std::vector<std::uint32_t> steps_;      ///< by rule: what asking whether it meets another costs
};

template <class Use>
bool TableLook::each_meeting(Use use) {
  auto count = static_cast<std::uint32_t>(rules.size());
  for (std::uint32_t a = 0; a < count; ++a) {
    if (work < count - a) return work = 0, false;
    work -= count - a;
    for (auto b = a + 1; b < count; ++b) {
      if (!near(a, b)) continue;
      if (work < steps_[a] + steps_[b]) return work = 0, false;
      work -= steps_[a] + steps_[b];
      if (meet(rules[a], rules[b], within) && !use(a, b)) return true;
    }
  }
  return true;
}

inline bool TableLook::near(std::uint32_t a, std::uint32_t b) const {
  for (auto const& hull : hulls_)
    if (hull[a].first > hull[b].last || hull[b].first > hull[a].last) return false;
  return true;
}

void check_gaps(TableLook& look);          ///< DT-D210: no rule
void check_overlaps(TableLook& look);      ///< DT-D210: two rules; DT-D216
void check_unreachable(TableLook& look);   ///< DT-D217
void check_output_values(TableLook& look); ///< DT-D218
void check_redundant(TableLook& look);     ///< DT-D219

}  // namespace drivetrain::decisions::dmn
