// /work-items: whose work it is, and what a task list shows of it: claimed, assigned, delegated, drafted, rescheduled.
#include <algorithm>

#include "app/api/api.h"
#include "app/api/form_answers.h"
#include "app/api/problem.h"
#include "app/api/router.h"
#include "app/api/write.h"
#include "app/task_forms.h"
#include "app/views/visibility.h"
#include "coordination/task_commands.h"
#include "feel/json.h"
#include "organisation/views.h"

namespace drivetrain::app::api {

using coordination::Delegation;
using coordination::QueueEntry;
using coordination::WorkItem;
using platform::Response;

namespace {

std::string const& holder_of_item(WorkItem const& item) { return item.ready() ? item.assignee : item.person; }

bool i_answer(Reading const& reading, WorkItem const& item) {
  return !reading.person.empty() && !item.opened.owner_role.empty() &&
         organisation::may_act(reading.model().organisation, reading.company.organisation, reading.person, item.opened.owner_role, reading.now);
}

/// The procedure of the step, else one written for it, else that of the whole process.
processes::Sop const* sop_of(Reading const& reading, WorkItem const& item) {
  auto const& model = reading.model().processes;
  auto find = [&](std::string const& id) -> processes::Sop const* {
    auto found = model.sops.find(id);
    return found == model.sops.end() ? nullptr : &found->second;
  };
  auto process = model.processes.find(item.opened.process);
  if (process == model.processes.end()) return nullptr;
  for (auto const& step : process->second.steps)
    if (step.step.value == item.opened.element && !step.sops.empty()) return find(step.sops.front().text());
  for (auto const& [id, sop] : model.sops)
    for (auto const& use : sop.applies_to)
      if (use.process.text() == item.opened.process && use.step.value == item.opened.element) return &sop;
  return process->second.sops.empty() ? nullptr : find(process->second.sops.front().text());
}

Status list_work(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto page, page_of(exchange));
  auto assignee = exchange.query("assignee").value_or("");
  if (assignee == "me") {
    if (reading.person.empty()) return Error{"DT-X902", "`me` is nobody: nobody is signed in", "name the person"};
    assignee = reading.person;
  }
  if (!assignee.empty()) DT_CHECK(views::may_ask_about(reading.company, reading.person, assignee, reading.now));
  std::optional<Instant> due_before;
  if (auto text = exchange.query("due_before")) {
    DT_TRY(due_before, parse_instant(*text));
  }
  auto role = exchange.query("role");
  std::vector<WorkItem const*> items;
  for (auto const& [id, item] : reading.company.coordination.items) {
    auto const& opened = item.opened;
    auto const& more = opened.candidate_roles;
    if (role && opened.role != *role && std::find(more.begin(), more.end(), *role) == more.end()) continue;
    if (!assignee.empty() && item.assignee != assignee) continue;
    if (due_before && (!item.due || !(*item.due < *due_before))) continue;
    if (exchange.asks_for("process", opened.process) && exchange.asks_for("case", opened.case_id) && exchange.asks_for("state", item.ready() ? "ready" : "started")) items.push_back(&item);
  }
  std::sort(items.begin(), items.end(), [](auto const* a, auto const* b) { return a->position < b->position; });
  auto mine = MyQueue::of(reading);
  object(json, [&] { write_page(json, items, page, [&](WorkItem const* item) { write_work_item(json, reading, entry_of(reading, *item), mine); }); });
  return {};
}

/// Who holds it, or whose role it is.
HintsOf holder_hints(std::string id) {
  return [id](Reading const& reading) {
    Hints hints;
    auto found = reading.company.coordination.items.find(id);
    if (found == reading.company.coordination.items.end()) return hints;
    hints.holder = holder_of(reading.company, found->second.opened.role, reading.now);
    if (auto const& person = holder_of_item(found->second); !person.empty()) hints.holder->person = person, hints.holder->name = views::person_name(reading.company, person), hints.holder->via = "holder";
    return hints;
  };
}

template <class C>
Response ask_about(Exchange& exchange, C const& command) {
  return ask(exchange, command, holder_hints(command.item));
}

Response claim_work(Exchange& exchange) { return ask_about(exchange, coordination::ClaimWork{exchange.at("item")}); }
Response unclaim_work(Exchange& exchange) { return ask_about(exchange, coordination::UnclaimWork{exchange.at("item")}); }
Response assign_work(Exchange& exchange) { return ask_about(exchange, coordination::AssignWork{exchange.at("item"), exchange.text("to")}); }
Response delegate_work(Exchange& exchange) { return ask_about(exchange, coordination::DelegateWork{exchange.at("item"), exchange.text("to")}); }
Response resolve_work(Exchange& exchange) { return ask_about(exchange, coordination::ResolveWork{exchange.at("item"), exchange.value("values")}); }
Response save_draft(Exchange& exchange) { return ask_about(exchange, coordination::SaveDraft{exchange.at("item"), exchange.value("values")}); }

Response reschedule_work(Exchange& exchange) {
  coordination::RescheduleWork command;
  command.item = exchange.at("item");
  for (auto const& [name, value] : exchange.body.context().entries()) {
    command.changes.push_back(name);
    auto instant = value.kind() == feel::Kind::string ? parse_instant(value.string()) : Result<Instant>(Instant{});  // that it is a time was checked
    if (name == "due" && !value.is_null() && instant.ok()) command.due = *instant;
    if (name == "follow_up" && !value.is_null() && instant.ok()) command.follow_up = *instant;
    if (name == "priority") command.priority = value.number().to_int64().value_or(50);
  }
  return ask_about(exchange, command);
}

}  // namespace

std::vector<std::string> may_with(Reading const& reading, QueueEntry const& entry) {
  auto const& item = *entry.item;
  auto const& me = reading.person;
  std::vector<std::string> may;
  if (me.empty()) return may;
  bool able = coordination::may_do(item, me, reading.company.people(), reading.now);
  bool mine = holder_of_item(item) == me, answers = i_answer(reading, item), lent = item.delegation == Delegation::pending;
  bool left = item.ready() && !item.assignee.empty() && !mine &&
              (organisation::absence_at(reading.company.organisation, item.assignee, reading.now) || !coordination::may_do(item, item.assignee, reading.company.people(), reading.now));
  bool startable = item.ready() && able && entry.stopped_by.empty() && (item.assignee.empty() || mine);
  auto add = [&](bool so, char const* what) {
    if (so) may.emplace_back(what);
  };
  add(startable, "start");
  add(mine && !lent && (!item.ready() || startable), "complete");
  add(mine && !item.ready(), "return");
  add(item.ready() && able && !mine && (item.assignee.empty() || left), "claim");
  add(item.ready() && !item.assignee.empty() && (answers || (mine && !lent)), "unclaim");
  add(mine || answers, "assign");
  add(mine && !lent, "delegate");
  add(mine && lent, "resolve");
  add(mine, "draft");
  add(mine || answers, "put_off");
  add(answers, "reschedule");
  return may;
}

std::vector<Misfit> form_misfits(Exchange const& exchange, std::string const& place, std::function<std::vector<processes::FormFault>(Reading const&)> const& faults) {
  std::vector<Misfit> misfits;
  auto& runtime = exchange.api.runtime();
  // The refusal stands without the places: they only save looking for them.
  (void)runtime.journal().read([&] {
    for (auto& fault : faults({runtime.company(), exchange.api.index(), runtime.now(), runtime.journal().head(), exchange.person})) misfits.push_back({place + fault.pointer, fault.detail});
  }).ok();
  return misfits;
}

void write_form(JsonWriter& json, std::string_view field, processes::Form const& form, processes::Form::Known const& known) {
  object_field(json, field, [&] {
    json.key("schema").any(form.schema());
    json.key("values").any(form.prefilled(known));
    json.field("source", form.source());
  });
}

void write_task_fields(JsonWriter& json, Reading const& reading, WorkItem const& item) {
  auto const& opened = item.opened;
  if (!item.assignee.empty()) views::write_person(json, "assignee", reading.company, item.assignee);
  if (!item.owner.empty()) views::write_person(json, "owner", reading.company, item.owner);
  text_if(json, "delegation", std::string(coordination::to_string(item.delegation)));
  object_field(json, "candidates", [&] {
    json.key("roles").begin_array();
    write_role_ref(json, reading, opened.role);
    for (auto const& role : opened.candidate_roles) write_role_ref(json, reading, role);
    json.end_array();
    json.key("people").begin_array();
    for (auto const& person : opened.candidate_people) object(json, [&] { json.field("id", person).field("name", views::person_name(reading.company, person)); });
    json.end_array();
  });
  field_if(json, "due", item.due);
  field_if(json, "follow_up", item.follow_up);
  json.field("priority", item.priority);
  text_if(json, "note", opened.note);
  if (auto asked = form_of(reading.company, item); asked.form)
    write_form(json, "form", *asked.form, asked.known);
  if (!reading.person.empty() && holder_of_item(item) == reading.person && !item.draft.is_null()) {
    json.key("draft").any(item.draft);
    field_if(json, "drafted_at", item.drafted);
  }
  if (auto const* sop = sop_of(reading, item))
    object_field(json, "sop", [&] { json.field("id", sop->header.id).field("title", sop->header.title).field("version", sop->revision); });
}

void add_work_items(Router& router) {
  router.read("/work-items", "list_work", list_work);
  router.write("/work-items/{item}/claim", "claim_work", claim_work);
  router.write("/work-items/{item}/unclaim", "unclaim_work", unclaim_work);
  router.write("/work-items/{item}/assign", "assign_work", assign_work);
  router.write("/work-items/{item}/delegate", "delegate_work", delegate_work);
  router.write("/work-items/{item}/resolve", "resolve_work", resolve_work);
  router.add({"save_draft", "PUT", "/api/v1/work-items/{item}/draft", save_draft});
  router.add({"reschedule_work", "PATCH", "/api/v1/work-items/{item}", reschedule_work});
}

}  // namespace drivetrain::app::api
