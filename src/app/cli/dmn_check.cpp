// drivetrain dmn check: compiles a decision model and verifies its tables: gaps, overlaps, rules that never decide.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/cli/dmn_verbs.h"
#include "app/dmn/load.h"
#include "base/render_diagnostic.h"
#include "base/text.h"
#include "decisions/dmn/table.h"
#include "decisions/dmn/verify.h"

namespace drivetrain::app::cli {

namespace {

namespace dmn = decisions::dmn;

int run_dmn_check(std::string const& file, Settings const& settings) {
  auto loaded = load_decisions(file, {});
  if (!loaded) return fail(loaded.error());
  auto& found = loaded->diagnostics;
  if (loaded->model) dmn::verify(*loaded->model, {}, found);
  found.sort();
  if (settings.json) {
    std::fputs(render_json_lines(found).c_str(), stdout);
  } else {
    auto source = [&](std::string_view name) -> SourceText const* {
      auto known = loaded->sources.find(std::string(name));
      return known == loaded->sources.end() ? nullptr : &known->second;
    };
    std::fputs(render_text(found, source, {settings.colour}).c_str(), stdout);
    if (!settings.quiet) {
      std::size_t rules = 0;
      if (loaded->model)
        for (auto const& table : loaded->model->tables()) rules += table->rules.size();
      auto tables = loaded->model ? counted(loaded->model->tables().size(), "table") + " with " + counted(rules, "rule") : std::string("no model");
      std::fprintf(stderr, "%s: %s, %s in %s\n", file.c_str(), counted(found.errors(), "error").c_str(), counted(found.warnings(), "warning").c_str(), tables.c_str());
    }
  }
  return found.errors() ? exit_findings : exit_ok;
}

}  // namespace

void add_dmn_check(CLI::App& dmn, Settings& settings, Run& chosen) {
  auto* verb = dmn.add_subcommand("check", "Compile a decision model and verify its tables: gaps, overlaps, rules that never decide");
  verb->footer("Each finding names an input that shows it. What cannot be decided is said, too. Codes: drivetrain explain DT-D210.");
  auto wanted = std::make_shared<std::string>();
  verb->add_option("model", *wanted, "DMN file")->required();
  verb->callback([&chosen, &settings, wanted] { chosen = [=, &settings] { return run_dmn_check(*wanted, settings); }; });
}

}  // namespace drivetrain::app::cli
