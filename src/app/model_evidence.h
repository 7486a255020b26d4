// Model evidence: the files of every deployed version, compared with the hashes that its ModelDeployed event names. The chain
// proves the event, the event proves the files: an altered file is an altered operating model.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "journal/store.h"

namespace drivetrain::app {

struct ModelEvidence {
  std::uint64_t versions = 0, files = 0;  ///< looked at; a file that many versions share counts once
  std::vector<std::string> problems;      ///< one line each: which file of which version, and what is wrong
};

/// Reads the whole journal. An erased event is passed over. Error only when the store cannot be read.
Result<ModelEvidence> verify_model_files(journal::Store& store);

}  // namespace drivetrain::app
