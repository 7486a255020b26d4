// Model evidence: every deployed version as the journal alone tells it, and its files, compared with the hashes that its ModelDeployed event names. The chain
// proves the event, the event proves the files: an altered file is an altered operating model.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "adaptation/events.h"
#include "journal/store.h"
#include "model/files.h"

namespace drivetrain::app {

struct ModelEvidence {
  std::uint64_t versions = 0, files = 0;  ///< looked at; a file that many versions share counts once
  std::vector<std::string> problems;      ///< one line each: which file of which version, and what is wrong
};

struct DeployedVersion {
  std::uint64_t position = 0;
  Instant at;
  adaptation::ModelDeployed deployed;
};
/// Every version that ever came into force, the one in force last. Reads the whole journal; an erased event is passed over.
Result<std::vector<DeployedVersion>> deployed_versions(journal::Store& store);
/// DT-X920 when a file is missing or is not what was deployed.
Result<model::Files> files_of_version(journal::Store& store, adaptation::ModelDeployed const& version);

/// Reads the whole journal. Error only when the store cannot be read.
Result<ModelEvidence> verify_model_files(journal::Store& store);

}  // namespace drivetrain::app
