// drivetrain reference: the generated page of docs/reference/cli.md; ./dev docs writes it, a test finds it stale.
#include "app/cli/reference.h"

#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/cli/verbs.h"
#include "base/text.h"

namespace drivetrain::app::cli {

namespace {

bool is_shown(CLI::App const* verb) { return !verb->get_group().empty(); }

std::string in_table(std::string text) {
  for (auto at = text.find('|'); at != std::string::npos; at = text.find('|', at + 2)) text.insert(at, "\\");
  for (auto& c : text)
    if (c == '\n') c = ' ';
  return text;
}

/// "FOLDER", "--at TEXT", "--json".
std::string name_of_option(CLI::Option const& option) {
  if (option.get_positional()) return option.get_name(true, false);
  auto name = option.get_name(false, true);
  for (auto at = name.find(','); at != std::string::npos; at = name.find(',', at + 2)) name.insert(at + 1, " ");
  return name + (option.get_items_expected_max() == 0 ? "" : " VALUE");
}

std::string options_table(CLI::App const& app) {
  std::string rows;
  for (auto const* option : app.get_options()) {
    if (option->get_group().empty() || option->check_lname("help")) continue;
    auto text = option->get_description();
    if (!text.empty() && text.back() != '.') text += '.';
    if (option->get_required()) text += " Required.";
    if (!option->get_default_str().empty()) text += " Default: `" + option->get_default_str() + "`.";
    rows += "| `" + in_table(name_of_option(*option)) + "` | " + in_table(text) + " |\n";
  }
  return rows.empty() ? "" : "\n| | |\n|---|---|\n" + rows;
}

void write_verb(CLI::App const& verb, std::string const& path, int depth, std::string& page) {
  auto name = path + " " + verb.get_name();
  page += "\n" + std::string(static_cast<std::size_t>(depth), '#') + " " + name + "\n\n" + verb.get_description() + ".\n";
  page += options_table(verb);
  if (!verb.get_footer().empty()) page += "\n```\n" + std::string(trim(verb.get_footer())) + "\n```\n";
  for (auto const* below : verb.get_subcommands([](CLI::App const* one) { return is_shown(one); })) write_verb(*below, name, depth + 1, page);
}

}  // namespace

std::string command_line_markdown() {
  CLI::App app;
  Settings settings;
  Run chosen;
  add_all_verbs(app, settings, chosen);
  std::string page =
      "# The command line\n\n<!-- Written by `drivetrain reference`; ./dev docs writes it anew, a test fails when it is stale. -->\n\nPrinted by `drivetrain reference`; each verb explains itself with `--help`. Results go to stdout, messages to stderr. Exit codes: 0 done, 1 findings, "
      "2 wrong usage, 3 no such thing, 4 refused, 5 unavailable.\n\n**Options of every verb**\n";
  page += options_table(app) + "\n**Verbs**\n\n";
  auto verbs = app.get_subcommands([](CLI::App const* verb) { return is_shown(verb); });
  for (auto const* verb : verbs) page += "- [" + verb->get_name() + "](#drivetrain-" + verb->get_name() + "): " + verb->get_description() + ".\n";
  for (auto const* verb : verbs) write_verb(*verb, "drivetrain", 2, page);
  return page;
}

void add_reference(CLI::App& app, Settings&, Run& chosen) {
  auto* verb = app.add_subcommand("reference", "Print the reference page of the command line");
  verb->group("");
  verb->callback([&chosen] { chosen = [] { return std::fputs(command_line_markdown().c_str(), stdout), exit_ok; }; });
}

}  // namespace drivetrain::app::cli
