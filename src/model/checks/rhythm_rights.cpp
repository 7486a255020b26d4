// DT-L903 (warning): a rhythm that takes a decision which has no right. Prevents unclear decision rights: a meeting is not a decider.
#include "base/text.h"
#include "model/checks/checks.h"

namespace drivetrain::model {

void check_rhythm_rights(CheckInput const& input, Diagnostics& diagnostics) {
  auto const& decisions = input.model.decisions.decisions;
  std::vector<std::string> known;
  for (auto const& [id, decision] : decisions) known.push_back(id);
  for (auto const& [id, rhythm] : input.model.coordination.rhythms)
    for (auto const& taken : rhythm.takes) {
      if (decisions.contains(taken.value)) continue;
      Diagnostic d;
      d.code = "DT-L903";
      d.severity = Severity::warning;
      d.span = taken.span;
      d.message = "rhythm " + id + " takes decision " + taken.value + ", which has no right";
      d.why = "what a meeting decides without a right is decided by who speaks last, and nobody can be asked why";
      auto near = nearest(taken.value, known);
      d.help = near ? "did you mean " + *near + "?" : "declare the decision with its bands in decisions/, or take it off the agenda";
      d.subject = id;
      diagnostics.add(std::move(d));
    }
}

}  // namespace drivetrain::model
