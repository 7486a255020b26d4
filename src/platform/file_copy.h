// Large files: copied so that they are on stable storage, and named by their content, without ever being in memory as a whole.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "base/result.h"

namespace drivetrain::platform {

/// Bytes done, of all; answers false to stop.
using FileProgress = std::function<bool(std::uint64_t, std::uint64_t)>;

/// Hex SHA-256 of the file's content. DT-X920 when it cannot be read (to its end).
Result<std::string> hash_file(std::string const& path, FileProgress const& progress = {});
/// Replaces `to`, which its owner alone may read, whoever may read `from`; synchronises it and its folder's entry. DT-X921 when the disk is full.
Status copy_file(std::string const& from, std::string const& to, FileProgress const& progress = {});
/// Makes the names in a folder durable.
Status sync_folder(std::string const& path);

}  // namespace drivetrain::platform
