// Versions of the model (see model_library.h).
#include "app/model_library.h"

#include "base/hash.h"

namespace drivetrain::app {

void ModelLibrary::set_blobs(BlobReader reader) {
  std::lock_guard lock(mutex_);
  blobs_ = std::move(reader);
}

void ModelLibrary::add(std::shared_ptr<OperatingModel const> model) {
  std::lock_guard lock(mutex_);
  models_.emplace(model->revision, std::move(model));
}

std::shared_ptr<OperatingModel const> ModelLibrary::find(std::string const& revision) const {
  std::lock_guard lock(mutex_);
  auto found = models_.find(revision);
  return found == models_.end() ? nullptr : found->second;
}

std::shared_ptr<OperatingModel const> ModelLibrary::require(std::string const& revision,
                                                            std::vector<adaptation::ManifestEntry> const& manifest, Date at) {
  if (auto known = find(revision)) return known;
  BlobReader blobs;
  {
    std::lock_guard lock(mutex_);
    blobs = blobs_;
  }
  if (!blobs) return nullptr;
  model::Files files;
  for (auto const& entry : manifest) {
    auto content = blobs(entry.hash);
    if (!content) return nullptr;
    files[entry.path] = std::move(*content);
  }
  auto compiled = model::compile(files, {at});
  add(compiled.model);
  return find(revision);
}

std::vector<adaptation::ManifestEntry> manifest_of(model::Files const& files) {
  std::vector<adaptation::ManifestEntry> manifest;
  for (auto const& [path, content] : files) manifest.push_back({path, to_hex(sha256(content))});
  return manifest;
}

}  // namespace drivetrain::app
