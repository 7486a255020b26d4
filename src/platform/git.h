// Earlier states of a folder, out of git's history, without touching the working tree.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "base/result.h"

namespace drivetrain::platform {

struct GitTree {
  std::string commit;                        ///< full hash that the revision stands for
  std::map<std::string, std::string> files;  ///< by path relative to what was asked for; a single file by its name
};

/// What `path` held at `revision` ("HEAD~3", a tag, a branch, a hash), as far as `wanted` accepts the paths in it. `path` counts
/// from the top of the repository that `folder` is in, as git's own REV:path, or from `folder` when it begins with a dot.
/// Links and submodules are left out. DT-X901 when there is no repository, revision or path of that name, DT-X920 when the limits for
/// a model are exceeded.
Result<GitTree> read_git_tree(std::string const& folder, std::string const& revision, std::string const& path,
                              std::function<bool(std::string const&)> const& wanted);

}  // namespace drivetrain::platform
