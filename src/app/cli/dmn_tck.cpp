// drivetrain dmn tck: runs test cases in the format of the DMN Technology Compatibility Kit.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/cli/dmn_verbs.h"
#include "app/dmn/kit_run.h"
#include "base/json_writer.h"
#include "platform/files.h"

namespace drivetrain::app::cli {

namespace {

struct TckWanted {
  std::string directory, csv;
  KitOptions options;
  bool all = false;
};

int run_tck(TckWanted wanted, Settings const& settings) {
  bool shows_progress = !settings.quiet && !settings.json && isatty(STDERR_FILENO);
  if (shows_progress)
    wanted.options.progress = [](std::size_t done, std::size_t all) { std::fprintf(stderr, "\r%zu of %zu test files", done, all); };
  auto report = run_kit(wanted.directory, wanted.options);
  if (shows_progress) std::fputs("\r\033[K", stderr);
  if (!report) return fail(report.error());
  if (!wanted.csv.empty())
    if (auto written = platform::write_file(wanted.csv, to_csv(*report)); !written) return fail(written.error());
  if (settings.json) {
    JsonWriter json;
    json.begin_object().field("passed", report->passed).field("failed", report->failed).key("cases").begin_array();
    for (auto const& row : report->rows)
      json.begin_object().field("folder", row.folder).field("file", row.file).field("test", row.test).field("passed", row.passed).field("message", row.message).end_object();
    json.end_array().end_object();
    std::puts(json.text().c_str());
  } else {
    for (auto const& row : report->rows)
      if (!row.passed) std::printf("%s/%s %s: %s\n", row.folder.c_str(), row.file.c_str(), row.test.c_str(), row.message.c_str());
      else if (wanted.all) std::printf("%s/%s %s: ok\n", row.folder.c_str(), row.file.c_str(), row.test.c_str());
  }
  // Nothing found is no success: a wrong folder must not look like a clean one.
  if (report->passed + report->failed == 0) return fail({"DT-X901", "there are no test cases in " + wanted.directory, "test files end in .xml and stand beside the model that they name"});
  if (!settings.json) std::printf("%zu passed, %zu failed\n", report->passed, report->failed);
  return report->failed == 0 ? exit_ok : exit_findings;
}

}  // namespace

void add_dmn_tck(CLI::App& dmn, Settings& settings, Run& chosen) {
  auto* verb = dmn.add_subcommand("tck", "Run test cases in the format of the DMN Technology Compatibility Kit");
  verb->footer("Every *.xml below DIR is run against the models beside it. Numbers may differ by less than 1e-8, all else must be exact; where a case\n"
               "expects an error, the value must be null and a warning must say why. The last line is \"N passed, N failed\".");
  auto wanted = std::make_shared<TckWanted>();
  verb->add_option("dir", wanted->directory, "Folder with models and test files")->required();
  verb->add_option("--csv", wanted->csv, "Also write the results in the kit's format");
  verb->add_option("--only", wanted->options.only, "Only cases whose folder/file/id holds this text");
  verb->add_flag("--all", wanted->all, "Print what passed, too");
  verb->callback([&chosen, &settings, wanted] { chosen = [=, &settings] { return run_tck(*wanted, settings); }; });
}

}  // namespace drivetrain::app::cli
