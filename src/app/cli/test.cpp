// drivetrain test: runs plain-text cases, each also with restarts and failing writes; coherence cases; and the scenarios of a model.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <algorithm>
#include <filesystem>

#include "app/cases/coherence.h"
#include "app/cases/runner.h"
#include "app/cases/scenario.h"
#include "app/cases/stage.h"
#include "app/cli/verbs.h"
#include "app/journal_text.h"
#include "base/json_writer.h"
#include "base/render_diagnostic.h"
#include "platform/files.h"

namespace drivetrain::app::cli {

namespace {

namespace fs = std::filesystem;

struct WantedTests {
  std::vector<std::string> places;
  bool plain_only = false;
  std::string record;  ///< file for the journal that one case leaves behind
};

struct Tally {
  std::size_t passed = 0, failed = 0;
};

/// With --json each case is an object on a line of its own; the last line is the sum.
void tell(Settings const& settings, bool passed, std::string const& name, std::string const& way, std::vector<std::string> const& problems, Tally& tally) {
  passed ? ++tally.passed : ++tally.failed;
  if (settings.json) {
    JsonWriter json;
    json.begin_object().field("case", name);
    if (!way.empty()) json.field("way", way);
    json.field("passed", passed).field("problems", problems).end_object();
    std::puts(json.take().c_str());
    return;
  }
  for (auto const& problem : problems) std::printf("%s: %s\n", name.c_str(), problem.c_str());
}

void show(SourceText const& source, cases::Report const& report, Settings const& settings) {
  if (settings.json) return;
  for (auto const& failure : report.failures) {
    Diagnostic d;
    d.code = "DT-C005";
    d.span = failure.span;
    d.message = failure.message;
    d.why = "run " + std::string(to_string(report.mode));
    d.help = failure.help;
    std::fputs(render_text(d, [&](std::string_view) { return &source; }, {settings.colour}).c_str(), stdout);
  }
}

void run_case(std::string const& path, WantedTests const& wanted, Settings const& settings, Tally& tally) {
  auto text = platform::read_file(path);
  if (!text) return fail(text.error()), void(++tally.failed);
  SourceText source(path, text.take());
  Diagnostics unreadable;
  auto script = cases::read_script(source, unreadable);
  if (!unreadable.empty()) {
    std::fputs(render_text(unreadable, [&](std::string_view) { return &source; }, {settings.colour}).c_str(), stdout);
    ++tally.failed;
    return;
  }
  auto files = platform::read_tree(script.model, model::belongs_to_model);
  if (!files) return fail(files.error()), void(++tally.failed);
  for (auto mode : {cases::Mode::plain, cases::Mode::restart, cases::Mode::failing}) {
    if (wanted.plain_only && mode != cases::Mode::plain) continue;
    auto report = cases::run(script, *files, mode);
    show(source, report, settings);
    std::vector<std::string> problems;
    if (settings.json)
      for (auto const& failure : report.failures) problems.push_back((failure.span.known() ? "line " + std::to_string(failure.span.begin.line) + ": " : "") + failure.message);
    tell(settings, report.passed(), path, std::string(to_string(mode)), problems, tally);
    if (!settings.quiet) std::fprintf(stderr, "%s %s, %s (%zu steps%s)\n", report.passed() ? "ok    " : "FAILED", path.c_str(), std::string(to_string(mode)).c_str(), report.steps,
                                      report.ways.empty() ? "" : ("; " + report.ways).c_str());
    if (!report.passed()) break;   // what fails as written fails in every other way, too
  }
}

void run_coherence(std::string const& path, Settings const& settings, Tally& tally) {
  auto text = platform::read_file(path);
  if (!text) return fail(text.error()), void(++tally.failed);
  auto problem = cases::run_coherence(path, *text);
  tell(settings, problem.empty(), path, "", problem.empty() ? std::vector<std::string>{} : std::vector{problem}, tally);
  if (!settings.quiet) std::fprintf(stderr, "%s %s\n", problem.empty() ? "ok    " : "FAILED", path.c_str());
}

/// A model's folder is known by its model.yaml.
void run_model(std::string const& path, Settings const& settings, Tally& tally) {
  auto folder = fs::path(path).parent_path().generic_string();
  auto files = platform::read_tree(folder.empty() ? "." : folder, model::belongs_to_model);
  if (!files) return fail(files.error()), void(++tally.failed);
  for (auto const& scenario : cases::run_scenarios(*files)) {
    bool passed = scenario.problems.empty();
    auto name = folder + "/" + scenario.file + " " + scenario.id;
    tell(settings, passed, name, "", scenario.problems, tally);
    if (!settings.quiet) std::fprintf(stderr, "%s %s (%zu expectations)\n", passed ? "ok    " : "FAILED", name.c_str(), scenario.expectations);
  }
}

int run_tests(WantedTests const& wanted, Settings const& settings) {
  Tally tally;
  for (auto const& place : wanted.places) {
    std::error_code error;
    std::vector<std::string> paths;
    if (fs::is_regular_file(place, error)) paths.push_back(place);
    else if (fs::is_directory(place, error))
      for (auto const& entry : fs::recursive_directory_iterator(place, error))
        if (entry.is_regular_file()) paths.push_back(entry.path().generic_string());
    if (paths.empty()) return fail({"DT-X901", "there is no case " + place, "cases end with .case, coherence cases with .fault; scenarios stand in a model's tests/"});
    std::sort(paths.begin(), paths.end());
    for (auto const& path : paths) {
      if (path.ends_with(".case")) run_case(path, wanted, settings, tally);
      else if (path.ends_with(".fault")) run_coherence(path, settings, tally);
      else if (fs::path(path).filename() == "model.yaml") run_model(path, settings, tally);
    }
  }
  if (settings.json) std::printf("{\"passed\":%zu,\"failed\":%zu}\n", tally.passed, tally.failed);
  else std::printf("%zu passed, %zu failed\n", tally.passed, tally.failed);
  if (tally.passed + tally.failed == 0) return fail({"DT-X901", "no case was found", "cases end with .case, coherence cases with .fault; scenarios stand in a model's tests/"});
  return tally.failed ? exit_findings : exit_ok;
}

int record_case(std::string const& path, std::string const& to) {
  if (fs::exists(to)) return fail({"DT-X951", to + " is there already", "Name another file; golden journals are never changed."});
  auto text = platform::read_file(path);
  if (!text) return fail(text.error());
  Diagnostics unreadable;
  auto script = cases::read_script(SourceText(path, text.take()), unreadable);
  if (!unreadable.empty()) return fail({"DT-C001", path + " cannot be read as a case", "Run it first: drivetrain test " + path});
  auto files = platform::read_tree(script.model, model::belongs_to_model);
  if (!files) return fail(files.error());
  cases::Stage stage(files.take(), script.start);
  if (auto begun = stage.begin(); !begun) return fail(begun.error());
  if (auto played = cases::play_all(script, stage); !played) return fail(played.error());
  auto journal = write_journal_text(stage.store(), DRIVETRAIN_VERSION);
  if (!journal) return fail(journal.error());
  auto written = platform::write_file(to, *journal);
  return written ? exit_ok : fail(written.error());
}

}  // namespace

void add_test(CLI::App& app, Settings& settings, Run& chosen) {
  auto* verb = app.add_subcommand("test", "Run plain-text cases: what people do, and what must then be true");
  verb->footer("Examples:\n  drivetrain test test/cases\n  drivetrain test test/cases/story.case --plain\n  drivetrain test models/tarnwick");
  auto wanted = std::make_shared<WantedTests>();
  verb->add_option("places", wanted->places, "Files or folders with .case and .fault files, or models with scenarios")->required();
  verb->add_flag("--plain", wanted->plain_only, "Only as written, without restarts and failing writes");
  verb->add_option("--record", wanted->record, "Write the journal that the one case named leaves behind, as text, into this file");
  verb->callback([&chosen, &settings, wanted] {
    chosen = [=, &settings] {
      if (wanted->record.empty()) return run_tests(*wanted, settings);
      if (wanted->places.size() != 1) return std::fprintf(stderr, "drivetrain: --record wants exactly one case\n"), int{exit_usage};
      return record_case(wanted->places.front(), wanted->record);
    };
  });
}

}  // namespace drivetrain::app::cli
