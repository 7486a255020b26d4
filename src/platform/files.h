// Folders of files as texts, bounded (base/limits.h). Paths are relative, with forward slashes.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"

namespace drivetrain::platform {

inline constexpr std::size_t max_model_bytes = 256u << 20;  ///< of all files of a model together
inline constexpr std::size_t max_tree_entries = 1'000'000;   ///< files and folders looked at to find those of a model

/// A file that belongs to a folder and was left out, with why: DT-R013 too large, DT-R015 unreadable or no regular file.
struct UnreadFile {
  std::string path;
  Error why;
  bool link = false;  ///< a symbolic link, which is no file of anybody's version
};
struct TreeReading {
  std::map<std::string, std::string> files;
  std::vector<UnreadFile> unread;  ///< in order of paths
};
/// As read_tree, but what cannot be read is told beside what can.
Result<TreeReading> survey_tree(std::string const& folder, std::function<bool(std::string const&)> const& wanted);

/// Every regular file below `folder` that `wanted` accepts by its relative path. Hidden folders and folders behind
/// symbolic links are not entered. Error when the folder is not there, holds more than the limits allow, or one of these files cannot be read.
Result<std::map<std::string, std::string>> read_tree(std::string const& folder, std::function<bool(std::string const&)> const& wanted);

/// The relative paths of the same files, in order, without reading them.
Result<std::vector<std::string>> list_tree(std::string const& folder, std::function<bool(std::string const&)> const& wanted);

/// Changes whenever one of those files does: names, sizes and times of change. Empty when the folder cannot be read.
std::string tree_signature(std::string const& folder, std::function<bool(std::string const&)> const& wanted);

Result<std::string> read_file(std::string const& path);
/// Replaces the file in one step (written beside it, then renamed), creating folders as needed; its permissions stay.
Status write_file(std::string const& path, std::string_view content);

}  // namespace drivetrain::platform
