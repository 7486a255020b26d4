// drivetrain serve: runs the company of a model on a data folder, with API and pages, until it is interrupted.
#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>

#include "app/cli/verbs.h"
#include "app/serve.h"
#include "base/render_diagnostic.h"
#include "base/text.h"

namespace drivetrain::app::cli {

namespace {

int show_incoherence(model::Compilation const& compilation, std::string const& folder, Settings const& settings) {
  auto source = [&](std::string_view file) -> SourceText const* {
    auto known = compilation.model->sources.find(std::string(file));
    return known == compilation.model->sources.end() ? nullptr : &known->second;
  };
  std::fputs(render_text(compilation.diagnostics, source, {settings.colour}).c_str(), stderr);
  std::fprintf(stderr, "drivetrain: %s is incoherent (%s); it is not put into force\n", folder.c_str(), counted(compilation.diagnostics.errors(), "error").c_str());
  return exit_findings;
}

}  // namespace

int serve_until_interrupted(ServeOptions const& options, Settings const& settings) {
  // Blocked before any thread starts, so that every thread inherits it and the signal comes to sigwait alone.
  sigset_t interrupts;
  sigemptyset(&interrupts);
  sigaddset(&interrupts, SIGINT);
  sigaddset(&interrupts, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &interrupts, nullptr);
  model::Compilation incoherent;
  auto served = Served::start(options, &incoherent);
  if (!served) return incoherent.model ? show_incoherence(incoherent, options.model, settings) : fail(served.error());
  if (!(*served)->note().empty()) std::fprintf(stderr, "drivetrain: note: %s\n", (*served)->note().c_str());
  if (auto const& link = (*served)->first_administrator_link(); !link.empty())
    std::fprintf(stderr, "drivetrain: nobody administers this company yet; become its administrator, once, within a day, at\n  %s\n", link.c_str());
  std::printf("%s\n", (*served)->url().c_str());
  std::fflush(stdout);
  if (!settings.quiet) std::fprintf(stderr, "drivetrain: serving %s; stop with Ctrl-C\n", options.model.c_str());
  int signal = 0;
  sigwait(&interrupts, &signal);
  if (!settings.quiet) std::fprintf(stderr, "drivetrain: stopping\n");
  (*served)->stop();
  return exit_ok;
}

void add_serve(CLI::App& app, Settings& settings, Run& chosen) {
  auto* verb = app.add_subcommand("serve", "Run the company of a model on a data folder, with its API and pages");
  verb->footer("Examples:\n  drivetrain serve models/tarnwick --data /var/lib/drivetrain\n  drivetrain serve models/tarnwick --data build/demo --demo --port 8080");
  auto options = std::make_shared<ServeOptions>();
  auto start = std::make_shared<std::string>();
  options->version = DRIVETRAIN_VERSION;
  verb->add_option("model", options->model, "Folder with model.yaml")->required();
  verb->add_option("--data", options->data, "Folder of the journal; made when it is missing")->required();
  verb->add_option("--address", options->address, "Address to listen on")->capture_default_str();
  verb->add_option("--port", options->port, "Port to listen on; 0 takes any free one")->capture_default_str();
  verb->add_option("--public-url", options->public_url, "By which people reach the pages, as https://operations.example; for links and cookies")->check([](std::string const& url) {
    return url.starts_with("http://") || url.starts_with("https://") ? std::string() : "an address begins with https:// or http://";
  });
  verb->add_flag("--demo", options->demo, "Simulated time, which can be moved forward; sample people may be chosen to sign in as");
  verb->add_option("--speed", options->speed, "Of simulated time: seconds per second")->check(CLI::Range(0.0, 3600.0))->capture_default_str();
  verb->add_option("--start", *start, "Where simulated time begins in an empty data folder, as 2026-03-27T08:00:00Z (default: now)");
  verb->callback([&chosen, &settings, options, start] {
    chosen = [=, &settings]() -> int {
      if (!start->empty()) {
        auto instant = parse_instant(*start);
        if (!instant) return std::fprintf(stderr, "drivetrain: --start %s is no time like 2026-03-27T08:00:00Z\n", start->c_str()), exit_usage;
        options->start = *instant;
      }
      return serve_until_interrupted(*options, settings);
    };
  });
}

}  // namespace drivetrain::app::cli
