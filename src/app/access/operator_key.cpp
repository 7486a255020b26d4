// Two lines in a file of the data folder (see operator_key.h).
#include "app/access/operator_key.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "base/hash.h"
#include "base/text.h"
#include "journal/errors.h"
#include "platform/files.h"

namespace drivetrain::app::access {

namespace {

std::string key_path(std::string const& folder) { return folder + "/operator.key"; }

}  // namespace

std::string new_operator_key(journal::Entropy& entropy) {
  std::array<std::uint8_t, 32> bits{};
  entropy.fill(bits);
  return to_hex(bits);
}

Status write_operator_key(std::string const& data_folder, OperatorKey const& key) {
  auto path = key_path(data_folder), fresh = path + ".new";
  ::unlink(fresh.c_str());
  int file = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  auto text = key.url + "\n" + key.key + "\n";
  bool written = file >= 0 && ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  if (file >= 0) ::close(file);
  if (written && std::rename(fresh.c_str(), path.c_str()) == 0) return {};
  return journal::errors::storage_unavailable(path + " cannot be written", std::strerror(errno));
}

Result<std::optional<OperatorKey>> read_operator_key(std::string const& data_folder) {
  auto path = key_path(data_folder);
  if (::access(path.c_str(), F_OK) != 0) return std::optional<OperatorKey>();
  DT_TRY(auto text, platform::read_file(path));
  auto lines = split(text, '\n');
  if (lines.size() < 2 || lines[0].empty() || lines[1].empty()) return std::optional<OperatorKey>();
  return std::optional(OperatorKey{std::string(lines[0]), std::string(lines[1])});
}

void remove_operator_key(std::string const& data_folder) { ::unlink(key_path(data_folder).c_str()); }

}  // namespace drivetrain::app::access
