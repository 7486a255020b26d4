// The demo's clock (see demo_clock.h).
#include "app/demo_clock.h"

#include <algorithm>
#include <filesystem>

#include "base/text.h"
#include "platform/files.h"
#include "platform/private_file.h"

namespace drivetrain::app {

DemoClock::DemoClock(Instant start, double speed) : speed_(speed), from_(start), since_(std::chrono::steady_clock::now()) {}

Instant DemoClock::running_now() const {
  if (held_) return from_;
  auto passed = std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - since_).count();
  return from_ + Duration{static_cast<std::int64_t>(passed * speed_)};
}

Instant DemoClock::now() {
  std::lock_guard lock(mutex_);
  return running_now();
}

void DemoClock::hold() {
  std::lock_guard lock(mutex_);
  from_ = running_now();
  held_ = true;
}

void DemoClock::move_to(Instant instant) {
  std::lock_guard lock(mutex_);
  from_ = std::max(running_now(), instant);
  since_ = std::chrono::steady_clock::now();
}

void DemoClock::run_on() {
  std::lock_guard lock(mutex_);
  held_ = false;
  since_ = std::chrono::steady_clock::now();
}

namespace {
std::string time_file(std::string const& folder) { return folder + "/demo_time"; }
}  // namespace

Result<std::optional<Instant>> read_demo_time(std::string const& folder) {
  if (!std::filesystem::exists(time_file(folder))) return std::optional<Instant>();
  DT_TRY(auto text, platform::read_file(time_file(folder)));
  auto instant = parse_instant(trim(text));
  if (!instant) return Error{"DT-X920", time_file(folder) + " holds no time: " + text, "write a time like 2026-03-27T08:00:00Z into it, or delete it"};
  return std::optional(*instant);
}

Status write_demo_time(std::string const& folder, Instant now) { return platform::write_private_file(time_file(folder), format_instant(now) + "\n"); }

Status TimeKeeper::move_to(Instant to) {
  // One timer after the other, each at its own time; what they set is due in turn.
  while (auto due = runtime_.journal().next_timer()) {
    if (*due > to) break;
    clock_.move_to(*due);
    DT_CHECK(runtime_.journal().catch_up());
  }
  clock_.move_to(to);
  return {};
}

Status TimeKeeper::advance(Duration by, bool people) {
  if (by.us <= 0 || by > longest)
    return Error{"DT-X902", "time moves forward by at most " + describe_duration(longest) + ", not by " + format_duration(by), "ask again for the rest"};
  std::unique_lock lock(moving_, std::try_to_lock);
  if (!lock) return Error{"DT-X903", "the company's time is being moved already", "wait until that has arrived"};
  clock_.hold();
  auto from = clock_.now(), to = from + by;
  auto status = people && play_ ? play_(runtime_, from, to, [this](Instant at) { return move_to(at); }) : Status{};
  if (status.ok()) status = move_to(to);
  if (status.ok() && !folder_.empty()) status = write_demo_time(folder_, clock_.now());
  if (!pinned_) clock_.run_on();
  return status;
}

Status TimeKeeper::pin(Instant at) {
  std::unique_lock lock(moving_, std::try_to_lock);
  if (!lock) return Error{"DT-X903", "the company's time is being moved already", "wait until that has arrived"};
  auto now = clock_.now();
  if (at < now || now + longest < at)
    return Error{"DT-X902", "the company's time is " + format_instant(now) + ", and is not set to " + format_instant(at), "time never goes back, and moves forward by at most " + describe_duration(longest) + " at once"};
  clock_.hold();
  auto status = move_to(at);
  pinned_ = status.ok() || pinned_;
  if (status.ok() && !folder_.empty()) status = write_demo_time(folder_, clock_.now());
  if (!pinned_) clock_.run_on();
  return status;
}

void TimeKeeper::unpin() {
  std::lock_guard lock(moving_);
  if (!pinned_) return;
  pinned_ = false;
  clock_.run_on();
}

}  // namespace drivetrain::app
