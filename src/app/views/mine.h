// Mine: what waits for one person, over decisions, issues, meetings, actions and proposals, with why it is that person's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/views/names.h"

namespace drivetrain::app::views {

struct Mine {
  Reference what;
  std::string why;                   ///< "you hold Works manager"
  std::optional<Instant> due;
  bool overdue = false;
};

/// Decisions, issues, meetings that are due or running under this chair, actions; what is overdue first, then what is due first.
std::vector<Mine> waiting_for(Company const& company, std::string const& person, Instant now);

/// Whether the person chairs or attends this rhythm today.
bool meets(Company const& company, std::string const& rhythm, std::string const& person, Instant now);

}  // namespace drivetrain::app::views
