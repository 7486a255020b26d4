// drivetrain access: who may ask the API for what.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/api/access_page.h"
#include "app/cli/table.h"
#include "app/cli/verbs.h"
#include "base/json_writer.h"

namespace drivetrain::app::cli {

namespace {

int show_access(bool markdown, Settings const& settings) {
  auto const& contract = api::Contract::current();
  if (markdown) return std::fputs(api::access_page(contract).c_str(), stdout), exit_ok;
  std::vector<std::vector<std::string>> rows{{"OPERATION", "REQUEST", "NEEDS", "SCOPE", "THEN DECIDED BY"}};
  JsonWriter json;
  json.begin_array();
  for (auto const& one : contract.operations()) {
    rows.push_back({one.id, one.method + " " + one.path, std::string(to_string(one.demand.needs)), std::string(to_string(one.demand.scope)), one.model_right});
    json.begin_object().field("operation", one.id).field("method", one.method).field("path", one.path);
    json.field("needs", to_string(one.demand.needs)).field("scope", to_string(one.demand.scope)).field("model", one.model_right).end_object();
  }
  json.end_array();
  if (settings.json) std::puts(json.text().c_str());
  else print_table(rows);
  return exit_ok;
}

}  // namespace

void add_access(CLI::App& app, Settings& settings, Run& chosen) {
  auto* verb = app.add_subcommand("access", "Who may ask the API for what");
  verb->footer("Example:\n  drivetrain access --markdown > docs/reference/access.md");
  auto markdown = std::make_shared<bool>(false);
  verb->add_flag("--markdown", *markdown, "The page of docs/reference: every operation against every kind of caller");
  verb->callback([&chosen, &settings, markdown] { chosen = [=, &settings] { return show_access(*markdown, settings); }; });
}

}  // namespace drivetrain::app::cli
