// Finding the assignments of a role (see AssignmentIndex in model.h).
#include "organisation/model.h"

namespace drivetrain::organisation {

void index_assignments(Model& model) {
  auto& index = model.assignment_index;
  index.of_role.clear();
  for (auto const& [id, assignment] : model.assignments) index.of_role[assignment.role.text()].push_back(id);
  index.counted = model.assignments.size();
}

std::vector<Assignment const*> assignments_of(Model const& model, std::string_view role) {
  std::vector<Assignment const*> found;
  if (model.assignment_index.counted == model.assignments.size()) {
    auto known = model.assignment_index.of_role.find(role);
    if (known == model.assignment_index.of_role.end()) return found;
    for (auto const& id : known->second)
      if (auto at = model.assignments.find(id); at != model.assignments.end()) found.push_back(&at->second);
    return found;
  }
  for (auto const& [id, assignment] : model.assignments)
    if (assignment.role.text() == role) found.push_back(&assignment);
  return found;
}

}  // namespace drivetrain::organisation
