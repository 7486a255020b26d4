// What habits share (see habit.h).
#include "simulation/habit.h"

#include <algorithm>

namespace drivetrain::simulation {

void Agenda::once(Instant at, std::string_view subject, int step) {
  at.us -= ((at.us % 1'000'000) + 1'000'000) % 1'000'000;  // people do not count fractions of a second
  if (first_ && at > first_->at) return;
  Intention offered{at, habit_, std::string(subject), step};
  if (offered.order() <= done_.order()) return;
  if (!first_ || offered.order() < first_->order()) first_ = std::move(offered);
}

void Agenda::due(std::optional<Instant> at, Actor const& actor, std::string_view subject, int step) {
  if (!at) return;
  auto when = *at <= done_.at ? next_return(actor, done_.at, absences_) : there(actor, *at, absences_);
  if (!when) return;
  // There, but only because the moment has not come in whole seconds: then it has passed.
  if (when->us / 1'000'000 * 1'000'000 <= done_.at.us) when = next_return(actor, done_.at, absences_);
  if (when) once(*when, subject, step);
}

Instant later(Instant at, Instant after, Duration every) {
  return at > after ? at : at + every * ((after - at).us / every.us + 1);
}

Instant local_instant(Zone const& zone, Date day, std::int64_t us) {
  constexpr auto day_us = days(1).us;
  return zone.to_instant({date_from_days(days_from_epoch(day) + us / day_us), us % day_us});
}

Stretch stretch_of(Text const& between, Zone const& zone, Date day) {
  auto shift = organisation::read_shift(between.value);
  if (!shift) return {local_instant(zone, day, 0), local_instant(zone, day, days(1).us)};
  return {local_instant(zone, day, shift->begin_us), local_instant(zone, day, shift->end_us)};
}

std::string fill(std::string text, std::string const& title, std::string const& key, std::string const& customer) {
  for (auto const& [name, value] : {std::pair<std::string_view, std::string const&>("{title}", title), {"{key}", key}, {"{customer}", customer}})
    for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at + value.size())) text.replace(at, name.size(), value);
  return text;
}

std::string customer_of(Sight const& sight, std::string const& case_id) {
  auto const* found = sight.processes.find(case_id);
  return found ? found->customer : std::string();
}

std::string steady_name(Sight const& sight, std::string const& case_id) {
  auto const* found = sight.processes.find(case_id);
  return found && !found->business_key.empty() ? found->business_key : case_id;
}

}  // namespace drivetrain::simulation
