// What moved, and why (see reorder.h).
#include "coordination/reorder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "coordination/queue.h"

namespace drivetrain::coordination {

namespace {

constexpr std::size_t max_moves_named = 12;

std::string short_number(double number) {
  auto text = fmt::format("{:.2f}", number);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

/// Calls `visit(id, before, after)` for every key whose number differs; a missing one counts as `none`.
template <class Visit>
void for_differences(std::map<std::string, double> const& before, std::map<std::string, double> const& after, double none, Visit&& visit) {
  std::map<std::string, std::pair<double, double>> both;
  for (auto const& [id, value] : before) both.try_emplace(id, none, none).first->second.first = value;
  for (auto const& [id, value] : after) both.try_emplace(id, none, none).first->second.second = value;
  for (auto const& [id, values] : both)
    if (values.first != values.second) visit(id, values.first, values.second);
}

std::map<std::string, double> values_of(strategy::ValueTable const& table) {
  std::map<std::string, double> values;
  for (auto const& [id, process] : table.processes) values[id] = process.value;
  return values;
}

struct Move {
  std::string role, title;
  int before, after;
  int distance() const { return std::abs(before - after); }
};

std::vector<Move> moves_between(State const& state, Model const& model, strategy::ValueTable const& before,
                                strategy::ValueTable const& after, Instant now) {
  std::vector<Move> moves;
  for (auto const& [role, ready] : state.ready) {
    std::map<std::string, int> ranks;
    for (auto const& entry : queue_of(role, state, model, before, now)) ranks[entry.item->opened.item] = entry.rank;
    for (auto const& entry : queue_of(role, state, model, after, now)) {
      auto was = ranks[entry.item->opened.item];
      if (was != entry.rank) moves.push_back({role, entry.item->opened.title, was, entry.rank});
    }
  }
  std::stable_sort(moves.begin(), moves.end(), [](Move const& a, Move const& b) { return a.distance() > b.distance(); });
  return moves;
}

}  // namespace

QueueChanges compare_queues(State const& state, Model const& model, strategy::ValueTable const& before, strategy::ValueTable const& after,
                            Instant now) {
  QueueChanges changes;
  for_differences(before.weights, after.weights, 0, [&](std::string const& id, double was, double is) {
    changes.reasons.push_back(id + " weighs " + short_number(is) + " instead of " + short_number(was));
  });
  for_differences(values_of(before), values_of(after), 0, [&](std::string const& id, double was, double is) {
    changes.reasons.push_back("work of " + id + " is worth " + short_number(is) + " instead of " + short_number(was));
  });
  for_differences(before.tiers, after.tiers, 1, [&](std::string const& id, double was, double is) {
    changes.reasons.push_back("tier " + id + " counts " + short_number(is) + " instead of " + short_number(was));
  });
  auto moves = moves_between(state, model, before, after, now);
  changes.moved = static_cast<std::int64_t>(moves.size());
  for (std::size_t i = 0; i < std::min(moves.size(), max_moves_named); ++i)
    changes.reasons.push_back(moves[i].title + " moves from place " + std::to_string(moves[i].before) + " to " +
                              std::to_string(moves[i].after) + " in the queue of " + moves[i].role);
  return changes;
}

}  // namespace drivetrain::coordination
