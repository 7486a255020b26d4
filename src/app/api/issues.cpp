// /issues and /issue-types: what goes wrong, and who answers within what time.
#include <algorithm>
#include <limits>

#include "app/api/router.h"
#include "app/api/write.h"
#include "app/views/visibility.h"
#include "coordination/commands.h"
#include "coordination/pareto.h"
#include "organisation/views.h"

namespace drivetrain::app::api {

using coordination::Issue;
using coordination::IssueType;
using coordination::ResolvedIssue;
using platform::Response;

namespace {

struct IssueRow {
  Issue const* issue;
  ResolvedIssue const* resolved;
};

char const* issue_state(IssueRow const& row) {
  if (row.resolved) return "resolved";
  return row.issue->fixed ? "fixed" : row.issue->contained ? "contained" : row.issue->acknowledged ? "acknowledged" : "called";
}

IssueType const* type_of_issue(Reading const& reading, Issue const& issue) {
  auto const& types = reading.model().coordination.issue_types;
  auto found = types.find(issue.raised.issue_type);
  return found == types.end() ? nullptr : &found->second;
}

/// The same as the handlers ask: a role of its tiers, whoever answered, and without tiers whoever raised it.
bool i_may_answer(Reading const& reading, Issue const& issue) {
  if (reading.person.empty()) return false;
  auto const* type = type_of_issue(reading, issue);
  bool tiers = type && !type->tiers.empty();
  if (tiers && std::any_of(type->tiers.begin(), type->tiers.end(), [&](auto const& tier) {
        return organisation::may_act(reading.model().organisation, reading.company.organisation, reading.person, tier.role.text(), reading.now);
      }))
    return true;
  return (issue.acknowledged && issue.acknowledged->person == reading.person) || (!tiers && issue.raised.raised_by == reading.person);
}

/// Whether a further tier is called when the present one does not answer.
bool has_next_tier(Reading const& reading, Issue const& issue) {
  auto const* type = type_of_issue(reading, issue);
  return type && issue.tier() > 0 && issue.tier() < static_cast<int>(type->tiers.size());
}

views::Holder called_holder(Reading const& reading, Issue const& issue) {
  auto holder = holder_of(reading.company, issue.calls.back().role, reading.now);
  if (issue.acknowledged) holder.person = issue.acknowledged->person, holder.name = views::person_name(reading.company, holder.person), holder.via = "holder";
  return holder;
}

void write_issue_fields(JsonWriter& json, Reading const& reading, IssueRow const& row) {
  auto const& issue = *row.issue;
  auto const* type = type_of_issue(reading, issue);
  json.field("issue", issue.raised.issue).field("issue_type", refer(reading.company, "issue_type", issue.raised.issue_type));
  json.field("title", issue.raised.title).field("state", issue_state(row)).field("stops_work", type && type->stops_work && !issue.harmless() && !row.resolved);
  json.field("source", issue.raised.source.empty() ? "andon" : issue.raised.source);
  if (!issue.raised.unit.empty()) json.field("unit", refer(reading.company, "unit", issue.raised.unit));
  text_if(json, "case_id", issue.raised.case_id);
  json.field("raised_at", issue.at);
  if (reading.model().organisation.people.contains(issue.raised.raised_by)) views::write_person(json, "raised_by", reading.company, issue.raised.raised_by);
  json.field("tier", std::max(issue.tier(), 1));
  if (!issue.calls.empty()) {
    json.field("holder", called_holder(reading, issue));
    if (!issue.acknowledged && !row.resolved && has_next_tier(reading, issue)) json.field("until", issue.calls.back().until);
  }
  if (issue.acknowledged) views::write_person(json, "acknowledged_by", reading.company, issue.acknowledged->person);
  if (row.resolved) json.field("resolved_at", row.resolved->at);
  json.field("count", issue.recurred + 1);
  if (issue.reopened > 0) json.field("reopened", issue.reopened);
  json.key("may").begin_array();
  if (!row.resolved && !issue.fixed && i_may_answer(reading, issue)) {
    if (!issue.acknowledged) json.value("acknowledge");
    if (!issue.contained) json.value("contain");
    json.value("state_cause");
    json.value("resolve");
  }
  json.end_array();
}

Status list_issue_types(Exchange const&, Reading const& reading, JsonWriter& json) {
  std::vector<IssueType const*> types;
  for (auto const& [id, type] : reading.model().coordination.issue_types) types.push_back(&type);
  std::stable_sort(types.begin(), types.end(), [](auto const* a, auto const* b) { return std::tuple(!a->stops_work, a->header.title) < std::tuple(!b->stops_work, b->header.title); });
  object(json, [&] {
    list_field(json, "items", types, [&](IssueType const* type) {
      object(json, [&] {
        json.field("id", type->header.id).field("title", type->header.title).field("meaning", type->meaning).field("stops_work", type->stops_work);
        list_field(json, "tiers", type->tiers, [&](coordination::IssueTier const& tier) {
          object(json, [&] { json.field("holder", holder_of(reading.company, tier.role.text(), reading.now)).field("within", tier.within); });
        });
      });
    });
  });
  return {};
}

std::vector<IssueRow> all_issues(Reading const& reading) {
  std::vector<IssueRow> rows;
  for (auto const& [id, issue] : reading.company.coordination.issues) rows.push_back({&issue, nullptr});
  // The one whose clock runs out first is first: unanswered ones by their clock, then the answered ones, older first.
  auto clock = [](IssueRow const& row) { return row.issue->acknowledged || row.issue->calls.empty() ? std::numeric_limits<std::int64_t>::max() : row.issue->calls.back().until.us; };
  std::sort(rows.begin(), rows.end(), [&](auto const& a, auto const& b) { return std::pair(clock(a), a.issue->position) < std::pair(clock(b), b.issue->position); });
  auto const& resolved = reading.company.coordination.resolved;
  for (auto one = resolved.rbegin(); one != resolved.rend(); ++one) rows.push_back({&one->issue, &*one});
  return rows;
}

Status list_issues(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto page, page_of(exchange));
  auto person = exchange.query("person").value_or("");
  if (person == "me") {
    if (reading.person.empty()) return Error{"DT-X902", "`me` is nobody: nobody is signed in", "name the person"};
    person = reading.person;
  }
  DT_CHECK(views::may_ask_about(reading.company, reading.person, person, reading.now));
  auto rows = all_issues(reading);
  bool states = !exchange.queries("state").empty();
  auto calls = [&](Issue const& issue) {
    if (issue.acknowledged) return issue.acknowledged->person == person;
    return !issue.calls.empty() && organisation::may_act(reading.model().organisation, reading.company.organisation, person, issue.calls.back().role, reading.now);
  };
  std::erase_if(rows, [&](IssueRow const& row) {
    return (states ? !exchange.asks_for("state", issue_state(row)) : row.resolved != nullptr) || !exchange.asks_for("issue_type", row.issue->raised.issue_type) ||
           !exchange.asks_for("subject", row.issue->raised.subject) || (!person.empty() && !calls(*row.issue));
  });
  object(json, [&] { write_page(json, rows, page, [&](IssueRow const& row) { write_issue(json, reading, *row.issue, row.resolved); }); });
  return {};
}

Status get_issue_pareto(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  auto word = exchange.query("by").value_or("type");
  auto by = coordination::pareto_by(word);
  if (!by) return Error{"DT-X902", "issues are not counted by " + word, "by=type, cause, unit or subject."};
  auto since = reading.now - days(90);
  if (auto asked = exchange.query("since")) {
    DT_TRY(auto day, parse_date(*asked));
    since = reading.company.zone().to_instant({day, 0});
  }
  object(json, [&] {
    json.field("by", word).field("since", since);
    list_field(json, "items", coordination::pareto(reading.company.coordination, *by, since), [&](coordination::ParetoRow const& row) {
      object(json, [&] {
        json.field("key", row.key);
        if (!row.key.empty() && *by == coordination::ParetoBy::type) json.field("of", refer(reading.company, "issue_type", row.key));
        if (!row.key.empty() && *by == coordination::ParetoBy::unit) json.field("of", refer(reading.company, "unit", row.key));
        json.field("issues", row.issues).field("times", row.times).field("reopened", row.reopened);
        json.field("share", 100 * row.share).field("cumulative", 100 * row.cumulative);
      });
    });
  });
  return {};
}

Result<IssueRow> find_issue_row(Reading const& reading, std::string const& id) {
  if (auto open = reading.company.coordination.issues.find(id); open != reading.company.coordination.issues.end()) return IssueRow{&open->second, nullptr};
  for (auto const& resolved : reading.company.coordination.resolved)
    if (resolved.issue.raised.issue == id) return IssueRow{&resolved.issue, &resolved};
  return Error{"DT-X901", "there is no issue " + id, "its story, if it had one, is at /audit?subject=" + id};
}

void write_tiers(JsonWriter& json, Reading const& reading, Issue const& issue) {
  json.key("ladder").begin_array();
  if (auto const* type = type_of_issue(reading, issue))
    for (std::size_t i = 0; i < type->tiers.size(); ++i) {
      int tier = static_cast<int>(i) + 1;
      auto call = std::find_if(issue.calls.begin(), issue.calls.end(), [&](auto const& one) { return one.tier == tier; });
      bool called = call != issue.calls.end(), last = called && tier == issue.tier();
      object(json, [&] {
        json.field("tier", tier).field("holder", holder_of(reading.company, type->tiers[i].role.text(), reading.now)).field("within", type->tiers[i].within);
        json.field("state", !called ? "waiting" : !last ? "passed" : issue.acknowledged ? "answered" : "called");
        if (called) json.field("until", call->until);
      });
    }
  json.end_array();
}

std::optional<views::Reference> issue_subject(Reading const& reading, Issue const& issue) {
  if (issue.raised.source == "kpi") return refer(reading.company, "kpi", issue.raised.subject);
  if (issue.raised.source == "slo") return refer(reading.company, "slo", issue.raised.subject);
  if (!issue.raised.case_id.empty()) return refer(reading.company, "case", issue.raised.case_id);
  return std::nullopt;
}

Status get_issue(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto row, find_issue_row(reading, exchange.at("issue")));
  auto const& issue = *row.issue;
  object(json, [&] {
    write_issue_fields(json, reading, row);
    text_if(json, "detail", issue.last_detail.empty() ? issue.raised.detail : issue.last_detail);
    auto subject = issue_subject(reading, issue);
    field_if(json, "subject", subject);
    write_tiers(json, reading, issue);
    if (issue.acknowledged) json.field("acknowledged_at", issue.acknowledged->at);
    if (issue.contained) json.field("contained_at", issue.contained->at).field("containment", issue.contained->text);
    if (issue.cause) {
      json.key("analysis");
      object(json, [&] {
        json.field("category", issue.cause->category).field("whys", issue.cause->whys).field("stated_at", issue.cause->at).field("current", issue.cause->at >= issue.since());
        views::write_person(json, "stated_by", reading.company, issue.cause->person);
      });
    }
    if (!row.resolved && issue.fixed) {
      json.field("cause", issue.fixed->cause).field("fix", issue.fixed->fix).field("fixed_at", issue.fixed->at).field("tested_until", issue.fixed->until);
      views::write_person(json, "fixed_by", reading.company, issue.fixed->person);
      text_if(json, "not_known", issue.fixed->detail);
    }
    if (row.resolved) json.field("cause", row.resolved->resolved.cause).field("fix", row.resolved->resolved.fix);
    if (subject && subject->kind == "kpi") write_line_of_sight(json, reading, "kpi", subject->id);
    else if (auto const* c = reading.company.processes.find(issue.raised.case_id)) write_line_of_sight(json, reading, "process", c->process.text());
    write_timeline(json, "timeline", reading, story_of(reading, issue.raised.issue), 200);
  });
  return {};
}

HintsOf issue_hints(std::string id) {
  return [id](Reading const& reading) {
    Hints hints;
    if (auto row = find_issue_row(reading, id); row && !row->issue->calls.empty()) hints.holder = called_holder(reading, *row->issue);
    return hints;
  };
}

Response raise_issue(Exchange& exchange) {
  coordination::RaiseIssue command;
  command.issue_type = exchange.text("issue_type");
  command.title = exchange.text("title");
  command.detail = exchange.text("detail");
  command.unit = exchange.text("unit");
  command.case_id = exchange.text("case_id");
  command.subject = exchange.text("subject");
  command.source = "andon";
  return ask(exchange, command);
}

Response acknowledge_issue(Exchange& exchange) {
  auto const& id = exchange.at("issue");
  return ask(exchange, coordination::AcknowledgeIssue{id}, issue_hints(id));
}

Response contain_issue(Exchange& exchange) {
  auto const& id = exchange.at("issue");
  return ask(exchange, coordination::ContainIssue{id, exchange.text("containment")}, issue_hints(id));
}

Response state_issue_cause(Exchange& exchange) {
  auto const& id = exchange.at("issue");
  coordination::StateCause command{id, exchange.text("category"), {}};
  auto whys = exchange.value("whys");
  for (auto const& why : whys.list()) command.whys.emplace_back(why.string());
  return ask(exchange, command, issue_hints(id));
}

Response resolve_issue(Exchange& exchange) {
  auto const& id = exchange.at("issue");
  return ask(exchange, coordination::ResolveIssue{id, exchange.text("cause"), exchange.text("fix")}, issue_hints(id));
}

}  // namespace

void write_issue(JsonWriter& json, Reading const& reading, Issue const& issue, ResolvedIssue const* resolved) {
  object(json, [&] { write_issue_fields(json, reading, {&issue, resolved}); });
}

void add_issues(Router& router) {
  router.read("/issue-types", "list_issue_types", list_issue_types);
  router.read("/issues", "list_issues", list_issues);
  router.write("/issues", "raise_issue", raise_issue);
  router.read("/issues/pareto", "get_issue_pareto", get_issue_pareto);
  router.read("/issues/{issue}", "get_issue", get_issue);
  router.write("/issues/{issue}/acknowledge", "acknowledge_issue", acknowledge_issue);
  router.write("/issues/{issue}/contain", "contain_issue", contain_issue);
  router.write("/issues/{issue}/cause", "state_issue_cause", state_issue_cause);
  router.write("/issues/{issue}/resolve", "resolve_issue", resolve_issue);
}

}  // namespace drivetrain::app::api
