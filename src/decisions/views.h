// What pages, agendas and checks ask of the system of decisions: what waits for whom, who would decide, what falls due.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "decisions/route.h"
#include "decisions/state.h"

namespace drivetrain::decisions {

/// The declaration that applies to a live decision (its version's); null when no version has it.
using DeclarationOf = std::function<Decision const*(LiveDecision const&)>;

/// A live decision as it stands today; an absence since the last routing is already counted in.
struct Waiting {
  LiveDecision const* live = nullptr;
  Route today;
};
/// All that wait, the first due first, then in order of arrival.
std::vector<Waiting> waiting(State const& state, DeclarationOf const& declaration, People const& people, Instant now);
/// What waits for this person today; not yet what waits for parts of others (parts.h).
std::vector<Waiting> awaiting(std::string const& person, State const& state, DeclarationOf const& declaration, People const& people,
                              Instant now);
/// Live decisions whose recorded person is not the one of today: what RerouteDecision would change after an absence.
std::vector<std::string> moved(State const& state, DeclarationOf const& declaration, People const& people, Instant now);
/// The declaration of a live decision's right by which `model`, when it comes into force, routes it anew: its own, as long as the facts
/// are still what it asks for. Null: the decision goes on by the declaration that it has.
Decision const* declared_anew(LiveDecision const& live, Model const& model);
/// A part of a live decision that is asked of this person now.
struct AskedPart {
  LiveDecision const* live = nullptr;
  std::string part, role;
};
/// In order of arrival; of roles held by several also where another may do it.
std::vector<AskedPart> parts_asked_of(std::string const& person, State const& state, DeclarationOf const& declaration, People const& people, Instant now);
/// What is past its due time.
std::vector<Waiting> overdue(State const& state, DeclarationOf const& declaration, People const& people, Instant now);

/// Who would decide, with the reasons line by line: facts, band, person, due time, ladder.
struct Explanation {
  Route route;
  std::optional<Error> refusal;  ///< the facts do not fit the declaration
  std::vector<std::string> lines;
};
Explanation who_decides(Decision const& decision, feel::Value const& facts, People const& people, Instant now);

/// One row of the register: a right, and who holds it today.
struct RegisterBand {
  std::string when;  ///< FEEL; empty for a named decider
  std::string role;
  Seat today;
};
struct RegisterLine {
  Decision const* decision = nullptr;
  std::vector<RegisterBand> bands;
  std::vector<std::string> ladder;     ///< "after 2 h: next-band"
  std::size_t waiting = 0;             ///< live decisions of this kind
  std::size_t answered = 0, late = 0;  ///< among the last State::max_answered
};
std::vector<RegisterLine> decision_register(Model const& model, State const& state, People const& people, Instant now);

/// Where the ladder leads from a role today: "after 2 h without an answer: works-manager (Ben Okoro)".
std::vector<std::string> ladder_in_words(Decision const& decision, std::string const& from_role, std::string const& excluded,
                                         People const& people, Instant now);

}  // namespace drivetrain::decisions
