// Priority gauge: where the hours went, against what strategy says matters, over four weeks. Essay: "strategic drift".
// Value ½Σ|stated − revealed| in points of 100. Stated and revealed are compared at the top of the objective tree.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>

#include "adaptation/gauge.h"

namespace drivetrain::adaptation {

namespace {

std::string root_of(strategy::Model const& strategy, std::string objective) {
  for (int depth = 0; depth < 32; ++depth) {
    auto found = strategy.objectives.find(objective);
    if (found == strategy.objectives.end() || found->second.parent.empty()) return objective;
    objective = found->second.parent.text();
  }
  return objective;
}

/// The objective's title, as people know it.
std::string called(strategy::Model const& strategy, std::string const& id) {
  auto found = strategy.objectives.find(id);
  return found == strategy.objectives.end() || found->second.header.title.empty() ? id : found->second.header.title;
}

std::string format(char const* pattern, double value) {
  char buffer[48];
  std::snprintf(buffer, sizeof buffer, pattern, value);
  return buffer;
}

}  // namespace

std::vector<EffortShare> effort_shares(GaugeInput const& input, int window_days) {
  std::map<std::string, EffortShare> shares;
  for (auto const& [id, objective] : input.strategy.objectives) {
    if (!objective.parent.empty()) continue;
    auto weight = input.values.weights.find(id);
    shares[id] = {id, weight == input.values.weights.end() ? 0 : weight->second, 0, 0};
  }
  double total = 0;
  for (auto const& effort : input.state.effort) {
    if (effort.at + days(window_days) <= input.now || effort.at > input.now) continue;
    total += effort.hours;
    auto value = input.values.processes.find(effort.process);
    double strengths = 0;
    if (value != input.values.processes.end())
      for (auto const& contribution : value->second.contributes) strengths += contribution.strength;
    if (strengths == 0) {
      shares.try_emplace("none", EffortShare{"none", 0, 0, 0}).first->second.hours += effort.hours;
      continue;
    }
    for (auto const& contribution : value->second.contributes) {
      auto root = root_of(input.strategy, contribution.objective);
      shares.try_emplace(root, EffortShare{root, 0, 0, 0}).first->second.hours += effort.hours * contribution.strength / strengths;
    }
  }
  std::vector<EffortShare> result;
  for (auto& [id, share] : shares) {
    share.revealed = total > 0 ? 100 * share.hours / total : 0;
    result.push_back(share);
  }
  std::stable_sort(result.begin(), result.end(), [](auto const& a, auto const& b) { return a.stated > b.stated; });
  return result;
}

GaugeReading read_effort(GaugeInput const& input) {
  GaugeReading reading;
  reading.limit = input.threshold("effort_drift_points", 15);
  auto shares = effort_shares(input);
  EffortShare const *starved = nullptr, *fed = nullptr;
  feel::List detail;
  double drift = 0, hours = 0;
  for (auto const& share : shares) {
    drift += std::abs(share.stated - share.revealed) / 2;
    hours += share.hours;
    if (!starved || share.revealed - share.stated < starved->revealed - starved->stated) starved = &share;
    if (!fed || share.revealed - share.stated > fed->revealed - fed->stated) fed = &share;
    auto rounded = [](double value) { return feel::Value(Decimal::from_double(std::round(value * 10) / 10).value_or(0)); };
    feel::Context row;
    row.set("objective", feel::Value(share.objective));
    row.set("stated", rounded(share.stated));
    row.set("revealed", rounded(share.revealed));
    row.set("hours", rounded(share.hours));
    detail.emplace_back(std::move(row));
    reading.rows.push_back({input.now, 0, share.objective,
                            called(input.strategy, share.objective) + ": stated " + format("%.0f", share.stated) + ", revealed " + format("%.0f", share.revealed) +
                                " (" + format("%.1f h", share.hours) + ")"});
  }
  for (auto const& effort : input.state.effort)
    reading.evidence += effort.at + days(28) > input.now && effort.at <= input.now;
  reading.detail = feel::Value(std::move(detail));
  if (reading.evidence == 0 || hours <= 0) {
    reading.text = "No work was finished in the last 4 weeks; this gauge has nothing to say.";
    return reading;
  }
  reading.value = drift;
  reading.over = drift > reading.limit;
  reading.text = format("%.0f points of effort", drift) + " went elsewhere than the weights say in 4 weeks";
  if (starved && fed && starved != fed)
    reading.text += ": “" + called(input.strategy, fed->objective) + "” got " + format("%.0f %%", fed->revealed) + " (stated " + format("%.0f", fed->stated) + "), " +
                    "“" + called(input.strategy, starved->objective) + "” " + format("%.0f %%", starved->revealed) + " (stated " + format("%.0f", starved->stated) + ")";
  reading.text += ".";
  return reading;
}

}  // namespace drivetrain::adaptation
