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
#include "decisions/dmn/dimensions.h"
#include "decisions/dmn/region_words.h"
#include "decisions/dmn/verify.h"
#include "decisions/dmn/witness.h"

namespace drivetrain::decisions::dmn {

class TableLook : public TableSpace {
 public:
  TableLook(DecisionModel const& model, DecisionTable const& table, VerifyOptions const& options, std::uint64_t& work, Diagnostics& diagnostics);

  VerifyOptions const& options;
  std::uint64_t& work;
  WitnessSearch witnesses;

  /// `the table "Risk"`
  std::string name() const { return "the table \"" + table.name + "\""; }
  Span place() const { return table.expression->span; }
  Span place(std::uint32_t rule) const { return table.rules[rule].written->span; }
  static std::string number(std::uint32_t rule) { return "rule " + std::to_string(rule + 1); }
  /// Adds a finding unless there are enough of its kind; false then.
  bool report(Diagnostic found, std::size_t& reported);
  /// What cannot be said, and why (empty: because of cells, or of the work that it takes): one finding a table.
  void undecided(std::string what, std::string why = {});
  /// A finding that is no undecided question of its own.
  void add(Diagnostic found) { diagnostics_.add(std::move(found)); }
  std::string in_words(Box const& box) const { return dmn::in_words(labels, columns, box); }
  /// The constant that an output cell yields; null pointer when it is a formula.
  feel::Value const* output(std::uint32_t rule, std::size_t column);
  enum class Same { yes, no, unknown };
  Same same_outputs(std::uint32_t a, std::uint32_t b);
  Box both(std::uint32_t a, std::uint32_t b) const;
  /// Whether two rules share an input, which takes work; nothing when that ran out.
  std::optional<bool> share(std::uint32_t a, std::uint32_t b);
  /// Calls use(a, b) with a < b for rules that share an input, until it says false. False when the work ran out.
  template <class Use>
  bool each_meeting(Use use);
  /// Lets a check use at most half of the work that is left, so that one that cannot say leaves the others theirs.
  void with_half(void (*check)(TableLook&));
  void finish();

 private:
  bool near(std::uint32_t a, std::uint32_t b) const;
  Diagnostics& diagnostics_;
  std::string undecided_, undecided_why_;
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
      auto shared = share(a, b);
      if (!shared) return false;
      if (*shared && !use(a, b)) return true;
    }
  }
  return true;
}

inline std::optional<bool> TableLook::share(std::uint32_t a, std::uint32_t b) {
  if (!near(a, b)) return false;
  if (work < steps_[a] + steps_[b]) return work = 0, std::nullopt;
  work -= steps_[a] + steps_[b];
  return meet(rules[a], rules[b], within);
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
