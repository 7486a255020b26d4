// FolderLock: at most one process owns a data folder. Held by the kernel, so that it ends with the process, however it ends.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"

namespace drivetrain::platform {

class FolderLock {
 public:
  /// Locks `folder`/drivetrain.lock and writes into it who holds it. DT-X922 names the holder when there is one already,
  /// DT-X920 when the folder cannot be written.
  static Result<std::unique_ptr<FolderLock>> take(std::string const& folder);
  ~FolderLock();
  FolderLock(FolderLock const&) = delete;

 private:
  explicit FolderLock(int file) : file_(file) {}
  int file_;
};

}  // namespace drivetrain::platform
