// The company as it was (see past.h).
#include "app/past.h"

namespace drivetrain::app {

Status Past::replay_to(std::uint64_t position) {
  if (!company_ || position < position_) {
    company_ = std::make_unique<Company>(library_);
    position_ = 0;
  }
  if (position == position_) return {};
  Status problem;
  auto status = store_.read(position_ + 1, [&](journal::StoredRecord const& stored) {
    auto const& record = stored.record;
    if (record.position > position) return false;
    if (record.kind == journal::RecordKind::event) {
      if (!company_->knows(record.type)) return problem = Error{"DT-X920", "record " + std::to_string(record.position) + " is of a type that this version does not know", "use the version that wrote it"}, false;
      company_->apply(record);
    }
    position_ = record.position;
    at_ = record.at;
    return position_ < position;
  });
  if (status.ok()) status = problem;
  // Half a way is no state: begin anew next time.
  if (!status.ok() || position_ != position) company_.reset();
  return status;
}

Status Past::read(std::uint64_t position, std::function<void(Company const&, Instant)> const& reader) {
  if (position > most_records)
    return Error{"DT-X902", "position " + std::to_string(position) + " is further from the beginning than the " + std::to_string(most_records) + " records that are replayed for a question", "restore a backup of that day and ask there"};
  std::lock_guard lock(mutex_);
  DT_CHECK(replay_to(position));
  if (!company_) return Error{"DT-X902", "the journal has no record at position " + std::to_string(position), "GET /api/v1/audit lists the latest."};
  reader(*company_, at_);
  return {};
}

}  // namespace drivetrain::app
