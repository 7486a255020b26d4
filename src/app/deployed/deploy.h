// Deploying by API: what other engines' tools send becomes part of the model, as if somebody had put the files into its folder. Nothing of it comes into
// force unless the whole is coherent; a folder that the model is served from follows. What it needs to be a process of this company is written beside
// the diagram and can be read and changed there: a declaration that says who answers for it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/runtime.h"
#include "app/served_folder.h"

namespace drivetrain::app::deployed {

struct SentFile {
  std::string name;     ///< as sent, perhaps with folders
  std::string content;
};
struct Wish {
  std::string account;  ///< who deploys
  std::string name;     ///< the sender's, may be empty
  std::vector<SentFile> files;
};
struct Deployed {
  std::optional<Error> refusal;
  std::vector<Diagnostic> findings;  ///< errors that refuse it, or, of what came into force, what its files were warned of
  std::string revision;              ///< of the version in force after it
  std::uint64_t position = 0;
  std::vector<std::string> paths;    ///< where each file went, in the order sent
  bool unchanged = false;            ///< the model holds all of it already, and nothing happened
};

/// DT-X903 where edited files do not come into force (setting reload): what is deployed is such an edit. `folder` may be null.
Status may_deploy(ServedFolder const* folder);
/// Compiles, which may take seconds: not to be called inside the journal's read.
Deployed deploy(Runtime& runtime, Wish const& wish);

}  // namespace drivetrain::app::deployed
