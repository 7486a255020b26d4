// drivetrain diff: what changed between two model folders, in words, and who may approve it.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <ctime>

#include "app/cli/verbs.h"
#include "base/json_writer.h"
#include "model/compile.h"
#include "model/diff.h"
#include "platform/files.h"

namespace drivetrain::app::cli {

namespace {

int run_diff(std::string const& before_folder, std::string const& after_folder, Settings const& settings) {
  auto before_files = platform::read_tree(before_folder, model::belongs_to_model);
  if (!before_files) return fail(before_files.error());
  auto after_files = platform::read_tree(after_folder, model::belongs_to_model);
  if (!after_files) return fail(after_files.error());
  model::CompileOptions options{date_from_days(std::time(nullptr) / 86'400)};
  auto before = model::compile(*before_files, options), after = model::compile(*after_files, options);
  auto difference = model::diff(*before.model, *after.model);
  auto governing = model::governing_decision(*before.model, difference.touches);
  if (settings.json) {
    JsonWriter json;
    json.begin_object().field("before", before.model->revision).field("after", after.model->revision).key("differences").begin_array();
    for (auto const& one : difference.differences)
      json.begin_object().field("kind", one.kind).field("id", one.id).field("path", one.path).field("before", one.before).field("after", one.after)
          .field("touches", std::string(to_string(one.touch))).field("text", one.text).end_object();
    json.end_array().field("decision", governing.decision).end_object();
    std::puts(json.text().c_str());
    return exit_ok;
  }
  for (auto const& line : difference.lines()) std::puts(line.c_str());
  if (difference.differences.empty()) std::fputs("no difference\n", stderr);
  else if (!governing.decision.empty()) std::fprintf(stderr, "approved by the decision right %s\n", governing.decision.c_str());
  else std::fprintf(stderr, "%s\n", governing.why.c_str());
  return exit_ok;
}

}  // namespace

void add_diff(CLI::App& app, Settings& settings, Run& chosen) {
  auto* verb = app.add_subcommand("diff", "Say in words what changed between two model folders");
  verb->footer("Example:\n  drivetrain diff models/tarnwick ../proposal/tarnwick");
  auto before = std::make_shared<std::string>(), after = std::make_shared<std::string>();
  verb->add_option("before", *before, "Folder with the earlier model")->required();
  verb->add_option("after", *after, "Folder with the later model")->required();
  verb->callback([&chosen, &settings, before, after] { chosen = [=, &settings] { return run_diff(*before, *after, settings); }; });
}

}  // namespace drivetrain::app::cli
