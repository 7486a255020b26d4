// DT-F004: one document says who holds a role. Prevents unclear decision rights: with two, the order of deputies is whatever
// the order of files happens to be.
#include "organisation/check.h"

namespace drivetrain::organisation {

void check_assigned_once(Model const& model, Diagnostics& diagnostics) {
  std::map<std::string, Assignment const*> first;
  for (auto const& [id, assignment] : model.assignments) {
    if (assignment.role.empty()) continue;
    auto [earlier, is_first] = first.emplace(assignment.role.text(), &assignment);
    if (is_first) continue;
    Diagnostic d;
    d.code = "DT-F004";
    d.span = assignment.role.span;
    d.message = "the holders of " + assignment.role.text() + " are named in two assignments, " + earlier->second->header.id + " and " + id;
    d.why = "with two lists nobody can tell which deputy comes first";
    d.help = "join them into one assignment";
    d.notes.push_back({earlier->second->role.span, "the other assignment is here"});
    d.subject = id;
    diagnostics.add(std::move(d));
  }
}

}  // namespace drivetrain::organisation
