// Finding ways for flows (see router.h).
#include "notation/bpmn_layout/router.h"

#include <algorithm>
#include <queue>
#include <utility>

namespace drivetrain::notation::picture {

namespace {

constexpr double shape_margin = 10, bend_cost = 36, crossing_fee = 24, soft_fee = 60, bend_off_quiet_lines = 5;
constexpr std::size_t most_grid_points = 3'000'000, most_work_per_route = 150'000, large_map = 60'000;
constexpr double most_fee = 600;
constexpr int most_neighbours = 12;                              // flows looked at on one piece
constexpr double line_distances[] = {7, 14, 24};                 // the next one where there would be too many lines
constexpr int dx_of[] = {1, 0, -1, 0}, dy_of[] = {0, 1, 0, -1};  // as Side

struct Line {
  double at;
  int rank;  // 0 must be kept (middles of shapes), 1 quiet, 2 other
};

/// Sorted; lines nearer than `distance` to a better one are dropped, so that flows keep apart.
void settle(std::vector<Line> lines, double distance, std::vector<double>& into, std::vector<double>& costs) {
  into.clear(), costs.clear();
  std::sort(lines.begin(), lines.end(), [](Line const& a, Line const& b) { return a.at != b.at ? a.at < b.at : a.rank < b.rank; });
  std::vector<Line> kept;
  for (auto const& line : lines) {
    if (!kept.empty() && line.at - kept.back().at < 0.01) continue;
    if (!kept.empty() && line.rank > 0 && line.at - kept.back().at < distance && kept.back().rank <= line.rank) continue;
    while (!kept.empty() && kept.back().rank > line.rank && line.at - kept.back().at < distance) kept.pop_back();
    kept.push_back(line);
  }
  for (auto const& line : kept) into.push_back(line.at), costs.push_back(line.rank == 2 ? bend_off_quiet_lines : 0);
}

/// Indices of the lines strictly between two coordinates.
std::pair<int, int> inside(std::vector<double> const& lines, double low, double high) {
  auto first = std::upper_bound(lines.begin(), lines.end(), low), last = std::lower_bound(lines.begin(), lines.end(), high);
  return {static_cast<int>(first - lines.begin()), static_cast<int>(last - lines.begin())};
}

int index_of(std::vector<double> const& lines, double value) {
  auto at = std::lower_bound(lines.begin(), lines.end(), value - 0.01);
  return at != lines.end() && *at < value + 0.01 ? static_cast<int>(at - lines.begin()) : -1;
}

}  // namespace

std::array<Port, 4> ports_of(Box const& box, double right_cost, double bottom_cost, double left_cost, double top_cost) {
  auto middle = centre(box);
  return {Port{Side::right, {right(box), middle.y}, right_cost}, Port{Side::bottom, {middle.x, bottom(box)}, bottom_cost},
          Port{Side::left, {box.x, middle.y}, left_cost}, Port{Side::top, {middle.x, box.y}, top_cost}};
}

std::vector<Point> without_straight_points(std::vector<Point> line) {
  std::vector<Point> kept;
  for (auto const& point : line) {
    if (!kept.empty() && kept.back().x == point.x && kept.back().y == point.y) continue;
    if (kept.size() > 1) {
      auto const &a = kept[kept.size() - 2], &b = kept.back();
      if ((a.x == b.x && b.x == point.x) || (a.y == b.y && b.y == point.y)) kept.pop_back();
    }
    kept.push_back(point);
  }
  return kept;
}

Router::Router(std::vector<Box> const& hard, std::vector<Box> const& soft, std::vector<double> quiet_x, std::vector<double> quiet_y,
               Box const& within, RouteBudget& budget)
    : budget_(budget) {
  std::vector<Line> xs, ys;
  for (auto const& box : hard) {
    auto middle = centre(box);
    xs.push_back({middle.x, 0}), ys.push_back({middle.y, 0});
    for (double off : {15.0, 26.0}) {
      xs.push_back({box.x - off, 2}), xs.push_back({right(box) + off, 2});
      ys.push_back({box.y - off, 2}), ys.push_back({bottom(box) + off, 2});
    }
  }
  for (double x : quiet_x) xs.push_back({x, 1});
  for (double y : quiet_y) ys.push_back({y, 1});
  std::erase_if(xs, [&](Line const& line) { return line.at < within.x || line.at > right(within); });
  std::erase_if(ys, [&](Line const& line) { return line.at < within.y || line.at > bottom(within); });
  std::size_t points = 0;
  for (double distance : line_distances) {
    settle(xs, distance, xs_, x_cost_), settle(ys, distance, ys_, y_cost_);
    points = xs_.size() * ys_.size();
    if (points <= most_grid_points) break;
  }
  too_large_ = points == 0 || points > most_grid_points;
  if (too_large_) return;
  if (points > large_map) haste_ = 1.6;
  blocked_.resize(points), horizontal_.assign(points, -1), vertical_.assign(points, -1);
  cost_.resize(points * 4), stamp_.resize(points * 4), came_from_.resize(points * 4);
  auto fill = [&](Box const& box, std::uint8_t value) {
    auto [x1, x2] = inside(xs_, box.x, right(box));
    auto [y1, y2] = inside(ys_, box.y, bottom(box));
    for (int y = y1; y < y2; ++y)
      for (int x = x1; x < x2; ++x) blocked_[at(x, y)] = std::max(blocked_[at(x, y)], value);
  };
  for (auto const& box : soft) fill(box, 1);
  for (auto const& box : hard) fill(inflated(box, shape_margin), 2);
}

/// The first crossing of lines outside the shape, straight out of the port.
Router::Gate Router::gate_of(Port const& port) const {
  Gate gate{-1, -1, port.cost, &port};
  bool across = port.side == Side::right || port.side == Side::left;
  int fixed = across ? index_of(ys_, port.at.y) : index_of(xs_, port.at.x);
  if (fixed < 0) return gate;
  auto const& lines = across ? xs_ : ys_;
  double from = across ? port.at.x : port.at.y;
  int next = 0;
  if (port.side == Side::right || port.side == Side::bottom)
    next = static_cast<int>(std::upper_bound(lines.begin(), lines.end(), from + shape_margin - 0.01) - lines.begin());
  else
    next = static_cast<int>(std::lower_bound(lines.begin(), lines.end(), from - shape_margin + 0.01) - lines.begin()) - 1;
  if (next < 0 || next >= static_cast<int>(lines.size())) return gate;
  int x = across ? next : fixed, y = across ? fixed : next;
  if (blocked_[at(x, y)] == 2) return gate;
  gate.x = x, gate.y = y;
  gate.cost += std::abs(lines[next] - from);
  return gate;
}

/// Of the piece that leaves `point` in `direction`: what others on it, and names that it runs over, add to its length.
double Router::step_cost(int point, int direction, RouteWish const& wish) const {
  int piece = direction == 0 || direction == 1 ? point : direction == 2 ? point - 1 : point - columns();
  auto const& heads = direction % 2 == 0 ? horizontal_ : vertical_;
  double cost = 0;
  for (int use = heads[piece], seen = 0; use >= 0 && seen < most_neighbours && cost < most_fee; use = uses_[use].next, ++seen)
    if (uses_[use].source != wish.source && uses_[use].target != wish.target) cost += 150;
  return cost;
}

/// Going straight over a point where others go straight the other way.
double Router::crossing_cost(int point, int direction, RouteWish const& wish) const {
  bool horizontal = direction % 2 == 0;
  int here = horizontal ? vertical_[point] : horizontal_[point];
  int before = horizontal ? point - columns() : point - 1;
  if (here < 0 || before < 0) return 0;
  int there = horizontal ? vertical_[before] : horizontal_[before];
  if (there < 0) return 0;
  double cost = 0;
  for (int use = here, seen = 0; use >= 0 && seen < most_neighbours && cost < most_fee; use = uses_[use].next, ++seen)
    if (uses_[use].source != wish.source && uses_[use].target != wish.target) cost += crossing_fee;
  return cost;
}

std::vector<Point> Router::route(RouteWish const& wish) {
  auto line = find(wish);
  if (line.empty()) ++budget_.given_up;
  return line;
}

std::vector<Point> Router::find(RouteWish const& wish) {
  if (too_large_ || budget_.left == 0) return {};
  std::vector<Gate> starts, goals;
  for (auto const& port : wish.from)
    if (auto gate = gate_of(port); gate.x >= 0) starts.push_back(gate);
  for (auto const& port : wish.to)
    if (auto gate = gate_of(port); gate.x >= 0) goals.push_back(gate);
  if (starts.empty() || goals.empty()) return {};
  double low_x = 1e18, high_x = -1e18, low_y = 1e18, high_y = -1e18;
  for (auto const& goal : goals) {
    low_x = std::min(low_x, xs_[goal.x]), high_x = std::max(high_x, xs_[goal.x]);
    low_y = std::min(low_y, ys_[goal.y]), high_y = std::max(high_y, ys_[goal.y]);
  }
  auto ahead = [&](int x, int y) {
    return haste_ * (std::max({0.0, low_x - xs_[x], xs_[x] - high_x}) + std::max({0.0, low_y - ys_[y], ys_[y] - high_y}));
  };
  ++round_;
  using Entry = std::pair<double, int>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<Entry>> open;
  auto reach = [&](int state, double cost, int from) {
    if (stamp_[state] == round_ && cost_[state] <= cost) return;
    stamp_[state] = round_, cost_[state] = cost, came_from_[state] = from;
    int point = state / 4;
    open.emplace(cost + ahead(point % columns(), point / columns()), state);
  };
  for (auto const& start : starts) reach(at(start.x, start.y) * 4 + static_cast<int>(start.port->side), start.cost, -1);
  double best = 1e18;
  int best_state = -1;
  Gate const* best_goal = nullptr;
  for (std::size_t steps = 0; !open.empty() && steps < most_work_per_route && budget_.left > 0; ++steps, --budget_.left) {
    auto [estimate, state] = open.top();
    open.pop();
    if (estimate >= best) break;
    int point = state / 4, direction = state % 4, x = point % columns(), y = point / columns();
    double cost = cost_[state];
    if (estimate > cost + ahead(x, y) + 1e-6) continue;  // a better way was found since
    for (auto const& goal : goals) {
      if (goal.x != x || goal.y != y) continue;
      int wanted = (static_cast<int>(goal.port->side) + 2) % 4;
      if ((wanted + 2) % 4 == direction) continue;
      double total = cost + goal.cost + (wanted == direction ? 0 : bend_cost);
      if (total < best) best = total, best_state = state, best_goal = &goal;
    }
    for (int turn = 0; turn < 4; ++turn) {
      if (turn == (direction + 2) % 4) continue;
      int next_x = x + dx_of[turn], next_y = y + dy_of[turn];
      if (next_x < 0 || next_y < 0 || next_x >= columns() || next_y >= rows()) continue;
      int next = at(next_x, next_y);
      if (blocked_[next] == 2) continue;
      double more = std::abs(xs_[next_x] - xs_[x]) + std::abs(ys_[next_y] - ys_[y]) + step_cost(point, turn, wish);
      if (turn != direction)
        more += bend_cost + (turn % 2 == 0 ? y_cost_[y] : x_cost_[x]);
      else
        more += crossing_cost(point, turn, wish);
      if (blocked_[next] == 1) more += soft_fee;
      reach(next * 4 + turn, cost + more, state);
    }
  }
  if (best_state < 0) return {};
  std::vector<Point> line{best_goal->port->at};
  int first = best_state;
  for (int state = best_state; state >= 0; state = came_from_[state]) {
    int point = state / 4;
    line.push_back({xs_[point % columns()], ys_[point / columns()]});
    first = state;
  }
  for (auto const& start : starts)
    if (at(start.x, start.y) * 4 + static_cast<int>(start.port->side) == first) {
      line.push_back(start.port->at);
      break;
    }
  std::reverse(line.begin(), line.end());
  line = without_straight_points(std::move(line));
  occupy(line, wish.source, wish.target);
  return line;
}

void Router::take(int x1, int y1, int x2, int y2, int source, int target) {
  auto use = [&](int& head) {
    uses_.push_back({source, target, head});
    head = static_cast<int>(uses_.size()) - 1;
  };
  if (y1 == y2)
    for (int x = std::min(x1, x2); x < std::max(x1, x2); ++x) use(horizontal_[at(x, y1)]);
  else if (x1 == x2)
    for (int y = std::min(y1, y2); y < std::max(y1, y2); ++y) use(vertical_[at(x1, y)]);
}

void Router::occupy(std::vector<Point> const& line, int source, int target) {
  if (too_large_) return;
  // Ends stand at shapes, between two lines: the piece that holds them counts whole.
  auto near_line = [](std::vector<double> const& lines, double value) {
    auto at = static_cast<int>(std::lower_bound(lines.begin(), lines.end(), value - 0.01) - lines.begin());
    return std::min(at, static_cast<int>(lines.size()) - 1);
  };
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    auto const &a = line[i], &b = line[i + 1];
    if (a.y == b.y) {
      if (int y = index_of(ys_, a.y); y >= 0) take(near_line(xs_, a.x), y, near_line(xs_, b.x), y, source, target);
    } else if (a.x == b.x) {
      if (int x = index_of(xs_, a.x); x >= 0) take(x, near_line(ys_, a.y), x, near_line(ys_, b.y), source, target);
    }
  }
}

}  // namespace drivetrain::notation::picture
