// Issues: raised by anybody, called tier by tier in working time until somebody answers, contained, then resolved with cause
// and fix. The same trouble again joins the issue that is open.
#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "coordination/hands.h"

namespace drivetrain::coordination {

namespace {

std::string tier_key(std::string const& issue) { return "issue/" + issue + "/tier"; }
std::string effect_key(std::string const& issue) { return "issue/" + issue + "/effect"; }

Result<Issue const*> find_issue(std::string const& id, Context const& context) {
  auto found = context.state.issues.find(id);
  if (found != context.state.issues.end()) return &found->second;
  auto const& resolved = context.state.resolved;
  auto past = std::find_if(resolved.rbegin(), resolved.rend(), [&](ResolvedIssue const& one) { return one.issue.raised.issue == id; });
  if (past != resolved.rend())
    return Error{
        "DT-X903",
        id + " (" + past->issue.raised.title + ") was resolved by " + name_of(past->resolved.person, context) + ": " + past->resolved.fix,
        "if it is back, raise it again."};
  return Error{"DT-X901", "there is no open issue " + id, ""};
}

std::vector<IssueTier> const& tiers_of(Issue const& issue, Context const& context) {
  static std::vector<IssueTier> const none;
  auto type = context.model.issue_types.find(issue.raised.issue_type);
  return type == context.model.issue_types.end() ? none : type->second.tiers;
}

/// Calls tier `tier` (from 1) and starts its clock, unless it is the last: there it stays.
void call_tier(std::string const& id, std::vector<IssueTier> const& tiers, int tier, Context& context) {
  auto const& called = tiers[static_cast<std::size_t>(tier) - 1];
  auto const& role = called.role.text();
  auto now = context.transition.now();
  auto until = decisions::after_working(role, now, called.within, context.people.form);
  auto seat = decisions::seat_of(role, "", context.people, now);
  context.transition.emit(IssueCalled{id, tier, role, seat.person, until});
  if (tier < static_cast<int>(tiers.size())) context.transition.set_timer(tier_key(id), until, EscalateIssue{id, tier + 1});
}

void reopen(Issue const& issue, std::string const& fix, Instant since, int count, std::string const& detail, Context& context) {
  auto& transition = context.transition;
  auto id = issue.raised.issue;
  if (issue.fixed) transition.cancel_timer(effect_key(id));
  auto const& tiers = tiers_of(issue, context);
  transition.emit(IssueReopened{id, detail, count, fix, transition.now() - since});
  if (!tiers.empty()) call_tier(id, tiers, 1, context);
}

/// Those of its tiers, whoever acknowledged it, and for an issue without tiers whoever raised it.
Status may_answer(Issue const& issue, Context const& context) {
  auto const& tiers = tiers_of(issue, context);
  if (std::any_of(tiers.begin(), tiers.end(), [&](IssueTier const& tier) { return actor_may(tier.role.text(), context); })) return {};
  auto const& actor = context.transition.actor().id;
  if (is_person(context) &&
      ((issue.acknowledged && issue.acknowledged->person == actor) || (tiers.empty() && issue.raised.raised_by == actor)))
    return {};
  if (issue.calls.empty())
    return Error{
        "DT-X904",
        issue.raised.title + " is answered by whoever raised it, " + name_of(issue.raised.raised_by, context) + "; " + you_are(context),
        ""};
  auto const& call = issue.calls.back();
  return Error{
      "DT-X904",
      issue.raised.title + " is called to " + who_may(call.role, context) + ", tier " + std::to_string(call.tier) + "; " + you_are(context),
      ""};
}

void acknowledge(Issue const& issue, Context& context) {
  auto& transition = context.transition;
  transition.cancel_timer(tier_key(issue.raised.issue));
  transition.emit(IssueAcknowledged{issue.raised.issue, transition.actor().id, transition.now() - issue.since()});
}

/// Answered, contained or fixed again only when it came back.
Status not_under_test(Issue const& issue, Context const& context) {
  if (!issue.fixed) return {};
  return Error{"DT-X903",
               issue.raised.title + " was fixed by " + name_of(issue.fixed->person, context) + " (" + issue.fixed->fix + "); its effect is tested for another " +
                   describe_duration(issue.fixed->until - context.transition.now()),
               "it closes by itself when the fix has held; if it is back, raise it again."};
}

Issue const* same_issue(RaiseIssue const& command, State const& state) {
  if (command.subject.empty()) return nullptr;
  for (auto const& [id, issue] : state.issues)
    if (issue.raised.issue_type == command.issue_type && issue.raised.subject == command.subject) return &issue;
  return nullptr;
}

/// The same trouble, resolved so short a time ago that it was not: its last resolution, when the type declares a window.
ResolvedIssue const* regressed(RaiseIssue const& command, IssueType const& type, Instant now, State const& state) {
  if (command.subject.empty() || !type.recurs_within) return nullptr;
  for (auto one = state.resolved.rbegin(); one != state.resolved.rend(); ++one)
    if (one->issue.raised.issue_type == command.issue_type && one->issue.raised.subject == command.subject)
      return now - one->at <= *type.recurs_within ? &*one : nullptr;
  return nullptr;
}

Result<IssueType const*> declared_type(RaiseIssue const& command, Context const& context) {
  auto const& types = context.model.issue_types;
  auto found = types.find(command.issue_type);
  if (found != types.end()) return &found->second;
  std::vector<std::string> ids;
  for (auto const& [id, type] : types) ids.push_back(id);
  auto near = nearest(command.issue_type, ids);
  return Error{"DT-X901", "the model has no issue type " + command.issue_type,
               near ? "did you mean " + *near + "?" : "there are " + join(ids, ", ") + "."};
}

}  // namespace

Status handle(RaiseIssue const& command, Context& context) {
  auto& transition = context.transition;
  transition.about(command.subject.empty() ? command.issue_type : command.subject);
  DT_TRY(auto const* type, declared_type(command, context));
  if (!command.unit.empty() && !context.people.form.units.contains(command.unit))
    return Error{"DT-X902", "the model has no unit " + command.unit, ""};
  if (auto const* open = same_issue(command, context.state)) {
    auto id = open->raised.issue;
    if (open->fixed) reopen(*open, open->fixed->fix, open->fixed->at, open->recurred + 1, command.detail, context);
    else transition.emit(IssueRecurred{id, command.detail, open->recurred + 1});
    transition.reply(id);
    return {};
  }
  if (auto const* past = regressed(command, *type, transition.now(), context.state)) {
    auto id = past->issue.raised.issue;
    reopen(past->issue, past->resolved.fix, past->at, past->issue.recurred + 1, command.detail, context);
    transition.reply(id);
    return {};
  }
  auto id = "issue-" + std::to_string(transition.command_position());
  auto title = trim(command.title).empty() ? type->header.title : std::string(trim(command.title));
  transition.emit(IssueRaised{id, command.issue_type, title, command.detail, command.unit, command.case_id, command.source, command.subject,
                              transition.actor().id});
  if (!type->tiers.empty()) call_tier(id, type->tiers, 1, context);
  transition.reply(id);
  return {};
}

Status handle(AcknowledgeIssue const& command, Context& context) {
  context.transition.about(command.issue);
  DT_TRY(auto const* issue, find_issue(command.issue, context));
  DT_CHECK(may_answer(*issue, context));
  DT_CHECK(not_under_test(*issue, context));
  if (issue->acknowledged)
    return Error{"DT-X903", issue->raised.title + " was acknowledged by " + name_of(issue->acknowledged->person, context), ""};
  acknowledge(*issue, context);
  return {};
}

Status handle(ContainIssue const& command, Context& context) {
  context.transition.about(command.issue);
  DT_TRY(auto const* issue, find_issue(command.issue, context));
  DT_CHECK(may_answer(*issue, context));
  DT_CHECK(not_under_test(*issue, context));
  if (trim(command.containment).empty())
    return Error{"DT-X905", issue->raised.title + " is contained by what?", "say what keeps the harm from spreading."};
  if (!issue->acknowledged) acknowledge(*issue, context);
  context.transition.emit(IssueContained{command.issue, context.transition.actor().id, std::string(trim(command.containment))});
  return {};
}

Status handle(ResolveIssue const& command, Context& context) {
  auto& transition = context.transition;
  transition.about(command.issue);
  DT_TRY(auto const* issue, find_issue(command.issue, context));
  DT_CHECK(may_answer(*issue, context));
  DT_CHECK(not_under_test(*issue, context));
  std::string cause(trim(command.cause));
  // A chain that was told since it opened (again) ends with the root cause: nobody types it twice.
  if (cause.empty() && issue->cause && issue->cause->at >= issue->since()) cause = issue->cause->whys.back();
  if (cause.empty() || trim(command.fix).empty())
    return Error{"DT-X905", issue->raised.title + " is resolved without " + (cause.empty() ? "a cause" : "a fix"),
                 "what was not understood comes back."};
  if (!issue->acknowledged) acknowledge(*issue, context);
  auto type = context.model.issue_types.find(issue->raised.issue_type);
  if (type != context.model.issue_types.end() && type->second.effect_after) {
    auto until = transition.now() + *type->second.effect_after;
    transition.emit(IssueFixed{command.issue, transition.actor().id, std::move(cause), std::string(trim(command.fix)), until});
    transition.set_timer(effect_key(command.issue), until, TestEffect{command.issue});
    return {};
  }
  transition.emit(IssueResolved{command.issue, transition.actor().id, std::move(cause), std::string(trim(command.fix)),
                                transition.now() - issue->since()});
  return {};
}

Status handle(TestEffect const& command, Context& context) {
  auto& transition = context.transition;
  transition.about(command.issue);
  if (is_person(context)) return Error{"DT-X904", "nobody closes an issue whose effect is tested: the clock does", "raise the trouble again if it is back."};
  auto found = context.state.issues.find(command.issue);
  if (found == context.state.issues.end() || !found->second.fixed || transition.now() < found->second.fixed->until) return {};
  auto const& issue = found->second;
  auto const& fixed = *issue.fixed;
  if (context.figure && !context.figure->known) {
    auto until = transition.now() + days(1);
    transition.emit(EffectUnknown{command.issue, context.figure->says, until});
    transition.set_timer(effect_key(command.issue), until, TestEffect{command.issue});
    return {};
  }
  if (context.figure && context.figure->alarm) {
    reopen(issue, fixed.fix, fixed.at, issue.recurred, context.figure->says, context);
    return {};
  }
  transition.emit(IssueResolved{command.issue, fixed.person, fixed.cause, fixed.fix, fixed.at - issue.since()});
  return {};
}

Status handle(StateCause const& command, Context& context) {
  auto& transition = context.transition;
  transition.about(command.issue);
  DT_TRY(auto const* issue, find_issue(command.issue, context));
  DT_CHECK(may_answer(*issue, context));
  DT_CHECK(not_under_test(*issue, context));
  std::vector<std::string> branches(std::begin(cause_categories), std::end(cause_categories));
  if (std::find(branches.begin(), branches.end(), command.category) == branches.end()) {
    auto near = nearest(command.category, branches);
    return Error{"DT-X902", "the fishbone has no branch " + command.category,
                 near ? "did you mean " + *near + "?" : "there are " + join(branches, ", ") + "."};
  }
  std::vector<std::string> whys;
  for (auto const& why : command.whys)
    if (!trim(why).empty()) whys.emplace_back(trim(why));
  if (whys.empty()) return Error{"DT-X905", "why did " + issue->raised.title + " happen?", "answer it, then ask of each answer why, about five times."};
  if (whys.size() > max_whys)
    return Error{"DT-X902", std::to_string(whys.size()) + " answers are more than the " + std::to_string(max_whys) + " that a chain may have",
                 "two chains are two issues."};
  if (!issue->acknowledged) acknowledge(*issue, context);
  transition.emit(CauseStated{command.issue, transition.actor().id, command.category, std::move(whys)});
  return {};
}

Status handle(EscalateIssue const& command, Context& context) {
  auto& transition = context.transition;
  transition.about(command.issue);
  if (!is_person(context)) {
    auto found = context.state.issues.find(command.issue);
    if (found == context.state.issues.end() || found->second.acknowledged) return {};
    auto const& tiers = tiers_of(found->second, context);
    if (command.tier != found->second.tier() + 1 || command.tier > static_cast<int>(tiers.size())) return {};
    call_tier(command.issue, tiers, command.tier, context);
    return {};
  }
  DT_TRY(auto const* issue, find_issue(command.issue, context));
  DT_CHECK(may_answer(*issue, context));
  DT_CHECK(not_under_test(*issue, context));
  auto const& tiers = tiers_of(*issue, context);
  auto next = issue->tier() + 1;
  if (next > static_cast<int>(tiers.size()))
    return Error{"DT-X903", "nobody is above tier " + std::to_string(issue->tier()) + " for " + issue->raised.title, ""};
  transition.cancel_timer(tier_key(command.issue));
  call_tier(command.issue, tiers, next, context);
  return {};
}

}  // namespace drivetrain::coordination
