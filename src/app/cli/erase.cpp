// drivetrain erase: what the journal says of people goes, who ordered it and why stays; by request, or because the model lets it be kept
// no longer.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>

#include "app/cli/verbs.h"
#include "app/known_head.h"
#include "app/replayed_company.h"
#include "app/runtime.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "platform/os_world.h"
#include "platform/sqlite_store.h"

namespace drivetrain::app::cli {

namespace {

struct WantedErasure {
  std::string data, person, case_id, customer, by, reason;
  bool expired = false, dry_run = false;
};

struct DoneErasure {
  ErasurePlan plan;
  std::string id;  ///< of the order; empty when nothing was done
};

void print_erasures(std::vector<DoneErasure> const& all, bool dry_run, Settings const& settings) {
  if (settings.json) {
    JsonWriter json;
    json.begin_object().field("dry_run", dry_run).key("erasures").begin_array();
    for (auto const& one : all) {
      json.begin_object().field("erasure", one.id).field("about", one.plan.about).field("records", one.plan.records.size()).field("kept_open", one.plan.kept_open);
      json.key("by_type").begin_object();
      for (auto const& [type, count] : one.plan.by_type) json.field(type, count);
      json.end_object().end_object();
    }
    json.end_array().end_object();
    std::puts(json.text().c_str());
    return;
  }
  for (auto const& one : all) {
    std::printf("%s %s of %s%s%s\n", one.id.empty() ? "would erase" : "erased", counted(one.plan.records.size(), "record").c_str(), one.plan.about.c_str(), one.id.empty() ? "" : " as ", one.id.c_str());
    for (auto const& [type, count] : one.plan.by_type) std::printf("  %6zu  %s\n", count, type.c_str());
    if (one.plan.kept_open) std::printf("  %6zu  stay for now: their case is open and needs them\n", one.plan.kept_open);
  }
  if (all.empty()) std::puts("nothing is due");
}

/// A journal that is only looked at.
struct Rehearsal {
  std::unique_ptr<platform::SqliteStore> store;
  std::unique_ptr<ReplayedCompany> company;
  static Result<Rehearsal> open(std::string const& data) {
    Rehearsal rehearsal;
    DT_ASSIGN(rehearsal.store, platform::SqliteStore::open(data, platform::Access::read_only));
    rehearsal.company = std::make_unique<ReplayedCompany>(*rehearsal.store);
    DT_CHECK(rehearsal.company->replay());
    return rehearsal;
  }
};

/// One that is owned, so that no server runs on it.
struct Owned {
  platform::OsWorld surroundings;
  std::unique_ptr<platform::SqliteStore> store;
  std::unique_ptr<Runtime> runtime;
  static Result<std::unique_ptr<Owned>> open(std::string const& data) {
    auto owned = std::make_unique<Owned>();
    DT_CHECK(platform::SqliteStore::open(data, platform::Access::read_only));  // says so when there is no journal, instead of making one
    DT_ASSIGN(owned->store, platform::SqliteStore::open(data));
    DT_CHECK(check_known_head_before_opening(*owned->store, data));
    owned->runtime = std::make_unique<Runtime>(owned->surroundings.world(*owned->store));
    DT_CHECK(owned->runtime->open());
    return owned;
  }
};

Result<ErasureSelection> selection_of(WantedErasure const& wanted) {
  if (int(!wanted.person.empty()) + int(!wanted.case_id.empty()) + int(!wanted.customer.empty()) != 1)
    return Error{"DT-X902", "say whom it is about: one of --person, --case, --customer and --expired", "For example: drivetrain erase --data DIR --case case-7 --by ann --reason \"request 12\""};
  if (!wanted.person.empty()) return ErasureSelection{ErasureOf::person, wanted.person, {}};
  if (!wanted.case_id.empty()) return ErasureSelection{ErasureOf::case_, wanted.case_id, {}};
  return ErasureSelection{ErasureOf::customer, wanted.customer, {}};
}

/// Answers that are repeated for a day may say what is to be forgotten.
void forget_answers(std::string const& data) {
  for (auto const* end : {"", "-wal", "-shm"}) {
    std::error_code error;
    std::filesystem::remove(data + "/answers.db" + end, error);
  }
}

int run_erase(WantedErasure const& wanted, Settings const& settings) {
  auto selection = selection_of(wanted);
  if (!selection) return fail(selection.error()), exit_usage;
  if (wanted.dry_run) {
    auto rehearsal = Rehearsal::open(wanted.data);
    if (!rehearsal) return fail(rehearsal.error());
    auto plan = plan_erasure(rehearsal->company->company(), *rehearsal->store, *selection);
    if (!plan) return fail(plan.error());
    print_erasures({{plan.take(), ""}}, true, settings);
    return exit_ok;
  }
  if (wanted.by.empty() || wanted.reason.empty()) return std::fprintf(stderr, "drivetrain: say who orders it with --by PERSON and why with --reason, or look first with --dry-run\n"), exit_usage;
  auto owned = Owned::open(wanted.data);
  if (!owned) return fail(owned.error());
  auto plan = plan_erasure((*owned)->runtime->company(), *(*owned)->store, *selection);
  if (!plan) return fail(plan.error());
  auto done = (*owned)->runtime->erase(journal::Actor::person(wanted.by), *plan, wanted.reason);
  if (!done) return fail(done.error());
  if (done->refusal) return fail(*done->refusal);
  forget_answers(wanted.data);
  print_erasures({{plan.take(), done->reply}}, false, settings);
  if (!settings.quiet) std::fprintf(stderr, "backups that were made before still hold it; erase it there too, or let them expire\n");
  return exit_ok;
}

int run_retain(WantedErasure const& wanted, Settings const& settings) {
  std::vector<DoneErasure> all;
  auto plans = [&](Company const& company, journal::Store& store, Instant now, auto use) -> Status {
    auto due = due_by_retention(company.model(), now);
    if (due.empty()) return Error{"DT-X903", "the model in force does not say how long anything is kept", "Give the company's thresholds, for example  retention_days_cases: 730."};
    for (auto const& selection : due) {
      DT_TRY(auto plan, plan_erasure(company, store, selection));
      if (!plan.records.empty()) DT_CHECK(use(std::move(plan)));
    }
    return {};
  };
  Status status;
  if (wanted.dry_run) {
    auto rehearsal = Rehearsal::open(wanted.data);
    if (!rehearsal) return fail(rehearsal.error());
    status = plans(rehearsal->company->company(), *rehearsal->store, platform::OsClock().now(), [&](ErasurePlan plan) { return all.push_back({std::move(plan), ""}), Status{}; });
  } else {
    auto owned = Owned::open(wanted.data);
    if (!owned) return fail(owned.error());
    auto& runtime = *(*owned)->runtime;
    status = plans(runtime.company(), *(*owned)->store, runtime.now(), [&](ErasurePlan plan) -> Status {
      DT_TRY(auto outcome, runtime.erase(journal::Actor::policy("retention"), plan, "older than the model lets it be kept"));
      if (outcome.refusal) return *outcome.refusal;
      return all.push_back({std::move(plan), outcome.reply}), Status{};
    });
  }
  if (!status) return fail(status.error());
  if (!wanted.dry_run && !all.empty()) forget_answers(wanted.data);
  print_erasures(all, wanted.dry_run, settings);
  return exit_ok;
}

int run_any(WantedErasure const& wanted, Settings const& settings) {
  bool named = !wanted.person.empty() || !wanted.case_id.empty() || !wanted.customer.empty();
  if (wanted.expired && (named || !wanted.by.empty() || !wanted.reason.empty())) return std::fprintf(stderr, "drivetrain: --expired is ordered by the model; it goes with --data and --dry-run alone\n"), exit_usage;
  return wanted.expired ? run_retain(wanted, settings) : run_erase(wanted, settings);
}

}  // namespace

void add_erase(CLI::App& app, Settings& settings, Run& chosen) {
  auto* verb = app.add_subcommand("erase", "Erase what the journal says of a person, a finished case or a customer, or what may be kept no longer; the chain still verifies");
  verb->footer("Examples:\n  drivetrain erase --data DIR --customer \"Ada Byron\" --dry-run\n  drivetrain erase --data DIR --case case-7 --by ann --reason \"request 12\"\n"
               "  drivetrain erase --data DIR --expired --dry-run           # by the model's thresholds retention_days_cases, _absences, _issues, _meetings and its data contracts\n"
               "The server must be stopped. Who may order it is the decision of the model that governs personal-data. It cannot be undone.\n"
               "Exit codes: 0 erased, 2 usage, 3 nothing is said of them, 4 refused (no right, a case is open), 5 a server runs there, or the disk cannot be had.");
  auto wanted = std::make_shared<WantedErasure>();
  verb->add_option("--data", wanted->data, "Data folder; no server may be running on it")->required();
  verb->add_option("--person", wanted->person, "Id of somebody who works here: what they wrote and what was written of them; the id stays");
  verb->add_option("--case", wanted->case_id, "Id of a finished case: its facts, texts, work and decisions");
  verb->add_option("--customer", wanted->customer, "Name of a customer as it was written: all their cases");
  verb->add_flag("--expired", wanted->expired, "What is older than the model lets it be kept");
  verb->add_option("--by", wanted->by, "Who orders it; must hold the right");
  verb->add_option("--reason", wanted->reason, "Why; it stays in the journal, so name nobody in it");
  verb->add_flag("--dry-run", wanted->dry_run, "Say what would go, and change nothing; works beside a running server");
  verb->callback([&chosen, &settings, wanted] { chosen = [=, &settings] { return run_any(*wanted, settings); }; });
}

}  // namespace drivetrain::app::cli
