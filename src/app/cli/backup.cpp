// drivetrain backup and drivetrain restore: a company's memory, carried to another place and proven there.
#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>

#include "app/backup.h"
#include "app/cli/progress.h"
#include "app/cli/verbs.h"
#include "app/safekeeping.h"
#include "base/json_writer.h"
#include "platform/os_world.h"

namespace drivetrain::app::cli {

namespace {

int fail_backup(Error const& error) {
  auto code = fail(error);
  return error.code == "DT-X950" || error.code == "DT-X952" ? exit_findings : code;
}

std::string megabytes(std::uint64_t bytes) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f MB", static_cast<double>(bytes) / 1e6);
  return text;
}

void print_manifest(char const* verb, BackupManifest const& manifest) {
  for (auto const& file : manifest.files) std::printf("%s  %-24s %12s%s%s\n", verb, file.path.c_str(), megabytes(file.bytes).c_str(), file.sha256.empty() ? "" : "  ", file.sha256.substr(0, 16).c_str());
  std::printf("journal    record %llu%s%s\n", static_cast<unsigned long long>(manifest.position), manifest.last_at ? " of " : "", manifest.last_at ? format_instant(*manifest.last_at).c_str() : "");
  if (!manifest.head_hash.empty()) std::printf("head       %s\n", manifest.head_hash.c_str());
  if (!manifest.model_revision.empty()) std::printf("model      %s\n", manifest.model_revision.c_str());
  if (!manifest.state_hash.empty()) std::printf("state      %s\n", manifest.state_hash.c_str());
}

struct WantedBackup {
  std::string data, to;
  bool force = false, dry_run = false;
};

/// For the server that runs there, or will. The backup is good without.
void note_what_was_proven(WantedBackup const& wanted, BackupManifest const& made, Settings const& settings) {
  auto noted = note_backup(wanted.data, {made.made_at, wanted.to, made.position, made.bytes(), made.head_hash});
  if (noted.ok()) noted = note_verification(wanted.data, {made.made_at, made.position, true, ""});
  if (noted.ok()) noted = note_head(wanted.data, {made.position, made.head_hash, made.made_at, "backup"});
  if (!noted.ok() && !settings.quiet) std::fprintf(stderr, "drivetrain: note: a server on %s will not know of this backup: %s\n", wanted.data.c_str(), noted.error().message.c_str());
}

int run_backup(WantedBackup const& wanted, Settings const& settings) {
  BackupOptions options;
  options.data = wanted.data, options.to = wanted.to, options.version = DRIVETRAIN_VERSION;
  options.overwrite = wanted.force ? Overwrite::replace : Overwrite::refuse;
  options.rehearse = wanted.dry_run ? Rehearse::only : Rehearse::no;
  options.now = platform::OsClock().now();
  Result<BackupManifest> made = BackupManifest{};
  {
    ProgressLine line(settings);
    made = back_up(options, [&](std::string_view what, std::uint64_t done, std::uint64_t all) { return line.show(what, done, all), true; });
  }
  if (!made) return fail_backup(made.error());
  if (!wanted.dry_run) note_what_was_proven(wanted, *made, settings);
  if (settings.json) {
    JsonWriter json;
    json.begin_object().field("dry_run", wanted.dry_run).field("to", wanted.to).key("manifest").raw(made->json()).end_object();
    std::puts(json.text().c_str());
    return exit_ok;
  }
  print_manifest(wanted.dry_run ? "would copy" : "copied    ", *made);
  if (!settings.quiet) std::fprintf(stderr, wanted.dry_run ? "nothing was written (--dry-run)\n" : "the copy's chain was verified and its records replayed; try it with: drivetrain restore --from %s --verify\n", wanted.to.c_str());
  return exit_ok;
}

struct WantedRestore {
  std::string from, data;
  bool verify = false, force = false, dry_run = false;
};

int run_restore(WantedRestore const& wanted, Settings const& settings) {
  if (wanted.data.empty() && !wanted.verify) return std::fprintf(stderr, "drivetrain: say where to with --data DIR, or --verify to try the backup without writing anything\n"), exit_usage;
  RestoreOptions options;
  options.from = wanted.from, options.data = wanted.data;
  options.overwrite = wanted.force ? Overwrite::replace : Overwrite::refuse;
  options.rehearse = wanted.dry_run ? Rehearse::only : Rehearse::no;
  options.now = platform::OsClock().now();
  BackupProof proof;
  Restored restored;
  auto began = std::chrono::steady_clock::now();
  {
    ProgressLine line(settings);
    auto show = [&](std::string_view what, std::uint64_t done, std::uint64_t all) { return line.show(what, done, all), true; };
    if (wanted.verify) {
      auto proven = verify_backup(wanted.from, show);
      if (!proven) return fail_backup(proven.error());
      restored.manifest = proven->manifest;
      proof = proven.take();
    }
    if (!wanted.data.empty()) {
      auto done = restore(options, show);
      if (!done) return fail_backup(done.error());
      restored = done.take();
      if (wanted.verify && !wanted.dry_run) (void)note_verification(wanted.data, {options.now, restored.manifest.position, true, ""}).ok();
    }
  }
  auto took = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  bool wrote = !wanted.data.empty() && !wanted.dry_run;
  if (settings.json) {
    JsonWriter json;
    json.begin_object().field("from", wanted.from).field("data", wanted.data).field("dry_run", wanted.dry_run).field("written", wrote).field("verified", wanted.verify);
    json.field("state_compared", proof.state_compared).field("set_aside", restored.set_aside).field("seconds", took).key("manifest").raw(restored.manifest.json()).end_object();
    std::puts(json.text().c_str());
    return exit_ok;
  }
  print_manifest(wrote ? "restored  " : wanted.data.empty() ? "intact    " : "would put ", restored.manifest);
  if (!restored.set_aside.empty()) std::printf("%s  %s\n", wrote ? "set aside " : "would set aside what is there into", restored.set_aside.c_str());
  if (wanted.verify)
    std::printf("verified   files, hash chain and replay%s\n", proof.state_compared ? ", which leads to the state that was backed up" : "; the state was not compared, because this Drivetrain keeps its state differently from the one that made the backup");
  if (!settings.quiet) std::fprintf(stderr, "%.1f s%s\n", took, wrote ? "" : "; nothing was written");
  return exit_ok;
}

}  // namespace

void add_backup(CLI::App& app, Settings& settings, Run& chosen) {
  auto* verb = app.add_subcommand("backup", "Copy a data folder in one consistent piece, while its server runs on, and prove the copy");
  verb->footer("Examples:\n  drivetrain backup --data /var/lib/drivetrain --to /backup/2026-03-27\n  drivetrain backup --data /var/lib/drivetrain --to /backup/latest --force --json\n"
               "The folder holds personal data and what proves who people are: it is readable by its owner only.\n"
               "Exit codes: 0 copied and proven, 1 the journal is damaged or has lost its end, 4 refused (something is there already), 5 the data folder or the disk cannot be had.");
  auto wanted = std::make_shared<WantedBackup>();
  verb->add_option("--data", wanted->data, "Data folder of a server, running or not")->required();
  verb->add_option("--to", wanted->to, "Folder of the backup; made, whole or not at all")->required();
  verb->add_flag("--force", wanted->force, "Replace a backup that is there");
  verb->add_flag("--dry-run", wanted->dry_run, "Say what would be copied, and write nothing");
  verb->callback([&chosen, &settings, wanted] { chosen = [=, &settings] { return run_backup(*wanted, settings); }; });
}

void add_restore(CLI::App& app, Settings& settings, Run& chosen) {
  auto* verb = app.add_subcommand("restore", "Put a backup into a data folder, or only prove that it could be");
  verb->footer("Examples:\n  drivetrain restore --from /backup/latest --verify                 # a drill: proves it, writes nothing\n  drivetrain restore --from /backup/latest --data /var/lib/drivetrain --verify\n"
               "Exit codes: 0 intact or restored, 1 the backup is damaged, 4 refused (something is there already), 5 a server runs there, or the disk cannot be had.");
  auto wanted = std::make_shared<WantedRestore>();
  verb->add_option("--from", wanted->from, "Folder of a backup")->required();
  verb->add_option("--data", wanted->data, "Data folder to restore into; no server may be running on it");
  verb->add_flag("--verify", wanted->verify, "Verify the whole hash chain, replay it and compare the state, before anything is written");
  verb->add_flag("--force", wanted->force, "When the data folder holds something already, set it aside beside the restored files");
  verb->add_flag("--dry-run", wanted->dry_run, "Check, say what would be done, and write nothing");
  verb->callback([&chosen, &settings, wanted] { chosen = [=, &settings] { return run_restore(*wanted, settings); }; });
}

}  // namespace drivetrain::app::cli
