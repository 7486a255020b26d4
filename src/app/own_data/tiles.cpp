// Laying levels side by side (see tiles.h): between two neighbouring limits nothing changes, so each limit and one point of each gap between limits
// are looked at, and neighbours with the same roles join.
#include "app/own_data/tiles.h"

#include <algorithm>

namespace drivetrain::app::own_data {

namespace {

bool covers(Limit const& limit, Decimal amount) {
  if (limit.above && (limit.above_included ? amount < *limit.above : amount <= *limit.above)) return false;
  if (limit.up_to && (limit.up_to_included ? amount > *limit.up_to : amount >= *limit.up_to)) return false;
  return true;
}

std::vector<std::string> all_roles_at(DraftDecision const& decision, Decimal amount) {
  std::vector<std::string> roles;
  for (auto const& level : decision.levels)
    if (covers(level.limit, amount)) roles.push_back(level.role);
  return roles;
}

}  // namespace

std::vector<std::string> roles_at(DraftDecision const& decision, Decimal amount) {
  std::vector<std::string> roles;
  for (auto& role : all_roles_at(decision, amount))
    if (std::find(roles.begin(), roles.end(), role) == roles.end()) roles.push_back(role);
  return roles;
}

std::vector<Stretch> clashes_of(DraftDecision const& decision) {
  std::vector<Decimal> limits{Decimal(0)};
  for (auto const& level : decision.levels) {
    if (level.limit.above) limits.push_back(*level.limit.above);
    if (level.limit.up_to) limits.push_back(*level.limit.up_to);
  }
  std::sort(limits.begin(), limits.end());
  limits.erase(std::unique(limits.begin(), limits.end()), limits.end());
  // A point of each piece: the limits themselves, and something between each and the next.
  std::vector<Stretch> pieces;
  for (std::size_t i = 0; i < limits.size(); ++i) {
    pieces.push_back({limits[i], limits[i], true, true, all_roles_at(decision, limits[i])});
    bool last = i + 1 == limits.size();
    auto sum = Decimal::add(limits[i], last ? Decimal(2) : limits[i + 1]);
    auto inside = last ? Decimal::add(limits[i], Decimal(1)) : sum ? Decimal::divide(*sum, Decimal(2)) : std::nullopt;
    if (!inside) continue;
    pieces.push_back({limits[i], last ? std::nullopt : std::optional(limits[i + 1]), false, false, all_roles_at(decision, *inside)});
  }
  std::vector<Stretch> clashes;
  bool joining = false;
  for (auto const& piece : pieces) {
    if (piece.roles.size() == 1) {
      joining = false;
      continue;
    }
    if (joining && clashes.back().roles == piece.roles) {
      clashes.back().to = piece.to;
      clashes.back().to_included = piece.to_included;
    } else clashes.push_back(piece);
    joining = true;
  }
  return clashes;
}

std::string stretch_in_words(Stretch const& stretch, std::string_view unit) {
  if (stretch.from && stretch.to && *stretch.from == *stretch.to) return "at exactly " + in_words(*stretch.from, unit);
  std::string words;
  if (stretch.from && !(stretch.from->is_zero() && stretch.from_included)) words = (stretch.from_included ? "from " : "above ") + in_words(*stretch.from, unit);
  if (stretch.to) words += std::string(words.empty() ? "" : " ") + (stretch.to_included ? "up to " : "below ") + in_words(*stretch.to, unit);
  return words.empty() ? "for every amount" : words;
}

}  // namespace drivetrain::app::own_data
