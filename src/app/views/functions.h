// Functions: what the system must do, and whether what is to do it stands. Each requirement of the model names its carriers (a process, a
// right, a rhythm, …); a carrier rests on roles that somebody answers for, on skills that somebody has, on machines. Where one of these is
// gone, exactly the functions that rest on it cannot be done. Read from the model alone; what was done is capabilities.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/operating_model.h"

namespace drivetrain::app::views {

/// Kind as in the model's files ("Process"), "Rule" for a code of the compiler; and id.
struct Part {
  std::string kind, id;
  auto operator<=>(Part const&) const = default;
};

/// What a carrier rests on: a Role, Skill or Asset.
struct Footing {
  Part part;
  std::vector<std::string> people;     ///< who answers for the role, or has the skill at the level that is needed; none of an asset
  std::vector<std::string> elements;   ///< steps of the carrying process in which it is needed
  std::string broken;                  ///< why it does not hold, in words; empty: it does
};

struct Carrier {
  Part part;
  std::vector<Footing> rests_on;       ///< roles, then skills, then assets; each once
  std::string broken;                  ///< why it carries nothing by itself: it is not there. Empty otherwise
  bool stands() const;
};

struct Function {
  strategy::Requirement const* requirement = nullptr;  ///< of the model that was read
  std::vector<Carrier> carriers;       ///< in the order of the file
  /// It has carriers, and each of them stands.
  bool stands() const;
};

/// On a day, those of the heaviest objectives first. `without`: as if that entity were not there.
std::vector<Function> functions_of(model::OperatingModel const& model, Date day, std::optional<Part> const& without = {});
/// One of what realises a requirement or enforces a constraint.
Carrier carrier_of(model::OperatingModel const& model, strategy::Realiser const& realiser, Date day);
/// Ids of those that do not stand, in order of id.
std::vector<std::string> red_functions(std::vector<Function> const& functions);

}  // namespace drivetrain::app::views
