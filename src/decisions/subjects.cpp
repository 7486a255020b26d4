// Who may ask about what (see subjects.h).
#include "decisions/subjects.h"

#include <algorithm>

namespace drivetrain::decisions {

namespace {

struct CompanysKind {
  std::string_view kind;
  char const* asked_when;
  char const* help;
};
constexpr CompanysKind companys_kinds[] = {
    {kind_activity, "a step of a case is decided when the case gets there", "look at where the case waits: the decision is open there, with its holder."},
    {kind_change, "a change of the model is decided when it is proposed", "propose the change; the right that governs it is asked at once."},
    {kind_gate, "a gate is decided when the initiative's owner asks for it", "ask for the gate at the milestone."},
    {kind_kpi, "a figure's decision is opened when it passes its limit", "the KPI's reaction says which right is asked."},
};

}  // namespace

bool asked_by_company(std::string_view kind) {
  return std::any_of(std::begin(companys_kinds), std::end(companys_kinds), [&](CompanysKind const& one) { return one.kind == kind; });
}

Status may_ask(OpenDecision const& command, journal::Actor const& actor) {
  if (actor.kind == journal::ActorKind::policy) return {};
  for (auto const& one : companys_kinds)
    if (one.kind == command.kind)
      return Error{"DT-X904", std::string(one.asked_when) + ", not by hand", one.help};
  if (command.kind != kind_work && command.kind != kind_case && !command.kind.empty())
    return Error{"DT-X902", "nobody asks about a subject of the kind " + command.kind, "a subject is work or a case; leave both out when there is none."};
  if (command.kind.empty() != command.subject.empty())
    return Error{"DT-X902", command.kind.empty() ? "the subject " + command.subject + " has no kind" : "no " + command.kind + " is named as the subject",
                 "give the subject and its kind (work or case) together, or neither."};
  return {};
}

bool separates(Decision const& decision, std::string_view part) {
  return std::any_of(decision.sod.begin(), decision.sod.end(), [&](Text const& word) { return word.value == part; });
}

AnsweredDecision const* find_answer(State const& state, std::string_view live) {
  auto found = std::find_if(state.answered.rbegin(), state.answered.rend(), [&](AnsweredDecision const& one) { return one.asked.live == live; });
  return found == state.answered.rend() ? nullptr : &*found;
}

}  // namespace drivetrain::decisions
