// The versions of the model that are in use: the one in force, and those with which running cases and decisions began.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "adaptation/commands.h"
#include "model/compile.h"

namespace drivetrain::app {

using model::OperatingModel;

/// Thread-safe. Versions that were in force are compiled once and kept, for work that began with them; proposed ones are kept
/// for a while, limits::max_proposed_models of them.
class ModelLibrary {
 public:
  using BlobReader = std::function<std::optional<std::string>(std::string const& hash)>;
  /// Where files of versions that were deployed earlier come from (the journal's blobs).
  void set_blobs(BlobReader reader);
  void add(std::shared_ptr<OperatingModel const> model);
  /// Of a proposal: dropped when newer ones come, unless it was required meanwhile.
  void keep(std::shared_ptr<OperatingModel const> model);
  std::size_t size() const;
  /// Null when it was never added or required, or was kept and dropped.
  std::shared_ptr<OperatingModel const> find(std::string const& revision) const;
  /// Compiles from blobs unless the version is here already. DT-X920 when a file is missing or its content is not what its hash says.
  Status require(std::string const& revision, std::vector<adaptation::ManifestEntry> const& manifest, Date at);

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<OperatingModel const> find_unlocked(std::string const& revision) const;
  std::map<std::string, std::shared_ptr<OperatingModel const>> models_;
  std::deque<std::shared_ptr<OperatingModel const>> proposed_;   ///< the newest last
  BlobReader blobs_;
};

/// Paths and content hashes of a model, and its files as blobs to attach before it is deployed or proposed.
std::vector<adaptation::ManifestEntry> manifest_of(model::Files const& files);

}  // namespace drivetrain::app
