// drivetrain demo: the sample company in the middle of its story, served with its people, who act while time is moved.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <unistd.h>

#include "app/cli/verbs.h"
#include "app/demo_story.h"
#include "app/serve.h"

namespace drivetrain::app::cli {

namespace {

namespace fs = std::filesystem;

/// models/tarnwick below the folder we are in, beside the checkout that this binary was built in, or where the package puts it beside
/// its binary (share/drivetrain); empty when there is none.
std::string sample_model() {
  std::error_code error;
  std::vector<fs::path> places{fs::current_path(error)};
  for (auto place = fs::read_symlink("/proc/self/exe", error).parent_path(); places.size() < 5 && place.has_relative_path(); place = place.parent_path()) places.push_back(place);
  for (auto const& place : places)
    for (auto const* below : {"models/tarnwick", "share/drivetrain/models/tarnwick"})
      if (fs::exists(place / below / "model.yaml", error)) return (place / below).string();
  return "";
}

int run_demo(ServeOptions options, Settings const& settings) {
  if (options.model.empty()) options.model = sample_model();
  if (options.model.empty()) return fail({"DT-X901", "the sample company models/tarnwick is neither here nor beside this binary", "name its folder with --model"});
  bool shown = isatty(STDERR_FILENO) && !settings.quiet;
  int last = -1;
  auto prepared = prepare_demo(options.model, options.data, [&](double done) {
    auto percent = static_cast<int>(100 * done);
    if (!shown || percent == last) return;
    last = percent;
    std::fprintf(stderr, "\rdrivetrain: six weeks of the sample company pass … %d %%", percent);
  });
  if (last >= 0) std::fputs("\r\033[K", stderr);
  if (!prepared.ok()) return fail(prepared.error());
  options.demo = true;
  options.play = demo_people(options.model);
  return serve_until_interrupted(options, settings);
}

}  // namespace

void add_demo(CLI::App& app, Settings& settings, Run& chosen) {
  auto* verb = app.add_subcommand("demo", "Serve the sample company in the middle of its story; its people act while time is moved");
  verb->footer("Example:\n  drivetrain demo --data build/demo --port 8080");
  auto options = std::make_shared<ServeOptions>();
  options->version = DRIVETRAIN_VERSION;
  options->data = "build/demo";
  verb->add_option("--data", options->data, "Data folder; six weeks are simulated into it when it is fresh")->capture_default_str();
  verb->add_option("--model", options->model, "Folder with model.yaml and simulation/profile.yaml (default: models/tarnwick)");
  verb->add_option("--address", options->address, "Address to listen on")->capture_default_str();
  verb->add_option("--port", options->port, "Port to listen on; 0 takes any free one")->capture_default_str();
  verb->add_option("--speed", options->speed, "Of simulated time: seconds per second")->check(CLI::Range(0.0, 3600.0))->capture_default_str();
  verb->callback([&chosen, &settings, options] { chosen = [=, &settings] { return run_demo(*options, settings); }; });
}

}  // namespace drivetrain::app::cli
