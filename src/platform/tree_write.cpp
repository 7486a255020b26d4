// Files changed in two steps (see tree_write.h). Every folder on the way is opened by its own name below the one before it, never through a
// link (openat(2) with O_NOFOLLOW), so that what is written lies where its path says.
#include "platform/tree_write.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#include "base/limits.h"

namespace drivetrain::platform {

namespace {

class OpenPlace {
 public:
  explicit OpenPlace(int descriptor = -1) : descriptor_(descriptor) {}
  OpenPlace(OpenPlace&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  OpenPlace& operator=(OpenPlace&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~OpenPlace() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  int get() const { return descriptor_; }
  bool open() const { return descriptor_ >= 0; }

 private:
  int descriptor_;
};

constexpr int folder_flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;

Error cannot_write(std::string const& path, std::string const& why, std::string help = "check the folder's permissions and its disk") {
  return {"DT-X920", path + " cannot be written: " + why, std::move(help)};
}

std::vector<std::string> steps_of(std::string const& path) {
  std::vector<std::string> steps{""};
  for (char c : path) {
    if (c == '/') steps.emplace_back();
    else steps.back() += c;
  }
  return steps;
}

/// Hidden names are nobody's model; and "." and ".." lead elsewhere.
bool stays_inside(std::vector<std::string> const& steps) {
  for (auto const& step : steps)
    if (step.empty() || step.starts_with(".") || step.find('\0') != std::string::npos) return false;
  return true;
}

/// One file on its way.
struct Prepared {
  TreeChange const& change;
  std::vector<std::string> steps;
  OpenPlace parent;          ///< the folder that holds it
  std::string written = {};  ///< name beside it; empty when nothing was written
  std::string const& name() const { return steps.back(); }
};

class TreeChanger {
 public:
  TreeChanger(std::string const& folder, std::vector<TreeChange> const& changes) : folder_(folder), changes_(changes) {}

  Status run() {
    root_ = OpenPlace(::open(folder_.c_str(), folder_flags));
    if (!root_.open()) return cannot_write(folder_, std::strerror(errno));
    prepared_.reserve(changes_.size());
    for (auto const& change : changes_)
      if (auto done = prepare(change); !done) return undo(), done;
    for (auto& one : prepared_) DT_CHECK(finish(one));
    for (auto& one : prepared_) ::fsync(one.parent.get());
    for (auto& one : prepared_)
      if (!one.change.becomes) leave_empty_folders(one.steps);
    return {};
  }

 private:
  Status prepare(TreeChange const& change) {
    auto steps = steps_of(change.path);
    if (!stays_inside(steps)) return cannot_write(change.path, "it leads out of the folder", "");
    DT_TRY(auto parent, open_parent(change, steps));
    prepared_.push_back({change, std::move(steps), std::move(parent)});
    auto& one = prepared_.back();
    struct stat before {};
    DT_CHECK(compare(one, before));
    if (change.becomes) return write_beside(one, before);
    if (::faccessat(one.parent.get(), ".", W_OK, AT_EACCESS) != 0) return cannot_write(change.path, std::strerror(errno));
    return {};
  }

  Result<OpenPlace> open_parent(TreeChange const& change, std::vector<std::string> const& steps) {
    OpenPlace at(::dup(root_.get()));
    for (std::size_t i = 0; i + 1 < steps.size(); ++i) {
      OpenPlace next(::openat(at.get(), steps[i].c_str(), folder_flags | O_NOFOLLOW));
      if (!next.open() && errno == ENOENT && change.becomes) next = make_folder(at, steps, i);
      if (!next.open())
        return cannot_write(change.path, errno == ELOOP || errno == ENOTDIR ? steps[i] + " is a link or no folder" : std::strerror(errno), "make it a folder within the model's");
      at = std::move(next);
    }
    return at;
  }

  OpenPlace make_folder(OpenPlace const& at, std::vector<std::string> const& steps, std::size_t last) {
    auto const& name = steps[last];
    if (::mkdirat(at.get(), name.c_str(), 0700) != 0) return OpenPlace();
    made_.emplace_back(steps.begin(), steps.begin() + static_cast<std::ptrdiff_t>(last) + 1);
    OpenPlace made(::openat(at.get(), name.c_str(), folder_flags | O_NOFOLLOW));
    struct stat above {};
    if (made.open() && ::fstat(at.get(), &above) == 0) take_after(made.get(), above, above.st_mode & 07777);
    return made;
  }

  /// Owners only as far as the process may give files away: one that runs as root must not take people's files from them.
  static void take_after(int descriptor, struct stat const& example, mode_t mode) {
    if (::fchown(descriptor, example.st_uid, example.st_gid) != 0) errno = 0;
    if (::fchmod(descriptor, mode) != 0) errno = 0;
  }

  /// Whether the file is what it was taken to be.
  Status compare(Prepared const& one, struct stat& before) {
    OpenPlace file(::openat(one.parent.get(), one.name().c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    auto const& path = one.change.path;
    if (!file.open() && errno == ENOENT) return one.change.was ? Status(cannot_write(path, "it was removed meanwhile", "look again")) : Status{};
    if (!file.open()) return cannot_write(path, errno == ELOOP ? "it is a symbolic link" : std::strerror(errno));
    if (::fstat(file.get(), &before) != 0 || !S_ISREG(before.st_mode)) return cannot_write(path, "something that is no file stands there");
    if (!one.change.was) return cannot_write(path, "a file of this name is there already", "look again");
    std::string text;
    char part[65'536];
    for (;;) {
      auto count = ::read(file.get(), part, sizeof part);
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return cannot_write(path, std::strerror(errno));
      if (count == 0) break;
      text.append(part, static_cast<std::size_t>(count));
      if (text.size() > limits::max_model_file_bytes) break;
    }
    if (text != *one.change.was) return cannot_write(path, "it was edited meanwhile", "look again");
    return {};
  }

  Status write_beside(Prepared& one, struct stat const& before) {
    auto beside = "." + one.name() + ".writing";
    ::unlinkat(one.parent.get(), beside.c_str(), 0);  // of a process that ended in the middle
    OpenPlace file(::openat(one.parent.get(), beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!file.open()) return cannot_write(one.change.path, std::strerror(errno));
    one.written = beside;
    auto const& text = *one.change.becomes;
    for (std::size_t done = 0; done < text.size();) {
      auto count = ::write(file.get(), text.data() + done, text.size() - done);
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return cannot_write(one.change.path, std::strerror(errno));
      done += static_cast<std::size_t>(count);
    }
    struct stat above {};
    if (one.change.was) take_after(file.get(), before, before.st_mode & 07777);
    else if (::fstat(one.parent.get(), &above) == 0) take_after(file.get(), above, above.st_mode & 0666);
    if (::fsync(file.get()) != 0) return cannot_write(one.change.path, std::strerror(errno));
    return {};
  }

  Status finish(Prepared& one) {
    auto place = one.parent.get();
    auto const* name = one.name().c_str();
    auto failed = one.change.becomes ? ::renameat(place, one.written.c_str(), place, name) : ::unlinkat(place, name, 0);
    if (failed == 0) return {};
    auto why = cannot_write(one.change.path, std::strerror(errno));
    undo();
    return why;
  }

  /// What was prepared and not put in place goes.
  void undo() {
    for (auto& one : prepared_)
      if (!one.written.empty()) ::unlinkat(one.parent.get(), one.written.c_str(), 0);
    for (auto made = made_.rbegin(); made != made_.rend(); ++made) remove_folder(*made);
  }

  bool remove_folder(std::vector<std::string> const& steps) {
    OpenPlace at(::dup(root_.get()));
    for (std::size_t i = 0; i + 1 < steps.size() && at.open(); ++i) at = OpenPlace(::openat(at.get(), steps[i].c_str(), folder_flags | O_NOFOLLOW));
    return at.open() && ::unlinkat(at.get(), steps.back().c_str(), AT_REMOVEDIR) == 0;
  }

  void leave_empty_folders(std::vector<std::string> steps) {
    for (steps.pop_back(); !steps.empty() && remove_folder(steps);) steps.pop_back();
  }

  std::string const& folder_;
  std::vector<TreeChange> const& changes_;
  OpenPlace root_;
  std::vector<Prepared> prepared_;
  std::vector<std::vector<std::string>> made_;
};

}  // namespace

Status change_tree(std::string const& folder, std::vector<TreeChange> const& changes) { return TreeChanger(folder, changes).run(); }

}  // namespace drivetrain::platform
