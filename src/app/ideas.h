// What the company around an idea says of it: who decides, and what its figure was and is.
#pragma once

#include "app/company.h"
#include "coordination/ideas.h"

namespace drivetrain::app {

/// The roles that decide on an idea: who owns its process, its figure, its unit; of an idea that names none of them, those that lead whoever proposed it.
std::vector<std::string> deciders_of(Company const& company, coordination::IdeaProposed const& proposed, std::string const& kpi);

/// Its figure between the two moments beside what it was before the trial; the verdict "unknown" when the model has the figure no more.
coordination::FigureCompared compare_figure(Company const& company, coordination::TrialBegun const& trial, Instant from, Instant until);

/// Whether a change may say that it makes this idea the standard: DT-X901 no such idea, DT-X903 not adopted.
Status may_become_standard(Company const& company, std::string const& idea);

}  // namespace drivetrain::app
