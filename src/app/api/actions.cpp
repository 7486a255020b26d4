// /actions: what was promised in meetings, by whom, until when.
#include <algorithm>

#include "app/api/router.h"
#include "app/api/write.h"
#include "coordination/commands.h"
#include "organisation/views.h"

namespace drivetrain::app::api {

using coordination::Action;
using coordination::DoneAction;
using platform::Response;

namespace {

bool is_late(Reading const& reading, Action const& action) { return action.added.due < reading.company.today(reading.now); }

bool may_complete(Reading const& reading, Action const& action) {
  if (reading.person.empty()) return false;
  if (action.added.owner == reading.person) return true;
  auto rhythm = reading.model().coordination.rhythms.find(action.rhythm);
  return rhythm != reading.model().coordination.rhythms.end() &&
         organisation::may_act(reading.model().organisation, reading.company.organisation, reading.person, rhythm->second.chair.text(), reading.now);
}

struct ActionRow {
  Action const* action;
  DoneAction const* done;
};

/// `open` includes the late ones.
bool wanted_state(Exchange const& exchange, Reading const& reading, ActionRow const& row) {
  auto states = exchange.queries("state");
  auto wants = [&](char const* state) { return std::find(states.begin(), states.end(), state) != states.end(); };
  if (row.done) return wants("done");
  return states.empty() || wants("open") || (wants("late") && is_late(reading, *row.action));
}

Status list_actions(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto page, page_of(exchange));
  auto owner = exchange.query("owner").value_or("");
  if (owner == "me") {
    if (reading.person.empty()) return Error{"DT-X902", "`me` is nobody: nobody is signed in", "name the person"};
    owner = reading.person;
  }
  std::vector<ActionRow> rows;
  for (auto const& [id, action] : reading.company.coordination.actions) rows.push_back({&action, nullptr});
  for (auto const& done : reading.company.coordination.done_actions) rows.push_back({&done.action, &done});
  std::erase_if(rows, [&](ActionRow const& row) {
    return (!owner.empty() && row.action->added.owner != owner) || !exchange.asks_for("rhythm", row.action->rhythm) || !wanted_state(exchange, reading, row);
  });
  std::sort(rows.begin(), rows.end(), [](ActionRow const& a, ActionRow const& b) {
    return std::tie(a.action->added.due, a.action->at, a.action->added.action) < std::tie(b.action->added.due, b.action->at, b.action->added.action);
  });
  object(json, [&] { write_page(json, rows, page, [&](ActionRow const& row) { write_action(json, reading, *row.action, row.done); }); });
  return {};
}

Response complete_action(Exchange& exchange) {
  auto id = exchange.at("action");
  return ask(exchange, coordination::CompleteAction{id, exchange.text("result")}, [id](Reading const& reading) {
    Hints hints;
    auto found = reading.company.coordination.actions.find(id);
    if (found == reading.company.coordination.actions.end()) return hints;
    auto rhythm = reading.model().coordination.rhythms.find(found->second.rhythm);
    if (rhythm == reading.model().coordination.rhythms.end()) return hints;
    // The owner may, and the chair of the rhythm; the owner is the one to ask.
    hints.holder = holder_of(reading.company, rhythm->second.chair.text(), reading.now);
    hints.holder->person = found->second.added.owner;
    hints.holder->name = views::person_name(reading.company, found->second.added.owner);
    hints.holder->via = "holder";
    return hints;
  });
}

}  // namespace

void write_action(JsonWriter& json, Reading const& reading, Action const& action, DoneAction const* done) {
  auto const& added = action.added;
  object(json, [&] {
    json.field("action", added.action).field("title", added.title);
    views::write_person(json, "owner", reading.company, added.owner);
    json.field("due", added.due).field("state", done ? "done" : is_late(reading, action) ? "late" : "open");
    json.field("occurrence", added.occurrence).field("rhythm", refer(reading.company, "rhythm", action.rhythm));
    text_if(json, "item", added.item);
    if (done) {
      text_if(json, "result", done->done.result);
      json.field("completed_at", done->at);
    }
    json.field("may_complete", !done && may_complete(reading, action));
  });
}

void add_actions(Router& router) {
  router.read("/actions", "list_actions", list_actions);
  router.write("/actions/{action}/complete", "complete_action", complete_action);
}

}  // namespace drivetrain::app::api
