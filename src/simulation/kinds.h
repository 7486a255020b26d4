// How a Simulation is written in YAML, and reading it with everything it names checked.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "base/source.h"
#include "notation/declaration.h"
#include "simulation/profile.h"

namespace drivetrain::simulation {

void declare(notation::Declaration<Spread>& d);
void declare(notation::Declaration<Weeks>& d);
void declare(notation::Declaration<Draw>& d);
void declare(notation::Declaration<Customer>& d);
void declare(notation::Declaration<Arrival>& d);
void declare(notation::Declaration<Task>& d);
void declare(notation::Declaration<Shift>& d);
void declare(notation::Declaration<Player>& d);
void declare(notation::Declaration<Answer>& d);
void declare(notation::Declaration<DecisionHabit>& d);
void declare(notation::Declaration<RhythmHabit>& d);
void declare(notation::Declaration<Cause>& d);
void declare(notation::Declaration<IssueHabit>& d);
void declare(notation::Declaration<MessageHabit>& d);
void declare(notation::Declaration<Sickness>& d);
void declare(notation::Declaration<Leave>& d);
void declare(notation::Declaration<AskHabit>& d);
void declare(notation::Declaration<MilestoneHabit>& d);
void declare(notation::Declaration<SignalHabit>& d);
void declare(notation::Declaration<Wording>& d);
void declare(notation::Declaration<Jump>& d);
void declare(notation::Declaration<Surge>& d);
void declare(notation::Declaration<Reach>& d);
void declare(notation::Declaration<Skip>& d);
void declare(notation::Declaration<Slip>& d);
void declare(notation::Declaration<Drifts>& d);
void declare(notation::Declaration<Profile>& d);

/// What a profile may name: the entities of a model, and the tasks of its processes.
struct Known {
  std::function<bool(std::string const& kind, std::string const& id)> entity;
  std::function<std::vector<std::string>(std::string const& kind)> entities;             ///< for "did you mean"
  std::function<std::vector<std::string>(std::string const& process)> tasks;             ///< user tasks, by BPMN id
};

/// The one Simulation in the file. Findings go to `diagnostics`; with errors among them it must not be played.
Profile read_profile(SourceText const& source, Known const& known, Diagnostics& diagnostics);

}  // namespace drivetrain::simulation
