// drivetrain simulate: moves a company through simulated time, by nothing but commands that a person or a feed could issue.
#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <unistd.h>

#include "app/cli/verbs.h"
#include "app/demo_clock.h"
#include "app/simulated_company.h"
#include "app/simulation_report.h"
#include "base/text.h"
#include "journal/chain.h"
#include "model/compile.h"
#include "platform/files.h"
#include "platform/sqlite_store.h"

namespace drivetrain::app::cli {

namespace {

struct Wanted {
  std::string model = ".", data, from = "2026-01-05";
  int days = 7;
  std::uint64_t seed = 1;
};

/// A company begins before its first shift, and after the weekly measuring of its gauges, which have nothing to say yet.
constexpr Duration before_first_shift = hours(5) + minutes(30);

/// On one line that is written over; nothing when stderr is no terminal.
class Bar {
 public:
  Bar(Instant from, Instant to, bool shown) : from_(from), to_(to), shown_(shown) {}
  ~Bar() {
    if (shown_) std::fputs("\r\033[K", stderr);
  }
  void at(Instant now) {
    if (!shown_) return;
    auto done = to_ > from_ ? static_cast<int>(50 * (now - from_).hours() / (to_ - from_).hours()) : 50;
    if (done == last_) return;
    last_ = done;
    std::fprintf(stderr, "\r%s [%.*s%*s]", format_date(date_from_days(now.us / days(1).us)).c_str(), done, "##################################################", 50 - done, "");
  }

 private:
  Instant from_, to_;
  bool shown_;
  int last_ = -1;
};

int run(Wanted const& wanted, Settings const& settings) {
  auto from = parse_date(wanted.from);
  if (!from) return std::fprintf(stderr, "drivetrain: --from %s is no day like 2026-01-05\n", wanted.from.c_str()), exit_usage;
  auto files = platform::read_tree(wanted.model, model::belongs_to_model);
  if (!files) return fail(files.error());
  auto compilation = model::compile(*files, {*from});
  auto profile = load_profile(wanted.model, *compilation.model);
  if (!profile) return fail(profile.error());
  auto store = platform::SqliteStore::open(wanted.data);
  if (!store) return fail(store.error());

  SimulatedCompany company(**store, wanted.seed);
  auto zone = Zone::find(compilation.model->organisation.company.timezone.value);
  auto begin = (zone ? zone.take() : Zone::utc())->to_instant({*from, before_first_shift.us});
  auto stood = read_demo_time(wanted.data);
  if (!stood) return fail(stood.error());
  if (auto opened = company.open(compilation, begin, *stood); !opened.ok()) return fail(opened.error());

  SimulationReport report;
  company.runtime().journal().subscribe([&](auto const& records) { report.add(records); });
  simulation::People people(profile.take(), wanted.seed);
  auto start = company.now(), until = start + days(wanted.days);
  auto real = std::chrono::steady_clock::now();
  {
    Bar bar(start, until, isatty(STDERR_FILENO) && !settings.quiet);
    auto played = company.play(people, until, [&](Instant now) { return bar.at(now), true; });
    if (!played.ok()) return fail(played.error());
  }
  if (auto kept = write_demo_time(wanted.data, company.now()); !kept.ok()) return fail(kept.error());
  auto took = std::chrono::duration<double>(std::chrono::steady_clock::now() - real).count();

  auto chain = journal::verify_chain(**store);
  if (!chain) return fail(chain.error());
  if (settings.json) {
    JsonWriter json;
    json.begin_object().field("from", start).field("until", company.now()).field("seed", wanted.seed).field("head_hash", chain->head_hash).key("report");
    report.json(json, company.company(), company.now());
    json.end_object();
    std::puts(json.text().c_str());
  } else {
    std::fputs(report.text(company.company(), company.now()).c_str(), stdout);
    std::printf("head       %s\n", chain->head_hash.c_str());
  }
  if (!settings.quiet) {
    std::fprintf(stderr, "%s from %s on, seed %llu, %.1f s, %.0f records a second; salts follow from the seed, so this journal keeps no secrets\n",
                 counted(static_cast<std::size_t>(wanted.days), "day").c_str(), format_instant(start).c_str(), static_cast<unsigned long long>(wanted.seed), took,
                 took > 0 ? static_cast<double>(report.records()) / took : 0);
  }
  return exit_ok;
}

}  // namespace

void add_simulate(CLI::App& app, Settings& settings, Run& chosen) {
  auto* verb = app.add_subcommand("simulate", "Move a company through simulated time, by commands that a person or a feed could issue");
  verb->footer("Examples:\n  drivetrain simulate models/tarnwick --days 42 --data build/winter\n  drivetrain simulate models/tarnwick --days 7 --data build/winter    # goes on from there");
  auto wanted = std::make_shared<Wanted>();
  verb->add_option("model", wanted->model, "Folder with model.yaml and simulation/profile.yaml")->required();
  verb->add_option("--data", wanted->data, "Data folder; a journal that is there is continued")->required();
  verb->add_option("--days", wanted->days, "How long")->check(CLI::Range(1, 3'660))->capture_default_str();
  verb->add_option("--seed", wanted->seed, "The same seed gives the same journal, byte for byte")->capture_default_str();
  verb->add_option("--from", wanted->from, "First day of a fresh journal, which begins at 05:30")->capture_default_str();
  verb->callback([&chosen, &settings, wanted] { chosen = [=, &settings] { return run(*wanted, settings); }; });
}

}  // namespace drivetrain::app::cli
