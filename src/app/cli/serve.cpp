// drivetrain serve: runs the company of a model on a data folder, with API and pages, until it is interrupted.
#include <CLI/CLI.hpp>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <optional>

#include "app/cli/config.h"
#include "app/cli/verbs.h"
#include "app/serve.h"
#include "base/render_diagnostic.h"
#include "base/text.h"
#include "platform/service_manager.h"

namespace drivetrain::app::cli {

namespace {

void print_findings(model::Compilation const& compilation, Settings const& settings) {
  auto source = [&](std::string_view file) -> SourceText const* {
    auto known = compilation.model->sources.find(std::string(file));
    return known == compilation.model->sources.end() ? nullptr : &known->second;
  };
  std::fputs(render_text(compilation.diagnostics, source, {settings.colour}).c_str(), stderr);
}

int show_incoherence(model::Compilation const& compilation, std::string const& folder, Settings const& settings) {
  print_findings(compilation, settings);
  std::fprintf(stderr, "drivetrain: %s is incoherent (%s); it is not put into force\n", folder.c_str(), counted(compilation.diagnostics.errors(), "error").c_str());
  return exit_findings;
}

/// Half the time after which a service manager would think that we hang; nothing when none watches.
std::optional<timespec> watchdog_interval() {
  auto const* text = std::getenv("WATCHDOG_USEC");
  auto const us = text ? std::strtoll(text, nullptr, 10) / 2 : 0;
  if (us <= 0) return std::nullopt;
  return timespec{us / 1'000'000, us % 1'000'000 * 1'000};
}

/// SIGHUP looks at the model's folder, any other signal ends it. Meanwhile whoever watches hears that readers still get through.
void wait_for_the_end(Served& served, sigset_t const& signals) {
  auto interval = watchdog_interval();
  for (;;) {
    auto signal = interval ? sigtimedwait(&signals, nullptr, &*interval) : sigwaitinfo(&signals, nullptr);
    if (signal == SIGHUP) served.look_at_folder();
    else if (signal > 0) return;
    else if (errno == EAGAIN) {
      // An error is an answer: a disk that is gone is no reason to be killed.
      (void)served.runtime().journal().read([] {}).ok();
      platform::tell_service_manager("WATCHDOG=1");
    }
  }
}

}  // namespace

int serve_until_interrupted(ServeOptions options, Settings const& settings) {
  // Blocked before any thread starts, so that every thread inherits it and the signal comes to sigwait alone.
  sigset_t interrupts;
  sigemptyset(&interrupts);
  sigaddset(&interrupts, SIGINT);
  sigaddset(&interrupts, SIGTERM);
  sigaddset(&interrupts, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &interrupts, nullptr);
  options.say_folder = [&settings](ServedFolder::Look const& seen) {
    if (seen.seen == ServedFolder::Seen::incoherent) print_findings(seen.compilation, settings);
    if (!seen.text.empty()) std::fprintf(stderr, "drivetrain: %s\n", seen.text.c_str());
    if (!seen.help.empty()) std::fprintf(stderr, "  help: %s\n", seen.help.c_str());
  };
  model::Compilation incoherent;
  auto served = Served::start(options, &incoherent);
  if (!served) return incoherent.model ? show_incoherence(incoherent, options.model, settings) : fail(served.error());
  if (auto warning = warning_of_address(options); !warning.empty()) std::fprintf(stderr, "drivetrain: warning: %s\n", warning.c_str());
  if (!(*served)->note().empty()) std::fprintf(stderr, "drivetrain: note: %s\n", (*served)->note().c_str());
  // A demo lets anybody in as any of its people; nobody needs an account there.
  if (auto const& link = (*served)->first_administrator_link(); !link.empty() && !options.demo)
    std::fprintf(stderr, "drivetrain: nobody administers this company yet; become its administrator, once, within a day, at\n  %s\n", link.c_str());
  std::printf("%s\n", (*served)->url().c_str());
  std::fflush(stdout);
  if (!settings.quiet) std::fprintf(stderr, "drivetrain: serving %s; stop with Ctrl-C\n", options.model.c_str());
  platform::tell_service_manager("READY=1\nSTATUS=Serving " + options.model + " at " + (*served)->url());
  wait_for_the_end(**served, interrupts);
  platform::tell_service_manager("STOPPING=1");
  if (!settings.quiet) std::fprintf(stderr, "drivetrain: stopping\n");
  (*served)->stop();
  return exit_ok;
}

void add_serve(CLI::App& app, Settings& settings, Run& chosen) {
  auto* verb = app.add_subcommand("serve", "Run the company of a model on a data folder, with its API and pages");
  verb->footer("Examples:\n  drivetrain serve models/st-brannock --data /var/lib/drivetrain\n  drivetrain serve models/tarnwick --data build/demo --demo --port 8080\n"
               "Each setting can also stand in the environment or in a file: drivetrain config show --origin");
  auto flags = std::make_shared<ConfigFlags>();
  verb->add_option("model", flags->given["model"], "Folder with model.yaml");
  add_config_flags(*verb, *flags);
  verb->callback([&chosen, &settings, flags, verb] {
    chosen = [=, &settings]() -> int {
      auto config = config_of(*verb, *flags);
      if (!config) return fail(config.error()), exit_usage;
      ServeOptions options;
      options.version = DRIVETRAIN_VERSION;
      if (auto filled = fill_options(*config, options); !filled) return fail(filled.error()), exit_usage;
      return serve_until_interrupted(options, settings);
    };
  });
}

}  // namespace drivetrain::app::cli
