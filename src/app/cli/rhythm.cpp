// drivetrain rhythm ics: the rhythms as a calendar file.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <ctime>

#include "app/cli/verbs.h"
#include "app/company.h"
#include "app/replayed_company.h"
#include "coordination/icalendar.h"
#include "model/compile.h"
#include "platform/files.h"
#include "platform/sqlite_store.h"

namespace drivetrain::app::cli {

namespace {

struct CalendarWanted {
  std::string model = ".", data;
  std::vector<std::string> rhythms;
};

int tell_calendar(CalendarWanted const& wanted, OperatingModel const& model) {
  auto const& all = model.coordination.rhythms;
  std::vector<coordination::Rhythm const*> chosen;
  for (auto const& id : wanted.rhythms)
    if (!all.contains(id)) return fail(Error{"DT-X901", "the model has no rhythm " + id, "drivetrain graph shows what it has."});
  for (auto const& [id, rhythm] : all)
    if (wanted.rhythms.empty() || std::find(wanted.rhythms.begin(), wanted.rhythms.end(), id) != wanted.rhythms.end()) chosen.push_back(&rhythm);
  auto text = coordination::icalendar(chosen, model.organisation, Instant{std::int64_t{std::time(nullptr)} * 1'000'000});
  if (!text) return fail(text.error());
  std::fwrite(text->data(), 1, text->size(), stdout);
  return exit_ok;
}

int calendar(CalendarWanted const& wanted) {
  if (!wanted.data.empty()) {
    auto store = platform::SqliteStore::open(wanted.data, platform::Access::read_only);
    if (!store) return fail(store.error());
    ReplayedCompany replayed(**store);
    if (auto told = replayed.replay(); !told.ok()) return fail(told.error());
    return tell_calendar(wanted, replayed.company().model());
  }
  auto files = platform::read_tree(wanted.model, model::belongs_to_model);
  if (!files) return fail(files.error());
  return tell_calendar(wanted, *model::compile(*files, {date_from_days(std::time(nullptr) / 86'400)}).model);
}

}  // namespace

void add_rhythm(CLI::App& app, Settings&, Run& chosen) {
  auto* noun = app.add_subcommand("rhythm", "Ask about rhythms");
  noun->require_subcommand(1);
  auto* verb = noun->add_subcommand("ics", "Write them as a calendar file (RFC 5545) to standard output");
  verb->footer("Examples:\n  drivetrain rhythm ics --model models/tarnwick > rhythms.ics\n  drivetrain rhythm ics works-meeting --data build/demo\n"
               "Holidays and days left out are named for the next thirteen months: write it anew once a year, or subscribe to /api/v1/rhythms/calendar.ics.");
  auto wanted = std::make_shared<CalendarWanted>();
  verb->add_option("rhythms", wanted->rhythms, "Ids; all when absent");
  auto* folder = verb->add_option("--model", wanted->model, "Folder with model.yaml")->capture_default_str();
  verb->add_option("--data", wanted->data, "Data folder of a server, instead of a model")->excludes(folder);
  verb->callback([&chosen, wanted] { chosen = [=] { return calendar(*wanted); }; });
}

}  // namespace drivetrain::app::cli
