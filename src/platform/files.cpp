// Files and folders (see files.h).
#include "platform/files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/limits.h"

namespace drivetrain::platform {

namespace fs = std::filesystem;

Result<std::string> read_file(std::string const& path) {
  std::error_code error;
  auto size = fs::file_size(path, error);
  if (error) return Error{"DT-X920", "cannot read " + path + ": " + error.message(), "check the path and its permissions"};
  if (size > limits::max_model_file_bytes)
    return Error{"DT-X920", path + " is " + std::to_string(size) + " bytes; more than " + std::to_string(limits::max_model_file_bytes) + " are not read",
                 "split it, or take it out of the folder"};
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in && size > 0) return Error{"DT-X920", "cannot read " + path, "check its permissions"};
  return std::move(text).str();
}

Result<std::vector<std::string>> list_tree(std::string const& folder, std::function<bool(std::string const&)> const& wanted) {
  std::error_code error;
  if (!fs::is_directory(folder, error))
    return Error{"DT-X920", "there is no folder " + folder, "name the folder that holds model.yaml"};
  std::vector<std::string> paths;
  auto options = fs::directory_options::skip_permission_denied;
  for (auto entry = fs::recursive_directory_iterator(folder, options, error); entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    if (error) return Error{"DT-X920", "cannot read " + folder + ": " + error.message(), ""};
    auto name = entry->path().filename().string();
    if (entry->is_directory(error) && (name.starts_with(".") || name == "node_modules")) {
      entry.disable_recursion_pending();
      continue;
    }
    if (entry->is_symlink(error) || !entry->is_regular_file(error)) continue;
    auto relative = entry->path().lexically_relative(folder).generic_string();
    if (!wanted(relative)) continue;
    if (paths.size() >= limits::max_model_files)
      return Error{"DT-X920", folder + " holds more than " + std::to_string(limits::max_model_files) + " model files", "name the folder that holds model.yaml"};
    paths.push_back(std::move(relative));
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

Result<std::map<std::string, std::string>> read_tree(std::string const& folder, std::function<bool(std::string const&)> const& wanted) {
  DT_TRY(auto paths, list_tree(folder, wanted));
  std::map<std::string, std::string> files;
  for (auto& path : paths) {
    DT_TRY(auto content, read_file((fs::path(folder) / path).string()));
    files.emplace_hint(files.end(), std::move(path), std::move(content));
  }
  return files;
}

std::string tree_signature(std::string const& folder, std::function<bool(std::string const&)> const& wanted) {
  std::error_code error;
  std::map<std::string, std::string> seen;
  auto options = fs::directory_options::skip_permission_denied;
  for (auto entry = fs::recursive_directory_iterator(folder, options, error); !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    std::error_code ignored;
    auto name = entry->path().filename().string();
    if (entry->is_directory(ignored) && (name.starts_with(".") || name == "node_modules")) {
      entry.disable_recursion_pending();
      continue;
    }
    if (entry->is_symlink(ignored) || !entry->is_regular_file(ignored)) continue;
    auto relative = fs::relative(entry->path(), folder, ignored).generic_string();
    if (!wanted(relative) || seen.size() >= limits::max_model_files) continue;
    auto size = entry->file_size(ignored);
    auto changed = entry->last_write_time(ignored).time_since_epoch().count();
    seen[relative] = std::to_string(size) + " " + std::to_string(changed);
  }
  if (error) return "";
  std::string signature;
  for (auto const& [path, state] : seen) signature += path + " " + state + "\n";
  return signature;
}

Status write_file(std::string const& path, std::string_view content) {
  std::error_code error;
  if (auto parent = fs::path(path).parent_path(); !parent.empty()) fs::create_directories(parent, error);
  auto beside = path + ".writing";
  {
    std::ofstream out(beside, std::ios::binary | std::ios::trunc);
    out.write(content.data(), static_cast<std::streamsize>(content.size()));
    out.flush();
    if (!out) return Error{"DT-X920", "cannot write " + path, "check the disk and the folder's permissions"};
  }
  if (auto was = fs::status(path, error); !error && fs::exists(was)) fs::permissions(beside, was.permissions(), error);
  fs::rename(beside, path, error);
  if (error) return Error{"DT-X920", "cannot write " + path + ": " + error.message(), "check the folder's permissions"};
  return {};
}

}  // namespace drivetrain::platform
