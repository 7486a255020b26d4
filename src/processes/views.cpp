// Cases as people see them, one by one (see views.h).
#include "processes/views.h"

namespace drivetrain::processes {

namespace {

WaitingView view_activity(ActivityNumber number, Activity const& a) {
  WaitingView v;
  v.activity = activity_id(number), v.element = a.element, v.kind = a.kind, v.title = a.title;
  v.role = a.role, v.decision = a.decision;
  v.since = a.since, v.due = a.due;
  v.message = a.message, v.key = a.key.text();
  v.host = activity_id(a.host);
  if (a.incident) v.problem = a.incident->message, v.help = a.incident->help;
  return v;
}

bool waits_at(Case const& c, std::string_view element) {
  for (auto const& [_, activity] : c.activities)
    if (activity.host == 0 && activity.element.text() == element) return true;
  return joins_at(c, element);
}

}  // namespace

CaseView view(Case const& c, Instant now) {
  CaseView v;
  v.case_id = c.id(), v.process = c.process, v.revision = c.revision, v.status = to_string(c.status);
  v.business_key = c.business_key, v.service = c.service, v.tier = c.tier, v.customer = c.customer.text();
  v.started = c.started, v.promised = c.promised, v.ended = c.ended;
  v.end = c.end, v.reason = c.reason.or_empty();
  v.incidents = static_cast<int>(c.incidents);
  v.late = c.promised && *c.promised < c.ended.value_or(now);
  for (auto const& [number, activity] : c.activities) v.waiting.push_back(view_activity(number, activity));
  c.each_join([&](Join const& join) {
    for (auto const& arrival : join.arrivals) {
      WaitingView at_join;
      at_join.element = join.element, at_join.kind = "join";
      at_join.title = join.element;
      for (auto const& step : c.timeline)
        if (step.kind == StepKind::arrived && step.element == join.element && step.detail == arrival.flow) at_join.since = step.at;
      v.waiting.push_back(std::move(at_join));
    }
  });
  v.variables = feel::Value(c.variables);
  return v;
}

std::optional<CaseView> view_case(State const& state, std::string_view case_id, Instant now) {
  auto const* c = state.find(case_id);
  if (!c) return std::nullopt;
  return view(*c, now);
}

std::vector<CaseView> view_cases(State const& state, CaseFilter const& filter, Instant now, std::size_t* total) {
  std::vector<CaseView> views;
  std::size_t matching = 0;
  for (auto const& [_, c] : state.open_cases()) {
    if (!filter.process.empty() && c.process.text() != filter.process) continue;
    if (filter.incidents && c.incidents == 0) continue;
    if (!filter.element.empty() && !waits_at(c, filter.element)) continue;
    auto index = matching++;
    if (index < filter.offset || views.size() >= filter.limit) continue;
    views.push_back(view(c, now));
  }
  if (total) *total = matching;
  return views;
}

}  // namespace drivetrain::processes
