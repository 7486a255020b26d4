// Archive: a workbook is a zip file of XML parts. Parts are unpacked one by one under a common bound, because a few kilobytes can claim to be gigabytes.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace drivetrain::notation {

class Archive {
 public:
  /// `bytes` must outlive it. Error DT-X930: no zip file.
  static Result<Archive> open(std::string const& file, std::string_view bytes);
  Archive(Archive&&) noexcept;
  ~Archive();

  /// Nothing when there is no such part. Error when it cannot be unpacked, is encrypted, or all parts together exceed limits::max_table_unpacked_bytes.
  Result<std::optional<std::string>> part(std::string const& path);

 private:
  struct Zip;
  explicit Archive(std::unique_ptr<Zip> zip);
  std::unique_ptr<Zip> zip_;
};

}  // namespace drivetrain::notation
