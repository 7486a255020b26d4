// Files of deployed versions against their hashes (see model_evidence.h).
#include "app/model_evidence.h"

#include <set>

#include "adaptation/events.h"
#include "base/hash.h"
#include "journal/catalogue.h"

namespace drivetrain::app {

Result<ModelEvidence> verify_model_files(journal::Store& store) {
  ModelEvidence evidence;
  std::vector<std::pair<std::uint64_t, adaptation::ModelDeployed>> versions;
  DT_CHECK(store.read(1, [&](journal::StoredRecord const& stored) {
    auto const& record = stored.record;
    if (record.kind != journal::RecordKind::event || record.type != adaptation::ModelDeployed::type.number) return true;
    adaptation::ModelDeployed deployed;
    if (decode_fields(record.payload, deployed)) versions.emplace_back(record.position, std::move(deployed));
    return true;
  }));
  std::set<std::string> sound;
  for (auto const& [position, version] : versions) {
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
