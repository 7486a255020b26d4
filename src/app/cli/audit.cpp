// drivetrain audit verify: walks the hash chain of a data folder's journal and names the first record that was altered, tells the
// tombstones with who ordered them, holds its end against what was seen there before, then compares the files of every deployed model
// version with their hashes.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/cli/progress.h"
#include "app/cli/verbs.h"
#include "app/known_head.h"
#include "app/model_evidence.h"
#include "app/safekeeping.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "journal/chain.h"
#include "platform/os_world.h"
#include "platform/sqlite_store.h"

namespace drivetrain::app::cli {

namespace {

Result<journal::ChainReport> walk_chain(journal::Store& store, std::uint64_t head, Settings const& settings) {
  ProgressLine line(settings);
  return journal::verify_chain(store, [&](std::uint64_t records) { line.show("verify the hash chain", records, head); });
}

struct WantedVerification {
  std::string data, expected;
  bool accept_head = false;
};

/// Whether the journal still has what was seen at its end: by this folder, and by whoever asks.
struct SeenEnds {
  std::optional<KnownHead> known;
  std::string problem, help;  ///< of the first that is not there
};

Result<SeenEnds> look_at_end(journal::Store& store, WantedVerification const& wanted) {
  SeenEnds seen{known_head(wanted.data), {}, {}};
  std::vector<KnownHead> all;
  if (seen.known && !wanted.accept_head) all.push_back(*seen.known);
  if (!wanted.expected.empty()) {
    DT_TRY(auto expected, parse_head(wanted.expected));
    all.push_back(std::move(expected));
  }
  for (auto const& one : all) {
    auto there = check_head(store, wanted.data, one);
    if (there) continue;
    if (there.error().code != "DT-X952") return there.error();
    seen.problem = there.error().message, seen.help = there.error().help;
    break;
  }
  return seen;
}

std::string problem_of(journal::ChainReport const& report, SeenEnds const& seen, ModelEvidence const& files) {
  if (!report.problem.empty()) return report.problem;
  if (!report.unordered.empty()) return "record " + std::to_string(report.unordered.front()) + " was erased without an order";
  if (!seen.problem.empty()) return seen.problem;
  return files.problems.empty() ? std::string() : files.problems.front();
}

/// What the journal's end is from now on. A note that cannot be written is said, and changes no verdict, unless it was asked for.
Status keep_head(WantedVerification const& wanted, journal::ChainReport const& report, bool whole, Settings const& settings) {
  KnownHead head{report.records, report.head_hash, platform::OsClock().now(), "audit verify"};
  if (wanted.accept_head && report.broken_at == 0) return accept_head(wanted.data, head);
  auto noted = whole ? note_head(wanted.data, head) : Status{};
  if (!noted.ok() && !settings.quiet) std::fprintf(stderr, "drivetrain: note: %s will not remember this end: %s\n", wanted.data.c_str(), noted.error().message.c_str());
  return {};
}

void tell_end(WantedVerification const& wanted, journal::ChainReport const& report, SeenEnds const& seen, Settings const& settings) {
  if (!seen.problem.empty()) std::printf("%s\n", seen.problem.c_str());
  if (!seen.help.empty() && !settings.quiet) std::fprintf(stderr, "  help: %s\n", seen.help.c_str());
  if (wanted.accept_head && report.broken_at == 0)
    std::printf("accepted: the journal is meant to end at record %llu%s\n", static_cast<unsigned long long>(report.records),
                seen.known ? ("; before, record " + std::to_string(seen.known->position) + " was known").c_str() : "");
  if (report.records > 0 && report.broken_at == 0 && seen.problem.empty() && !settings.quiet)
    std::fprintf(stderr, "kept elsewhere, this proves later that nothing was cut off: --expect %llu:%s\n", static_cast<unsigned long long>(report.records), report.head_hash.c_str());
}

int verify(WantedVerification const& wanted, Settings const& settings) {
  auto const& data = wanted.data;
  if (!wanted.expected.empty())
    if (auto head = parse_head(wanted.expected); !head) return fail(head.error()), exit_usage;
  auto store = platform::SqliteStore::open(data, platform::Access::read_only);
  if (!store) return fail(store.error());
  auto head = (*store)->head();
  if (!head) return fail(head.error());
  auto report = walk_chain(**store, *head, settings);
  if (!report) return fail(report.error());
  auto seen = look_at_end(**store, wanted);
  if (!seen) return fail(seen.error());
  auto files = verify_model_files(**store);
  if (!files) return fail(files.error());
  auto problem = problem_of(*report, *seen, *files);
  if (auto kept = keep_head(wanted, *report, problem.empty(), settings); !kept.ok()) return fail(kept.error());
  auto noted = note_verification(data, {platform::OsClock().now(), report->records, problem.empty(), problem});
  if (!noted.ok() && !settings.quiet) std::fprintf(stderr, "drivetrain: note: a server on %s will not know of this: %s\n", data.c_str(), noted.error().message.c_str());
  if (settings.json) {
    JsonWriter json;
    json.begin_object().field("records", report->records).field("erased", report->erased).field("broken_at", report->broken_at)
        .field("problem", report->problem).field("head_hash", report->head_hash).field("end_problem", seen->problem).field("head_accepted", wanted.accept_head && report->broken_at == 0).field("unordered", report->unordered).key("erasures").begin_array();
    for (auto const& one : report->erasures)
      json.begin_object().field("erasure", one.erasure).field("position", one.position).field("at", one.at).field("about", one.about).field("reason", one.reason)
          .field("by", one.by).field("records", one.records).field("pending", one.pending).end_object();
    json.end_array().field("model_versions", files->versions).field("model_files", files->files).field("model_problems", files->problems).end_object();
    std::puts(json.text().c_str());
    return problem.empty() ? exit_ok : exit_findings;
  }
  if (report->broken_at) {
    std::printf("record %llu is not what was written: %s\n", static_cast<unsigned long long>(report->broken_at), report->problem.c_str());
  } else {
    std::printf("%s, unbroken; %llu erased; head %s\n", counted(report->records, "record").c_str(), static_cast<unsigned long long>(report->erased),
                report->head_hash.c_str());
    for (auto const& one : report->erasures)
      std::printf("%s  %s  %s of %s, ordered by %s: %s%s\n", one.erasure.c_str(), format_instant(one.at).c_str(), counted(one.records, "record").c_str(), one.about.c_str(),
                  one.by.c_str(), one.reason.c_str(), one.pending ? (" (" + std::to_string(one.pending) + " not carried out yet; start the server)").c_str() : "");
    for (auto position : report->unordered)
      std::printf("record %llu was erased, and no order in the journal says that this should remain of it\n", static_cast<unsigned long long>(position));
  }
  tell_end(wanted, *report, *seen, settings);
  for (auto const& problem : files->problems) std::printf("%s\n", problem.c_str());
  if (files->problems.empty())
    std::printf("%s in force since, %s as deployed\n", counted(files->versions, "model version").c_str(), counted(files->files, "file").c_str());
  return problem.empty() ? exit_ok : exit_findings;
}

}  // namespace

void add_audit(CLI::App& app, Settings& settings, Run& chosen) {
  auto* noun = app.add_subcommand("audit", "Prove what happened");
  noun->require_subcommand(1);
  auto* verb = noun->add_subcommand("verify", "Walk the journal's hash chain and name the first altered record");
  verb->footer("Examples:\n  drivetrain audit verify --data build/demo\n  drivetrain audit verify --data build/demo --accept-head    # an older copy was put there on purpose\n"
               "Works beside a running server. The folder remembers how far the journal reached, so that a cut end is noticed; that note can be rewritten together\n"
               "with the journal, so keep the printed head elsewhere and compare it with --expect.\n"
               "Exit codes: 0 intact, 1 something was altered or removed, 2 usage, 5 the data folder cannot be read.");
  auto wanted = std::make_shared<WantedVerification>();
  verb->add_option("--data", wanted->data, "Data folder of a server")->required();
  verb->add_option("--expect", wanted->expected, "POSITION:HASH of a head that was kept elsewhere; the journal must still have it");
  verb->add_flag("--accept-head", wanted->accept_head, "The journal is meant to end where it does: forget what was seen at its end before");
  verb->callback([&chosen, &settings, wanted] { chosen = [=, &settings] { return verify(*wanted, settings); }; });
}

}  // namespace drivetrain::app::cli
