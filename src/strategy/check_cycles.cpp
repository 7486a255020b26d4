// DT-S106: objectives do not contain themselves. Prevents conflicting priorities: a cycle has no top to take a weight from.
#include <set>

#include "strategy/check.h"

namespace drivetrain::strategy {

void check_cycles(Model const& model, Diagnostics& diagnostics) {
  std::set<std::string> reported;
  for (auto const& [id, start] : model.objectives) {
    std::string path = id;
    std::set<std::string> seen{id};
    auto const* objective = &start;
    while (!objective->parent.empty()) {
      auto parent = model.objectives.find(objective->parent.text());
      if (parent == model.objectives.end()) break;
      path += " → " + parent->first;
      if (!seen.insert(parent->first).second) {
        // Report a cycle once, from its alphabetically first member.
        if (parent->first == id && *seen.begin() == id && reported.insert(id).second) {
          Diagnostic d;
          d.code = "DT-S106";
          d.span = start.parent.span;
          d.message = "contribution cycle: " + path;
          d.why = "an objective inside itself has no share of the whole, so nothing below it can be weighed";
          d.help = "let one of them stand at the top: remove its parent";
          d.subject = id;
          diagnostics.add(std::move(d));
        }
        break;
      }
      objective = &parent->second;
    }
  }
}

}  // namespace drivetrain::strategy
