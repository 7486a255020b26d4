// drivetrain fmt: one layout for the files of a model. A file that cannot be read is reported and stays as it is.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>

#include "app/cli/verbs.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "model/files.h"
#include "model/load.h"
#include "notation/yaml_format.h"
#include "platform/files.h"

namespace drivetrain::app::cli {

namespace {

struct WantedFormat {
  std::vector<std::string> places;
  bool check = false, dry_run = false;
  bool writes() const { return !check && !dry_run; }
};

enum class FormatState { unchanged, changed, refused };

struct FormattedFile {
  std::string path;
  FormatState state = FormatState::unchanged;
  Error problem{};
};

bool is_model_yaml(std::string const& path) { return model::belongs_to_model(path) && (path.ends_with(".yaml") || path.ends_with(".yml")); }

/// A file stands for itself, whatever its name; a folder for the model files in it.
Result<std::vector<std::string>> files_to_format(std::vector<std::string> const& places) {
  std::vector<std::string> all;
  for (auto const& place : places) {
    std::error_code error;
    if (!std::filesystem::exists(place, error)) return Error{"DT-X901", "there is no file or folder " + place, "name model files, or the folder that holds model.yaml"};
    if (!std::filesystem::is_directory(place, error)) {
      all.push_back(place);
      continue;
    }
    DT_TRY(auto paths, platform::list_tree(place, is_model_yaml));
    for (auto const& path : paths) all.push_back((std::filesystem::path(place) / path).generic_string());
  }
  return all;
}

FormattedFile format_file(std::string const& path, WantedFormat const& wanted) {
  auto text = platform::read_file(path);
  if (!text) return {path, FormatState::refused, text.error()};
  auto formatted = notation::format_yaml(SourceText(path, *text), model::catalogue());
  if (!formatted) return {path, FormatState::refused, formatted.error()};
  if (*formatted == *text) return {path};
  if (wanted.writes())
    if (auto status = platform::write_file(path, *formatted); !status) return {path, FormatState::refused, status.error()};
  return {path, FormatState::changed};
}

void say_as_json(std::vector<FormattedFile> const& files) {
  constexpr std::string_view names[] = {"unchanged", "changed", "refused"};
  JsonWriter json;
  json.begin_object().key("files").begin_array();
  for (auto const& file : files) {
    json.begin_object().field("path", file.path).field("state", names[static_cast<std::size_t>(file.state)]);
    if (file.state == FormatState::refused) json.field("code", file.problem.code).field("message", file.problem.message).field("help", file.problem.help);
    json.end_object();
  }
  json.end_array().end_object();
  std::puts(json.text().c_str());
}

int run_fmt(WantedFormat const& wanted, Settings const& settings) {
  auto paths = files_to_format(wanted.places);
  if (!paths) return fail(paths.error());
  if (paths->empty()) return fail({"DT-X901", join(wanted.places, ", ") + " holds no model files", "name the folder that holds model.yaml"});
  std::vector<FormattedFile> files;
  std::size_t changed = 0, refused = 0;
  for (auto const& path : *paths) {
    files.push_back(format_file(path, wanted));
    auto const& file = files.back();
    changed += file.state == FormatState::changed, refused += file.state == FormatState::refused;
    if (file.state == FormatState::refused) fail(file.problem);
    if (file.state == FormatState::changed && !settings.json) std::puts(path.c_str());
  }
  if (settings.json) say_as_json(files);
  if (!settings.quiet)
    std::fprintf(stderr, "%s: %zu %s, %zu unchanged, %zu refused\n", counted(files.size(), "file").c_str(), changed,
                 wanted.writes() ? "formatted" : "would change", files.size() - changed - refused, refused);
  return refused || (wanted.check && changed) ? exit_findings : exit_ok;
}

}  // namespace

void add_fmt(CLI::App& app, Settings& settings, Run& chosen) {
  auto* verb = app.add_subcommand("fmt", "Lay model files out in the one way: order of fields, indentation, quotes; comments stay");
  verb->footer(
      "Prints the files that it changed. Exit code 1 when a file was refused, with --check also when one would change.\n"
      "Examples:\n  drivetrain fmt models/tarnwick\n  drivetrain fmt --check models/tarnwick\n  drivetrain fmt models/tarnwick/org/roles.yaml --dry-run");
  auto wanted = std::make_shared<WantedFormat>();
  verb->add_option("places", wanted->places, "Files, or folders with model files")->required();
  verb->add_flag("--check", wanted->check, "Write nothing; exit code 1 when a file would change");
  verb->add_flag("--dry-run", wanted->dry_run, "Write nothing; only name the files that would change");
  verb->callback([&chosen, &settings, wanted] { chosen = [=, &settings] { return run_fmt(*wanted, settings); }; });
}

}  // namespace drivetrain::app::cli
