// Versions of the model (see model_library.h).
#include "app/model_library.h"

#include "base/hash.h"
#include "base/limits.h"

namespace drivetrain::app {

void ModelLibrary::set_blobs(BlobReader reader) {
  std::lock_guard lock(mutex_);
  blobs_ = std::move(reader);
}

void ModelLibrary::add(std::shared_ptr<OperatingModel const> model) {
  std::lock_guard lock(mutex_);
  models_.emplace(model->revision, std::move(model));
}

void ModelLibrary::keep(std::shared_ptr<OperatingModel const> model) {
  std::lock_guard lock(mutex_);
  if (models_.contains(model->revision)) return;
  std::erase_if(proposed_, [&](auto const& one) { return one->revision == model->revision; });
  proposed_.push_back(std::move(model));
  if (proposed_.size() > limits::max_proposed_models) proposed_.pop_front();
}

std::size_t ModelLibrary::size() const {
  std::lock_guard lock(mutex_);
  return models_.size() + proposed_.size();
}

std::shared_ptr<OperatingModel const> ModelLibrary::find_unlocked(std::string const& revision) const {
  if (auto found = models_.find(revision); found != models_.end()) return found->second;
  for (auto const& one : proposed_)
    if (one->revision == revision) return one;
  return nullptr;
}

std::shared_ptr<OperatingModel const> ModelLibrary::find(std::string const& revision) const {
  std::lock_guard lock(mutex_);
  return find_unlocked(revision);
}

Status ModelLibrary::require(std::string const& revision, std::vector<adaptation::ManifestEntry> const& manifest, Date at) {
  if (auto known = find(revision)) {
    add(known);
    std::lock_guard lock(mutex_);
    std::erase_if(proposed_, [&](auto const& one) { return one->revision == revision; });
    return {};
  }
  BlobReader blobs;
  {
    std::lock_guard lock(mutex_);
    blobs = blobs_;
  }
  auto version = "version " + revision.substr(0, 8) + " of the model";
  auto const* help = "drivetrain audit verify lists what is damaged; restore the data folder from a backup";
  model::Files files;
  for (auto const& entry : manifest) {
    auto content = blobs ? blobs(entry.hash) : std::nullopt;
    if (!content) return Error{"DT-X920", entry.path + " of " + version + " is not in the journal's store", help};
    if (to_hex(sha256(*content)) != entry.hash) return Error{"DT-X920", entry.path + " of " + version + " is not what was deployed", help};
    files[entry.path] = std::move(*content);
  }
  auto compiled = model::compile(files, {at});
  if (compiled.model->revision != revision) return Error{"DT-X920", version + " does not come out of its files", help};
  add(compiled.model);
  return {};
}

std::vector<adaptation::ManifestEntry> manifest_of(model::Files const& files) {
  std::vector<adaptation::ManifestEntry> manifest;
  for (auto const& [path, content] : files) manifest.push_back({path, to_hex(sha256(content))});
  return manifest;
}

}  // namespace drivetrain::app
