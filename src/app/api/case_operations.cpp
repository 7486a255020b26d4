// What people and systems do to cases under way: /cases/{case}/variables, suspend, resume, modify, migrate, why; /signals, /conditions; and
// what came and reached nobody: /discards.
#include <algorithm>

#include "app/api/case_hints.h"
#include "app/api/problem.h"
#include "app/api/router.h"
#include "app/api/write.h"
#include "app/preview.h"
#include "feel/json.h"
#include "processes/case_commands.h"
#include "processes/handle_refusals.h"
#include "processes/views.h"

namespace drivetrain::app::api {

using platform::Response;
using processes::Case;

namespace {

Response set_variables(Exchange& exchange) {
  auto const& id = exchange.at("case_id");
  return ask(exchange, processes::SetVariables{id, exchange.text("activity"), exchange.value("variables")}, case_hints(id));
}

Response suspend_case(Exchange& exchange) {
  auto const& id = exchange.at("case_id");
  return ask(exchange, processes::SuspendCase{id, exchange.text("reason")}, case_hints(id));
}

Response resume_case(Exchange& exchange) {
  auto const& id = exchange.at("case_id");
  return ask(exchange, processes::ResumeCase{id}, case_hints(id));
}

void write_changes(JsonWriter& json, std::string const& told, bool dry_run) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < told.size();) {
    auto end = std::min(told.find('\n', at), told.size());
    lines.push_back(told.substr(at, end - at));
    at = end + 1;
  }
  json.field("changes", lines).field("dry_run", dry_run);
}

/// {position, changes}: a line for each thing that was done, or would be. Who only looks writes nothing.
template <class C>
Response change(Exchange& exchange, C const& command) {
  if (command.dry_run)
    return answer_read(exchange, [&](Reading const& reading, JsonWriter& json) -> Status {
      DT_TRY(auto told, preview(reading.company, command, exchange.person, reading.now));
      object(json, [&] { json.field("position", reading.position), write_changes(json, told, true); });
      return {};
    });
  auto outcome = execute(exchange, journal::command(command, journal::Actor::person(exchange.person)));
  if (!outcome.accepted()) return answer_outcome(exchange, outcome, case_hints(command.case_id));
  return answer_made(outcome, [&](JsonWriter& json) { write_changes(json, outcome.reply, false); });
}

std::string text_of(feel::Value const& value, std::string_view field) {
  auto found = value.at(field);
  return found.kind() == feel::Kind::string ? std::string(found.string()) : std::string();
}

feel::List list_of(feel::Value const& value) { return value.kind() == feel::Kind::list ? value.list() : feel::List(); }

Response modify_case(Exchange& exchange) {
  processes::ModifyCase command;
  command.case_id = exchange.at("case_id"), command.reason = exchange.text("reason"), command.dry_run = exchange.value("dry_run").is_true();
  for (auto const& activity : list_of(exchange.value("cancel"))) command.cancel.emplace_back(activity.string());
  for (auto const& token : list_of(exchange.value("start")))
    command.start.push_back({text_of(token, "element"), token.at("after").is_true(), text_of(token, "scope"), token.at("variables")});
  return change(exchange, command);
}

Response migrate_case(Exchange& exchange) {
  processes::MigrateCase command;
  command.case_id = exchange.at("case_id"), command.revision = exchange.text("revision"), command.reason = exchange.text("reason");
  command.dry_run = exchange.value("dry_run").is_true();
  for (auto const& move : list_of(exchange.value("plan"))) command.plan.push_back({text_of(move, "element"), text_of(move, "into")});
  return change(exchange, command);
}

Response broadcast_signal(Exchange& exchange) { return ask(exchange, processes::BroadcastSignal{exchange.text("signal"), exchange.value("variables")}); }

Response evaluate_conditions(Exchange& exchange) { return ask(exchange, processes::EvaluateConditions{exchange.value("variables"), exchange.text("business_key")}); }

/// Of a task: whose it is, when it is due, and whom its step names in vain.
void say_whose(Reading const& reading, Case const& c, processes::WhyView& one) {
  auto id = reading.company.coordination.of_activity.find(c.id() + "/" + one.activity);
  if (id == reading.company.coordination.of_activity.end()) return;
  auto const& item = reading.company.coordination.items.at(id->second);
  auto name = [&](std::string const& person) { return views::person_name(reading.company, person); };
  if (item.delegation == coordination::Delegation::pending) one.mover = name(item.assignee) + ", to whom " + name(item.owner) + " delegated it";
  else if (!item.ready()) one.mover = name(item.person) + ", who is on it since " + format_instant(item.started);
  else if (!item.assignee.empty()) one.mover = name(item.assignee) + ", whose it is";
  if (item.due) one.waits_for += ", due " + format_instant(*item.due);
  if (item.follow_up && reading.now < *item.follow_up) one.waits_for += ", to be looked at again on " + format_instant(*item.follow_up);
  if (!item.opened.note.empty()) one.waits_for += " (" + item.opened.note + ")";
}

/// Who can move it today: whose work or decision it is, else whoever answers for the case.
void write_holder(JsonWriter& json, Reading const& reading, Case const& c, processes::WhyView const& one) {
  auto subject = c.id() + "/" + one.activity;
  if (!one.decision.empty())
    for (auto const& [id, live] : reading.company.decisions.live)
      if (live.kind == decisions::kind_activity && live.subject == subject) return json.field("holder", holder_of(reading.company, live, reading.now)), void();
  auto role = one.role;
  if (role.empty())
    if (auto owners = processes::owners_of(c, reading.company, reading.model().processes); !owners.empty()) role = owners.front();
  if (!role.empty()) json.field("holder", holder_of(reading.company, role, reading.now));
}

void write_halt(JsonWriter& json, std::string_view name, processes::Halt const* halt) {
  if (!halt) return;
  object_field(json, name, [&] { json.field("since", halt->since).field("by", halt->by).field("reason", halt->reason); });
}

Status get_case_why(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  auto const& id = exchange.at("case_id");
  auto const* c = reading.company.processes.find(id);
  if (!c) return Error{"DT-X901", "there is no case " + id + " that runs or ended a short while ago", "its story, if it had one, is at /audit?subject=" + id};
  auto const* program = reading.company.find(std::string_view(c->revision.text()), c->process.text());
  constexpr std::size_t most_told = 1'000;  // of more nobody reads, and meanwhile nothing is written
  auto tokens = processes::why(*c, program, most_told);
  for (auto& one : tokens) say_whose(reading, *c, one);
  auto const* suspended = reading.company.processes.suspended(*c);
  auto const* cancelling = reading.company.processes.cancelling(*c);
  auto summary = c->id() + " of " + c->process.text() + " ";
  if (c->status != processes::CaseStatus::running) summary += "is " + std::string(to_string(c->status));
  else if (cancelling) summary += "is being cancelled since " + format_instant(cancelling->since) + ": " + cancelling->reason;
  else if (suspended) summary += "is suspended since " + format_instant(suspended->since) + (suspended->by.empty() ? "" : " by " + suspended->by) + ": " + suspended->reason;
  else summary += std::string("waits at ") + (tokens.size() >= most_told ? "at least " : "") + std::to_string(tokens.size()) + (tokens.size() == 1 ? " place" : " places");
  object(json, [&] {
    json.field("case_id", c->id()).field("process", refer(reading.company, "process", c->process.text())).field("state", to_string(c->status)).field("summary", summary);
    write_halt(json, "suspended", suspended);
    write_halt(json, "cancelling", cancelling);
    list_field(json, "tokens", tokens, [&](processes::WhyView const& one) {
      object(json, [&] {
        json.field("element", one.element).field("title", one.title);
        text_if(json, "activity", one.activity);
        json.field("kind", one.problem.empty() ? step_kind(one.kind) : "incident").field("waits_for", one.waits_for.empty() ? std::string("what it contains") : one.waits_for);
        text_if(json, "mover", one.mover);
        json.field("since", one.since);
        write_holder(json, reading, *c, one);
        text_if(json, "problem", one.problem);
        text_if(json, "help", one.help);
        if (!one.flows.empty())
          list_field(json, "flows", one.flows, [&](processes::WhyFlowView const& flow) {
            object(json, [&] { json.field("flow", flow.flow).field("from", flow.from).field("token", flow.token).field("places", flow.places); });
          });
      });
    });
  });
  return {};
}

Status list_discards(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto page, page_of(exchange));
  std::vector<processes::Discard const*> all;
  auto const& discards = reading.company.processes.discards();
  for (auto one = discards.rbegin(); one != discards.rend(); ++one)
    if (exchange.asks_for("kind", one->kind.text()) && exchange.asks_for("name", one->name) && exchange.asks_for("process", one->process.text()) &&
        exchange.asks_for("case_id", one->case_number == 0 ? std::string() : processes::case_id(one->case_number)))
      all.push_back(&*one);
  object(json, [&] {
    write_page(json, all, page, [&](processes::Discard const* one) {
      object(json, [&] {
        json.field("position", one->position).field("at", one->at).field("kind", one->kind.text()).field("name", one->name);
        text_if(json, "key", one->key);
        if (one->case_number != 0) json.field("case_id", processes::case_id(one->case_number));
        text_if(json, "process", one->process.text());
        text_if(json, "element", one->element.text());
        json.field("reason", one->reason);
      });
    });
    json.field("total", all.size());
  });
  return {};
}

}  // namespace

void add_case_operations(Router& router) {
  router.write("/cases/{case_id}/variables", "set_variables", set_variables);
  router.write("/cases/{case_id}/suspend", "suspend_case", suspend_case);
  router.write("/cases/{case_id}/resume", "resume_case", resume_case);
  router.write("/cases/{case_id}/modify", "modify_case", modify_case);
  router.write("/cases/{case_id}/migrate", "migrate_case", migrate_case);
  router.read("/cases/{case_id}/why", "get_case_why", get_case_why);
  router.write("/signals", "broadcast_signal", broadcast_signal);
  router.write("/conditions", "evaluate_conditions", evaluate_conditions);
  router.read("/discards", "list_discards", list_discards);
}

}  // namespace drivetrain::app::api
