// drivetrain export: a journal as one text file that any Drivetrain can tell again; or a version of the model as its files (export_model.h).
#include <fcntl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

#include "app/cli/export_model.h"
#include "app/cli/progress.h"
#include "app/cli/verbs.h"
#include "app/journal_text.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "platform/sqlite_store.h"

namespace drivetrain::app::cli {

namespace {

struct WantedExport {
  std::string data, to = "-";
  std::string model, revision;
  bool force = false, dry_run = false;
};

/// The file appears whole or not at all, for its owner's eyes only: it is the whole journal.
class ExportFile {
 public:
  explicit ExportFile(std::string to) : to_(std::move(to)), writing_(to_ + ".writing"), file_(begin(writing_)), cause_(file_ ? 0 : errno) {}
  ~ExportFile() {
    if (!file_) return;
    std::fclose(file_);
    std::remove(writing_.c_str());
  }
  ExportFile(ExportFile const&) = delete;
  Status put(std::string_view text) { return done_if(file_ && std::fwrite(text.data(), 1, text.size(), file_) == text.size()); }
  Status finish() {
    DT_CHECK(done_if(file_ && std::fflush(file_) == 0 && ::fsync(fileno(file_)) == 0));
    std::fclose(std::exchange(file_, nullptr));
    return done_if(std::rename(writing_.c_str(), to_.c_str()) == 0);
  }

 private:
  static std::FILE* begin(std::string const& path) {
    ::unlink(path.c_str());
    int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    return file < 0 ? nullptr : ::fdopen(file, "wb");
  }
  Status done_if(bool done) {
    if (done) return {};
    if (cause_ == 0) cause_ = errno;
    return Error{cause_ == ENOSPC || cause_ == EDQUOT ? "DT-X921" : "DT-X920", to_ + " cannot be written: " + std::strerror(cause_), "Name a file in a folder that is there, on a disk with room."};
  }
  std::string to_, writing_;
  std::FILE* file_;
  int cause_;
};

Result<ExportedJournal> run_export_to(WantedExport const& wanted, journal::Store& store, ExportProgress const& progress) {
  if (wanted.dry_run) return export_journal(store, DRIVETRAIN_VERSION, [](std::string_view) { return Status{}; }, progress);
  if (wanted.to == "-")
    return export_journal(store, DRIVETRAIN_VERSION, [](std::string_view text) -> Status {
      if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size()) return {};
      return Error{"DT-X920", std::string("the standard output cannot be written: ") + std::strerror(errno), "Name a file with --to."};
    }, progress);
  ExportFile file(wanted.to);
  DT_TRY(auto exported, export_journal(store, DRIVETRAIN_VERSION, [&](std::string_view text) { return file.put(text); }, progress));
  DT_CHECK(file.finish());
  return exported;
}

int run_export(WantedExport const& wanted, Settings const& settings) {
  if (!wanted.model.empty()) return export_model({wanted.data, wanted.model, wanted.revision, wanted.force, wanted.dry_run}, settings);
  bool to_stdout = wanted.to == "-";
  if (to_stdout && settings.json && !wanted.dry_run) return std::fprintf(stderr, "drivetrain: the journal itself would go where --json should; name a file with --to\n"), exit_usage;
  if (!to_stdout && !wanted.force && std::filesystem::exists(wanted.to)) return fail({"DT-X951", wanted.to + " is there already", "Name another file, or say --force."});
  auto store = platform::SqliteStore::open(wanted.data, platform::Access::read_only);
  if (!store) return fail(store.error());
  Result<ExportedJournal> exported = ExportedJournal{};
  {
    ProgressLine line(settings);
    exported = run_export_to(wanted, **store, [&](std::string_view what, std::uint64_t done, std::uint64_t all) { line.show(what, done, all); });
  }
  if (!exported) return fail(exported.error());
  if (settings.json) {
    JsonWriter json;
    json.begin_object().field("dry_run", wanted.dry_run).field("to", wanted.to).field("records", exported->records).field("files", exported->files).field("bytes", exported->bytes).field("head_hash", exported->head_hash).end_object();
    std::puts(json.text().c_str());
  } else if (!settings.quiet) {
    std::fprintf(stderr, "%s %s and %s, %.1f MB; head %s\n", wanted.dry_run ? "would write" : "wrote", counted(exported->records, "record").c_str(), counted(exported->files, "model file").c_str(),
                 static_cast<double>(exported->bytes) / 1e6, exported->head_hash.c_str());
  }
  return exit_ok;
}

}  // namespace

void add_export(CLI::App& app, Settings& settings, Run& chosen) {
  auto* verb = app.add_subcommand("export", "Write the whole journal, and the model files that it needs, as text: one JSON object a line, chain and all; or a version of the model as its files");
  verb->footer("Examples:\n  drivetrain export --data build/demo --to demo.journal\n  drivetrain export --data build/demo | gzip > demo.journal.gz\n"
               "  drivetrain export --data /var/lib/drivetrain --model company\n  drivetrain export --data /var/lib/drivetrain --model company --revision 4f1c09aa --force\n"
               "Works beside a running server. It holds what people wrote, like a backup does, and is readable by its owner only.\n"
               "Exit codes: 0 written, 4 refused (a file is there already), 5 the data folder or the disk cannot be had.");
  auto wanted = std::make_shared<WantedExport>();
  verb->add_option("--data", wanted->data, "Data folder of a server, running or not")->required();
  auto* to = verb->add_option("--to", wanted->to, "File to write; - is the standard output")->capture_default_str();
  auto* folder = verb->add_option("--model", wanted->model, "Empty folder to write the model into, as of the version in force, instead of the journal")->excludes(to);
  verb->add_option("--revision", wanted->revision, "Of the model: another version that was in force, by its first digits")->needs(folder);
  verb->add_flag("--force", wanted->force, "Replace a file that is there; make the model in a folder that holds one this version");
  verb->add_flag("--dry-run", wanted->dry_run, "Say how much it would be, and write nothing");
  verb->callback([&chosen, &settings, wanted] { chosen = [=, &settings] { return run_export(*wanted, settings); }; });
}

}  // namespace drivetrain::app::cli
