// Loading a decision model from files (see load.h).
#include "app/dmn/load.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/diagnostic_codes.h"
#include "decisions/dmn/import_target.h"
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

/// The namespaces that the first model needs, and which of the models that are there its imports mean, its imports' imports included.
struct Needed {
  std::set<std::string> spaces;
  std::set<notation::DmnDefinitions const*> meant;
};
Needed needed_of(std::vector<std::shared_ptr<notation::DmnDefinitions const>> const& models) {
  Needed needed{{models[0]->space}, {models[0].get()}};
  std::vector<notation::DmnDefinitions const*> open{models[0].get()};
  while (!open.empty()) {
    auto const& from = *open.back();
    open.pop_back();
    for (auto const& import : from.imports) {
      needed.spaces.insert(import.space);
      auto target = decisions::dmn::find_import(import, from, models).found;
      if (target && needed.meant.insert(target.get()).second) open.push_back(target.get());
    }
  }
  return needed;
}

/// Where imports say that a model lies, from the files read so far; only what is in the model's own folder or below it.
std::vector<std::string> named_files(std::vector<ReadModel> const& models, std::filesystem::path const& folder) {
  std::vector<std::string> files;
  for (auto const& each : models)
    for (std::size_t i = 0; each.definitions && i < each.definitions->imports.size(); ++i)
      if (auto file = decisions::dmn::imported_file(each.definitions->imports[i], each.definitions->file)) {
        auto within = std::filesystem::path(*file).lexically_normal().lexically_relative(folder.empty() ? "." : folder.lexically_normal());
        if (!within.empty() && *within.begin() != ".." && !within.is_absolute()) files.push_back(*file);
      }
  return files;
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
  constexpr std::size_t most_models = 10'000;
  std::set<std::string> seen{fs::path(file).lexically_normal().string()};
  auto read_once = [&](std::string const& path) {
    if (seen.size() < most_models && seen.insert(fs::path(path).lexically_normal().string()).second)
      if (auto could = read(path); !could) unread.emplace_back(path, could.error());
  };
  for (auto const& path : beside) read_once(path);
  for (std::size_t before = 0; before < models.size();) {
    before = models.size();
    for (auto const& path : named_files(models, folder))
      if (fs::is_regular_file(path, ignored)) read_once(path);
  }
  // Files beside that nobody imports are not this model's concern; one that cannot be read may be the one that is missing.
  std::vector<std::shared_ptr<notation::DmnDefinitions const>> present;
  for (auto const& each : models)
    if (each.definitions) present.push_back(each.definitions);
  auto needed = needed_of(present);
  std::set<std::string> found;
  std::vector<std::shared_ptr<notation::DmnDefinitions const>> definitions;
  for (auto const& each : models) {
    if (!each.definitions || !needed.spaces.contains(each.definitions->space)) continue;
    found.insert(each.definitions->space);
    if (needed.meant.contains(each.definitions.get()) && &each != &models[0]) join_findings(loaded.diagnostics, each.findings);
    definitions.push_back(each.definitions);
  }
  if (found.size() < needed.spaces.size()) {
    for (auto const& each : models)
      if (!each.definitions) join_findings(loaded.diagnostics, each.findings);
    for (auto const& [path, why] : unread) loaded.diagnostics.add(finding("DT-R015", Span{path}, why.message, "a model that is imported may be in it"));
  }
  loaded.model = decisions::dmn::compile(definitions, options, loaded.diagnostics);
  // What no evaluation may skip in strict mode, lenient models survive; but not a language that is refused: B-FEEL has other values than FEEL,
  // and nobody can say what a PMML model would have answered.
  auto const& all = loaded.diagnostics.all();
  bool foreign = std::any_of(all.begin(), all.end(), [](Diagnostic const& each) { return each.code == "DT-R054"; });
  if (foreign || (loaded.diagnostics.errors() > 0 && options.mode == decisions::dmn::Mode::strict)) loaded.model = nullptr;
  loaded.diagnostics.sort();
  return loaded;
}

std::string hash_of_model(LoadedDecisions const& loaded) {
  std::vector<std::string_view> texts;
  for (auto const& each : loaded.model->definitions()) texts.push_back(loaded.sources.at(each->file).text());
  return decisions::dmn::hash_of(texts);
}

}  // namespace drivetrain::app
