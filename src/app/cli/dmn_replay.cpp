// drivetrain dmn replay: computes receipts, or the decisions of a data folder, again and says whether they come out the same.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <map>

#include "app/cli/dmn_verbs.h"
#include "app/cli/progress.h"
#include "app/dmn/load.h"
#include "app/dmn/records.h"
#include "app/dmn/replay.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "decisions/dmn/receipt.h"
#include "platform/sqlite_store.h"

namespace drivetrain::app::cli {

namespace {

namespace dmn = decisions::dmn;

struct ReplayWanted {
  std::vector<std::string> files;
  std::string model, data;
};

int tell_replay(ReplayedDecisions const& report, Settings const& settings) {
  if (settings.json) {
    JsonWriter json;
    json.begin_object().field("equal", report.equal).field("different", report.different).field("erased", report.erased).field("differences", report.differences).end_object();
    std::puts(json.text().c_str());
  } else {
    for (auto const& line : report.differences) std::printf("%s\n", line.c_str());
    std::printf("%llu equal, %llu different%s\n", static_cast<unsigned long long>(report.equal), static_cast<unsigned long long>(report.different),
                report.erased ? (", " + std::to_string(report.erased) + " erased").c_str() : "");
  }
  return report.different > 0 ? exit_findings : exit_ok;
}

/// Models are compiled once, however many receipts name them.
class ReceiptReplay {
 public:
  explicit ReceiptReplay(std::string model) : model_(std::move(model)) {}

  Status take(std::string const& place, std::string const& line) {
    DT_TRY(auto before, dmn::read_receipt(line));
    auto file = model_.empty() ? before.file : model_;
    auto key = file + (before.mode == dmn::Mode::lenient ? " lenient" : "");
    auto known = models_.find(key);
    if (known == models_.end()) {
      DT_TRY(auto loaded, load_decisions(file, {.mode = before.mode}));
      known = models_.emplace(key, std::move(loaded)).first;
    }
    auto const& loaded = known->second;
    auto node = loaded.model ? loaded.model->find(before.decision) : std::nullopt;
    if (!node) {
      differ(place, loaded.model ? "the model has no decision " + before.decision : "the model cannot be compiled any more");
      return {};
    }
    feel::Environment environment;
    environment.now = before.at;
    std::vector<dmn::Input> inputs;
    for (auto const& [name, value] : before.inputs.entries()) inputs.push_back({name, {}, value});
    auto now = dmn::receipt_of(*loaded.model, *node, before.inputs, before.at, loaded.model->evaluate(*node, inputs, environment));
    now.hash = hash_of_model(loaded);
    if (auto told = dmn::difference(before, now); !told.empty()) differ(place, before.decision + ": " + told);
    else ++report.equal;
    return {};
  }

  ReplayedDecisions report;

 private:
  void differ(std::string const& place, std::string const& what) {
    ++report.different;
    report.differences.push_back(place + ": " + what);
  }
  std::string model_;
  std::map<std::string, LoadedDecisions> models_;
};

int replay_files(ReplayWanted const& wanted, Settings const& settings) {
  ReceiptReplay replay(wanted.model);
  for (auto const& path : wanted.files) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return fail({"DT-X901", "there is no file " + path, "give files that dmn eval --receipt wrote"});
    std::string line;
    for (std::uint64_t number = 1;; ++number) {
      auto more = read_line(in, line, number);
      if (!more) return fail(more.error());
      if (!*more) break;
      if (trim(line).empty()) continue;
      auto taken = replay.take(path + ":" + std::to_string(number), line);
      if (!taken) return fail(taken.error());
    }
  }
  return tell_replay(replay.report, settings);
}

int replay_data(ReplayWanted const& wanted, Settings const& settings) {
  auto store = platform::SqliteStore::open(wanted.data, platform::Access::read_only);
  if (!store) return fail(store.error());
  auto report = [&] {
    ProgressLine line(settings);
    return replay_decisions(**store, [&](std::uint64_t decisions) { line.show("compute decisions again", decisions, 0); });
  }();
  if (!report) return fail(report.error());
  return tell_replay(*report, settings);
}

}  // namespace

void add_dmn_replay(CLI::App& dmn, Settings& settings, Run& chosen) {
  auto* verb = dmn.add_subcommand("replay", "Compute decisions again from their receipts, or those of a data folder, and say whether they come out the same");
  verb->footer("Exit 0: all equal; 1: some differ. A receipt names its model by file and hash: a model that was changed since is a difference.\n"
               "With --data: every suggestion of the journal, with the version of the model that was in force then.");
  auto wanted = std::make_shared<ReplayWanted>();
  auto* files = verb->add_option("receipts", wanted->files, "Files that dmn eval --receipt wrote");
  verb->add_option("--model", wanted->model, "Compute with this DMN file instead of the one that receipts name")->needs(files);
  verb->add_option("--data", wanted->data, "Data folder of a server")->excludes(files);
  verb->callback([&chosen, &settings, wanted] {
    chosen = [=, &settings] {
      if (!wanted->data.empty()) return replay_data(*wanted, settings);
      if (!wanted->files.empty()) return replay_files(*wanted, settings);
      return fail({"DT-X902", "there is nothing to compute again", "give files that dmn eval --receipt wrote, or --data DIR"});
    };
  });
}

}  // namespace drivetrain::app::cli
