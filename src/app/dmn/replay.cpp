// Computing decisions again (see replay.h).
#include "app/dmn/replay.h"

#include <map>

#include "adaptation/events.h"
#include "app/model_library.h"
#include "base/json_writer.h"
#include "base/limits.h"
#include "base/zone.h"
#include "decisions/suggest.h"
#include "feel/json.h"

namespace drivetrain::app {

namespace {

class DecisionReplay {
 public:
  explicit DecisionReplay(journal::Store& store) {
    library_.set_blobs([&store](std::string const& hash) -> std::optional<std::string> {
      auto blob = store.blob(hash);
      return blob ? blob.take() : std::nullopt;
    });
  }

  Status take(journal::Record const& record) {
    if (record.kind != journal::RecordKind::event) return {};
    if (record.type == adaptation::ModelDeployed::type.number) {
      adaptation::ModelDeployed event;
      if (decode_fields(record.payload, event)) deployed_[event.revision] = {event.manifest, record.at};
      return {};
    }
    if (record.type != decisions::DecisionSuggested::type.number) return {};
    decisions::DecisionSuggested event;
    if (!decode_fields(record.payload, event) || event.facts.kind() != feel::Kind::context) {
      ++report.erased;
      return {};
    }
    DT_TRY(auto model, version(event.revision));
    auto table = model->tables.find(event.decision);
    if (table == model->tables.end()) {
      differ(record, event.live + ": version " + event.revision.substr(0, 8) + " has no table of " + event.decision);
      return {};
    }
    auto zone = Zone::find(model->organisation.company.timezone.value);
    auto again = decisions::answer_of(*table->second, event.facts.context(), record.at, zone ? *zone : Zone::utc());
    again.live = event.live, again.revision = event.revision;
    auto before = to_json(event), now = to_json(again);
    if (before == now) ++report.equal;
    else differ(record, event.live + " (" + event.decision + "): " + feel::to_text(event.value) + " then, " + feel::to_text(again.value) + " now" + (event.value == again.value ? "; " + before + " is not " + now : ""));
    return {};
  }

  ReplayedDecisions report;

 private:
  struct Deployed {
    std::vector<adaptation::ManifestEntry> manifest;
    Instant at;
  };

  void differ(journal::Record const& record, std::string line) {
    ++report.different;
    if (report.differences.size() < limits::max_diagnostics) report.differences.push_back("record " + std::to_string(record.position) + ": " + std::move(line));
  }

  Result<std::shared_ptr<OperatingModel const>> version(std::string const& revision) {
    if (auto known = library_.find(revision)) return known;
    auto found = deployed_.find(revision);
    if (found == deployed_.end()) return Error{"DT-X920", "the journal has no version " + revision.substr(0, 8) + " of the model", "verify the data folder: drivetrain audit verify"};
    DT_CHECK(library_.require(revision, found->second.manifest, date_from_days(found->second.at.us / days(1).us)));
    return library_.find(revision);
  }

  ModelLibrary library_;
  std::map<std::string, Deployed> deployed_;
};

}  // namespace

Result<ReplayedDecisions> replay_decisions(journal::Store& store, std::function<void(std::uint64_t)> const& told) {
  DecisionReplay replay(store);
  Status failed;
  DT_CHECK(store.read(1, [&](journal::StoredRecord const& stored) {
    failed = replay.take(stored.record);
    told(replay.report.equal + replay.report.different);
    return failed.ok();
  }));
  DT_CHECK(failed);
  return std::move(replay.report);
}

}  // namespace drivetrain::app
