// Finding imported models (see import_target.h). Paths are compared as they are written: nothing here looks at a disk.
#include "decisions/dmn/import_target.h"

#include <algorithm>
#include <filesystem>
#include <vector>

#include "base/text.h"

namespace drivetrain::decisions::dmn {

namespace {

/// "my%20rules.dmn" -> "my rules.dmn".
std::string without_escapes(std::string_view uri) {
  auto digit = [](char c) { return c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1; };
  std::string text;
  for (std::size_t i = 0; i < uri.size(); ++i) {
    bool escape = uri[i] == '%' && i + 2 < uri.size() && digit(uri[i + 1]) >= 0 && digit(uri[i + 2]) >= 0;
    text += escape ? static_cast<char>(digit(uri[i + 1]) * 16 + digit(uri[i + 2])) : uri[i];
    if (escape) i += 2;
  }
  return text;
}

std::string plain_path(std::string const& file) { return std::filesystem::path(file).lexically_normal().generic_string(); }

}  // namespace

std::optional<std::string> imported_file(notation::DmnImport const& import, std::string const& from_file) {
  auto location = std::string(trim(import.location));
  auto colon = location.find(':');
  if (location.empty() || (colon != std::string::npos && location.find('/') > colon)) return std::nullopt;
  return plain_path((std::filesystem::path(from_file).parent_path() / without_escapes(location)).string());
}

ImportTarget find_import(notation::DmnImport const& import, notation::DmnDefinitions const& from, std::span<std::shared_ptr<notation::DmnDefinitions const> const> models) {
  if (auto file = imported_file(import, from.file)) {
    auto at = std::find_if(models.begin(), models.end(), [&](auto const& each) { return plain_path(each->file) == *file; });
    if (at == models.end())
      return {nullptr, "the file " + *file + " that the import \"" + import.name + "\" names is not there", "put it there, below the folder of the model, or correct locationURI; without one the namespace alone decides"};
    if ((*at)->space != import.space) return {nullptr, "the file " + *file + " has the namespace " + (*at)->space + ", but " + import.space + " is imported", "correct the one or the other"};
    return {*at, {}, {}};
  }
  std::vector<std::shared_ptr<notation::DmnDefinitions const>> meant;
  for (auto const& each : models)
    if (each->space == import.space && each.get() != &from) meant.push_back(each);
  if (meant.empty()) {
    for (auto const& each : models)
      if (each->space == import.space) return {each, {}, {}};
    return {nullptr, "no model with the namespace " + import.space + " is here", "put the imported file beside this one, or correct the namespace"};
  }
  if (meant.size() > 1)
    return {nullptr, "two models have the namespace " + import.space + ": " + meant[0]->file + " and " + meant[1]->file, "say which is meant: locationURI=\"" + std::filesystem::path(meant[0]->file).filename().string() + "\""};
  return {meant[0], {}, {}};
}

}  // namespace drivetrain::decisions::dmn
