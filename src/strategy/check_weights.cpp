// DT-S101: the weights under one parent sum to 100. Prevents conflicting priorities: weights that do not add up are wishes.
#include <map>

#include "strategy/check.h"

namespace drivetrain::strategy {

void check_weights(Model const& model, Diagnostics& diagnostics) {
  std::map<std::string, std::vector<Objective const*>> siblings;
  for (auto const& [id, objective] : model.objectives) siblings[objective.parent.text()].push_back(&objective);
  for (auto const& [parent, children] : siblings) {
    Decimal sum = 0;
    for (auto const* child : children) sum = Decimal::add(sum, child->weight.value).value_or(sum);
    if (sum == Decimal(100)) continue;
    Diagnostic d;
    d.code = "DT-S101";
    d.span = children.front()->weight.span.known() ? children.front()->weight.span : children.front()->header.id_span;
    d.message = "objectives under " + (parent.empty() ? std::string("the company") : parent) + " weigh " + sum.to_string() + ", expected 100";
    d.why = "weights order every queue; when they do not sum to 100, each reader corrects them in a different way";
    d.help = "change the weights of:";
    for (auto const* child : children) {
      d.help += " " + child->header.id + " (" + child->weight.value.to_string() + ")";
      if (child != children.front()) d.notes.push_back({child->weight.span, child->header.id + " weighs " + child->weight.value.to_string()});
    }
    d.subject = children.front()->header.id;
    diagnostics.add(std::move(d));
  }
}

}  // namespace drivetrain::strategy
