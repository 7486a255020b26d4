// The state as text, in one fixed order: two states are the same exactly when their texts are.
#include <map>

#include "processes/state.h"

namespace drivetrain::processes {

namespace {

void line(std::string& out, int depth, std::initializer_list<std::string_view> words) {
  out.append(static_cast<std::size_t>(depth) * 2, ' ');
  bool first = true;
  for (auto word : words) {
    if (!first) out += ' ';
    out += word.empty() ? "-" : word;
    first = false;
  }
  out += '\n';
}

std::string text(std::optional<Instant> const& instant) { return instant ? format_instant(*instant) : "-"; }

void write(std::string& out, ActivityNumber number, Activity const& a) {
  line(out, 1,
       {activity_id(number), a.kind.text(), a.element.text(), "since", format_instant(a.since), "in", activity_id(a.scope), "for",
        activity_id(a.host)});
  line(out, 2, {"title", a.title.text(), "role", a.role.text(), "decision", a.decision.text(), "expected", format_duration(a.expected)});
  line(out, 2, {"message", a.message.text(), "key", a.key.text(), "due", text(a.due), "flow", a.flow.text()});
  line(out, 2,
       {"signal", a.signal.text(), "topic", a.topic.text(), "of scope", a.of_scope ? "yes" : "no", "item", std::to_string(a.item), "left", std::to_string(a.left), "trigger",
        std::to_string(a.trigger), "retries", std::to_string(a.retries), "priority", std::to_string(a.priority), "stage", std::to_string(a.stage), "compensates", activity_id(a.compensates)});
  for (auto const& [name, value] : a.variables.entries()) line(out, 2, {"variable", name, "=", feel::to_text(value)});
  if (a.collected) line(out, 2, {"collected", a.collected->name.text(), feel::to_text(feel::Value(a.collected->items))});
  line(out, 2, {"at", std::to_string(a.position)});
  for (auto listener : a.listeners) line(out, 2, {"listener", activity_id(listener)});
  if (a.incident) line(out, 2, {"incident", a.incident->message, "|", a.incident->help});
}

void write(std::string& out, State const& state, Case const& c) {
  line(out, 0, {c.id(), to_string(c.status), c.process.text(), c.revision.text(), "key", c.business_key});
  line(out, 1, {"service", c.service.text(), "tier", c.tier.text(), "customer", c.customer.text(), "started", format_instant(c.started)});
  line(out, 1,
       {"promised", text(c.promised), "ended", text(c.ended), "end", c.end.text(), "reason", c.reason.or_empty(), "kept",
        c.promise_kept ? "yes" : "no"});
  line(out, 1,
       {"made", std::to_string(c.activities_made), "incidents", std::to_string(c.incidents), "forgotten",
        std::to_string(c.steps_forgotten)});
  for (auto const& [name, value] : c.variables.entries()) line(out, 1, {"variable", name, "=", feel::to_text(value)});
  for (auto const& given : c.given)
    for (auto place = given.first; place < given.first + given.count; ++place)
      line(out, 1, {"given", c.variables.entries()[place].first, "by", given.person.text(), std::to_string(given.position)});
  line(out, 1, {"last hand", c.last_hand.text()});
  for (auto const& [number, activity] : c.activities) write(out, number, activity);
  c.each_join([&](Join const& join) {
    for (auto const& arrival : join.arrivals)
      line(out, 1, {"join", join.element.text(), "in", activity_id(join.scope), arrival.flow.text(), std::to_string(arrival.tokens)});
    for (auto const& flow : join.consumed) line(out, 1, {"join", join.element.text(), "in", activity_id(join.scope), "waits for the rest; it took", flow.text()});
  });
  for (auto const& [scope, over] : c.abandoned.or_empty()) line(out, 1, {"abandoned", activity_id(scope), activity_id(over.last), over.reason});
  for (auto const& one : c.inside.or_empty()) line(out, 1, {"in", activity_id(one.scope), activity_id(one.activity)});
  c.scopes.each([&](ActivityNumber scope, Scope const& count) {
    line(out, 1,
         {"scope", activity_id(scope), std::to_string(count.waiting), std::to_string(count.arrived), std::to_string(count.total), std::to_string(count.begun),
          std::to_string(count.done)});
  });
  for (auto const& one : c.compensable) {
    line(out, 1, {"compensable", activity_id(one.activity), one.element.text(), "in", activity_id(one.scope)});
    for (auto const& [name, value] : one.variables.entries()) line(out, 2, {"variable", name, "=", feel::to_text(value)});
  }
  if (c.suspended) line(out, 1, {"suspended by", c.suspended->by, format_instant(c.suspended->since), c.suspended->reason});
  if (c.cancelling) line(out, 1, {"cancelling by", c.cancelling->by, format_instant(c.cancelling->since), c.cancelling->reason});
  if (auto const* same = c.status == CaseStatus::running ? state.running(c.process.text(), c.business_key) : nullptr) line(out, 1, {"first of its key", same->id()});
  if (c.parent != 0) line(out, 1, {"called by", case_id(c.parent), activity_id(c.parent_activity)});
  for (auto const& step : c.timeline)
    line(out, 1, {format_instant(step.at), to_string(step.kind), step.element.text(), step.detail.text(), activity_id(step.activity)});
}

void write(std::string& out, Jobs const& jobs) {
  auto name = [](Jobs::Job job) { return case_id(job.case_number) + "/" + activity_id(job.activity); };
  for (auto const& [topic, waiting] : jobs.topics) {
    for (auto const& place : waiting.free) line(out, 0, {"job", topic, name(place.job), std::to_string(place.priority), format_instant(place.since)});
    for (auto const& due : waiting.held) line(out, 0, {"job", topic, name(due.job), "until", format_instant(due.until)});
  }
  for (auto const& [job, hold] : jobs.holds)
    line(out, 0, {"hold", name(job), hold.worker, format_instant(hold.since), format_instant(hold.until), hold.free ? "free" : "held", hold.message, hold.account});
  for (auto job : jobs.stuck) line(out, 0, {"stuck", name(job)});
  for (auto job : jobs.aside) line(out, 0, {"aside", name(job)});
  for (auto const& one : jobs.answers) line(out, 0, {"answer", name(one.job), one.worker, format_instant(one.at), one.done ? "done" : "taken away"});
}

}  // namespace

std::string canonical_text(State const& state) {
  std::string out;
  std::map<std::string, std::map<std::string, ElementTally>> tallies;
  auto remember = [&](Case const& c) {
    if (!tallies.contains(c.process.text())) tallies[c.process.text()] = state.tallies(c.process.text());
  };
  for (auto const& [number, c] : state.open_cases()) {
    write(out, state, c), remember(c);
    for (auto const& [id, activity] : c.activities) {
      if (activity.message.empty()) continue;
      for (auto const& waiter : state.waiting_for(activity.message.text(), activity.key.text()))
        line(out, 1, {"waiter", activity.message.text(), activity.key.text(), case_id(waiter.case_number), activity_id(waiter.activity), std::to_string(waiter.position)});
    }
  }
  for (auto const& c : state.finished_cases()) write(out, state, c), remember(c);
  for (auto const& [number, one] : state.buffered()) {
    line(out, 0, {"message", std::to_string(number), one.message, one.key, one.message_id, format_instant(one.since), format_instant(one.until), one.taken ? "taken" : "waits"});
    line(out, 1, {"oldest", std::to_string(state.oldest_buffered(one.message, one.key)), "known", std::to_string(state.known_message(one.message, one.key, one.message_id))});
    for (auto const& [name, value] : one.variables.entries()) line(out, 1, {"variable", name, "=", feel::to_text(value)});
  }
  for (auto const& [start, planned] : state.planned_starts()) line(out, 0, {"start", start, planned.definition.text(), text(planned.due), std::to_string(planned.left)});
  for (auto const& one : state.discards())
    line(out, 0, {"discard", format_instant(one.at), std::to_string(one.position), one.kind.text(), one.name, one.key, case_id(one.case_number), one.process.text(), one.element.text(), one.reason});
  for (auto const& [number, batch] : state.batches()) {
    line(out, 0, {batch_id(number), batch.action, batch.by, batch.reason, format_instant(batch.begun), text(batch.ended), std::to_string(batch.cases.size()), std::to_string(batch.next),
                  std::to_string(batch.done), std::to_string(batch.refusals)});
    for (auto const& refused : batch.refused) line(out, 1, {case_id(refused.case_number), refused.reason});
  }
  for (auto const& [number, one] : state.broadcasts()) {
    line(out, 0, {broadcast_id(number), one.signal, std::to_string(one.heard), std::to_string(one.until)});
    for (auto const& [name, value] : one.variables.entries()) line(out, 1, {"variable", name, "=", feel::to_text(value)});
  }
  for (auto const& [process, elements] : tallies)
    for (auto const& [element, tally] : elements)
      line(out, 0,
           {"tally", process, element, std::to_string(tally.waiting), std::to_string(tally.incidents), std::to_string(tally.passed)});
  write(out, state.jobs());
  return out;
}

}  // namespace drivetrain::processes
