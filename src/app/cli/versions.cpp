// Naming versions (see versions.h). What exists on disk wins over a revision of the same name, as in git.
#include "app/cli/versions.h"

#include <filesystem>

#include "platform/files.h"
#include "platform/git.h"

namespace drivetrain::app::cli {

namespace {

namespace fs = std::filesystem;

bool exists(std::string const& path) {
  std::error_code error;
  return fs::exists(path, error);
}

bool is_single_file(std::string const& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

Result<NamedVersion> on_disk(std::string const& path) {
  if (!is_single_file(path)) {
    DT_TRY(auto tree, platform::survey_tree(path, model::belongs_to_model));
    for (auto const& one : tree.unread)
      if (!one.link) return one.why;  // links are left out, as they are of what git keeps
    return NamedVersion{path, std::move(tree.files)};
  }
  DT_TRY(auto text, platform::read_file(path));
  return NamedVersion{path, {{fs::path(path).filename().string(), std::move(text)}}};
}

Result<NamedVersion> in_history(std::string const& folder, std::string const& revision, std::string const& path, std::string const& name) {
  DT_TRY(auto tree, platform::read_git_tree(folder, revision, path, model::belongs_to_model));
  return NamedVersion{name + " (" + tree.commit.substr(0, 8) + ")", std::move(tree.files)};
}

/// Where REV:path lies on disk, when the repository is checked out around `folder`.
std::string working_place(std::string const& folder, std::string const& path) {
  if (path.starts_with(".")) return (fs::path(folder) / path).lexically_normal().generic_string();
  std::error_code error;
  for (auto at = fs::absolute(folder, error); !at.empty(); at = at.parent_path()) {
    if (fs::exists(at / ".git", error)) return (at / path).generic_string();
    if (at == at.root_path()) break;
  }
  return path;
}

}  // namespace

Result<NamedVersion> version_named(std::string const& what, std::string const& folder) {
  if (exists(what)) return on_disk(what);
  auto colon = what.find(':');
  if (colon == std::string::npos) return in_history(folder, what, ".", what);
  return in_history(folder, what.substr(0, colon), what.substr(colon + 1), what);
}

Result<TwoVersions> versions_named(std::string const& first, std::string const& second, std::string const& folder) {
  TwoVersions versions;
  if (!second.empty()) {
    DT_ASSIGN(versions.before, version_named(first, folder));
    DT_ASSIGN(versions.after, version_named(second, folder));
  } else if (exists(first)) {
    auto single = is_single_file(first);
    auto inside = single ? fs::path(first).parent_path().string() : first;
    auto name = single ? "./" + fs::path(first).filename().string() : std::string(".");
    DT_ASSIGN(versions.before, in_history(inside.empty() ? "." : inside, "HEAD", name, "HEAD:" + first));
    DT_ASSIGN(versions.after, on_disk(first));
  } else if (auto dots = first.find(".."); dots != std::string::npos && first.find(':') == std::string::npos) {
    auto left = first.substr(0, dots), right = first.substr(first.find_first_not_of('.', dots) == std::string::npos ? first.size() : first.find_first_not_of('.', dots));
    DT_ASSIGN(versions.before, version_named(left.empty() ? "HEAD" : left, folder));
    DT_ASSIGN(versions.after, version_named(right.empty() ? "HEAD" : right, folder));
  } else {
    DT_ASSIGN(versions.before, version_named(first, folder));
    auto colon = first.find(':');
    DT_ASSIGN(versions.after, on_disk(colon == std::string::npos ? folder : working_place(folder, first.substr(colon + 1))));
  }
  // Two single files are two versions of one, whatever they are called.
  auto& before = versions.before.files;
  auto& after = versions.after.files;
  if (before.size() == 1 && after.size() == 1 && before.begin()->first != after.begin()->first) {
    auto node = before.extract(before.begin());
    node.key() = after.begin()->first;
    before.insert(std::move(node));
  }
  return versions;
}

}  // namespace drivetrain::app::cli
