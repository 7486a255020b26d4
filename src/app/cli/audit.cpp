// drivetrain audit verify: walks the hash chain of a data folder's journal and names the first record that was altered, tells the
// tombstones with who ordered them, then compares the files of every deployed model version with their hashes.
// drivetrain decision who: who would decide, and why.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <ctime>

#include "app/cli/progress.h"
#include "app/cli/verbs.h"
#include "app/model_evidence.h"
#include "app/safekeeping.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "decisions/views.h"
#include "feel/json.h"
#include "journal/chain.h"
#include "model/compile.h"
#include "platform/files.h"
#include "platform/os_world.h"
#include "platform/sqlite_store.h"

namespace drivetrain::app::cli {

namespace {

Result<journal::ChainReport> walk_chain(journal::Store& store, std::uint64_t head, Settings const& settings) {
  ProgressLine line(settings);
  return journal::verify_chain(store, [&](std::uint64_t records) { line.show("verify the hash chain", records, head); });
}

std::string problem_of(journal::ChainReport const& report, ModelEvidence const& files) {
  if (!report.problem.empty()) return report.problem;
  if (!report.unordered.empty()) return "record " + std::to_string(report.unordered.front()) + " was erased without an order";
  return files.problems.empty() ? std::string() : files.problems.front();
}

int verify(std::string const& data, Settings const& settings) {
  auto store = platform::SqliteStore::open(data, platform::Access::read_only);
  if (!store) return fail(store.error());
  auto head = (*store)->head();
  if (!head) return fail(head.error());
  auto report = walk_chain(**store, *head, settings);
  if (!report) return fail(report.error());
  auto files = verify_model_files(**store);
  if (!files) return fail(files.error());
  auto noted = note_verification(data, {platform::OsClock().now(), report->records, report->intact() && files->problems.empty(), problem_of(*report, *files)});
  if (!noted.ok() && !settings.quiet) std::fprintf(stderr, "drivetrain: note: a server on %s will not know of this: %s\n", data.c_str(), noted.error().message.c_str());
  if (settings.json) {
    JsonWriter json;
    json.begin_object().field("records", report->records).field("erased", report->erased).field("broken_at", report->broken_at)
        .field("problem", report->problem).field("head_hash", report->head_hash).field("unordered", report->unordered).key("erasures").begin_array();
    for (auto const& one : report->erasures)
      json.begin_object().field("erasure", one.erasure).field("position", one.position).field("at", one.at).field("about", one.about).field("reason", one.reason)
          .field("by", one.by).field("records", one.records).field("pending", one.pending).end_object();
    json.end_array().field("model_versions", files->versions).field("model_files", files->files).field("model_problems", files->problems).end_object();
    std::puts(json.text().c_str());
    return !report->intact() || !files->problems.empty() ? exit_findings : exit_ok;
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
  for (auto const& problem : files->problems) std::printf("%s\n", problem.c_str());
  if (files->problems.empty())
    std::printf("%s in force since, %s as deployed\n", counted(files->versions, "model version").c_str(), counted(files->files, "file").c_str());
  return !report->intact() || !files->problems.empty() ? exit_findings : exit_ok;
}

int who(std::string const& folder, std::string const& decision, std::string const& facts_json, Settings const& settings) {
  auto files = platform::read_tree(folder, model::belongs_to_model);
  if (!files) return fail(files.error());
  auto now = Instant{std::time(nullptr) * 1'000'000};
  auto compilation = model::compile(*files, {date_from_days(now.us / days(1).us)});
  auto const& all = compilation.model->decisions.decisions;
  auto declared = all.find(decision);
  if (declared == all.end()) {
    std::vector<std::string> ids;
    for (auto const& [id, one] : all) ids.push_back(id);
    auto near = nearest(decision, ids);
    return fail({"DT-X901", "there is no decision " + decision, near ? "did you mean " + *near + "?" : "decisions: " + join(ids, ", ")});
  }
  auto facts = feel::from_json(facts_json);
  if (!facts) return fail({"DT-X902", "the facts are not readable: " + facts.error().message, "give a JSON object, like '{\"amount\": 1200}'"});
  organisation::State nobody_away;
  auto explained = decisions::who_decides(declared->second, *facts, {compilation.model->organisation, nobody_away}, now);
  if (explained.refusal) return fail(*explained.refusal);
  if (settings.json) {
    JsonWriter json;
    json.begin_object().field("decision", decision).field("role", explained.route.role).field("person", explained.route.person)
        .field("via", explained.route.via).field("why", explained.lines).end_object();
    std::puts(json.text().c_str());
  } else {
    for (auto const& line : explained.lines) std::puts(line.c_str());
  }
  return exit_ok;
}

}  // namespace

void add_audit(CLI::App& app, Settings& settings, Run& chosen) {
  auto* noun = app.add_subcommand("audit", "Prove what happened");
  noun->require_subcommand(1);
  auto* verb = noun->add_subcommand("verify", "Walk the journal's hash chain and name the first altered record");
  verb->footer("Example:\n  drivetrain audit verify --data build/demo\nWorks beside a running server. Exit codes: 0 intact, 1 something was altered or removed, 5 the data folder cannot be read.");
  auto data = std::make_shared<std::string>();
  verb->add_option("--data", *data, "Data folder of a server")->required();
  verb->callback([&chosen, &settings, data] { chosen = [=, &settings] { return verify(*data, settings); }; });
}

void add_decision(CLI::App& app, Settings& settings, Run& chosen) {
  auto* noun = app.add_subcommand("decision", "Ask about decision rights");
  noun->require_subcommand(1);
  auto* verb = noun->add_subcommand("who", "Say who would decide, and why");
  verb->footer("Example:\n  drivetrain decision who expedite-job '{\"delay_hours\": 12}' --model models/tarnwick");
  auto folder = std::make_shared<std::string>("."), decision = std::make_shared<std::string>(), facts = std::make_shared<std::string>("{}");
  verb->add_option("decision", *decision, "Id of the decision")->required();
  verb->add_option("facts", *facts, "JSON object with its facts")->capture_default_str();
  verb->add_option("--model", *folder, "Folder with model.yaml")->capture_default_str();
  verb->callback([&chosen, &settings, folder, decision, facts] { chosen = [=, &settings] { return who(*folder, *decision, *facts, settings); }; });
}

}  // namespace drivetrain::app::cli
