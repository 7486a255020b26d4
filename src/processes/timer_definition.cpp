// See timer_definition.h. A cycle is a grid of instants: its point 0 (START, END, or the activation) and a period. Points are never added
// up one by one, so the 31st comes back after February, and a firing after a long pause costs no more than any other.
#include "processes/timer_definition.h"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <utility>
#include <variant>

#include "base/text.h"
#include "processes/calendar_period.h"
#include "processes/cron.h"

namespace drivetrain::processes {

/// What a timer's text becomes.
namespace timer_parts {

/// A date as written: an instant, or a local time in its own zone or the company's.
struct TimerMoment {
  std::variant<Instant, LocalTime> when;
  std::shared_ptr<Zone const> zone;  ///< null: the company's
  Instant at(Zone const& company) const {
    if (auto const* instant = std::get_if<Instant>(&when)) return *instant;
    return (zone ? *zone : company).to_instant(std::get<LocalTime>(when));
  }
};

struct TimerGrid {
  enum class Anchor : std::uint8_t { activation, start, end };
  std::optional<std::uint64_t> repetitions;
  Anchor anchor = Anchor::activation;
  TimerMoment moment;                ///< START or END
  std::optional<TimerMoment> until;  ///< END beside START: the period is what lies between
  CalendarPeriod period;
};

}  // namespace timer_parts

struct TimerDefinition::Rule {
  std::string text;
  std::variant<timer_parts::TimerMoment, CalendarPeriod, timer_parts::TimerGrid, Cron> what;
};

namespace {

using timer_parts::TimerGrid;
using timer_parts::TimerMoment;

constexpr std::int64_t farthest_point = std::int64_t{1} << 52;  ///< of a grid: a period of microseconds has left the instants by then

Error no_timer_date(std::string_view text, std::string why = "it is no date and time") {
  return {"", "\"" + std::string(text.substr(0, 80)) + "\" is no date of a timer: " + std::move(why),
          "write it as in 2026-03-27T08:00:00Z, 2026-03-27T08:00:00+01:00[Europe/Berlin] or, in the company's zone, 2026-03-27T08:00:00 "
          "(ISO 8601)"};
}

/// +01 and +0100 as +01:00, T08 as T08:00: ISO 8601's shorter forms, which Camunda 7 reads.
std::string lengthened(std::string_view text) {
  std::string full(text);
  auto t = full.find_first_of("Tt");
  if (t == std::string::npos) return full;
  auto sign = full.find_first_of("+-Zz", t);
  auto offset = sign == std::string::npos ? std::string() : full.substr(sign);
  auto clock = full.substr(t + 1, sign == std::string::npos ? sign : sign - t - 1);
  if (clock.size() == 2) clock += ":00";
  std::replace(clock.begin(), clock.end(), ',', '.');
  if (offset.size() == 3)
    offset += ":00";
  else if (offset.size() == 5 && offset[3] != ':')
    offset.insert(3, ":");
  return full.substr(0, t + 1) + clock + offset;
}

Result<TimerMoment> parse_timer_moment(std::string_view text) {
  TimerMoment moment;
  auto rest = text;
  auto bracket = rest.find_first_of("[@");
  if (bracket != std::string_view::npos) {
    auto name = rest.substr(bracket + 1);
    if (rest[bracket] == '[' && !name.ends_with(']')) return no_timer_date(text, "the bracket of its zone is not closed");
    if (rest[bracket] == '[') name.remove_suffix(1);
    auto zone = Zone::find(name);
    if (!zone.ok()) return Error{"", no_timer_date(text, zone.error().message).message, zone.error().help};
    moment.zone = zone.take();
    rest = rest.substr(0, bracket);
  }
  auto full = lengthened(rest);
  if (auto instant = parse_instant(full); instant.ok())
    moment.when = *instant;
  else if (auto local = parse_local_time(full); local.ok())
    moment.when = *local;
  else if (auto date = parse_date(full); date.ok())
    moment.when = LocalTime{*date, 0};
  else
    return no_timer_date(text);
  // Far from the ends of what an instant holds, so that a period can be added.
  auto read = moment.at(*Zone::utc());
  if (auto const* local = std::get_if<LocalTime>(&moment.when); local && std::abs(local->date.year) > 9'999)
    return no_timer_date(text, "its year has more than four digits");
  if (std::abs(Zone::utc()->to_local(read).date.year) > 10'000) return no_timer_date(text, "its year has more than four digits");
  return moment;
}

Error no_cycle(std::string_view text, std::string why) {
  return {"", "\"" + std::string(text.substr(0, 80)) + "\" is no cycle of a timer: " + std::move(why),
          "write R3/PT10M, R/PT1H, R5/2026-03-01T08:00:00Z/P1D, or a cron such as 0 0/15 8-17 ? * MON-FRI"};
}

/// R, R-1: endless; R5: five.
std::optional<std::optional<std::uint64_t>> read_repetitions(std::string_view text) {
  text.remove_prefix(1);
  if (text.empty() || text == "-1") return std::optional<std::uint64_t>();
  if (text.size() > 15) return std::nullopt;
  std::uint64_t count = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    count = count * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return std::optional(count);
}

Result<TimerGrid> parse_grid(std::string_view text) {
  auto parts = split(text, '/');
  TimerGrid grid;
  auto repetitions = read_repetitions(parts[0]);
  if (!repetitions) return no_cycle(text, "behind R stands how often, a number of at most 15 digits, or nothing");
  grid.repetitions = *repetitions;
  if (parts.size() < 2 || parts.size() > 3) return no_cycle(text, "R, then an interval, and perhaps a start or an end, divided by /");
  auto is_period = [](std::string_view part) { return part.starts_with('P') || part.starts_with("-P") || part.starts_with("+P"); };
  if (parts.size() == 2) {
    if (!is_period(parts[1])) return no_cycle(text, "it has no interval");
    DT_ASSIGN(grid.period, CalendarPeriod::parse(parts[1]));
  } else if (is_period(parts[1])) {
    grid.anchor = TimerGrid::Anchor::end;
    DT_ASSIGN(grid.period, CalendarPeriod::parse(parts[1]));
    DT_ASSIGN(grid.moment, parse_timer_moment(parts[2]));
  } else {
    grid.anchor = TimerGrid::Anchor::start;
    DT_ASSIGN(grid.moment, parse_timer_moment(parts[1]));
    if (is_period(parts[2])) {
      DT_ASSIGN(grid.period, CalendarPeriod::parse(parts[2]));
    } else {
      DT_TRY(auto until, parse_timer_moment(parts[2]));
      // Of two that are not written alike only the company's zone tells.
      bool alike = until.when.index() == grid.moment.when.index() && until.zone == grid.moment.zone;
      if (alike && until.at(*Zone::utc()) <= grid.moment.at(*Zone::utc())) return no_cycle(text, "its end is not after its start");
      grid.until = until;
      return grid;
    }
  }
  if (grid.period.sign() <= 0) return no_cycle(text, "an interval of no length would fire without end");
  return grid;
}

/// A grid laid over time: point k is `origin` and k periods.
struct LaidGrid {
  Instant origin;
  CalendarPeriod period;
  Zone const& zone;

  /// Instants beyond the calendar are later (or earlier) than all others.
  Instant point(std::int64_t k) const {
    if (auto at = period.after(origin, k, zone)) return *at;
    return {k < 0 ? std::numeric_limits<std::int64_t>::min() : std::numeric_limits<std::int64_t>::max()};
  }
  /// The smallest k whose point is after `when`.
  std::int64_t first_after(Instant when) const {
    std::int64_t low = -farthest_point, high = farthest_point;  // point(low) <= when < point(high)
    if (when.us == std::numeric_limits<std::int64_t>::max()) return high;
    // Near the origin first: most cycles are asked for one of their next points.
    for (std::int64_t reach = 1; reach < farthest_point; reach *= 4) {
      bool before = point(-reach) <= when, behind = point(reach) > when;
      if (before)
        low = std::max(low, -reach);
      else
        high = std::min(high, -reach);
      if (behind)
        high = std::min(high, reach);
      else
        low = std::max(low, reach);
      if (before && behind) break;
    }
    while (high - low > 1) {
      auto middle = low + (high - low) / 2;
      (point(middle) <= when ? low : high) = middle;
    }
    return high;
  }
};

constexpr Instant just_before(Instant when) { return {when.us - 1}; }

/// Nothing when END is not after START in this zone.
std::optional<LaidGrid> lay(TimerGrid const& grid, Instant activated, Zone const& company) {
  auto const& zone = grid.moment.zone ? *grid.moment.zone : company;
  auto origin = grid.anchor == TimerGrid::Anchor::activation ? activated : grid.moment.at(company);
  auto period = grid.period;
  if (grid.until) period.us = (grid.until->at(company) - origin).us;
  if (period.sign() <= 0) return std::nullopt;
  return LaidGrid{origin, period, zone};
}

/// First and last point that fire. An activation's own moment does not; END does, and is the last.
std::pair<std::int64_t, std::int64_t> firing_points(TimerGrid const& grid) {
  auto count = grid.repetitions ? static_cast<std::int64_t>(std::min<std::uint64_t>(*grid.repetitions, farthest_point)) : farthest_point;
  switch (grid.anchor) {
    case TimerGrid::Anchor::activation: return {1, count};
    case TimerGrid::Anchor::start: return {0, count - 1};
    default: return {1 - count, 0};
  }
}

}  // namespace

Result<TimerDefinition> TimerDefinition::date(std::string_view text) {
  text = trim(text);
  if (text.starts_with('P')) return duration(text);
  DT_TRY(auto moment, parse_timer_moment(text));
  return TimerDefinition(std::make_shared<Rule const>(Rule{std::string(text), std::move(moment)}));
}

Result<TimerDefinition> TimerDefinition::duration(std::string_view text) {
  text = trim(text);
  DT_TRY(auto period, CalendarPeriod::parse(text));
  return TimerDefinition(std::make_shared<Rule const>(Rule{std::string(text), period}));
}

Result<TimerDefinition> TimerDefinition::cycle(std::string_view text) {
  text = trim(text);
  if (text.starts_with('P')) return no_cycle(text, "a duration alone does not repeat: put R/ in front");
  if (text.starts_with('R')) {
    DT_TRY(auto grid, parse_grid(text));
    return TimerDefinition(std::make_shared<Rule const>(Rule{std::string(text), std::move(grid)}));
  }
  DT_TRY(auto cron, Cron::parse(text));
  return TimerDefinition(std::make_shared<Rule const>(Rule{std::string(text), std::move(cron)}));
}

std::optional<Instant> TimerDefinition::first(Instant now, Zone const& zone) const {
  if (auto const* moment = std::get_if<TimerMoment>(&rule_->what)) return moment->at(zone);
  if (auto const* period = std::get_if<CalendarPeriod>(&rule_->what)) return period->sign() <= 0 ? now : period->after(now, 1, zone);
  if (auto const* cron = std::get_if<Cron>(&rule_->what)) return cron->next(now, zone);
  auto const& grid = std::get<TimerGrid>(rule_->what);
  auto laid = lay(grid, now, zone);
  auto [from, to] = firing_points(grid);
  if (!laid) return std::nullopt;
  auto point = std::max(from, laid->first_after(just_before(now)));
  if (point > to) return std::nullopt;
  return laid->period.after(laid->origin, point, laid->zone);
}

std::optional<TimerDefinition::Next> TimerDefinition::next(Instant due, Instant now, std::optional<std::uint64_t> left, Zone const& zone,
                                                           std::optional<Instant> activated) const {
  now = std::max(now, due);
  if (auto const* cron = std::get_if<Cron>(&rule_->what)) {
    Next next;
    auto at = cron->next(now, zone);
    if (!at) return std::nullopt;
    next.due = *at;
    for (auto tick = cron->next(due, zone); tick && *tick <= now && next.missed < most_missed_of_cron; tick = cron->next(*tick, zone))
      ++next.missed;
    return next;
  }
  auto const* grid = std::get_if<TimerGrid>(&rule_->what);
  auto laid = grid ? lay(*grid, activated.value_or(due), zone) : std::nullopt;
  if (!laid) return std::nullopt;
  auto fired = laid->first_after(due) - 1, point = laid->first_after(now);
  auto [from, to] = firing_points(*grid);
  point = std::max(point, from);
  auto at = laid->period.after(laid->origin, point, laid->zone);
  if (!at) return std::nullopt;
  Next next{*at, static_cast<std::uint64_t>(std::max<std::int64_t>(0, point - std::max(fired, from - 1) - 1)), std::nullopt};
  if (!left && grid->anchor == TimerGrid::Anchor::activation) left = grid->repetitions;
  // A series with a START or END knows where it ends; another one counts.
  if (grid->anchor != TimerGrid::Anchor::activation) {
    if (point > to) return std::nullopt;
    if (grid->repetitions)
      next.left = static_cast<std::uint64_t>(to - point) + 1;
    else if (grid->anchor == TimerGrid::Anchor::end)
      next.left = static_cast<std::uint64_t>(-point) + 1;
  }
  if (left) {
    auto used = next.missed + 1;
    if (*left <= used) return std::nullopt;
    next.left = next.left ? std::min(*next.left, *left - used) : *left - used;
  }
  return next;
}

std::optional<std::uint64_t> TimerDefinition::repetitions() const {
  auto const* grid = std::get_if<TimerGrid>(&rule_->what);
  return grid ? grid->repetitions : std::nullopt;
}

bool TimerDefinition::repeats() const {
  return std::holds_alternative<TimerGrid>(rule_->what) || std::holds_alternative<Cron>(rule_->what);
}
std::string const& TimerDefinition::text() const { return rule_->text; }

}  // namespace drivetrain::processes
