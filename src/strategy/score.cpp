// Value × tier × urgency (see score.h).
#include "strategy/score.h"

#include <fmt/format.h>

#include <algorithm>

namespace drivetrain::strategy {

namespace {

/// 30, 13.5, 0.47: no more digits than a person needs.
std::string brief(double number) {
  auto text = fmt::format("{:.2f}", number);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string contributions_in_words(ValueTable const& table, std::string const& process) {
  auto found = table.processes.find(process);
  if (found == table.processes.end()) return "process serves no objective";
  std::string text;
  for (auto const& contribution : found->second.contributes) {
    auto weight = table.weights.find(contribution.objective);
    if (weight == table.weights.end() || weight->second == 0 || contribution.strength == 0) continue;
    if (!text.empty()) text += " + ";
    text += fmt::format("{} {} × {}/9", contribution.objective, brief(weight->second), contribution.strength);
  }
  return text.empty() ? "process serves no objective" : text;
}

std::string slack_in_words(Score const& score) {
  if (!score.slack) return "no promise";
  if (score.urgency >= 3 && score.slack->us < 0) return describe_duration(Duration{-score.slack->us}) + " too late";
  if (score.slack->us < 0) return describe_duration(Duration{-score.slack->us}) + " short";
  return describe_duration(*score.slack) + " slack";
}

}  // namespace

double urgency(Duration slack, bool overdue, Duration horizon) {
  if (overdue) return 3;
  if (horizon.us <= 0) return slack.us >= 0 ? 1 : 3;
  return std::clamp(2 - static_cast<double>(slack.us) / static_cast<double>(horizon.us), 1.0, 3.0);
}

Score score(ValueTable const& table, WorkFacts const& work, Instant now) {
  Score result;
  if (auto process = table.processes.find(work.process); process != table.processes.end()) result.process_value = process->second.value;
  if (auto tier = table.tiers.find(work.tier); tier != table.tiers.end()) result.tier_factor = tier->second;
  if (work.promised) {
    result.slack = *work.promised - now - work.expected;
    result.urgency = urgency(*result.slack, now >= *work.promised, table.urgency_horizon);
  }
  if (!work.expedited_by.empty()) result.urgency = 3;
  result.value = result.process_value * result.tier_factor * result.urgency;
  return result;
}

std::string explain(Score const& score, ValueTable const& table, WorkFacts const& work) {
  return fmt::format("{:.2f} = process value {} ({}) × tier {} {} × urgency {} ({})", score.value, brief(score.process_value),
                     contributions_in_words(table, work.process), work.tier.empty() ? "none" : work.tier, brief(score.tier_factor),
                     brief(score.urgency), work.expedited_by.empty() ? slack_in_words(score) : "expedited by " + work.expedited_by);
}

}  // namespace drivetrain::strategy
