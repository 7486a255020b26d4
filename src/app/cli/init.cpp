// drivetrain init: a folder with a first operating model, empty with comments that teach, or made from tables that the company keeps anyway.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <ctime>
#include <filesystem>

#include "app/cli/verbs.h"
#include "app/own_data/own_data.h"
#include "app/own_data/starter.h"
#include "base/text.h"
#include "base/zone.h"
#include "platform/files.h"

namespace drivetrain::app::cli {

namespace {

struct WantedInit {
  std::string folder;
  std::vector<std::string> tables, maps;
  std::string name, timezone, at, html;
  bool dry_run = false, no_waivers = false;
};

Date init_day() { return date_from_days(std::time(nullptr) / 86'400); }

/// Refused: something is there already.
Status check_empty(std::string const& folder) {
  std::error_code error;
  if (!std::filesystem::exists(folder, error)) return {};
  if (!std::filesystem::is_directory(folder, error)) return Error{"DT-X931", folder + " is a file", "name a new or empty folder"};
  if (!std::filesystem::is_empty(folder, error)) return Error{"DT-X931", folder + " is not empty", "name a new or empty folder; nothing that is there is overwritten"};
  return {};
}

Status write_all(std::string const& folder, std::map<std::string, std::string> const& files) {
  for (auto const& [path, content] : files) DT_CHECK(platform::write_file(folder + "/" + path, content));
  return {};
}

Result<std::vector<own_data::Override>> overrides_of(std::vector<std::string> const& maps) {
  std::vector<own_data::Override> all;
  for (auto const& map : maps) {
    std::error_code error;
    if (map.find('=') == std::string::npos && map.find('#') == std::string::npos && std::filesystem::is_regular_file(map, error)) {
      DT_TRY(auto text, platform::read_file(map));
      DT_TRY(auto more, own_data::read_overrides(text));
      all.insert(all.end(), more.begin(), more.end());
      continue;
    }
    DT_TRY(auto one, own_data::read_override(map));
    all.push_back(std::move(one));
  }
  return all;
}

int run_starter(WantedInit const& wanted, Settings const& settings) {
  auto files = own_data::starter_model(wanted.name, wanted.timezone);
  if (auto written = write_all(wanted.folder, files); !written) return fail(written.error());
  if (settings.json) {
    JsonWriter json;
    json.begin_object().field("folder", wanted.folder).key("files").begin_array();
    for (auto const& [path, content] : files) json.value(path);
    json.end_array().end_object();
    std::puts(json.take().c_str());
  } else if (!settings.quiet) {
    std::fprintf(stderr, "%s: %s. Begin with model.yaml; then\n  drivetrain check %s\n  drivetrain serve %s --data %s-data\n", wanted.folder.c_str(), counted(files.size(), "file").c_str(), wanted.folder.c_str(),
                 wanted.folder.c_str(), wanted.folder.c_str());
  }
  return exit_ok;
}

void print_built(own_data::Built const& built, std::vector<own_data::TableGuess> const& guesses, WantedInit const& wanted, Settings const& settings) {
  if (settings.json) {
    JsonWriter json;
    json.begin_object().key("guess");
    own_data::write_json(json, guesses);
    json.key("report");
    own_data::write_json(json, built.report);
    json.field("folder", wanted.folder).field("written", !wanted.dry_run).field("errors", built.compilation.diagnostics.errors()).field("waived", built.waivers.size());
    json.key("files").begin_array();
    for (auto const& [path, content] : built.files) json.value(path);
    json.end_array().end_object();
    std::puts(json.take().c_str());
    return;
  }
  if (!settings.quiet) std::printf("%s\n", own_data::guess_text(guesses).c_str());
  std::fputs(own_data::report_markdown(built.report, 12).c_str(), stdout);
}

int run_tables(WantedInit const& wanted, Settings const& settings, Date at) {
  std::vector<own_data::OwnFile> files;
  for (auto const& path : wanted.tables) {
    auto bytes = platform::read_file(path);
    if (!bytes) return fail(bytes.error());
    files.push_back({std::filesystem::path(path).filename().string(), bytes.take()});
  }
  auto overrides = overrides_of(wanted.maps);
  if (!overrides) return fail(overrides.error());
  auto tables = own_data::read_files(files);
  if (!tables) return fail(tables.error());
  auto guesses = own_data::guess(tables.take(), *overrides);
  if (!guesses) return fail(guesses.error());
  auto folder_name = std::filesystem::path(wanted.folder).lexically_normal().filename().string();
  own_data::BuildOptions options;
  options.gather = {wanted.name.empty() ? folder_name : wanted.name, wanted.timezone, at};
  options.excuse = wanted.no_waivers ? own_data::Excuse::nothing : own_data::Excuse::findings;
  auto built = own_data::build(*guesses, options);
  if (!wanted.dry_run) {
    auto all = built.files;
    all["own-data/report.md"] = own_data::report_markdown(built.report, 0);
    all["own-data/tables.map"] = own_data::as_overrides(*guesses);
    if (auto written = write_all(wanted.folder, all); !written) return fail(written.error());
  }
  if (!wanted.html.empty())
    if (auto written = platform::write_file(wanted.html, own_data::report_html(built.report)); !written) return fail(written.error());
  print_built(built, *guesses, wanted, settings);
  if (!settings.json && !settings.quiet) {
    if (wanted.dry_run) std::fprintf(stderr, "\nNothing was written (--dry-run). Where the guess is wrong: --map 'TABLE=kind', --map 'TABLE:Column=field'.\n");
    else
      std::fprintf(stderr, "\nWritten to %s: %s. The whole report is own-data/report.md; how the tables were read is own-data/tables.map, for --map.\n  drivetrain check %s\n  drivetrain serve %s --data %s-data\n", wanted.folder.c_str(),
                   counted(built.files.size(), "model file").c_str(), wanted.folder.c_str(), wanted.folder.c_str(), wanted.folder.c_str());
  }
  return exit_ok;
}

int run_init(WantedInit const& wanted, Settings const& settings) {
  auto at = init_day();
  if (!wanted.at.empty()) {
    auto parsed = parse_date(wanted.at);
    if (!parsed) return std::fprintf(stderr, "drivetrain: --at %s is no day like 2026-01-05\n", wanted.at.c_str()), exit_usage;
    at = *parsed;
  }
  if (!wanted.timezone.empty())
    if (auto zone = Zone::find(wanted.timezone); !zone) return fail(zone.error());
  if (!wanted.dry_run)
    if (auto empty = check_empty(wanted.folder); !empty) return fail(empty.error()), exit_refused;
  return wanted.tables.empty() ? run_starter(wanted, settings) : run_tables(wanted, settings, at);
}

}  // namespace

void add_init(CLI::App& app, Settings& settings, Run& chosen) {
  auto* verb = app.add_subcommand("init", "Begin a model: a small coherent one to change, or one made from your tables");
  verb->footer(
      "Examples:\n  drivetrain init my-company\n  drivetrain init my-company --from-tables people.csv decisions.csv meetings.csv\n"
      "  drivetrain init my-company --from-tables company.xlsx --map 'Sheet3=decisions' --map 'Sheet3:Signs=decider' --dry-run");
  auto wanted = std::make_shared<WantedInit>();
  verb->add_option("folder", wanted->folder, "A new or empty folder")->required();
  verb->add_option("--from-tables", wanted->tables, "CSV files, workbooks (.xlsx) and calendars (.ics) with roles, people, decisions, figures, meetings");
  verb->add_option("--map", wanted->maps, "Where the guess is wrong: 'TABLE=kind', 'TABLE:Column=field', 'TABLE#row of headers', or a file of such lines");
  verb->add_option("--name", wanted->name, "The company's name (default: the folder's)");
  verb->add_option("--timezone", wanted->timezone, "IANA name, such as Europe/London");
  verb->add_option("--at", wanted->at, "Today, for meetings without a date and for the report (default: today)");
  verb->add_option("--html", wanted->html, "Also write the report as HTML to this file");
  verb->add_flag("--dry-run", wanted->dry_run, "Show the guess and the report, write no model");
  verb->add_flag("--no-waivers", wanted->no_waivers, "Do not excuse what contradicts itself for 30 days; the model is refused until it is mended");
  verb->callback([&chosen, &settings, wanted] { chosen = [=, &settings] { return run_init(*wanted, settings); }; });
}

}  // namespace drivetrain::app::cli
