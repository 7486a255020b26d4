// Files and folders (see files.h).
#include "platform/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "base/limits.h"

namespace drivetrain::platform {

namespace fs = std::filesystem;

namespace {

struct FileToRead {
  int descriptor;
  explicit FileToRead(std::string const& path) : descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)) {}
  FileToRead(FileToRead const&) = delete;
  FileToRead& operator=(FileToRead const&) = delete;
  ~FileToRead() {
    if (descriptor >= 0) ::close(descriptor);
  }
};

Error too_large(std::string const& path, std::size_t size) {
  return {"DT-R013", path + " has " + std::to_string(size) + " bytes; a model file may have " + std::to_string(limits::max_model_file_bytes),
          "split it: one entity per document, documents in several files; or take it out of the folder"};
}
Error unreadable(std::string const& path, std::string const& why, std::string const& help) { return {"DT-R015", path + " cannot be read: " + why, help}; }

/// Whoever waits at a pipe waits for ever, and a device never ends: only regular files are read, and never more than the bound.
Result<std::string> read_regular(std::string const& path) {
  FileToRead file(path);
  struct stat status {};
  if (file.descriptor < 0 || ::fstat(file.descriptor, &status) != 0) return unreadable(path, std::strerror(errno), "check the path and its permissions");
  if (S_ISDIR(status.st_mode)) return unreadable(path, "it is a folder", "name a file");
  if (!S_ISREG(status.st_mode)) return unreadable(path, "it is a pipe, socket or device", "replace it by a regular file");
  auto size = static_cast<std::size_t>(status.st_size);
  if (size > limits::max_model_file_bytes) return too_large(path, size);
  std::string text(size, '\0');
  std::size_t length = 0;
  for (;;) {
    if (length == text.size()) text.resize(text.size() + 4'096);  // it may grow while it is read, and files of /proc have no size
    auto count = ::read(file.descriptor, text.data() + length, text.size() - length);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return unreadable(path, std::strerror(errno), "check the disk");
    if (count == 0) break;
    length += static_cast<std::size_t>(count);
    if (length > limits::max_model_file_bytes) return too_large(path, length);
  }
  text.resize(length);
  return text;
}

/// All paths that may be model files, folder by folder, in no order; nothing is opened but folders.
class TreeWalk {
 public:
  TreeWalk(std::string const& folder, std::function<bool(std::string const&)> const& wanted) : folder_(folder), wanted_(wanted) {}

  Status run() {
    std::error_code error;
    if (!fs::is_directory(folder_, error)) return Error{"DT-X920", "there is no folder " + folder_, "name the folder that holds model.yaml"};
    for (std::vector<std::string> waiting{""}; !waiting.empty();) {
      auto place = std::move(waiting.back());
      waiting.pop_back();
      fs::directory_iterator entries(fs::path(folder_) / place, error);
      if (error) {
        unread.push_back({place, unreadable(place.empty() ? folder_ : place, error.message(), "check the folder's permissions")});
        continue;
      }
      for (; entries != fs::directory_iterator(); entries.increment(error)) {
        if (error) return Error{"DT-X920", "cannot read " + folder_ + ": " + error.message(), "check the disk"};
        DT_CHECK(look_at(*entries, place, waiting));
      }
    }
    std::sort(paths.begin(), paths.end());
    return {};
  }

  std::vector<std::string> paths;
  std::vector<UnreadFile> unread;

 private:
  Status look_at(fs::directory_entry const& entry, std::string const& place, std::vector<std::string>& waiting) {
    if (++seen_ > max_tree_entries)
      return Error{"DT-X920", folder_ + " holds more than " + std::to_string(max_tree_entries) + " files and folders", "name the folder that holds model.yaml"};
    std::error_code error;
    auto name = entry.path().filename().generic_string();
    auto path = place + name;
    auto kind = entry.symlink_status(error).type();
    if (kind == fs::file_type::directory) {
      if (!name.starts_with(".") && name != "node_modules") waiting.push_back(path + "/");
      return {};
    }
    if (kind == fs::file_type::symlink && entry.is_directory(error)) {
      // What is behind it would be missing without a word.
      if (!name.starts_with(".") && name != "node_modules")
        unread.push_back({path + "/", unreadable(path + "/", "it is a symbolic link to a folder, and links may lead out of the model", "put the folder itself there"), true});
      return {};
    }
    if (!wanted_(path)) return {};
    if (kind == fs::file_type::symlink)
      unread.push_back({path, unreadable(path, "it is a symbolic link, and links may lead out of the model", "put the file itself there"), true});
    else if (kind != fs::file_type::regular)
      unread.push_back({path, unreadable(path, "it is a pipe, socket or device", "replace it by a regular file")});
    else if (paths.size() >= limits::max_model_files)
      return Error{"DT-X920", folder_ + " holds more than " + std::to_string(limits::max_model_files) + " model files", "name the folder that holds model.yaml"};
    else
      paths.push_back(std::move(path));
    return {};
  }

  std::string const& folder_;
  std::function<bool(std::string const&)> const& wanted_;
  std::size_t seen_ = 0;
};

}  // namespace

Result<std::string> read_file(std::string const& path) {
  auto text = read_regular(path);
  if (text) return text;
  return Error{"DT-X920", text.error().message, text.error().help};
}

Result<std::vector<std::string>> list_tree(std::string const& folder, std::function<bool(std::string const&)> const& wanted) {
  TreeWalk walk(folder, wanted);
  DT_CHECK(walk.run());
  for (auto& one : walk.unread) walk.paths.push_back(std::move(one.path));  // whoever opens it hears why it cannot be read
  std::sort(walk.paths.begin(), walk.paths.end());
  return std::move(walk.paths);
}

Result<TreeReading> survey_tree(std::string const& folder, std::function<bool(std::string const&)> const& wanted) {
  TreeWalk walk(folder, wanted);
  DT_CHECK(walk.run());
  TreeReading reading{{}, std::move(walk.unread)};
  std::size_t bytes = 0;
  for (auto& path : walk.paths) {
    auto content = read_regular((fs::path(folder) / path).string());
    if (!content) {
      auto why = content.error();
      if (auto at = why.message.find(path); at != std::string::npos) why.message.erase(0, at);  // as the model knows it
      reading.unread.push_back({std::move(path), std::move(why)});
      continue;
    }
    bytes += content->size();
    if (bytes > max_model_bytes)
      return Error{"DT-X920", folder + " holds more than " + std::to_string(max_model_bytes) + " bytes of model files", "name the folder that holds model.yaml"};
    reading.files.emplace_hint(reading.files.end(), std::move(path), content.take());
  }
  std::sort(reading.unread.begin(), reading.unread.end(), [](auto const& a, auto const& b) { return a.path < b.path; });
  return reading;
}

Result<std::map<std::string, std::string>> read_tree(std::string const& folder, std::function<bool(std::string const&)> const& wanted) {
  DT_TRY(auto reading, survey_tree(folder, wanted));
  if (reading.unread.empty()) return std::move(reading.files);
  auto const& first = reading.unread[0].why;
  return Error{"DT-X920", first.message + (reading.unread.size() > 1 ? " (and " + std::to_string(reading.unread.size() - 1) + " more)" : ""), first.help};
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
  // A device or a pipe is written into, never replaced.
  auto special = fs::status(path, error);
  bool in_place = !error && fs::exists(special) && !fs::is_regular_file(special) && !fs::is_directory(special);
  auto beside = in_place ? path : path + ".writing";
  {
    std::ofstream out(beside, std::ios::binary | std::ios::trunc);
    out.write(content.data(), static_cast<std::streamsize>(content.size()));
    out.flush();
    if (!out) {
      if (!in_place) fs::remove(beside, error);
      return Error{"DT-X920", "cannot write " + path, "check the disk and the folder's permissions"};
    }
  }
  if (in_place) return {};
  if (auto was = fs::status(path, error); !error && fs::exists(was)) fs::permissions(beside, was.permissions(), error);
  fs::rename(beside, path, error);
  if (error) return Error{"DT-X920", "cannot write " + path + ": " + error.message(), "check the folder's permissions"};
  return {};
}

}  // namespace drivetrain::platform
