// What decisions are about, for the system of decisions: whether it is there, and what is measured of it.
#include "app/company.h"
#include "coordination/queue.h"

namespace drivetrain::app {

Status Company::find_subject(decisions::OpenDecision const& command) const {
  if (command.kind == decisions::kind_work && !coordination.items.contains(command.subject))
    return Error{"DT-X901", "there is no work item " + command.subject + " that waits or is under way", "it may be completed or withdrawn; look at its queue again."};
  if (command.kind == decisions::kind_case && !processes.find(command.subject))
    return Error{"DT-X901", "there is no case " + command.subject + " that runs or ended a short while ago", ""};
  return {};
}

/// overtaken-hours: each item that stands before it in its queue waits for as long as this one takes.
Result<Decimal> Company::measure(std::string const& measured, decisions::OpenDecision const& command, Instant now) const {
  DT_ASSERT(measured == "overtaken-hours");  // the declaration allows no other
  auto const& item = coordination.items.at(command.subject);
  if (!item.ready()) return Error{"DT-X903", item.opened.title + " is under way already and overtakes nothing", ""};
  std::int64_t overtaken = 0;
  for (auto const& entry : coordination::queue_of(item.opened.role, coordination, model_->coordination, model_->values, now)) {
    if (entry.item == &item) break;
    ++overtaken;
  }
  auto minutes_waited = overtaken * (item.opened.expected.us / minutes(1).us);
  if (minutes_waited % 60 == 0) return Decimal(minutes_waited / 60);
  auto waited = Decimal::divide(Decimal(minutes_waited), Decimal(60)).value_or(Decimal(0));
  return waited.rounded(2, Decimal::Rounding::half_up).value_or(waited);
}

}  // namespace drivetrain::app
