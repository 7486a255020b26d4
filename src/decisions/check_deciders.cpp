// DT-D201: exactly one role holds D. Prevents unclear decision rights: with two deciders each waits for the other or undoes it.
#include <algorithm>

#include "base/text.h"
#include "decisions/check.h"

namespace drivetrain::decisions {

std::vector<Ref<Role>> deciding_roles(Decision const& decision) {
  std::vector<Ref<Role>> roles;
  auto add = [&](Ref<Role> const& role) {
    if (std::none_of(roles.begin(), roles.end(), [&](auto const& seen) { return seen.id == role.id; })) roles.push_back(role);
  };
  for (auto const& band : decision.bands) add(band.role);
  if (decision.bands.empty())
    for (auto const& role : decision.rapid.decide) add(role);
  return roles;
}

void check_deciders(CheckContext const& context) {
  for (auto const& [id, decision] : context.model.decisions) {
    auto const& named = decision.rapid.decide;
    bool banded = !decision.bands.empty();
    if (banded ? named.empty() : named.size() == 1) continue;
    Diagnostic d;
    d.code = "DT-D201";
    d.span = named.empty() ? decision.header.id_span : named.back().span;
    d.subject = id;
    std::vector<std::string> names;
    for (auto const& role : named) names.push_back(role.text());
    if (banded)
      d.message = "decision " + id + " has bands and also names " + join(names, " and ") + " as decider; exactly one role must hold D";
    else if (named.empty())
      d.message = "decision " + id + " has 0 deciders; exactly one role must hold D";
    else
      d.message = "decision " + id + " has " + std::to_string(named.size()) + " deciders for every case: " + join(names, " and ") +
                  "; exactly one role must hold D";
    d.why = "when two may decide, each waits for the other or undoes what the other decided; when nobody may, work waits";
    d.help = banded          ? "remove rapid.decide, or the bands"
             : named.empty() ? "name one role in rapid.decide, or give bands"
                             : "keep one in rapid.decide and move the others to agree or input, or split the right into bands";
    for (auto const& role : named)
      if (&role != &named.back()) d.notes.push_back({role.span, role.text() + " is named here"});
    context.diagnostics.add(std::move(d));
  }
}

}  // namespace drivetrain::decisions
