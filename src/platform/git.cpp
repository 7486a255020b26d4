// Reading git's history (see git.h): rev-parse names the tree, ls-tree lists it, cat-file --batch gives all contents in one run.
#include "platform/git.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include "base/limits.h"
#include "base/text.h"
#include "platform/run_program.h"

namespace drivetrain::platform {

namespace {

struct Blob {
  std::string path, hash;
};

class Repository {
 public:
  explicit Repository(std::string folder) : folder_(std::move(folder)) {}

  /// Stdout of a git command; an error with git's own words.
  Result<std::string> git(std::vector<std::string> arguments, std::string_view input = {}) const {
    std::vector<std::string> all{"git", "-C", folder_};
    all.insert(all.end(), arguments.begin(), arguments.end());
    // Nothing may be fetched, asked or written because somebody compares two versions.
    DT_TRY(auto run, run_program(all, input, {"GIT_TERMINAL_PROMPT=0", "GIT_OPTIONAL_LOCKS=0", "GIT_NO_LAZY_FETCH=1", "LC_ALL=C"}, {512u << 20, 60'000}));
    if (run.exit_code == 0) return std::move(run.out);
    return Error{"DT-X901", "git " + arguments[0] + ": " + std::string(trim(run.err)), "is " + folder_ + " in a git repository?"};
  }

  Result<std::string> hash_of(std::string const& name) const {
    DT_TRY(auto answer, git({"rev-parse", "--verify", "--quiet", "--end-of-options", name}));
    return std::string(trim(answer));
  }

 private:
  std::string folder_;
};

/// "mode type hash size\tpath", each ended by a zero byte.
Result<std::vector<Blob>> blobs_of(std::string_view listing, std::function<bool(std::string const&)> const& wanted) {
  std::vector<Blob> blobs;
  for (auto line : split(listing, '\0')) {
    auto tab = line.find('\t');
    if (tab == std::string_view::npos) continue;
    auto head = std::string(line.substr(0, tab));
    std::vector<std::string> fields;
    for (auto field : split(head, ' '))
      if (!field.empty()) fields.emplace_back(field);
    std::string path(line.substr(tab + 1));
    bool regular = fields.size() == 4 && fields[1] == "blob" && fields[0] != "120000";
    if (!regular || !wanted(path)) continue;
    std::size_t size = 0;
    std::from_chars(fields[3].data(), fields[3].data() + fields[3].size(), size);
    if (size > limits::max_model_file_bytes)
      return Error{"DT-X920", path + " was " + fields[3] + " bytes then; more than " + std::to_string(limits::max_model_file_bytes) + " are not read", ""};
    if (blobs.size() >= limits::max_model_files)
      return Error{"DT-X920", "it held more than " + std::to_string(limits::max_model_files) + " model files then", "name the folder that holds model.yaml"};
    blobs.push_back({std::move(path), fields[2]});
  }
  return blobs;
}

/// What `cat-file --batch` answers: "hash blob size\n", the content and a newline, for each blob in order.
Result<std::map<std::string, std::string>> contents_of(std::vector<Blob> const& blobs, std::string_view answer) {
  std::map<std::string, std::string> files;
  for (auto const& blob : blobs) {
    auto end = answer.find('\n');
    auto head = answer.substr(0, end);
    auto space = head.rfind(' ');
    std::size_t size = 0;
    bool good = end != std::string_view::npos && space != std::string_view::npos && head.starts_with(blob.hash) &&
                std::from_chars(head.data() + space + 1, head.data() + head.size(), size).ec == std::errc() && answer.size() > end + 1 + size;
    if (!good) return Error{"DT-X901", "git has no content for " + blob.path, "is the clone shallow or partial? fetch the history"};
    files[blob.path] = answer.substr(end + 1, size);
    answer.remove_prefix(end + 2 + size);
  }
  return files;
}

}  // namespace

Result<GitTree> read_git_tree(std::string const& folder, std::string const& revision, std::string const& path,
                              std::function<bool(std::string const&)> const& wanted) {
  Repository repository(folder);
  GitTree tree;
  DT_TRY(auto inside, repository.git({"rev-parse", "--is-inside-work-tree"}));
  if (trim(inside) != "true") return Error{"DT-X901", folder + " is in no git working tree", "name folders, or a revision inside a repository"};
  auto commit = repository.hash_of(revision + "^{commit}");
  if (!commit) return Error{"DT-X901", "git knows no revision " + revision, "name a commit, a tag or a branch, or a folder that exists"};
  tree.commit = *commit;
  // "./" is git's word for the folder it runs in.
  auto object = repository.hash_of(tree.commit + ":" + (path == "." ? "./" : path));
  if (!object) return Error{"DT-X901", revision + " holds no " + (path == "." ? folder : path), "paths count from the top of the repository; ./path from here"};
  DT_TRY(auto type, repository.git({"cat-file", "-t", *object}));
  std::vector<Blob> blobs;
  if (trim(type) == "blob") {
    auto slash = path.rfind('/');
    DT_TRY(auto size, repository.git({"cat-file", "-s", *object}));
    auto name = slash == std::string::npos ? path : path.substr(slash + 1);
    DT_TRY(blobs, blobs_of("100644 blob " + *object + " " + std::string(trim(size)) + "\t" + name + std::string(1, '\0'), [](std::string const&) { return true; }));
  } else {
    DT_TRY(auto listing, repository.git({"ls-tree", "-r", "-z", "-l", "--full-tree", *object}));
    DT_TRY(blobs, blobs_of(listing, wanted));
  }
  std::string hashes;
  for (auto const& blob : blobs) hashes += blob.hash + "\n";
  if (blobs.empty()) return tree;
  DT_TRY(auto answer, repository.git({"cat-file", "--batch"}, hashes));
  DT_TRY(tree.files, contents_of(blobs, answer));
  return tree;
}

}  // namespace drivetrain::platform
