// /changes: proposals to change the operating model, from edits to the version in force.
#include <algorithm>

#include "adaptation/commands.h"
#include "adaptation/views.h"
#include "app/api/api.h"
#include "app/api/model_answers.h"
#include "app/api/problem.h"

namespace drivetrain::app::api {

using adaptation::Change;
using adaptation::ChangeState;
using platform::Response;

namespace {

char const* change_state(ChangeState state) {
  switch (state) {
    case ChangeState::proposed: return "proposed";
    case ChangeState::approved: return "approved";
    case ChangeState::deployed: return "deployed";
    case ChangeState::refused: return "refused";
    case ChangeState::withdrawn: return "withdrawn";
  }
  return "proposed";
}

decisions::LiveDecision const* live_about(Company const& company, std::string const& change) {
  for (auto const& [id, live] : company.decisions.live)
    if (live.kind == "change" && live.subject == change) return &live;
  return nullptr;
}

/// Whoever decided it; while it is open, whoever may.
std::optional<views::Holder> approver_of(Reading const& reading, Change const& change) {
  if (auto const* live = live_about(reading.company, change.proposal.change)) return holder_of(reading.company, *live, reading.now);
  for (auto const& answered : reading.company.decisions.answered) {
    if (answered.asked.live != change.live) continue;
    decisions::Route route;
    route.role = answered.role, route.person = answered.person, route.via = answered.asked.via, route.because = answered.asked.why;
    return holder_of(reading.company, route);
  }
  return std::nullopt;
}

void write_change_fields(JsonWriter& json, Reading const& reading, Change const& change) {
  auto const& proposal = change.proposal;
  json.field("change", proposal.change).field("title", proposal.title).field("reason", proposal.reason).field("state", change_state(change.state));
  views::write_person(json, "by", reading.company, proposal.by);
  json.field("proposed_at", change.proposed).field("summary", proposal.summary).field("errors", proposal.errors);
  json.field("warnings", static_cast<std::int64_t>(proposal.findings.size()) - proposal.errors).field("touches", proposal.touches);
  json.field("base", proposal.base);
  text_if(json, "revision", proposal.revision);
  if (!proposal.signal.empty()) json.field("signal", refer(reading.company, "signal", proposal.signal));
  if (!proposal.decision.empty()) json.field("decision", refer(reading.company, "decision", proposal.decision));
  auto const* live = live_about(reading.company, proposal.change);
  text_if(json, "decision_live", live ? live->live : change.live);
  field_if(json, "approver", approver_of(reading, change));
  field_if(json, "deployed_at", change.deployed);
}

Status list_changes(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto page, page_of(exchange));
  std::vector<Change const*> changes;
  for (auto const& [id, change] : reading.company.adaptation.changes)
    if (exchange.asks_for("state", change_state(change.state))) changes.push_back(&change);
  std::sort(changes.begin(), changes.end(), [](auto const* a, auto const* b) { return std::tie(b->proposed, b->proposal.change) < std::tie(a->proposed, a->proposal.change); });
  object(json, [&] { write_page(json, changes, page, [&](Change const* change) { object(json, [&] { write_change_fields(json, reading, *change); }); }); });
  return {};
}

/// The compiler's words on the proposed version, today.
void write_change_findings(JsonWriter& json, Reading const& reading, Change const& change) {
  auto version = reading.company.library().find(change.proposal.revision);
  json.key("findings").begin_array();
  if (version) {
    auto compiled = model::compile(version->files, {reading.company.today(reading.now)});
    for (auto const& finding : compiled.diagnostics.all()) write_finding(json, *compiled.model, finding);
  }
  json.end_array();
  if (version && change.state == ChangeState::proposed) {
    json.key("impact");
    write_impact(json, reading, views::impact_of(reading.company, *version, reading.now));
  }
}

Status get_change(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  auto found = reading.company.adaptation.changes.find(exchange.at("change"));
  if (found == reading.company.adaptation.changes.end()) return Error{"DT-X901", "there is no change " + exchange.at("change"), "GET /api/v1/changes lists them."};
  auto const& change = found->second;
  auto const& proposal = change.proposal;
  auto const* live = live_about(reading.company, proposal.change);
  bool open = change.state == ChangeState::proposed;
  bool stale = open && proposal.base != reading.model().revision;
  object(json, [&] {
    write_change_fields(json, reading, change);
    auto base = proposal.base == reading.model().revision ? reading.company.model_pointer() : reading.company.library().find(proposal.base);
    write_file_changes(json, base.get(), proposal.edits);
    write_change_findings(json, reading, change);
    auto declared = reading.model().decisions.decisions.find(proposal.decision);
    json.key("outcomes").begin_array();
    if (declared != reading.model().decisions.decisions.end())
      for (auto const& outcome : declared->second.outcomes) json.value(outcome.value);
    json.end_array();
    if (auto effect = adaptation::effect_of(change, reading.company.adaptation)) json.field("effect", effect->text);
    json.field("may_approve", open && !stale && live && !reading.person.empty() && views::route_of(reading.company, *live, reading.now).person == reading.person);
    json.field("may_withdraw", open && !reading.person.empty() && proposal.by == reading.person).field("stale", stale);
    auto story = story_of(reading, proposal.change);
    if (auto const& decision = live ? live->live : change.live; !decision.empty())
      for (auto position : story_of(reading, decision))
        if (std::find(story.begin(), story.end(), position) == story.end()) story.push_back(position);
    write_timeline(json, "timeline", reading, story, 200);
  });
  return {};
}

Response propose_change(Exchange& exchange) {
  auto& runtime = exchange.api.runtime();
  auto edits = edits_of(exchange.value("edits"));
  Result<std::vector<adaptation::FileEdit>> files = std::vector<adaptation::FileEdit>{};
  std::string in_force;
  auto read = runtime.journal().read([&] {
    files = to_file_edits(runtime.company(), edits);
    in_force = runtime.company().model().revision;
  });
  if (!read) return problem(read.error());
  if (!files) return problem(files.error());
  if (auto base = exchange.text("base"); !base.empty() && base != in_force)
    return problem({"DT-X907", "these edits were made from version " + base.substr(0, 8) + ", but " + in_force.substr(0, 8) + " is in force", "look at the newer version and propose again"});
  ProposalWords words;
  words.title = exchange.text("title");
  words.reason = exchange.text("reason");
  words.signal = exchange.text("signal");
  return answer_outcome(exchange, runtime.propose(journal::Actor::person(exchange.person), words, files.take()));
}

Response withdraw_change(Exchange& exchange) {
  auto id = exchange.at("change");
  return ask(exchange, adaptation::WithdrawChange{id, exchange.text("reason")});
}

}  // namespace

void add_changes(Router& router) {
  router.read("/changes", "list_changes", list_changes);
  router.write("/changes", "propose_change", propose_change);
  router.read("/changes/{change}", "get_change", get_change);
  router.write("/changes/{change}/withdraw", "withdraw_change", withdraw_change);
}

}  // namespace drivetrain::app::api
