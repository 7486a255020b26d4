// The decisions of the model as other engines count them: each text of a DMN file is a version of its decisions. Those that processes call by their id, and those
// by which rights are decided. Asking one is no decision of a right: nobody decides, and nothing is on record.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "app/company.h"

namespace drivetrain::app::deployed {

struct DecisionDefinition {
  std::string id, name;
  int version = 1;                    ///< from 1, by decision
  std::uint64_t key = 0;
  std::string requirements_id, requirements_name;  ///< of the file: its definitions
  int requirements_version = 1;       ///< from 1, by file
  std::uint64_t requirements_key = 0;
  std::string file, hash, revision;   ///< revision: of the model with which it came
  bool latest = false;
  bool in_force = false;              ///< the model in force has it
  std::shared_ptr<decisions::dmn::DecisionModel const> model;
  std::uint32_t node = 0;
};

/// Oldest first. Numbers and keys follow from the order in which versions of the model came into force, so they are the same after a restart.
std::vector<DecisionDefinition> decision_definitions(Company const& company);

}  // namespace drivetrain::app::deployed
