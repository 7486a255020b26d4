// drivetrain bpmn replay-traces: what another engine did, done again by ours and compared.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/bpmn/replay_traces.h"
#include "app/cli/bpmn_verbs.h"
#include "app/cli/progress.h"
#include "base/json_writer.h"

namespace drivetrain::app::cli {

namespace {

struct WantedTraces {
  std::string directory;
  TraceOptions options;
};

void print_difference(TraceDifference const& one) {
  std::printf("%s seed %d: %s%s%s\n", one.file.c_str(), one.seed, one.what.c_str(), one.rule.empty() ? "" : "\n    on purpose: ", one.rule.c_str());
}

int run_replay_traces(WantedTraces wanted, Settings const& settings) {
  Result<TraceReport> report = TraceReport{};
  {
    ProgressLine progress(settings);
    wanted.options.progress = [&](std::size_t done, std::size_t all) { progress.show("traces", done, all); };
    report = replay_traces(wanted.directory, wanted.options);
  }
  if (!report) return fail(report.error());
  auto all = report->passed + report->failed;
  bool enough = report->failed * 50 <= all;  // 98 %
  if (settings.json) {
    JsonWriter json;
    json.begin_object().field("passed", report->passed).field("failed", report->failed).field("not_started", report->not_started).key("differences").begin_array();
    for (auto const& one : report->differences)
      json.begin_object().field("file", one.file).field("seed", one.seed).field("what", one.what).field("rule", one.rule).end_object();
    json.end_array().end_object();
    std::puts(json.text().c_str());
  } else {
    for (auto const& one : report->differences) print_difference(one);
  }
  if (all == 0) return fail({"DT-X901", "there are no traces in " + wanted.directory + (wanted.options.only.empty() ? "" : " of files with '" + wanted.options.only + "' in their path"), ""});
  if (!settings.json) {
    std::printf("%zu traces could not be started there either, and do not count\n", report->not_started);
    std::printf("%zu passed, %zu failed\n", report->passed, report->failed);
  }
  return enough ? exit_ok : exit_findings;
}

}  // namespace

void add_bpmn_replay_traces(CLI::App& bpmn, Settings& settings, Run& chosen) {
  auto* verb = bpmn.add_subcommand("replay-traces", "Do again what a Camunda 7 did, and compare");
  verb->footer("DIR holds traces.jsonl and the models it names, under models/. After each recorded action tokens, waits, end and history must be equal.\n"
               "The last line is \"N passed, N failed\"; the exit code is 0 when at least 98 % are equal.");
  auto wanted = std::make_shared<WantedTraces>();
  verb->add_option("dir", wanted->directory, "Folder with traces.jsonl and models/")->required();
  verb->add_option("--only", wanted->options.only, "Only files whose path holds this text");
  verb->callback([&chosen, &settings, wanted] { chosen = [=, &settings] { return run_replay_traces(*wanted, settings); }; });
}

}  // namespace drivetrain::app::cli
