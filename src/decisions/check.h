// Coherence of decision rights: rules that read only this folder's kinds and the form above it. Unclear rights are found when
// the model is compiled, not when two people have decided, or nobody has.
#pragma once

#include "base/diagnostic.h"
#include "decisions/model.h"
#include "organisation/model.h"

namespace drivetrain::decisions {

struct CheckContext {
  Model const& model;
  organisation::Model const& organisation;
  Date at;  ///< the day for rules about today's people; noon in the company's zone
  Diagnostics& diagnostics;
};

void check_deciders(CheckContext const& context);    ///< DT-D201: not exactly one named decider
void check_vacancies(CheckContext const& context);   ///< DT-D202: nobody holds the decider's role; a note 30 days ahead
void check_bands(CheckContext const& context);       ///< DT-D203: two deciders, or none, for a witness; DT-D204: unreadable
void check_outcomes(CheckContext const& context);    ///< DT-D206: fewer than two answers
void check_escalation(CheckContext const& context);  ///< DT-D205: the ladder loops, does not climb, or meets the same person
void check_criteria(CheckContext const& context);    ///< DT-D209: nothing says by what it is decided
void check_separation(CheckContext const& context);  ///< DT-D212: one role in two parts that must differ
void check_autonomy(CheckContext const& context);    ///< DT-D213: a machine decides without bounds, owner or kill switch
void check_agreement(CheckContext const& context);   ///< DT-D214 (warning): many roles can each stop it
void check_deadline(CheckContext const& context);    ///< DT-D215 (warning): the ladder begins after the deadline

inline void check(CheckContext const& context) {
  check_deciders(context);
  check_vacancies(context);
  check_bands(context);
  check_outcomes(context);
  check_escalation(context);
  check_criteria(context);
  check_separation(context);
  check_autonomy(context);
  check_agreement(context);
  check_deadline(context);
}

/// The roles that decide: of its bands in order, or the named ones. Each once.
std::vector<Ref<Role>> deciding_roles(Decision const& decision);

}  // namespace drivetrain::decisions
