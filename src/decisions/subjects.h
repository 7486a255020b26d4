// Subjects: what a decision is about. Some questions the company itself asks, when its rules say so: a case reached a step that is
// decided, a change was proposed, an initiative stands at a gate, a figure passed its limit. Nobody asks those by hand, or the
// answer of one right would settle what belongs to another.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "decisions/commands.h"
#include "decisions/model.h"
#include "decisions/state.h"

namespace drivetrain::decisions {

/// Kinds of subject about which only a policy opens a decision.
inline constexpr std::string_view kind_activity = "activity", kind_change = "change", kind_gate = "gate", kind_kpi = "kpi";
/// Kinds about which a person may ask; or about nothing in particular (empty kind, empty subject).
inline constexpr std::string_view kind_work = "work", kind_case = "case";

bool asked_by_company(std::string_view kind);

/// Whether the company itself asked this question: its answer may move what it is about.
inline bool asked_by_company(LiveDecision const& live) {
  return asked_by_company(live.kind) && live.opened_by.kind == journal::ActorKind::policy;
}

/// DT-X904 when this actor may not ask about such a thing, DT-X902 when kind and subject do not fit together.
Status may_ask(OpenDecision const& command, journal::Actor const& actor);

/// Whether the outcome lets happen what was asked: the first declared one does, every other does not.
inline bool says_yes(Decision const& decision, std::string_view outcome) {
  return !decision.outcomes.empty() && decision.outcomes.front().value == outcome;
}

/// Whether the right asks that this part of RAPID is another person than the others that it names.
bool separates(Decision const& decision, std::string_view part);

/// The answer to a live decision among the last ones; null when it is not remembered.
AnsweredDecision const* find_answer(State const& state, std::string_view live);

}  // namespace drivetrain::decisions
