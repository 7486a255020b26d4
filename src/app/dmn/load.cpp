// Loading a decision model from files (see load.h).
#include "app/dmn/load.h"

#include <algorithm>
#include <filesystem>

#include "platform/files.h"

namespace drivetrain::app {

Result<LoadedDecisions> load_decisions(std::string const& file, decisions::dmn::CompileOptions const& options) {
  namespace fs = std::filesystem;
  LoadedDecisions loaded;
  std::vector<std::shared_ptr<notation::DmnDefinitions const>> models;
  auto read = [&](std::string const& path, Diagnostics& diagnostics) -> Status {
    DT_TRY(auto text, platform::read_file(path));
    auto& source = loaded.sources[path] = SourceText(path, std::move(text));
    if (std::shared_ptr<notation::DmnDefinitions const> model = notation::read_dmn(source, diagnostics)) models.push_back(std::move(model));
    return {};
  };
  DT_CHECK(read(file, loaded.diagnostics));
  if (models.empty()) return loaded;
  std::vector<std::string> beside;
  std::error_code ignored;
  auto folder = fs::path(file).parent_path();
  if (!models[0]->imports.empty())
    for (auto const& entry : fs::directory_iterator(folder.empty() ? fs::path(".") : folder, ignored))
      if (entry.path().extension() == ".dmn" && !fs::equivalent(entry.path(), file, ignored)) beside.push_back(entry.path().string());
  std::sort(beside.begin(), beside.end());
  for (auto const& path : beside) {
    // What is wrong in files that are not imported is not this model's concern; imported ones are read again into its findings.
    Diagnostics aside;
    if (!read(path, aside)) continue;
  }
  loaded.model = decisions::dmn::compile(models, options, loaded.diagnostics);
  if (loaded.diagnostics.errors() > 0) loaded.model = nullptr;
  loaded.diagnostics.sort();
  return loaded;
}

}  // namespace drivetrain::app
