// /cases and /messages: what is under way for whom, where each token waits and why, and whether the promise will hold.
#include <algorithm>
#include <limits>

#include "app/api/case_hints.h"
#include "app/api/problem.h"
#include "app/api/router.h"
#include "app/api/write.h"
#include "app/views/promises.h"
#include "base/text.h"
#include "feel/json.h"
#include "processes/commands.h"
#include "processes/events.h"
#include "processes/handle_refusals.h"
#include "processes/views.h"

namespace drivetrain::app::api {

using platform::Response;
using processes::Activity;
using processes::Case;

namespace {

processes::Program const* program_of_case(Reading const& reading, Case const& c) {
  return reading.company.find(std::string_view(c.revision.text()), c.process.text());
}

std::string title_of_element(processes::Program const* program, std::string const& element) {
  auto node = program ? program->find(element) : processes::no_index;
  return node == processes::no_index ? element : program->title(node);
}

void write_case_fields(JsonWriter& json, Reading const& reading, Case const& c) {
  auto const* program = program_of_case(reading, c);
  json.field("case_id", c.id()).field("process", refer(reading.company, "process", c.process.text())).field("revision", c.revision.text());
  json.field("business_key", c.business_key);
  if (!c.service.empty()) json.field("service", refer(reading.company, "service", c.service.text()));
  text_if(json, "tier", c.tier.text());
  text_if(json, "customer", c.customer);
  json.field("state", to_string(c.status)).field("started_at", c.started);
  field_if(json, "ended_at", c.ended);
  field_if(json, "promised", c.promised);
  json.field("promise", views::to_string(views::promise_of(reading.company, c, reading.now)));
  std::vector<std::string> waits;
  for (auto const& [number, activity] : c.activities)
    if (activity.host == 0) waits.push_back(activity.title.empty() ? title_of_element(program, activity.element.text()) : activity.title.text());
  for (auto const& join : c.joins) waits.push_back(title_of_element(program, join.element.text()));
  json.field("waits_at", waits).field("incidents", c.incidents);
}

bool waits_at(Case const& c, std::string const& element) {
  return std::any_of(c.activities.begin(), c.activities.end(), [&](auto const& one) { return one.second.element.text() == element; }) ||
         std::any_of(c.joins.begin(), c.joins.end(), [&](auto const& one) { return one.element.text() == element; });
}

bool case_fits(Exchange const& exchange, Reading const& reading, Case const& c) {
  auto states = exchange.queries("state");
  auto state = to_string(c.status);
  if (states.empty() ? state != "running" : std::find(states.begin(), states.end(), state) == states.end()) return false;
  if (!exchange.asks_for("process", c.process.text()) || !exchange.asks_for("tier", c.tier.text()) || !exchange.asks_for("customer", c.customer)) return false;
  if (auto element = exchange.query("element"); element && !waits_at(c, *element)) return false;
  if (exchange.query("incident") == "true" && c.incidents == 0) return false;
  if (exchange.query("promise") && !exchange.asks_for("promise", views::to_string(views::promise_of(reading.company, c, reading.now)))) return false;
  auto wanted = lower_ascii(exchange.query("q").value_or(""));
  return lower_ascii(c.business_key + "\n" + c.customer + "\n" + c.id()).find(wanted) != std::string::npos;
}

Status list_cases(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto page, page_of(exchange));
  std::vector<Case const*> cases;
  for (auto const& [number, c] : reading.company.processes.open_cases())
    if (case_fits(exchange, reading, c)) cases.push_back(&c);
  for (auto const& c : reading.company.processes.finished_cases())
    if (case_fits(exchange, reading, c)) cases.push_back(&c);
  auto sort = exchange.query("sort").value_or("promised");
  auto rank = [&](Case const* c) {
    if (sort == "started") return c->started.us;
    if (sort == "-started") return -c->started.us;
    return c->promised ? c->promised->us : std::numeric_limits<std::int64_t>::max();
  };
  std::sort(cases.begin(), cases.end(), [&](Case const* a, Case const* b) { return std::pair(rank(a), a->number) < std::pair(rank(b), b->number); });
  object(json, [&] {
    write_page(json, cases, page, [&](Case const* c) { object(json, [&] { write_case_fields(json, reading, *c); }); });
    json.field("total", cases.size());
  });
  return {};
}

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
  if (why.empty() && !activity.message.empty()) why = "waits for the message " + activity.message.text() + (activity.key.empty() ? "" : " with the key " + activity.key);
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
    text_if(json, "message", activity.message.text());
    text_if(json, "key", activity.key);
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
  for (auto const& [number, activity] : c.activities) write_token(json, reading, c, number, activity);
  for (auto const& join : c.joins)
    object(json, [&] {
      auto arrived = std::find_if(c.timeline.rbegin(), c.timeline.rend(), [&](auto const& step) { return step.kind == processes::StepKind::arrived && step.element == join.element; });
      json.field("activity", join.element.text()).field("element", join.element.text()).field("kind", "join").field("title", title_of_element(program, join.element.text()));
      json.field("since", arrived == c.timeline.rend() ? c.started : arrived->at).field("why", "waits for the other branches");
    });
  json.end_array();
}

Status get_case(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto const* c, find_case(reading, exchange.at("case_id")));
  object(json, [&] {
    write_case_fields(json, reading, *c);
    json.field("variables", feel::Value(c->variables));
    write_tokens(json, reading, *c);
    list_field(json, "marks", processes::view_marks(*c), [&](processes::MarkView const& mark) {
      object(json, [&] { json.field("element", mark.element).field("done", mark.done).field("waiting", mark.waiting).field("incident", mark.incident); });
    });
    text_if(json, "end", c->end.text());
    json.field("may_cancel", c->status == processes::CaseStatus::running && i_may(reading, *c));
    write_line_of_sight(json, reading, "process", c->process.text());
  });
  return {};
}

Status get_case_timeline(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto const* c, find_case(reading, exchange.at("case_id")));
  return answer_timeline(exchange, reading, json, story_of(reading, c->id()));
}

Response start_case(Exchange& exchange) {
  processes::StartCase command;
  command.process = exchange.text("process");
  command.business_key = exchange.text("business_key");
  command.service = exchange.text("service");
  command.tier = exchange.text("tier");
  command.customer = exchange.text("customer");
  command.variables = exchange.value("variables");
  return ask(exchange, command);
}

Response cancel_case(Exchange& exchange) {
  auto const& id = exchange.at("case_id");
  return ask(exchange, processes::CancelCase{id, exchange.text("reason")}, case_hints(id));
}

Response resolve_incident(Exchange& exchange) {
  auto const& id = exchange.at("case_id");
  return ask(exchange, processes::ResolveIncident{id, exchange.at("activity"), exchange.value("variables")}, case_hints(id));
}

Response correlate_message(Exchange& exchange) {
  processes::CorrelateMessage command{exchange.text("message"), exchange.text("key"), exchange.value("variables")};
  command.message_id = exchange.text("message_id");
  if (auto ttl = exchange.text("ttl"); !ttl.empty()) {
    auto duration = parse_duration(ttl);
    if (!duration) return misfit_problem(422, "ttl is no duration: " + duration.error().message, {{"/ttl", duration.error().message}});
    command.ttl = *duration;
  }
  auto outcome = execute(exchange, journal::command(command, journal::Actor::person(exchange.person)));
  // The address exists; what is missing is a case that waits, which is a state.
  if (outcome.refusal && outcome.refusal->code == "DT-X901") return problem(409, *outcome.refusal);
  return answer_outcome(exchange, outcome);
}

}  // namespace

HintsOf case_hints(std::string id) {
  return [id](Reading const& reading) {
    Hints hints;
    auto const* c = reading.company.processes.find(id);
    auto owners = c ? processes::owners_of(*c, reading.company, reading.model().processes) : std::vector<std::string>();
    if (!owners.empty()) hints.holder = holder_of(reading.company, owners.front(), reading.now);
    return hints;
  };
}

void add_cases(Router& router) {
  router.read("/cases", "list_cases", list_cases);
  router.write("/cases", "start_case", start_case);
  router.read("/cases/{case_id}", "get_case", get_case);
  router.read("/cases/{case_id}/timeline", "get_case_timeline", get_case_timeline);
  router.write("/cases/{case_id}/cancel", "cancel_case", cancel_case);
  router.write("/cases/{case_id}/activities/{activity}/retry", "resolve_incident", resolve_incident);
  router.write("/messages", "correlate_message", correlate_message);
}

}  // namespace drivetrain::app::api
