// Searching boxes column by column (see box_search.h).
#include "decisions/dmn/box_search.h"

#include <algorithm>
#include <numeric>

namespace drivetrain::decisions::dmn {

namespace {

/// Words of rule lists and nodes kept for questions that come again.
constexpr std::uint64_t max_remembered = 24'000'000;
/// What the maps take beside the words themselves.
constexpr std::uint64_t words_of_an_entry = 24;
/// What sorting one end of a stretch costs, in steps.
constexpr std::uint64_t sorting_steps = 6;

std::uint64_t size_of(Stretches const& stretches) {
  std::uint64_t size = 0;
  for (auto const& each : stretches) size += each.last - each.first + 1;
  return size;
}

}  // namespace

std::vector<RuleBox> rule_boxes(DecisionTable const& table, std::span<ColumnRegions const> columns) {
  std::vector<RuleBox> boxes(table.rules.size());
  for (std::size_t rule = 0; rule < boxes.size(); ++rule)
    for (std::size_t column = 0; column < columns.size(); ++column) {
      auto const& cell = columns[column].cells[table.rules[rule].cells[column]];
      boxes[rule].columns.push_back(&cell.stretches);
      boxes[rule].decided = boxes[rule].decided && cell.decided;
    }
  return boxes;
}

bool contains(Stretches const& outer, Stretches const& inner) {
  std::size_t at = 0;
  for (auto const& each : inner) {
    while (at < outer.size() && outer[at].last < each.first) ++at;
    if (at == outer.size() || outer[at].first > each.first || outer[at].last < each.last) return false;
  }
  return true;
}

bool meet(RuleBox const& a, RuleBox const& b, Box const& within) {
  for (std::size_t column = 0; column < within.size(); ++column) {
    auto const &one = *a.columns[column], &other = *b.columns[column];
    if (!meet(one, other)) return false;
  }
  for (std::size_t column = 0; column < within.size(); ++column)
    if (!meet(*a.columns[column], *b.columns[column], within[column])) return false;
  return true;
}

std::size_t BoxSearch::WordsHash::operator()(std::vector<std::uint32_t> const& words) const {
  std::uint64_t hash = words.size() * 0x9E3779B97F4A7C15ull;
  for (auto word : words) hash = (hash ^ word) * 0xD6E8FEB86659FD93ull, hash ^= hash >> 32;
  return hash;
}

BoxSearch::BoxSearch(std::span<RuleBox const> rules, Box within, std::uint64_t& work) : rules_(rules), within_(std::move(within)), work_(work), settled_(within_.size()) {
  // A column tells much when its cells hold in a small part of it.
  std::vector<double> share(within_.size());
  for (std::size_t column = 0; column < within_.size(); ++column) {
    double sum = 0;
    for (auto const& rule : rules_) sum += static_cast<double>(size_of(*rule.columns[column]));
    share[column] = sum / static_cast<double>(std::max<std::uint64_t>(1, size_of(within_[column])));
  }
  order_.resize(within_.size());
  std::iota(order_.begin(), order_.end(), 0);
  std::stable_sort(order_.begin(), order_.end(), [&](auto a, auto b) { return share[a] < share[b]; });
  full_from_.assign(rules_.size(), 0);
  for (std::uint32_t rule = 0; rule < rules_.size(); ++rule) {
    auto level = static_cast<std::uint32_t>(order_.size());
    while (level > 0 && contains(cell(rule, level - 1), within_[order_[level - 1]])) --level;
    full_from_[rule] = level;
  }
}

bool BoxSearch::spend(std::uint64_t steps) {
  if (work_ < steps) return work_ = 0, false;
  work_ -= steps;
  return true;
}

/// Calls use(stretch, rules in play there) for each run of regions in which that does not change. False when use says so.
template <class Use>
bool BoxSearch::each_group(std::size_t level, Stretches const& within, std::vector<std::uint32_t> const& rules, Use use) {
  struct Event {
    std::uint32_t at, rule;
    bool begins;
  };
  std::vector<Event> events;
  for (auto rule : rules)
    for (auto const& each : cell(rule, level)) events.push_back({each.first, rule, true}), events.push_back({each.last + 1, rule, false});
  if (!spend(events.size() * sorting_steps + 1)) return false;
  std::sort(events.begin(), events.end(), [](Event const& a, Event const& b) { return a.at < b.at; });
  std::vector<std::uint32_t> active;
  std::size_t next = 0;
  std::uint64_t moved = 0;
  for (auto const& stretch : within) {
    for (auto from = stretch.first; from <= stretch.last;) {
      for (; next < events.size() && events[next].at <= from; ++next) {
        auto place = std::lower_bound(active.begin(), active.end(), events[next].rule);
        moved += 1 + static_cast<std::uint64_t>(active.end() - place) / 16;
        if (events[next].begins) active.insert(place, events[next].rule);
        else active.erase(place);
      }
      auto last = next < events.size() ? std::min(stretch.last, events[next].at - 1) : stretch.last;
      if (!spend(active.size() + moved + 1) || !use(Stretch{from, last}, active)) return false;
      moved = 0;
      if (last == UINT32_MAX) break;
      from = last + 1;
    }
  }
  return true;
}

void BoxSearch::join_alike() {
  auto count = static_cast<std::uint32_t>(rules_.size());
  alike_.assign(order_.size() + 1, std::vector<std::uint32_t>(count));
  seen_.assign(count, 0);
  for (auto level = order_.size(); level-- > 0;) {
    std::map<std::pair<Stretches const*, std::uint32_t>, std::uint32_t> known;
    for (std::uint32_t rule = 0; rule < count; ++rule) alike_[level][rule] = known.emplace(std::pair(&cell(rule, level), alike_[level + 1][rule]), rule).first->second;
  }
}

void BoxSearch::join(std::size_t level, std::vector<std::uint32_t>& rules) {
  ++questions_;
  std::size_t kept = 0;
  for (auto rule : rules) {
    auto one = alike_[level][rule];
    if (seen_[one] == questions_) continue;
    seen_[one] = questions_, rules[kept++] = one;
  }
  rules.resize(kept);
  std::sort(rules.begin(), rules.end());
}

std::optional<std::uint32_t> BoxSearch::settle(std::size_t level, std::vector<std::uint32_t> const& rules, Outcome const& outcome) {
  if (level == order_.size() || rules.empty()) return terminal | outcome(rules);
  if (shortcut_)
    if (auto known = shortcut_(rules, [&](std::uint32_t rule) { return full_from_[rule] <= level; })) return terminal | *known;
  if (auto known = settled_[level].find(rules); known != settled_[level].end()) return known->second;
  // Runs of regions with the same rules in play are one question, wherever they stand: the second one is known below.
  std::map<std::uint32_t, Stretches> by_child;
  if (!each_group(level, within_[order_[level]], rules, [&](Stretch stretch, std::vector<std::uint32_t> const& active) {
        std::optional<std::uint32_t> child;
        if (alike_.empty()) {
          child = settle(level + 1, active, outcome);
        } else {
          auto joined = active;
          join(level + 1, joined);
          child = spend(joined.size()) ? settle(level + 1, joined, outcome) : std::nullopt;
        }
        if (child) by_child[*child].push_back(stretch);
        return child.has_value();
      }))
    return std::nullopt;
  Node node{static_cast<std::uint32_t>(level), {}};
  std::vector<std::uint32_t> key{node.level};
  for (auto& [child, stretches] : by_child) {
    normalise(stretches);
    key.push_back(child);
    for (auto const& each : stretches) key.push_back(each.first), key.push_back(each.last);
    key.push_back(UINT32_MAX);
    node.branches.push_back({std::move(stretches), child});
  }
  std::uint32_t id = 0;
  if (node.branches.size() == 1) {
    id = node.branches[0].child;  // the column does not matter here
  } else {
    auto words = key.size();
    auto [at, fresh] = known_nodes_.emplace(std::move(key), static_cast<std::uint32_t>(nodes_.size()));
    if (fresh) nodes_.push_back(std::move(node)), remembered_ += 2 * words + words_of_an_entry;
    id = at->second;
  }
  remembered_ += rules.size() + words_of_an_entry;
  if (remembered_ > max_remembered) return work_ = 0, std::nullopt;
  settled_[level].emplace(rules, id);
  return id;
}

bool BoxSearch::run(std::vector<std::uint32_t> const& rules, Outcome const& outcome) {
  for (auto& level : settled_) level.clear();
  auto found = settle(0, rules, outcome);
  if (found) root_ = *found;
  return found.has_value();
}

void BoxSearch::walk(std::uint32_t id, Box& box, std::function<bool(std::uint32_t)> const& wanted, std::size_t most, std::vector<Found>& found, bool& more) const {
  if (more) return;
  if (id & terminal) {
    if (!wanted(id & ~terminal)) return;
    if (found.size() == most) more = true;
    else found.push_back({id & ~terminal, box});
    return;
  }
  auto const& node = nodes_[id];
  std::vector<Branch const*> branches;
  for (auto const& branch : node.branches) branches.push_back(&branch);
  std::sort(branches.begin(), branches.end(), [](auto a, auto b) { return a->regions.front().first < b->regions.front().first; });
  auto& column = box[order_[node.level]];
  auto outside = column;
  for (auto const* branch : branches) {
    column = branch->regions;
    walk(branch->child, box, wanted, most, found, more);
  }
  column = std::move(outside);
}

std::vector<BoxSearch::Found> BoxSearch::boxes(std::function<bool(std::uint32_t)> const& wanted, std::size_t most, bool& more) const {
  std::vector<Found> found;
  more = false;
  for (auto const& column : within_)
    if (column.empty()) return found;  // nothing can come
  auto box = within_;
  walk(root_, box, wanted, most, found, more);
  return found;
}

std::optional<bool> BoxSearch::leaves_room(std::vector<std::uint32_t> const& rules, Box const& box, std::vector<std::uint32_t>* point) {
  for (auto const& column : box)
    if (column.empty()) return false;
  room_ = point;
  if (point) {
    point->clear();
    for (auto const& column : box) point->push_back(column.front().first);
  }
  return room_from(0, rules, box);
}

std::optional<bool> BoxSearch::room_from(std::size_t level, std::vector<std::uint32_t> const& rules, Box const& box) {
  if (rules.empty()) {
    for (auto rest = level; room_ && rest < order_.size(); ++rest) (*room_)[order_[rest]] = box[order_[rest]].front().first;
    return true;
  }
  if (!spend(rules.size() * (1 + order_.size() - level) / 2)) return std::nullopt;
  for (auto rule : rules) {
    bool covers = true;
    for (auto rest = level; rest < order_.size() && covers; ++rest) covers = contains(cell(rule, rest), box[order_[rest]]);
    if (covers) return false;
  }
  if (level == order_.size()) return false;
  std::optional<bool> answer = false;
  bool through = each_group(level, box[order_[level]], rules, [&](Stretch stretch, std::vector<std::uint32_t> const& active) {
    if (room_) (*room_)[order_[level]] = stretch.first;
    answer = room_from(level + 1, active, box);
    return answer == false;
  });
  if (!through && answer == false) return std::nullopt;
  return answer;
}

}  // namespace drivetrain::decisions::dmn
