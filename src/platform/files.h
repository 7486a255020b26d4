// Folders of files as texts, bounded (base/limits.h). Paths are relative, with forward slashes.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"

namespace drivetrain::platform {

/// Every regular file below `folder` that `wanted` accepts by its relative path; symbolic links are not followed.
/// Error when the folder is not there, cannot be read, or holds more than the limits allow.
Result<std::map<std::string, std::string>> read_tree(std::string const& folder, std::function<bool(std::string const&)> const& wanted);

/// The relative paths of the same files, in order, without reading them.
Result<std::vector<std::string>> list_tree(std::string const& folder, std::function<bool(std::string const&)> const& wanted);

/// Changes whenever one of those files does: names, sizes and times of change. Empty when the folder cannot be read.
std::string tree_signature(std::string const& folder, std::function<bool(std::string const&)> const& wanted);

Result<std::string> read_file(std::string const& path);
/// Replaces the file in one step (written beside it, then renamed), creating folders as needed; its permissions stay.
Status write_file(std::string const& path, std::string_view content);

}  // namespace drivetrain::platform
