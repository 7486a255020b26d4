// How often a job is tried, and how long it rests between: in our words (dt:retries, dt:backoff), in Camunda 7's
// (failedJobRetryTimeCycle, "R3/PT10M" or "PT1M,PT10M") and in Camunda 8's (the retries of a taskDefinition).
#include "base/job_limits.h"
#include "base/text.h"
#include "processes/compilation.h"

namespace drivetrain::processes {

namespace {

std::optional<std::int64_t> tries(std::string_view text) {
  auto number = Decimal::parse(trim(text));
  auto whole = number ? number->to_int64() : std::nullopt;
  return whole && *whole >= 1 && *whole <= limits::max_job_retries ? whole : std::nullopt;
}

/// Durations apart by commas or blanks; nothing when one is none.
std::optional<std::vector<Duration>> rests(std::string text) {
  std::vector<Duration> all;
  for (auto& c : text)
    if (c == ',') c = ' ';
  for (auto part : split(text, ' ')) {
    if (trim(part).empty()) continue;
    auto duration = parse_duration(trim(part));
    if (!duration || *duration < Duration{}) return std::nullopt;
    all.push_back(*duration);
  }
  return all;
}

}  // namespace

void Compilation::retries(notation::BpmnElement const& element, JobPart& part) {
  auto often = [&](std::string_view text, Span const& span) {
    if (auto number = tries(text)) part.retries = static_cast<int>(*number);
    else refuse(span, named(element) + " is tried '" + std::string(text) + "' times", "write a whole number from 1 to " + std::to_string(limits::max_job_retries));
  };
  auto rest = [&](std::string const& text, Span const& span) {
    auto durations = rests(text);
    if (durations) part.backoff = std::move(*durations);
    else refuse(span, named(element) + " rests '" + text + "' before it is tried again", "write durations, for example PT1M, or PT1M,PT10M,PT1H");
    return durations.has_value();
  };
  if (auto written = element.dt("retries"); !written.empty()) often(written.value, written.span);
  if (auto written = element.dt("backoff"); !written.empty()) rest(written.value, written.span);
  if (auto const* task = extension(element, "taskDefinition"))
    if (auto const* written = vendor(*task, "retries"); written && !written->value.starts_with('=')) often(written->value, written->span);
  auto const* cycle = extension(element, "failedJobRetryTimeCycle");
  if (!cycle) return;
  auto text = std::string(trim(cycle->own_text()));
  if (text.empty() || text.find("${") != std::string::npos) return;  // computed there: then as often as by default
  if (auto slash = text.find('/'); text.starts_with('R') && slash != std::string::npos) {
    often(text.substr(1, slash - 1), cycle->span);
    rest(text.substr(slash + 1), cycle->span);
  } else if (rest(text, cycle->span)) {
    part.retries = static_cast<int>(part.backoff.size()) + 1;
  }
}

}  // namespace drivetrain::processes
