// DT-S110 (warning): more objectives at one level than people can hold in mind. Prevents conflicting priorities.
#include <map>

#include "strategy/check.h"

namespace drivetrain::strategy {

void check_breadth(Model const& model, int max_per_level, Diagnostics& diagnostics) {
  std::map<std::string, std::vector<Objective const*>> siblings;
  for (auto const& [id, objective] : model.objectives) siblings[objective.parent.text()].push_back(&objective);
  for (auto const& [parent, children] : siblings) {
    if (children.size() <= static_cast<std::size_t>(max_per_level)) continue;
    Diagnostic d;
    d.code = "DT-S110";
    d.severity = Severity::warning;
    d.span = children.front()->header.id_span;
    d.message = std::to_string(children.size()) + " objectives under " + (parent.empty() ? std::string("the company") : parent) +
                "; more than " + std::to_string(max_per_level) + " hides what matters";
    d.why = "when everything is a priority, the floor chooses";
    d.help = "join some, move some a level down, or raise thresholds.max_objectives_per_level in model.yaml";
    d.subject = children.front()->header.id;
    diagnostics.add(std::move(d));
  }
}

}  // namespace drivetrain::strategy
