// Processes do the work. A Process is the sidecar of a BPMN file: what it is for, what it promises, which objectives it
// serves. A Service is what a customer is promised, by tier.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "notation/declaration.h"
#include "organisation/model.h"
#include "strategy/model.h"

namespace drivetrain::processes {

using notation::Header;
using notation::Text;

struct Contributes {
  Ref<strategy::Objective> objective;
  notation::Located<int> strength;             ///< 1, 3 or 9
};

/// A variable of the case, so that expressions can be checked.
enum class VariableType { number, string, boolean, date, any };
struct Variable {
  Text name;
  VariableType type = VariableType::any;
  std::string unit;
};

/// kind: Process
struct Process {
  Header header;                               ///< owner: the process owner's role
  Text bpmn;                                   ///< file beside this one; its process id must equal header.id
  std::string purpose;
  Ref<organisation::Unit> unit;
  std::vector<Contributes> contributes;
  std::vector<Variable> variables;
  std::optional<Duration> promise;             ///< working time from start to end
};

struct Tier {
  Text id;
  std::string title;
  Decimal factor;                              ///< of a work item's score
  std::optional<Duration> promise;             ///< elapsed (24/7) or working time, see Service.elapsed
};

/// kind: Service
struct Service {
  Header header;
  std::string promise;                         ///< in words, as the customer hears it
  bool elapsed = false;                        ///< promises count the clock round; else working time
  Ref<Process> process;
  std::vector<Tier> tiers;
};

struct Model {
  std::map<std::string, Process> processes;
  std::map<std::string, Service> services;
};

}  // namespace drivetrain::processes
