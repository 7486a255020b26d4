// DT-S111: a principle that nothing enforces and no decision cites. Prevents operational drift: words on a wall.
#include <set>

#include "model/checks/checks.h"

namespace drivetrain::model {

void check_lived_principles(CheckInput const& input, Diagnostics& diagnostics) {
  std::set<std::string> cited;
  for (auto const& [id, decision] : input.model.decisions.decisions)
    for (auto const& principle : decision.cites) cited.insert(principle.text());
  for (auto const& [id, principle] : input.model.strategy.principles) {
    if (!principle.enforced_by.empty() || cited.contains(id)) continue;
    Diagnostic d;
    d.code = "DT-S111";
    d.span = principle.header.id_span;
    d.message = "principle " + id + " is enforced by nothing and cited by no decision";
    d.why = "a principle that settles no case is words on a wall, and people learn that such words do not count";
    d.help = "let a decision cite it (cites: [" + id + "]), name what enforces it (enforced_by), or drop it";
    d.subject = id;
    diagnostics.add(std::move(d));
  }
}

}  // namespace drivetrain::model
