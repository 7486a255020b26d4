// DT-F005: units form a tree. Prevents unclear decision rights: in a cycle no unit is above another, and nobody answers for
// the whole.
#include <set>

#include "organisation/check.h"

namespace drivetrain::organisation {

void check_units(Model const& model, Diagnostics& diagnostics) {
  std::set<std::string> in_reported_cycle;
  for (auto const& [id, unit] : model.units) {
    // Each unit has at most one parent, so a cycle through this one is found by climbing until it comes back.
    std::set<std::string> seen;
    std::string path = id;
    auto current = model.units.find(unit.parent.text());
    while (current != model.units.end() && current->first != id && seen.insert(current->first).second) {
      path += " → " + current->first;
      current = model.units.find(current->second.parent.text());
    }
    if (current == model.units.end() || current->first != id || in_reported_cycle.contains(id)) continue;
    in_reported_cycle.insert(id);
    in_reported_cycle.insert(seen.begin(), seen.end());
    Diagnostic d;
    d.code = "DT-F005";
    d.span = unit.parent.span;
    d.message = "units are their own parents: " + path + " → " + id;
    d.why = "in a circle no unit is above another, so nobody answers for the whole";
    d.help = "remove or change one of these parents";
    d.subject = id;
    diagnostics.add(std::move(d));
  }
}

}  // namespace drivetrain::organisation
