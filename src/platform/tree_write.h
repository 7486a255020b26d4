// Changing files of a folder that people work in, too: all changes are prepared beside what they replace, and only then put in its place, each
// in one step. Nothing outside the folder is ever written, and no symbolic link is followed on the way.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

namespace drivetrain::platform {

/// One file, by its path relative to the folder, as it is taken to be and as it is to become. Nothing: there is no such file.
struct TreeChange {
  std::string path;
  std::optional<std::string> was, becomes;
};

/// Folders on the way to a new file are made; those that the last file leaves are removed. A file keeps its owner and permissions, a new one gets those of
/// its folder. An error says which file and why: a path or a link that leads out of the folder, a file that is not what it `was`, a disk that takes
/// nothing. Nothing was changed then, unless the disk failed between two of the last steps; a file is always whole.
Status change_tree(std::string const& folder, std::vector<TreeChange> const& changes);

}  // namespace drivetrain::platform
