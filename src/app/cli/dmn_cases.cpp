// drivetrain dmn cases: test cases that a decision's tables ask for, in the kit's format.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>

#include "app/cli/dmn_verbs.h"
#include "app/cli/progress.h"
#include "app/dmn/load.h"
#include "base/render_diagnostic.h"
#include "base/text.h"
#include "decisions/dmn/table.h"
#include "decisions/dmn/table_cases.h"
#include "notation/dmn/kit.h"
#include "platform/files.h"

namespace drivetrain::app::cli {

namespace {

namespace dmn = decisions::dmn;

struct CasesWanted {
  std::string model, decision, output;
};

int run_cases(CasesWanted const& wanted, Settings const& settings) {
  auto loaded = load_decisions(wanted.model, {});
  if (!loaded) return fail(loaded.error());
  if (!loaded->model) {
    std::fputs(render_text(loaded->diagnostics, [](std::string_view) -> SourceText const* { return nullptr; }, {settings.colour}).c_str(), stderr);
    return exit_findings;
  }
  auto const& model = *loaded->model;
  notation::KitFile file;
  file.model_name = std::filesystem::path(wanted.model).filename().string();
  file.labels = {"MC/DC"};
  feel::Environment environment;
  environment.now = Instant{1'774'600'000'000'000};  // the clock of dmn tck
  std::size_t decisions = 0;
  for (std::uint32_t node = 0; node < model.nodes().size(); ++node) {
    auto const& each = model.nodes()[node];
    bool named = each.name == wanted.decision || each.id == wanted.decision;
    if (each.kind != notation::DmnKind::decision || each.space != model.definitions()[0]->space || (!wanted.decision.empty() && !named)) continue;
    dmn::CasesOptions options;
    ProgressLine line(settings);
    options.progress = [&](std::size_t rule, std::size_t of) { line.show(each.name, rule, of); };
    auto made = dmn::mcdc_cases(model, node, environment, options);
    if (!made) {
      if (named) return fail(made.error());
      if (!settings.quiet) std::fprintf(stderr, "%s: no cases: %s\n", each.name.c_str(), made.error().message.c_str());
      continue;
    }
    ++decisions;
    for (auto const& reason : made->left_out)
      if (!settings.quiet) std::fprintf(stderr, "%s: left out: %s\n", each.name.c_str(), reason.c_str());
    for (auto const& one : made->cases) {
      notation::KitCase test;
      test.id = each.id + "-" + one.id, test.description = one.description;
      for (auto const& input : one.inputs) test.inputs.push_back({input.name, {}, notation::kit_value_of(input.value)});
      test.results.push_back({each.element->name, {}, notation::kit_value_of(one.outcome.value), one.outcome.value.is_null() && !one.outcome.warnings.empty()});
      file.cases.push_back(std::move(test));
    }
  }
  if (decisions == 0)
    return fail({"DT-X901", wanted.decision.empty() ? "no decision of " + wanted.model + " is a table for which cases can be chosen" : "there is no decision \"" + wanted.decision + "\" in " + wanted.model,
                 "cases are chosen for decision tables whose columns read inputs by name"});
  if (file.cases.empty()) {
    std::fprintf(stderr, "no case could be chosen for %s: %s\n", counted(decisions, "decision").c_str(), wanted.output.empty() ? "nothing to write" : (wanted.output + " is not written").c_str());
    return exit_findings;
  }
  auto xml = notation::write_kit(file);
  if (wanted.output.empty()) std::fputs(xml.c_str(), stdout);
  else if (auto written = platform::write_file(wanted.output, xml); !written) return fail(written.error());
  if (!settings.quiet) std::fprintf(stderr, "%s for %s\n", counted(file.cases.size(), "case").c_str(), counted(decisions, "decision").c_str());
  return exit_ok;
}

}  // namespace

void add_dmn_cases(CLI::App& dmn, Settings& settings, Run& chosen) {
  auto* verb = dmn.add_subcommand("cases", "Write test cases for decision tables: one for each rule, and one for each condition that fails alone (MC/DC)");
  verb->footer("The cases are in the format of the DMN Technology Compatibility Kit and expect what the model answers today; drivetrain dmn tck runs them.\n"
               "What no case shows is said. Exit 0: written; 1: no case could be chosen, and nothing is written; others: not asked.\n"
               "Example:\n  drivetrain dmn cases risk.dmn --output risk-test-01.xml && drivetrain dmn tck .");
  auto wanted = std::make_shared<CasesWanted>();
  verb->add_option("model", wanted->model, "DMN file")->required();
  verb->add_option("--decision", wanted->decision, "Only this decision, by name or id");
  verb->add_option("--output,-o", wanted->output, "File to write (default: standard output)");
  verb->callback([&chosen, &settings, wanted] { chosen = [=, &settings] { return run_cases(*wanted, settings); }; });
}

}  // namespace drivetrain::app::cli
