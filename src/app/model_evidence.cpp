// Files of deployed versions against their hashes (see model_evidence.h).
#include "app/model_evidence.h"

#include <set>

#include "base/hash.h"
#include "journal/catalogue.h"

namespace drivetrain::app {

Result<std::vector<DeployedVersion>> deployed_versions(journal::Store& store) {
  std::vector<DeployedVersion> versions;
  DT_CHECK(store.read(1, [&](journal::StoredRecord const& stored) {
    auto const& record = stored.record;
    if (record.kind != journal::RecordKind::event || record.type != adaptation::ModelDeployed::type.number) return true;
    adaptation::ModelDeployed deployed;
    if (decode_fields(record.payload, deployed) && !deployed.revision.empty()) versions.push_back({record.position, record.at, std::move(deployed)});
    return true;
  }));
  return versions;
}

Result<model::Files> files_of_version(journal::Store& store, adaptation::ModelDeployed const& version) {
  model::Files files;
  for (auto const& entry : version.manifest) {
    DT_TRY(auto content, store.blob(entry.hash));
    if (!content || to_hex(sha256(*content)) != entry.hash)
      return Error{"DT-X920", entry.path + " of version " + version.revision.substr(0, 8) + (content ? " is not what was deployed" : " is not in the journal's store"),
                   "drivetrain audit verify lists what is damaged; restore the data folder from a backup"};
    files[entry.path] = std::move(*content);
  }
  return files;
}

Result<ModelEvidence> verify_model_files(journal::Store& store) {
  ModelEvidence evidence;
  DT_TRY(auto versions, deployed_versions(store));
  std::set<std::string> sound;
  for (auto const& [position, at, version] : versions) {
    ++evidence.versions;
    for (auto const& entry : version.manifest) {
      if (sound.contains(entry.hash)) continue;
      auto where = entry.path + " of version " + version.revision.substr(0, 8) + ", deployed by record " + std::to_string(position);
      DT_TRY(auto content, store.blob(entry.hash));
      if (!content) evidence.problems.push_back(where + ", is missing");
      else if (to_hex(sha256(*content)) != entry.hash) evidence.problems.push_back(where + ", is not what was deployed");
      else ++evidence.files, sound.insert(entry.hash);
    }
  }
  return evidence;
}

}  // namespace drivetrain::app
