// Unpacking by libzip (see archive.h).
#include "notation/tables/archive.h"

#include <zip.h>

#include "base/limits.h"

namespace drivetrain::notation {

struct Archive::Zip {
  std::string file;
  zip_t* handle = nullptr;
  std::size_t unpacked = 0;
  ~Zip() {
    if (handle) zip_discard(handle);
  }
};

Archive::Archive(std::unique_ptr<Zip> zip) : zip_(std::move(zip)) {}
Archive::Archive(Archive&&) noexcept = default;
Archive::~Archive() = default;

Result<Archive> Archive::open(std::string const& file, std::string_view bytes) {
  auto zip = std::make_unique<Zip>();
  zip->file = file;
  zip_error_t error;
  zip_error_init(&error);
  auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source) zip->handle = zip_open_from_source(source, ZIP_RDONLY, &error);
  if (source && !zip->handle) zip_source_free(source);
  std::string why = zip->handle ? "" : zip_error_strerror(&error);
  zip_error_fini(&error);
  if (!zip->handle) return Error{"DT-X930", file + " is damaged: " + why, "open it in the program that wrote it and save it again"};
  return Archive(std::move(zip));
}

Result<std::optional<std::string>> Archive::part(std::string const& path) {
  auto index = zip_name_locate(zip_->handle, path.c_str(), ZIP_FL_NOCASE);
  if (index < 0) return std::optional<std::string>();
  auto* part = zip_fopen_index(zip_->handle, static_cast<zip_uint64_t>(index), 0);
  if (!part)
    return Error{"DT-X930", zip_->file + " cannot be unpacked: " + zip_strerror(zip_->handle), "save it without a password, as .xlsx or CSV"};
  // What the archive says about its sizes is not believed: bytes are counted as they come out.
  std::string text;
  std::string buffer(64u << 10, '\0');
  zip_int64_t read = 0;
  bool too_large = false;
  while (!too_large && (read = zip_fread(part, buffer.data(), buffer.size())) > 0) {
    zip_->unpacked += static_cast<std::size_t>(read);
    too_large = zip_->unpacked > limits::max_table_unpacked_bytes;
    if (!too_large) text.append(buffer.data(), static_cast<std::size_t>(read));
  }
  zip_fclose(part);
  if (too_large)
    return Error{"DT-X930", zip_->file + " unpacks to more than " + std::to_string(limits::max_table_unpacked_bytes) + " bytes", "take the sheets that describe the company into a file of their own"};
  if (read < 0) return Error{"DT-X930", zip_->file + " is damaged in " + path, "open it in the program that wrote it and save it again"};
  return std::optional(std::move(text));
}

}  // namespace drivetrain::notation
