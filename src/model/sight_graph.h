// The graph behind the line of sight: every objective with all that carries it, each link as the model's files state it, and what
// hangs loose. From the model alone; what happens at a node today is the views' matter.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "model/operating_model.h"

namespace drivetrain::model {

struct SightGraphNode {
  std::string kind, id, title, owner;  ///< kind as in the model's files, or Rule (of the compiler; id: its code); owner: role, may be empty
  std::string weight;                  ///< of an objective, among its siblings
  std::vector<std::string> gaps;       ///< why not, for each tooth of an objective's gear that nothing reaches; why another node hangs loose
};

/// Downward: from intent to work, by index of nodes.
struct SightGraphLink {
  std::size_t from = 0, to = 0;
  int strength = 0;  ///< of a contribution: 1, 3, 9; else 0
};

struct SightGraph {
  std::vector<SightGraphNode> nodes;  ///< objectives first, parents before children, the heaviest first; then down the cascade
  std::vector<SightGraphLink> links;  ///< no two alike
};

SightGraph sight_graph(OperatingModel const& model);

/// What leads to this entity and what it leads to. `name` is an id, or Kind/id where several kinds have that id. DT-X901 when there
/// is none, or it is ambiguous.
Result<SightGraph> part_around(SightGraph const& graph, std::string const& name);

/// Parents before children, siblings by weight, heaviest first.
std::vector<strategy::Objective const*> objectives_in_order(strategy::Model const& model);

}  // namespace drivetrain::model
