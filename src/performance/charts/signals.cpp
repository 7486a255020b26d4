// The rules of control charts, each over the points of one phase.
#include "performance/charts/signals.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

namespace drivetrain::performance::charts {
namespace {

constexpr std::array only_limits{Rule::beyond_limits};
constexpr std::array usual_rules{Rule::beyond_limits, Rule::long_run, Rule::few_crossings};
constexpr std::array western_rules{Rule::beyond_limits, Rule::two_of_three, Rule::four_of_five, Rule::eight_on_a_side};
constexpr std::array nelson_rules{Rule::beyond_limits, Rule::nine_on_a_side,  Rule::six_in_a_row,  Rule::fourteen_alternate,
                                  Rule::two_of_three,  Rule::four_of_five, Rule::fifteen_close, Rule::eight_far};

// The points of a phase that rules look at, with their places in the chart.
struct Seen {
  std::size_t index = 0;
  double value = 0, distance = 0;
  int side = 0;
  bool limited = false;  ///< its distance tells something
};
std::vector<Seen> seen_of(std::span<Drawn const> points, std::size_t first) {
  std::vector<Seen> seen;
  for (std::size_t i = 0; i < points.size(); ++i)
    if (Drawn const& d = points[i]; d.value && d.usual) seen.push_back({first + i, *d.value, d.distance, d.side, d.upper.has_value()});
  return seen;
}
std::vector<Seen> beside_the_centre(std::vector<Seen> seen) {
  std::erase_if(seen, [](Seen const& s) { return s.side == 0; });
  return seen;
}

// Where `n` neighbours end that break a rule; stretches that overlap are told as one.
class Found {
 public:
  Found(Rule rule, std::vector<Signal>& out) : rule_(rule), out_(out) {}
  void add(std::size_t first, std::size_t last) {
    if (open_ && first <= last_) { last_ = last; return; }
    close();
    open_ = true, first_ = first, last_ = last;
  }
  void close() {
    if (open_) out_.push_back({rule_, first_, last_});
    open_ = false;
  }
  ~Found() { close(); }
  Found(Found const&) = delete;
  Found& operator=(Found const&) = delete;

 private:
  Rule rule_;
  std::vector<Signal>& out_;
  bool open_ = false;
  std::size_t first_ = 0, last_ = 0;
};

using Window = std::span<Seen const>;
void each_window(Rule rule, std::vector<Seen> const& seen, std::size_t n, std::function<bool(Window)> const& breaks, std::vector<Signal>& out) {
  Found found(rule, out);
  for (std::size_t i = 0; i + n <= seen.size(); ++i)
    if (Window const w(seen.data() + i, n); breaks(w)) found.add(w.front().index, w.back().index);
}
bool enough_beyond(Window w, double sigmas, std::ptrdiff_t enough) {
  auto const beyond = [&](int sign) { return std::count_if(w.begin(), w.end(), [&](Seen const& s) { return s.limited && s.distance * sign > sigmas; }); };
  // The last one must be among them: a signal is told when it comes, not when it has gone.
  return (beyond(1) >= enough && w.back().distance > sigmas) || (beyond(-1) >= enough && w.back().distance < -sigmas);
}
bool one_side(Window w) {
  return w.front().side != 0 && std::all_of(w.begin(), w.end(), [&](Seen const& s) { return s.side == w.front().side; });
}
bool one_way(Window w) {
  auto const steps = [&](auto better) { return std::adjacent_find(w.begin(), w.end(), [&](Seen const& a, Seen const& b) { return !better(b.value, a.value); }) == w.end(); };
  return steps(std::greater<>()) || steps(std::less<>());
}
bool in_turn(Window w) {
  for (std::size_t i = 2; i < w.size(); ++i)
    if ((w[i].value - w[i - 1].value) * (w[i - 1].value - w[i - 2].value) >= 0) return false;
  return true;
}

void long_runs(std::vector<Seen> const& seen, int usual, std::vector<Signal>& out) {
  for (std::size_t i = 0, end = 0; i < seen.size(); i = end) {
    while (end < seen.size() && seen[end].side == seen[i].side) ++end;
    if (static_cast<int>(end - i) > usual) out.push_back({Rule::long_run, seen[i].index, seen[end - 1].index});
  }
}

// Smallest k with P(X <= k) >= 0.05 for a fair coin thrown n times.
int fewest_crossings(int n) {
  double sum = 0;
  for (int k = 0; k <= n; ++k) {
    sum += std::exp(std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0) - n * std::log(2.0));
    if (sum >= 0.05) return k;
  }
  return n;
}

void apply_rule(Rule rule, std::span<Drawn const> points, std::vector<Seen> const& seen, std::vector<Signal>& out) {
  switch (rule) {
    case Rule::beyond_limits: return each_window(rule, seen, 1, [](Window w) { return w[0].limited && std::abs(w[0].distance) > 3; }, out);
    case Rule::two_of_three: return each_window(rule, seen, 3, [](Window w) { return enough_beyond(w, 2, 2); }, out);
    case Rule::four_of_five: return each_window(rule, seen, 5, [](Window w) { return enough_beyond(w, 1, 4); }, out);
    case Rule::eight_on_a_side: return each_window(rule, beside_the_centre(seen), 8, one_side, out);
    case Rule::nine_on_a_side: return each_window(rule, beside_the_centre(seen), 9, one_side, out);
    case Rule::six_in_a_row: return each_window(rule, seen, 6, one_way, out);
    case Rule::fourteen_alternate: return each_window(rule, seen, 14, in_turn, out);
    case Rule::fifteen_close:
      return each_window(rule, seen, 15, [](Window w) { return std::all_of(w.begin(), w.end(), [](Seen const& s) { return s.limited && std::abs(s.distance) < 1; }); }, out);
    case Rule::eight_far:
      return each_window(rule, seen, 8, [](Window w) { return std::all_of(w.begin(), w.end(), [](Seen const& s) { return s.limited && std::abs(s.distance) > 1; }); }, out);
    case Rule::long_run:
    case Rule::few_crossings: {
      Runs const runs = runs_of(points);
      if (rule == Rule::long_run) return long_runs(beside_the_centre(seen), runs.longest_usual, out);
      if (runs.crossings < runs.crossings_usual) out.push_back({rule, seen.front().index, seen.back().index});
      return;
    }
  }
}

}  // namespace

std::span<Rule const> rules_of(RuleSet set) {
  switch (set) {
    case RuleSet::limits: return only_limits;
    case RuleSet::usual: return usual_rules;
    case RuleSet::western_electric: return western_rules;
    case RuleSet::nelson: return nelson_rules;
  }
  return usual_rules;
}

std::string_view describe(Rule rule) {
  switch (rule) {
    case Rule::beyond_limits: return "beyond the limits";
    case Rule::long_run: return "a longer run on one side of the centre than chance leaves";
    case Rule::few_crossings: return "fewer crossings of the centre than chance leaves";
    case Rule::two_of_three: return "two of three neighbours beyond two sigmas on one side";
    case Rule::four_of_five: return "four of five neighbours beyond one sigma on one side";
    case Rule::eight_on_a_side: return "eight neighbours on one side of the centre";
    case Rule::nine_on_a_side: return "nine neighbours on one side of the centre";
    case Rule::six_in_a_row: return "six neighbours rising or falling";
    case Rule::fourteen_alternate: return "fourteen neighbours up and down in turn";
    case Rule::fifteen_close: return "fifteen neighbours within one sigma";
    case Rule::eight_far: return "eight neighbours beyond one sigma on either side";
  }
  return {};
}

Runs runs_of(std::span<Drawn const> points) {
  std::vector<Seen> const seen = beside_the_centre(seen_of(points, 0));
  Runs r;
  r.useful = static_cast<int>(seen.size());
  if (r.useful < 2) return r;
  int run = 0;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    bool const crossed = i > 0 && seen[i].side != seen[i - 1].side;
    r.crossings += crossed;
    run = crossed ? 1 : run + 1;
    r.longest = std::max(r.longest, run);
  }
  r.longest_usual = static_cast<int>(std::lround(std::log2(r.useful))) + 3;
  r.crossings_usual = fewest_crossings(r.useful - 1);
  return r;
}

std::vector<Signal> find_signals(Chart const& chart, std::span<Rule const> rules) {
  std::vector<Signal> out;
  for (std::size_t k = 0; k < chart.phases.size(); ++k) {
    std::size_t const first = chart.phases[k].first, end = k + 1 < chart.phases.size() ? chart.phases[k + 1].first : chart.points.size();
    auto const points = std::span<Drawn const>(chart.points).subspan(first, end - first);
    std::vector<Seen> const seen = seen_of(points, first);
    if (seen.empty()) continue;
    for (Rule rule : rules) apply_rule(rule, points, seen, out);
  }
  std::sort(out.begin(), out.end(), [](Signal const& a, Signal const& b) { return a.last != b.last ? a.last < b.last : a.rule < b.rule; });
  return out;
}

}  // namespace drivetrain::performance::charts
