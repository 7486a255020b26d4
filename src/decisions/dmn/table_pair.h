// Two versions of a decision table in the regions of both: where rules that match come to different outcomes. Alike is only what is proved: outcomes
// are compared as texts that name every condition that nobody could decide (table_outcome.h), and a difference is told with an input that shows it.
// Internal to decisions/dmn.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "decisions/dmn/behaviour_diff.h"
#include "decisions/dmn/box_search.h"
#include "decisions/dmn/table_outcome.h"
#include "decisions/dmn/two_versions.h"

namespace drivetrain::decisions::dmn {

/// Notes the point and what came of it.
void add_witness(BehaviourChange& change, TwoVersions const& versions, std::span<feel::Value const> point, TwoVersions::Answers const& answers);
std::string type_text(feel::Type const* type);

class TablePair {
 public:
  TablePair(DecisionModel const& before_model, DecisionTable const& before, DecisionModel const& after_model, DecisionTable const& after, std::uint64_t& work);

  /// What the search does not see.
  std::vector<std::string> const& reasons() const { return reasons_; }
  /// A part that is told differently though no input shows it, in words; empty when there is none.
  std::string const& unproved() const { return unproved_; }
  /// Constants that tell the regions apart.
  void tell_constants(TwoVersions& versions) const;
  /// Changes that an input shows. False when there are boxes where the outcome is told differently and no input that shows it was found.
  bool compare(std::size_t most, TwoVersions const& versions, DecisionChange& change);

 private:
  static constexpr std::uint32_t same = 0;
  /// A column of one version, and where its cells stand among those of the joint column.
  struct Source {
    std::uint32_t column = 0, first_cell = 0;
    ColumnDomain domain;
  };
  struct Place {
    std::size_t name = 0;
    std::string path;
  };
  struct Gate {
    std::size_t side = 0;
    std::string label;
  };
  struct Outcomes {
    std::string before, after;
    bool exact = true;                ///< constants, settled by decided cells: one point stands for the whole box
    bool refused[2] = {false, false};  ///< inputValues let nothing come to the table
  };
  enum class Shown : std::uint8_t { differs, alike, nothing };

  void join(DecisionModel const& model, DecisionTable const& table, std::size_t side);
  void cut(std::size_t place, std::uint32_t slot);
  void add_rules(std::size_t side);
  void compare_column(std::size_t place, std::uint32_t slot);
  void compare_outputs();
  std::optional<Place> place_of(TwoVersions const& versions, std::string const& text) const;
  bool settable(TwoVersions const& versions) const;
  bool came_into(Box const& box, std::size_t side, std::vector<feel::Value> const& inputs) const;
  Shown show(Box const& box, Outcomes const& told, TwoVersions const& versions, BehaviourChange& change) const;
  std::uint32_t classify(std::span<std::uint32_t const> matching);
  bool tell(BoxSearch const& search, std::size_t most, TwoVersions const& versions, DecisionChange& change);
  std::optional<std::vector<std::uint32_t>> changed_rules() const;
  std::string content_of_rule(std::size_t side, std::uint32_t rule) const;
  std::optional<bool> compare_boxes(std::vector<std::uint32_t> const& changed, std::size_t most, TwoVersions const& versions, DecisionChange& change);
  std::uint32_t split() const { return static_cast<std::uint32_t>(tables_[0]->rules.size()); }
  std::uint32_t end() const { return split() + static_cast<std::uint32_t>(tables_[1]->rules.size()); }

  DecisionTable const* tables_[2];
  std::uint64_t& work_;
  DecisionTable joint_;                           ///< only its columns: those of one text are one
  std::vector<std::vector<Source>> sources_[2];   ///< by side and joint column
  std::vector<ColumnRegions> columns_;
  Box within_;
  std::vector<RuleBox> rules_;                    ///< of the earlier table, of the later one, then a gate each
  std::vector<std::string> conditions_;           ///< by rule: its undecided cells, in words; empty when all are decided
  std::vector<Gate> gates_;
  std::deque<Stretches> kept_;
  std::vector<std::string> reasons_;
  std::string unproved_;
  std::map<std::pair<std::string, std::string>, std::uint32_t> known_;
  std::vector<Outcomes> outcomes_;
  TableOutcome told_[2];
};

}  // namespace drivetrain::decisions::dmn
