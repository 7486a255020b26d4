// Loading a decision model from files (see load.h).
#include "app/dmn/load.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/diagnostic_codes.h"
#include "decisions/dmn/receipt.h"
#include "platform/files.h"

namespace drivetrain::app {

namespace {

struct ReadModel {
  std::shared_ptr<notation::DmnDefinitions const> definitions;  // null when it cannot be read
  Diagnostics findings;
};

void join_findings(Diagnostics& into, Diagnostics const& from) {
  for (auto const& each : from.all()) into.add(each);
}

/// What the first model needs, by namespace, its imports' imports included.
std::set<std::string> imported_spaces(std::vector<ReadModel> const& models) {
  std::set<std::string> spaces{models[0].definitions->space};
  for (bool grown = true; grown;) {
    grown = false;
    for (auto const& each : models)
      if (each.definitions && spaces.contains(each.definitions->space))
        for (auto const& import : each.definitions->imports) grown = spaces.insert(import.space).second || grown;
  }
  return spaces;
}

}  // namespace

Result<LoadedDecisions> load_decisions(std::string const& file, decisions::dmn::CompileOptions const& options) {
  namespace fs = std::filesystem;
  LoadedDecisions loaded;
  std::vector<ReadModel> models;
  auto read = [&](std::string const& path) -> Status {
    DT_TRY(auto text, platform::read_file(path));
    auto& source = loaded.sources[path] = SourceText(path, std::move(text));
    auto& model = models.emplace_back();
    model.definitions = notation::read_dmn(source, model.findings);
    return {};
  };
  DT_CHECK(read(file));
  join_findings(loaded.diagnostics, models[0].findings);
  if (!models[0].definitions) return loaded;
  std::vector<std::string> beside;
  std::error_code ignored;
  auto folder = fs::path(file).parent_path();
  if (!models[0].definitions->imports.empty())
    for (auto const& entry : fs::directory_iterator(folder.empty() ? fs::path(".") : folder, ignored))
      if (entry.path().extension() == ".dmn" && !fs::equivalent(entry.path(), file, ignored)) beside.push_back(entry.path().string());
  std::sort(beside.begin(), beside.end());
  std::vector<std::pair<std::string, Error>> unread;
  for (auto const& path : beside)
    if (auto could = read(path); !could) unread.emplace_back(path, could.error());
  // Files beside that nobody imports are not this model's concern; one that cannot be read may be the one that is missing.
  auto needed = imported_spaces(models);
  std::set<std::string> present;
  std::vector<std::shared_ptr<notation::DmnDefinitions const>> definitions;
  for (auto const& each : models) {
    if (!each.definitions || !needed.contains(each.definitions->space)) continue;
    if (present.insert(each.definitions->space).second && &each != &models[0]) join_findings(loaded.diagnostics, each.findings);
    definitions.push_back(each.definitions);
  }
  if (present.size() < needed.size()) {
    for (auto const& each : models)
      if (!each.definitions) join_findings(loaded.diagnostics, each.findings);
    for (auto const& [path, why] : unread) loaded.diagnostics.add(finding("DT-R015", Span{path}, why.message, "a model that is imported may be in it"));
  }
  loaded.model = decisions::dmn::compile(definitions, options, loaded.diagnostics);
  // What no evaluation may skip in strict mode, lenient models survive: languages that are refused yield null.
  if (loaded.diagnostics.errors() > 0 && options.mode == decisions::dmn::Mode::strict) loaded.model = nullptr;
  loaded.diagnostics.sort();
  return loaded;
}

std::string hash_of_model(LoadedDecisions const& loaded) {
  std::vector<std::string_view> texts;
  for (auto const& each : loaded.model->definitions()) texts.push_back(loaded.sources.at(each->file).text());
  return decisions::dmn::hash_of(texts);
}

}  // namespace drivetrain::app
