// A small disk of its own for one test, where there is the right to mount one.
#pragma once

#include <gtest/gtest.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace drivetrain::platform::test {

class SmallDisk {
 public:
  /// `megabytes` in size, mounted at a folder that is made.
  SmallDisk(std::string const& at, int megabytes) : at_(at) {
    ::mkdir(at.c_str(), 0755);
    mounted_ = ::mount("tmpfs", at.c_str(), "tmpfs", 0, ("size=" + std::to_string(megabytes) + "m").c_str()) == 0;
    if (!mounted_) why_ = std::strerror(errno);
  }
  ~SmallDisk() {
    if (mounted_) ::umount2(at_.c_str(), MNT_DETACH);
  }
  SmallDisk(SmallDisk const&) = delete;
  bool mounted() const { return mounted_; }
  std::string const& why() const { return why_; }
  std::string const& path() const { return at_; }
  bool make_read_only() { return ::mount("tmpfs", at_.c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, "") == 0; }
  bool make_writable() { return ::mount("tmpfs", at_.c_str(), "tmpfs", MS_REMOUNT, "") == 0; }

 private:
  std::string at_, why_;
  bool mounted_ = false;
};

}  // namespace drivetrain::platform::test
