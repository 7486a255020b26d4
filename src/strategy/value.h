// Value: how much of the whole intent an objective carries, and from that what a process is worth. "Alignment" in numbers:
// the weight that leaders give an objective reaches each piece of work that serves it.
#pragma once

#include <map>
#include <span>
#include <string>

#include "strategy/model.h"

namespace drivetrain::strategy {

/// Percent of the whole that each objective carries: its own weight times the weights of those above it (30 % of the whole
/// under 60 % is 18 %). An objective whose parent is unknown or stands in a cycle counts as a root.
std::map<std::string, double> effective_weights(Model const& model);

/// v_p = Σ_o (w_o/100)·(c_po/9), 0 … 1 when a process contributes to objectives of one level. Unknown objectives weigh 0.
double process_value(std::map<std::string, double> const& weights, std::span<Contribution const> contributions);

}  // namespace drivetrain::strategy
