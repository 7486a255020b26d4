// Comparing what two models decide (see behaviour_diff.h).
#include "decisions/dmn/behaviour_diff.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "decisions/dmn/constant_output.h"
#include "decisions/dmn/table_pair.h"
#include "decisions/dmn/two_versions.h"
#include "decisions/dmn/written_logic.h"

namespace drivetrain::decisions::dmn {

namespace {

constexpr std::size_t tries_of_a_decision = 600, most_samples = 5;

/// Points of all inputs: what they show is said, however many there are.
std::size_t sample(TwoVersions const& versions, std::string const& where, std::size_t most, DecisionChange& change) {
  std::set<std::pair<std::string, std::string>> known;
  return versions.try_points(tries_of_a_decision, [&](std::span<feel::Value const> point) {
    auto answers = versions.ask(point);
    if (!answers.differ() || !known.emplace(answers.before, answers.after).second) return true;
    auto& shown = change.changes.emplace_back(BehaviourChange{where, {}, answers.before, answers.after, {}, {}});
    add_witness(shown, versions, point, answers);
    return change.changes.size() < std::min(most, most_samples);
  });
}

/// Names of what both use and what differs, in words.
std::vector<std::string> differing(std::map<std::string, std::string> const& before, std::map<std::string, std::string> const& after) {
  std::vector<std::string> names;
  for (auto const& [name, content] : before)
    if (auto other = after.find(name); other != after.end() && other->second != content) names.push_back(name + " differs");
  return names;
}

/// Nothing when both decide alike.
std::optional<DecisionChange> compare_node(DecisionModel const& before, std::uint32_t one, DecisionModel const& after, std::uint32_t other, DiffOptions const& options, std::uint64_t& work) {
  auto used = used_by(before, one), newer_used = used_by(after, other);
  auto reasons = differing(used, newer_used);
  bool same_logic = content_of(before, one) == content_of(after, other);
  // What only one version uses counts when its own text does not say so.
  if (same_logic && used.size() != newer_used.size()) reasons.push_back("what it uses differs");
  if (same_logic && reasons.empty()) return std::nullopt;
  auto const& node = after.nodes()[other];
  DecisionChange change{node.name};
  TwoVersions versions(before, one, after, other);
  // What reads nothing, not even the clock, has one outcome.
  bool settled = versions.names().empty();
  for (std::size_t side = 0; side < 2 && settled; ++side) {
    auto all = content_of(side == 0 ? before : after, side == 0 ? one : other);
    for (auto const& [name, content] : side == 0 ? used : newer_used) all += content;
    settled = all.find("now") == std::string::npos && all.find("today") == std::string::npos;
  }
  std::string where = settled ? "always" : "some inputs";
  auto const *table = table_of(before, one), *against = table_of(after, other);
  if (!same_logic && table && against) {
    TablePair pair(before, *table, after, *against, work);
    pair.tell_constants(versions);
    versions.fill_pools();
    bool shown = pair.compare(options.most_listed, versions, change);
    reasons.insert(reasons.end(), pair.reasons().begin(), pair.reasons().end());
    if (shown && reasons.empty() && change.changes.empty()) {
      // What is proved is tried as well: a proof knows the values that cells name, an input may be of another kind.
      sample(versions, where, options.most_listed, change);
      return change.changes.empty() ? std::nullopt : std::optional(std::move(change));
    }
    if (!shown) reasons.push_back("it is written differently" + (pair.unproved().empty() ? std::string() : " for " + pair.unproved()));
  } else {
    versions.fill_pools();
    auto const &logic = before.nodes()[one].logic, &newer = after.nodes()[other].logic;
    auto text = logic ? formula_text(*logic) : std::string_view(), newer_text = newer ? formula_text(*newer) : std::string_view();
    if (!same_logic) {
      bool formulas = !text.empty() && !newer_text.empty();
      reasons.push_back(formulas ? "the formula " + std::string(text) + " became " + std::string(newer_text) : node.kind == notation::DmnKind::decision_service ? "its decisions or inputs differ" : "it is written differently");
    }
  }
  if (change.changes.empty()) {
    auto tried = sample(versions, where, options.most_listed, change);
    if (settled && tried == 1 && !versions.tired()) return change.changes.empty() ? std::nullopt : std::optional(std::move(change));
    if (change.changes.empty()) change.kind = DecisionChange::Kind::undecided;
    change.why = join(reasons, "; ") + (change.changes.empty() ? ", and no input of " + counted(tried, "that was tried", "that were tried") + " shows a difference" : "");
  } else {
    change.why = join(reasons, "; ");
  }
  return change;
}

}  // namespace

std::vector<DecisionChange> compare_behaviour(DecisionModel const& before, DecisionModel const& after, DiffOptions const& options) {
  std::vector<DecisionChange> changes;
  auto work = options.work;
  auto wanted = [&](Node const& node) { return node.kind != notation::DmnKind::input_data && (options.decision.empty() || node.name == options.decision || node.id == options.decision); };
  for (std::uint32_t i = 0; i < after.nodes().size(); ++i) {
    auto const& node = after.nodes()[i];
    if (!wanted(node)) continue;
    auto earlier = before.find(node.qualified, node.kind);
    if (!earlier) changes.push_back({node.name, DecisionChange::Kind::added});
    else if (auto change = compare_node(before, *earlier, after, i, options, work)) changes.push_back(std::move(*change));
  }
  for (auto const& node : before.nodes())
    if (wanted(node) && !after.find(node.qualified, node.kind)) changes.push_back({node.name, DecisionChange::Kind::removed});
  return changes;
}

}  // namespace drivetrain::decisions::dmn
