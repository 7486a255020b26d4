// /cases/{case}: where each token waits and why, who can move it; what the case knows and who said so; the way it took, the cases that it called.
#include <algorithm>

#include "app/api/case_rows.h"
#include "app/api/problem.h"
#include "app/api/router.h"
#include "app/api/write.h"
#include "feel/json.h"
#include "processes/events.h"
#include "processes/handle_refusals.h"
#include "processes/views.h"

namespace drivetrain::app::api {

using processes::Activity;
using processes::Case;

namespace {

constexpr std::size_t most_tokens = 1'000;  ///< told of one case: of more nobody reads, and meanwhile nothing is written

Result<Case const*> find_case(Reading const& reading, std::string const& id) {
  if (auto const* found = reading.company.processes.find(id)) return found;
  return Error{"DT-X901", "there is no case " + id + " that runs or ended a short while ago", "its story, if it had one, is at /audit?subject=" + id};
}

coordination::WorkItem const* work_of(Reading const& reading, std::string const& case_id, std::string const& activity) {
  auto const& coordination = reading.company.coordination;
  auto id = coordination.of_activity.find(case_id + "/" + activity);
  return id == coordination.of_activity.end() ? nullptr : &coordination.items.at(id->second);
}

decisions::LiveDecision const* decision_of(Reading const& reading, std::string const& subject) {
  for (auto const& [id, live] : reading.company.decisions.live)
    if (live.kind == "activity" && live.subject == subject) return &live;
  return nullptr;
}

std::string ordinal(int number) {
  static constexpr char const* words[] = {"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"};
  return number >= 1 && number <= 10 ? words[number - 1] : std::to_string(number) + "th";
}

/// "third in the queue of Fitter; first is Strip and inspect (MK-2207)"
std::string why_work_waits(Reading const& reading, coordination::WorkItem const& item) {
  auto role = views::title_of(reading.company, "role", item.opened.role);
  if (!item.ready()) return views::person_name(reading.company, item.person) + " is on it since " + format_instant(item.started);
  auto note = item.opened.note.empty() ? std::string() : " (" + item.opened.note + ")";
  if (item.delegation == coordination::Delegation::pending) return "delegated by " + views::person_name(reading.company, item.owner) + " to " + views::person_name(reading.company, item.assignee) + note;
  if (!item.assignee.empty()) return "is " + views::person_name(reading.company, item.assignee) + "'s, who has not started it" + note;
  if (item.follow_up && reading.now < *item.follow_up) return "in the queue of " + role + ", to be looked at again on " + format_instant(*item.follow_up) + note;
  auto queue = coordination::queue_of(item.opened.role, reading.company.coordination, reading.model().coordination, reading.model().values, reading.now);
  auto entry = std::find_if(queue.begin(), queue.end(), [&](auto const& one) { return one.item == &item; });
  if (entry == queue.end()) return "in the queue of " + role;
  if (!entry->stopped_by.empty()) return "stopped by " + views::title_of(reading.company, "issue", entry->stopped_by);
  if (entry->rank == 1) return "first in the queue of " + role;
  auto const& first = queue.front().item->opened;
  return ordinal(entry->rank) + " in the queue of " + role + "; first is " + first.title + (first.business_key.empty() ? "" : " (" + first.business_key + ")");
}

std::string why_job_waits(Reading const& reading, processes::Jobs::Job job, Activity const& activity) {
  auto const* hold = reading.company.processes.jobs().hold(job);
  if (hold && !hold->worker.empty()) return "worker " + hold->worker + " has it since " + format_instant(hold->since);
  auto failed = hold && !hold->message.empty() ? "; it failed last: " + hold->message : std::string();
  if (hold && reading.now < hold->until) return "is tried again at " + format_instant(hold->until) + failed;
  return "waits for a worker that asks for the topic " + activity.topic.text() + failed;
}

/// A stuck token has the kind of the element at which it is stuck; one that waits for other branches is at a join.
std::string kind_of_token(processes::Program const* program, Activity const& activity) {
  if (!activity.incident) return step_kind(activity.kind.text());
  auto node = program ? program->find(activity.element.text()) : processes::no_index;
  return node == processes::no_index ? "join" : step_kind(std::string(to_string(program->node(node).kind)));
}

void write_why(JsonWriter& json, Reading const& reading, Case const& c, processes::ActivityNumber number, Activity const& activity) {
  auto id = processes::activity_id(number);
  std::string why;
  if (activity.incident) why = "stuck: " + activity.incident->message;
  if (auto const* item = work_of(reading, c.id(), id)) {
    if (why.empty()) why = why_work_waits(reading, *item);
    json.field("holder", holder_of(reading.company, item->opened.role, reading.now));
    json.field("work", refer(reading.company, "work", item->opened.item));
  } else if (auto const* live = decision_of(reading, c.id() + "/" + id)) {
    auto holder = holder_of(reading.company, *live, reading.now);
    if (why.empty()) why = "waits for " + (holder.name.empty() ? "nobody of today" : holder.name) + (live->due ? ", due " + format_instant(*live->due) : "");
    json.field("holder", holder);
    json.field("decision", refer(reading.company, "decision_live", live->live));
  } else if (!activity.role.empty()) json.field("holder", holder_of(reading.company, activity.role.text(), reading.now));
  if (why.empty() && !activity.topic.empty()) why = why_job_waits(reading, {c.number, number}, activity);
  if (why.empty() && activity.due) why = "waits until " + format_instant(*activity.due);
  if (why.empty() && !activity.message.empty()) why = "waits for the message " + activity.message.text() + (activity.key.empty() ? "" : " with the key " + activity.key.text());
  json.field("why", why.empty() ? std::string("waits for what it contains") : why);
}

/// Who may step in at this element, beside those who answer for the whole case.
std::string role_at(processes::Program const* program, Activity const& activity) {
  auto node = program ? program->find(activity.element.text()) : processes::no_index;
  return node == processes::no_index ? "" : processes::role_at(*program, node);
}

/// The same as the handlers ask: who owns the process or the service, or acts in the element's role.
bool i_may(Reading const& reading, Case const& c, std::string const& role = "") {
  auto roles = processes::owners_of(c, reading.company, reading.model().processes);
  roles.push_back(role);
  return views::may_one_of(reading.company, reading.person, roles, reading.now);
}

void write_token(JsonWriter& json, Reading const& reading, Case const& c, processes::ActivityNumber number, Activity const& activity) {
  auto const* program = program_of_case(reading, c);
  object(json, [&] {
    json.field("activity", processes::activity_id(number)).field("element", activity.element.text()).field("kind", kind_of_token(program, activity));
    json.field("title", activity.title.empty() ? title_of_element(program, activity.element.text()) : activity.title.text()).field("since", activity.since);
    write_why(json, reading, c, number, activity);
    field_if(json, "due", activity.due);
    if (activity.scope != 0) json.field("scope", processes::activity_id(activity.scope));
    if (activity.listens()) json.field("listens", true);
    if (!activity.variables.entries().empty()) json.field("variables", feel::Value(activity.variables));
    text_if(json, "topic", activity.topic.text());
    text_if(json, "message", activity.message.text());
    text_if(json, "key", activity.key.text());
    if (!activity.message.empty()) json.field("may_send", i_may(reading, c, role_at(program, activity)));
    if (activity.incident)
      object_field(json, "incident", [&] {
        json.field("message", activity.incident->message).field("help", activity.incident->help).field("since", activity.since).field("may_retry", i_may(reading, c, role_at(program, activity)));
      });
  });
}

void write_tokens(JsonWriter& json, Reading const& reading, Case const& c) {
  auto const* program = program_of_case(reading, c);
  json.key("tokens").begin_array();
  std::size_t written = 0;
  for (auto activity = c.activities.begin(); activity != c.activities.end() && written < most_tokens; ++activity)
    if (!c.is_abandoned(activity->first)) write_token(json, reading, c, activity->first, activity->second), ++written;
  c.each_join([&](processes::Join const& join) {
    object(json, [&] {
      auto arrived = std::find_if(c.timeline.rbegin(), c.timeline.rend(), [&](auto const& step) { return step.kind == processes::StepKind::arrived && step.element == join.element; });
      json.field("activity", join.element.text()).field("element", join.element.text()).field("kind", "join").field("title", title_of_element(program, join.element.text()));
      json.field("since", arrived == c.timeline.rend() ? c.started : arrived->at).field("why", "waits for the other branches");
    });
  });
  json.end_array();
}

void write_other_case(JsonWriter& json, Reading const& reading, Case const& other) {
  json.field("case_id", other.id()).field("process", refer(reading.company, "process", other.process.text())).field("business_key", other.business_key).field("state", to_string(other.status));
}

/// The case that called it, and those that it called and are remembered.
void write_family(JsonWriter& json, Reading const& reading, Case const& c) {
  auto const& state = reading.company.processes;
  if (auto const* parent = c.parent == 0 ? nullptr : state.find(processes::case_id(c.parent)))
    object_field(json, "called_by", [&] { write_other_case(json, reading, *parent); });
  std::vector<Case const*> called;
  for (auto const& [number, activity] : c.activities)
    if (auto const* other = state.called_by(c.number, number)) called.push_back(other);
  for (auto const& other : state.finished_cases())
    if (other.parent == c.number) called.push_back(&other);
  list_field(json, "called", called, [&](Case const* other) {
    object(json, [&] {
      write_other_case(json, reading, *other);
      if (auto const* activity = c.find(other->parent_activity)) json.field("element", activity->element.text());
    });
  });
}

void write_case_halt(JsonWriter& json, std::string_view name, processes::Halt const* halt) {
  if (!halt) return;
  object_field(json, name, [&] { json.field("since", halt->since).field("by", halt->by).field("reason", halt->reason); });
}

Status get_case(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto const* c, find_case(reading, exchange.at("case_id")));
  auto const* program = program_of_case(reading, *c);
  object(json, [&] {
    write_case_fields(json, reading, *c);
    json.field("variables", feel::Value(c->variables));
    std::vector<std::pair<std::string_view, std::uint64_t>> given;
    for (auto const& one : c->given)
      for (auto place = one.first; place < one.first + one.count; ++place) given.emplace_back(c->variables.entries()[place].first, one.position);
    list_field(json, "given", given, [&](auto const& one) { object(json, [&] { json.field("name", one.first).field("position", one.second); }); });
    write_tokens(json, reading, *c);
    list_field(json, "marks", processes::view_marks(*c), [&](processes::MarkView const& mark) {
      object(json, [&] { json.field("element", mark.element).field("done", mark.done).field("waiting", mark.waiting).field("incident", mark.incident); });
    });
    json.field("path", program ? processes::view_path(*c, *program) : std::vector<std::string>());
    write_family(json, reading, *c);
    write_case_halt(json, "halted", reading.company.processes.suspended(*c));
    write_case_halt(json, "cancelling", reading.company.processes.cancelling(*c));
    text_if(json, "end", c->end.text());
    text_if(json, "reason", c->reason.or_empty());
    json.field("may_cancel", c->status == processes::CaseStatus::running && i_may(reading, *c));
    write_line_of_sight(json, reading, "process", c->process.text());
  });
  return {};
}

Status get_case_timeline(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto const* c, find_case(reading, exchange.at("case_id")));
  return answer_timeline(exchange, reading, json, story_of(reading, c->id()));
}

}  // namespace

void add_case_page(Router& router) {
  router.read("/cases/{case_id}", "get_case", get_case);
  router.read("/cases/{case_id}/timeline", "get_case_timeline", get_case_timeline);
}

}  // namespace drivetrain::app::api
