// drivetrain check: compiles a model folder and says what is incoherent, like a compiler.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <ctime>
#include <filesystem>

#include "app/cli/verbs.h"
#include "base/render_diagnostic.h"
#include "base/sarif.h"
#include "base/text.h"
#include "model/compile.h"
#include "model/waivers.h"
#include "platform/files.h"

namespace drivetrain::app::cli {

namespace {

struct WantedCheck {
  std::string folder = ".";
  std::string at;
  bool sarif = false;
};

Date today_utc() { return date_from_days(std::time(nullptr) / 86'400); }

/// A forge shows a finding where the file lies below the folder in which the check ran, usually the repository's top.
SarifRun sarif_run(std::string const& folder) {
  namespace fs = std::filesystem;
  SarifRun run{DRIVETRAIN_VERSION};
  auto place = fs::path(folder).lexically_normal();
  if (place.is_relative() && !place.generic_string().starts_with("..")) {
    if (place != ".") run.folder = (place / "").lexically_normal().generic_string();
    return run;
  }
  std::error_code error;
  run.root = "file://" + as_uri((fs::weakly_canonical(place, error) / "").generic_string());
  return run;
}

int run_check(WantedCheck const& wanted, Settings const& settings) {
  auto at = today_utc();
  if (!wanted.at.empty()) {
    auto parsed = parse_date(wanted.at);
    if (!parsed) return std::fprintf(stderr, "drivetrain: --at %s is no day like 2026-01-05\n", wanted.at.c_str()), exit_usage;
    at = *parsed;
  }
  auto tree = platform::survey_tree(wanted.folder, model::belongs_to_model);
  if (!tree) return fail(tree.error());
  if (tree->files.empty() && tree->unread.empty())
    return fail({"DT-X901", wanted.folder + " holds no model files", "name the folder that holds model.yaml, or begin with a copy of models/tarnwick"});
  std::vector<ExcusedFinding> waived;
  auto compilation = model::compile(tree->files, {at}, waived);
  auto& found = compilation.diagnostics;
  for (auto const& one : tree->unread)
    found.add({.code = one.why.code, .span = {one.path, {}, {}}, .message = one.why.message, .why = "the model is checked without it, and may say something else", .help = one.why.help});
  found.sort();
  auto source = [&](std::string_view file) -> SourceText const* {
    auto known = compilation.model->sources.find(std::string(file));
    return known == compilation.model->sources.end() ? nullptr : &known->second;
  };
  if (wanted.sarif) {
    auto run = sarif_run(wanted.folder);
    for (auto const& [path, text] : compilation.model->sources) run.files.push_back(&text);
    run.excused = waived;
    std::puts(render_sarif(found, run).c_str());
  } else if (settings.json) {
    std::fputs(render_json_lines(found).c_str(), stdout);
  } else {
    std::fputs(render_text(found, source, {settings.colour}).c_str(), stdout);
    if (!settings.quiet) {
      auto const& model = *compilation.model;
      auto excused = waived.empty() ? std::string() : ", " + std::to_string(waived.size()) + " excused";
      std::fprintf(stderr, "%s: %s, %s%s in %s, %s (version %s)\n", wanted.folder.c_str(), counted(found.errors(), "error").c_str(),
                   counted(found.warnings(), "warning").c_str(), excused.c_str(), counted(model.files.size(), "file").c_str(),
                   counted(model.entities.size(), "entity", "entities").c_str(), model.revision.substr(0, 8).c_str());
    }
  }
  return found.errors() ? exit_findings : exit_ok;
}

}  // namespace

void add_check(CLI::App& app, Settings& settings, Run& chosen) {
  auto* verb = app.add_subcommand("check", "Compile the operating model in a folder and say what is incoherent");
  verb->footer("Examples:\n  drivetrain check models/tarnwick\n  drivetrain check models/tarnwick --at 2026-03-27 --json");
  auto wanted = std::make_shared<WantedCheck>();
  verb->add_option("folder", wanted->folder, "Folder with model.yaml")->capture_default_str();
  verb->add_option("--at", wanted->at, "The day for rules that depend on it (default: today)");
  verb->add_flag("--sarif", wanted->sarif, "SARIF 2.1.0, for editors and forges");
  verb->callback([&chosen, &settings, wanted] { chosen = [=, &settings] { return run_check(*wanted, settings); }; });
}

}  // namespace drivetrain::app::cli
