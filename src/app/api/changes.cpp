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
    case ChangeState::outdated: return "outdated";
  }
  return "proposed";
}

decisions::LiveDecision const* find_live(Company const& company, std::string const& live) {
  auto found = company.decisions.live.find(live);
  return found == company.decisions.live.end() ? nullptr : &found->second;
}

/// The question that waits: the reader's own first, then any.
decisions::LiveDecision const* waiting_about(Reading const& reading, Change const& change) {
  decisions::LiveDecision const* first = nullptr;
  for (auto const& question : change.questions) {
    auto const* live = find_live(reading.company, question.live);
    if (!live) continue;
    if (!reading.person.empty() && views::route_of(reading.company, *live, reading.now).person == reading.person) return live;
    if (!first) first = live;
  }
  return first;
}

/// Whoever decided it; while it is open, whoever may.
std::optional<views::Holder> approver_of(Reading const& reading, std::string const& id) {
  if (auto const* live = find_live(reading.company, id)) return holder_of(reading.company, *live, reading.now);
  for (auto const& answered : reading.company.decisions.answered) {
    if (answered.asked.live != id) continue;
    decisions::Route route;
    route.role = answered.role, route.person = answered.person, route.via = answered.asked.via, route.because = answered.asked.why;
    return holder_of(reading.company, route);
  }
  return std::nullopt;
}

/// How each right that the change touches was answered: waiting, yes, no, or not asked any more.
void write_questions(JsonWriter& json, Reading const& reading, Change const& change) {
  list_field(json, "approvals", change.questions, [&](adaptation::Question const& question) {
    bool waiting = find_live(reading.company, question.live) != nullptr;
    object(json, [&] {
      json.field("decision", refer(reading.company, "decision", question.decision));
      json.field("state", question.yes ? "yes" : waiting ? "waiting" : !question.by.empty() ? "no" : "withdrawn");
      text_if(json, "decision_live", question.live);
      field_if(json, "approver", approver_of(reading, question.live));
    });
  });
}

void write_change_fields(JsonWriter& json, Reading const& reading, Change const& change) {
  auto const& proposal = change.proposal;
  json.field("change", proposal.change).field("title", proposal.title).field("reason", proposal.reason).field("state", change_state(change.state));
  views::write_person(json, "by", reading.company, proposal.by);
  json.field("proposed_at", change.proposed).field("summary", proposal.summary).field("errors", proposal.errors);
  json.field("warnings", static_cast<std::int64_t>(proposal.findings.size()) - proposal.errors).field("touches", proposal.touches);
  json.field("base", proposal.base);
  text_if(json, "revision", proposal.revision);
  if (!proposal.idea.empty()) json.field("idea", refer(reading.company, "idea", proposal.idea));
  if (!proposal.signal.empty()) json.field("signal", refer(reading.company, "signal", proposal.signal));
  if (!proposal.decision.empty()) json.field("decision", refer(reading.company, "decision", proposal.decision));
  auto const* live = waiting_about(reading, change);
  auto const& decided = live ? live->live : change.live;
  text_if(json, "decision_live", decided);
  field_if(json, "approver", approver_of(reading, decided));
  write_questions(json, reading, change);
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
void write_change_findings(JsonWriter& json, Exchange const& exchange, Reading const& reading, Change const& change) {
  std::optional<model::Compilation> compiled;
  if (auto files = files_of(reading.company, change.proposal)) compiled = model::compile(*files, {reading.company.today(reading.now)});
  auto base = compiled && !compiled->coherent() ? reading.company.library().find(change.proposal.base) : nullptr;
  auto before = base ? exchange.api.findings(*base, reading.company.today(reading.now)) : std::make_shared<Diagnostics const>();
  auto known = [&](Diagnostic const& finding) {
    return std::any_of(before->all().begin(), before->all().end(), [&](auto const& one) { return model::same_finding(one, finding); }) ? Known::yes : Known::no;
  };
  json.key("findings").begin_array();
  if (compiled)
    for (auto const& finding : compiled->diagnostics.all()) write_finding(json, *compiled->model, finding, known(finding));
  json.end_array();
  if (compiled && change.state == ChangeState::proposed) {
    json.key("impact");
    write_impact(json, reading, views::impact_of(reading.company, *compiled->model, reading.now));
    write_elsewhere(json, reading, *compiled->model, model::diff(reading.model(), *compiled->model));
  }
}

Status get_change(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  auto found = reading.company.adaptation.changes.find(exchange.at("change"));
  if (found == reading.company.adaptation.changes.end()) return Error{"DT-X901", "there is no change " + exchange.at("change"), "GET /api/v1/changes lists them."};
  auto const& change = found->second;
  auto const& proposal = change.proposal;
  auto const* live = waiting_about(reading, change);
  bool open = change.state == ChangeState::proposed;
  bool outdated = change.state == ChangeState::outdated;
  bool stale = outdated || (open && proposal.base != reading.model().revision);
  object(json, [&] {
    write_change_fields(json, reading, change);
    auto base = proposal.base == reading.model().revision ? reading.company.model_pointer() : reading.company.library().find(proposal.base);
    write_file_changes(json, base.get(), proposal.edits);
    write_change_findings(json, exchange, reading, change);
    if (!proposal.carried.empty()) json.field("carried", proposal.carried);
    auto declared = reading.model().decisions.decisions.find(proposal.decision);
    json.key("outcomes").begin_array();
    if (declared != reading.model().decisions.decisions.end())
      for (auto const& outcome : declared->second.outcomes) json.value(outcome.value);
    json.end_array();
    if (auto effect = adaptation::effect_of(change, reading.company.adaptation)) json.field("effect", effect->text);
    json.field("may_approve", open && !stale && live && !reading.person.empty() && views::route_of(reading.company, *live, reading.now).person == reading.person);
    json.field("may_withdraw", open && !reading.person.empty() && proposal.by == reading.person).field("stale", stale);
    json.field("may_propose_again", outdated && change.again.empty() && !reading.person.empty() && edits_again(reading.company, proposal).ok());
    if (!change.again.empty()) json.field("proposed_again", refer(reading.company, "change", change.again));
    auto story = story_of(reading, proposal.change);
    for (auto const& question : change.questions)
      for (auto position : question.live.empty() ? std::vector<std::uint64_t>() : story_of(reading, question.live))
        if (std::find(story.begin(), story.end(), position) == story.end()) story.push_back(position);
    write_timeline(json, "timeline", reading, story, 200);
  });
  return {};
}

Response propose_change(Exchange& exchange) {
  auto& runtime = exchange.api.runtime();
  auto wanted = edits_of(exchange.value("edits"));
  if (!wanted) return problem(wanted.error());
  Result<std::vector<adaptation::FileEdit>> files = std::vector<adaptation::FileEdit>{};
  std::string in_force;
  auto read = runtime.journal().read([&] {
    files = to_file_edits(runtime.company(), *wanted);
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
  words.idea = exchange.text("idea");
  return answer_outcome(exchange, runtime.propose(journal::Actor::person(exchange.person), words, files.take()));
}

Response propose_again(Exchange& exchange) {
  return answer_outcome(exchange, exchange.api.runtime().propose_again(journal::Actor::person(exchange.person), exchange.at("change")));
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
  router.write("/changes/{change}/propose-again", "propose_change_again", propose_again);
}

}  // namespace drivetrain::app::api
