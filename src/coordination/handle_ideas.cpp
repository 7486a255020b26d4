// Ideas: anybody proposes; those who own what it touches try it, adopt or drop it; the data judge.
#include <algorithm>

#include "base/text.h"
#include "coordination/ideas.h"
#include "organisation/hands.h"
#include "organisation/views.h"

namespace drivetrain::coordination {

namespace {

std::string idea_key(std::string const& idea) { return "idea/" + idea; }

organisation::Hand hand_of(IdeaContext const& context) {
  return {context.people.form, context.people.state, context.transition.actor(), context.transition.now()};
}

std::string because(Idea const& idea) {
  switch (idea.state) {
    case IdeaState::proposed: return "it was not tried yet";
    case IdeaState::trial: return "it is on trial";
    case IdeaState::judged: return "its trial is over";
    case IdeaState::adopted: return "it was adopted; the standard is to be changed";
    case IdeaState::standard: return "it is the standard";
    case IdeaState::regressed: return "it no longer holds";
    case IdeaState::kept: return "it has been the standard for a year";
    case IdeaState::dropped: return "it was dropped: " + idea.dropped->reason;
  }
  return {};
}

Result<Idea const*> find_idea(std::string const& id, IdeaContext& context) {
  context.transition.about(id);
  auto found = context.ideas.all.find(id);
  if (found != context.ideas.all.end()) return &found->second;
  return Error{"DT-X901", "there is no idea " + id, "its story, if it had one, is in the journal."};
}

Status may_decide(Idea const& idea, char const* deed, IdeaContext const& context) {
  return hand_of(context).check(context.around.deciders, idea.proposed.title + " is " + deed, "the model says nobody who owns what it touches");
}

Status check_state(Idea const& idea, std::initializer_list<IdeaState> wanted, char const* deed) {
  if (std::find(wanted.begin(), wanted.end(), idea.state) != wanted.end()) return {};
  return Error{"DT-X903", idea.proposed.title + " cannot be " + deed + ": " + because(idea), ""};
}

/// The next look: a trial daily, so that one that does harm ends; a standard every four weeks.
void ask_again(Idea const& idea, Instant when, bool trial, IdeaContext& context) {
  auto const& id = idea.proposed.idea;
  if (trial) context.transition.set_timer(idea_key(id), when, JudgeTrial{id});
  else context.transition.set_timer(idea_key(id), when, TestIdea{id});
}

}  // namespace

std::string_view to_string(IdeaState state) {
  switch (state) {
    case IdeaState::proposed: return "proposed";
    case IdeaState::trial: return "trial";
    case IdeaState::judged: return "judged";
    case IdeaState::adopted: return "adopted";
    case IdeaState::standard: return "standard";
    case IdeaState::regressed: return "regressed";
    case IdeaState::kept: return "kept";
    case IdeaState::dropped: return "dropped";
  }
  return "";
}

Status handle(ProposeIdea const& command, IdeaContext& context) {
  auto& transition = context.transition;
  std::string title(trim(command.title));
  if (title.empty()) return Error{"DT-X905", "the idea has no title", "say in a few words what would be different."};
  if (trim(command.problem).empty()) return Error{"DT-X905", title + ": what is not as it should be?", "an idea without a problem improves nothing."};
  if (!hand_of(context).is_person()) return Error{"DT-X904", "ideas are people's", ""};
  if (!context.around.unknown.empty()) return Error{"DT-X901", context.around.unknown, "leave it out, or name one of the model."};
  if (context.ideas.all.size() - context.ideas.over.size() >= Ideas::most_open)
    return Error{"DT-X903", std::to_string(Ideas::most_open) + " ideas are open already", "try or drop some of them first."};
  auto id = "idea-" + std::to_string(transition.command_position());
  transition.emit(IdeaProposed{id, title, std::string(trim(command.problem)), std::string(trim(command.fix)), command.unit, command.process, command.kpi, command.issue,
                               transition.actor().id});
  transition.reply(id);
  return {};
}

Status handle(BeginTrial const& command, IdeaContext& context) {
  auto& transition = context.transition;
  DT_TRY(auto const* idea, find_idea(command.idea, context));
  DT_CHECK(may_decide(*idea, "tried", context));
  DT_CHECK(check_state(*idea, {IdeaState::proposed, IdeaState::judged, IdeaState::regressed}, "tried"));
  if (!context.around.unknown.empty()) return Error{"DT-X901", context.around.unknown, "GET /api/v1/kpis lists the figures."};
  auto const& kpi = command.kpi.empty() ? idea->proposed.kpi : command.kpi;
  if (kpi.empty()) return Error{"DT-X905", "which figure is to move when " + idea->proposed.title + " works?", "a trial without a figure teaches nothing: name a KPI."};
  if (trim(command.hypothesis).empty())
    return Error{"DT-X905", "what is expected of " + idea->proposed.title + "?", "say it so that it can turn out wrong, as \"restoring takes two hours less\"."};
  auto today = organisation::local_day(context.people.form, transition.now());
  if (!is_valid(command.until) || command.until <= today)
    return Error{"DT-X902", "the trial would end on " + format_date(command.until), "give its last day, from tomorrow on."};
  if (context.around.trial_ends - transition.now() > days(366)) return Error{"DT-X902", "a trial of more than a year is none", "end it earlier; it can be tried again."};
  transition.emit(TrialBegun{command.idea, kpi, std::string(trim(command.hypothesis)), command.expected, context.around.trial_ends, transition.actor().id, context.around.before});
  ask_again(*idea, std::min(context.around.trial_ends, transition.now() + days(1)), true, context);
  return {};
}

Status handle(JudgeTrial const& command, IdeaContext& context) {
  auto& transition = context.transition;
  DT_TRY(auto const* idea, find_idea(command.idea, context));
  auto compared = context.around.compared;
  if (hand_of(context).is_person()) {
    DT_CHECK(may_decide(*idea, "judged", context));
    DT_CHECK(check_state(*idea, {IdeaState::trial}, "judged"));
    transition.cancel_timer(idea_key(command.idea));
    transition.emit(TrialJudged{command.idea, std::move(compared), transition.actor().id});
    return {};
  }
  if (idea->state != IdeaState::trial) return {};
  bool over = transition.now() >= idea->trial->until;
  if (!over && !context.around.alarm) {
    ask_again(*idea, std::min(idea->trial->until, transition.now() + days(1)), true, context);
    return {};
  }
  if (!over) compared.says = "ended early, its figure is in alarm; " + compared.says;
  transition.emit(TrialJudged{command.idea, std::move(compared), {}});
  return {};
}

Status handle(AdoptIdea const& command, IdeaContext& context) {
  auto& transition = context.transition;
  DT_TRY(auto const* idea, find_idea(command.idea, context));
  DT_CHECK(may_decide(*idea, "adopted", context));
  DT_CHECK(check_state(*idea, {IdeaState::judged}, "adopted"));
  std::string reason(trim(command.reason));
  if (idea->judged->verdict != "better" && reason.empty())
    return Error{"DT-X905", "the trial of " + idea->proposed.title + " did not show that it is better: " + idea->judged->says, "say why it becomes the standard all the same."};
  transition.emit(IdeaAdopted{command.idea, std::move(reason), transition.actor().id});
  return {};
}

Status handle(DropIdea const& command, IdeaContext& context) {
  auto& transition = context.transition;
  DT_TRY(auto const* idea, find_idea(command.idea, context));
  bool own = hand_of(context).is_person() && transition.actor().id == idea->proposed.person && idea->state == IdeaState::proposed;
  if (!own) DT_CHECK(may_decide(*idea, "dropped", context));
  DT_CHECK(check_state(*idea, {IdeaState::proposed, IdeaState::trial, IdeaState::judged, IdeaState::adopted, IdeaState::regressed}, "dropped"));
  if (trim(command.reason).empty()) return Error{"DT-X905", idea->proposed.title + " is dropped without a reason", "whoever proposed it will ask."};
  if (idea->state == IdeaState::trial) transition.cancel_timer(idea_key(command.idea));
  transition.emit(IdeaDropped{command.idea, std::string(trim(command.reason)), transition.actor().id});
  return {};
}

Status handle(StandardiseIdea const& command, IdeaContext& context) {
  auto& transition = context.transition;
  DT_TRY(auto const* idea, find_idea(command.idea, context));
  if (!hand_of(context).is_policy()) return Error{"DT-X904", idea->proposed.title + " becomes the standard by a change of the model", "propose the change; it is noted here when it is in force."};
  if (idea->state != IdeaState::adopted && idea->state != IdeaState::regressed) return {};
  auto until = transition.now() + test_every;
  transition.emit(IdeaStandardised{command.idea, command.change, command.revision, until});
  ask_again(*idea, until, false, context);
  return {};
}

Status handle(TestIdea const& command, IdeaContext& context) {
  auto& transition = context.transition;
  DT_TRY(auto const* idea, find_idea(command.idea, context));
  if (hand_of(context).is_person()) return Error{"DT-X904", "whether " + idea->proposed.title + " holds is asked by the clock", "look at its figure."};
  if (idea->state != IdeaState::standard) return {};
  auto const& verdict = context.around.compared.verdict;
  auto outcome = verdict == "better" ? "holds" : verdict == "unknown" ? "unknown" : "regressed";
  std::optional<Instant> until;
  // Without data nobody can say that it was kept: it is asked again.
  if (verdict == "unknown" || (verdict == "better" && idea->tests.size() + 1 < tests_of_a_standard)) until = transition.now() + test_every;
  transition.emit(IdeaTested{command.idea, outcome, context.around.compared, until});
  if (until) ask_again(*idea, *until, false, context);
  return {};
}

}  // namespace drivetrain::coordination
