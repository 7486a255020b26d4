// The operator's key: by it the command line proves to a running server that it may read the data folder, and so may administer. Made
// anew by each start, kept in the folder for its owner's eyes only, gone when the server stops.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "journal/world.h"

namespace drivetrain::app::access {

struct OperatorKey {
  std::string url;   ///< of the running server, on this machine
  std::string key;   ///< Authorization: Bearer KEY
};

std::string new_operator_key(journal::Entropy& entropy);
Status write_operator_key(std::string const& data_folder, OperatorKey const& key);
/// Nothing when no server left one; the error says why one that is there cannot be read.
Result<std::optional<OperatorKey>> read_operator_key(std::string const& data_folder);
void remove_operator_key(std::string const& data_folder);

}  // namespace drivetrain::app::access
