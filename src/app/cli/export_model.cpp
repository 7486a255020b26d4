// drivetrain export --model (see export_model.h).
#include "app/cli/export_model.h"

#include <cstdio>
#include <filesystem>

#include "app/model_evidence.h"
#include "app/served_folder.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "platform/files.h"
#include "platform/sqlite_store.h"
#include "platform/tree_write.h"

namespace drivetrain::app::cli {

namespace {

namespace fs = std::filesystem;

/// The last one whose revision begins so.
Result<DeployedVersion> wanted_version(std::vector<DeployedVersion> const& versions, WantedModel const& wanted) {
  if (versions.empty()) return Error{"DT-X901", "no version of the model was ever in force in " + wanted.data, ""};
  if (wanted.revision.empty()) return versions.back();
  DeployedVersion const* found = nullptr;
  for (auto const& one : versions) {
    if (!one.deployed.revision.starts_with(wanted.revision)) continue;
    if (found && found->deployed.revision != one.deployed.revision)
      return Error{"DT-X902", "more than one version begins with " + wanted.revision, "give more of its digits: " + found->deployed.revision.substr(0, 16) + " or " + one.deployed.revision.substr(0, 16)};
    found = &one;
  }
  if (found) return *found;
  return Error{"DT-X901", "no version that was in force in " + wanted.data + " begins with " + wanted.revision, "versions are listed on the page Changes; the one in force is " + versions.back().deployed.revision.substr(0, 8)};
}

/// What is in the folder now; nothing of a model in an empty one, or one that is not there.
Result<model::Files> present_files(WantedModel const& wanted) {
  std::error_code error;
  if (!fs::exists(wanted.folder, error) || (fs::is_directory(wanted.folder, error) && fs::is_empty(wanted.folder, error))) return model::Files();
  DT_TRY(auto files, platform::read_tree(wanted.folder, model::belongs_to_model));
  if (!wanted.force) return Error{"DT-X951", wanted.folder + " is not empty", "name an empty folder, or make its model this version with --force; what was edited in its files is lost then"};
  if (!files.contains("model.yaml")) return Error{"DT-X951", wanted.folder + " is not empty and holds no model.yaml", "name an empty folder, or one that holds a model"};
  return files;
}

struct ExportedModel {
  DeployedVersion version;
  bool in_force = false;
  std::size_t written = 0, removed = 0, left = 0;
};

Result<ExportedModel> write_model(WantedModel const& wanted) {
  DT_TRY(auto store, platform::SqliteStore::open(wanted.data, platform::Access::read_only));
  DT_TRY(auto versions, deployed_versions(*store));
  ExportedModel exported;
  DT_ASSIGN(exported.version, wanted_version(versions, wanted));
  exported.in_force = exported.version.deployed.revision == versions.back().deployed.revision;
  DT_TRY(auto files, files_of_version(*store, exported.version.deployed));
  DT_TRY(auto present, present_files(wanted));
  auto changes = changes_to(present, files);
  for (auto const& change : changes) ++(change.becomes ? exported.written : exported.removed);
  exported.left = files.size() - exported.written;
  if (wanted.dry_run) return exported;
  std::error_code error;
  fs::create_directories(wanted.folder, error);
  DT_CHECK(platform::change_tree(wanted.folder, changes));
  return exported;
}

}  // namespace

int export_model(WantedModel const& wanted, Settings const& settings) {
  auto exported = write_model(wanted);
  if (!exported) return fail(exported.error());
  auto const& revision = exported->version.deployed.revision;
  if (settings.json) {
    JsonWriter json;
    json.begin_object().field("dry_run", wanted.dry_run).field("folder", wanted.folder).field("revision", revision).field("in_force", exported->in_force).field("deployed_at", exported->version.at);
    json.field("written", exported->written).field("removed", exported->removed).field("unchanged", exported->left).end_object();
    std::puts(json.text().c_str());
  } else if (!settings.quiet) {
    std::fprintf(stderr, "%s version %s%s into %s: %s written, %zu removed, %zu as they were\n", wanted.dry_run ? "would write" : "wrote", revision.substr(0, 8).c_str(),
                 exported->in_force ? ", which is in force," : "", wanted.folder.c_str(), counted(exported->written, "file").c_str(), exported->removed, exported->left);
  }
  return exit_ok;
}

}  // namespace drivetrain::app::cli
