// See case_bell.h.
#include "app/api/case_bell.h"

#include <algorithm>

#include "base/job_limits.h"
#include "processes/events.h"

namespace drivetrain::app::api {

using platform::Wakeup;

namespace {

/// The case that ended by it; empty for other records.
std::string ended_by(journal::Record const& record) {
  if (record.kind != journal::RecordKind::event) return "";
  processes::CaseCompleted completed;
  if (record.type == processes::CaseCompleted::type.number && decode_fields(record.payload, completed)) return completed.case_id;
  processes::CaseCancelled cancelled;
  if (record.type == processes::CaseCancelled::type.number && decode_fields(record.payload, cancelled)) return cancelled.case_id;
  return "";
}

}  // namespace

CaseBell::CaseBell(journal::Journal& journal) : journal_(journal) {
  token_ = journal_.subscribe([this](std::vector<journal::StoredRecord> const& records) { listen(records); });
}

CaseBell::~CaseBell() { journal_.unsubscribe(token_); }

void CaseBell::listen(std::vector<journal::StoredRecord> const& records) {
  std::vector<std::shared_ptr<Wakeup>> rung;
  {
    std::lock_guard lock(mutex_);
    if (waiting_.empty()) return;
    for (auto const& stored : records) {
      auto found = waiting_.find(ended_by(stored.record));
      if (found != waiting_.end()) rung.insert(rung.end(), found->second.begin(), found->second.end());
    }
  }
  for (auto const& one : rung) one->ring();
}

bool CaseBell::is_full() {
  std::lock_guard lock(mutex_);
  return count_ >= limits::max_parked_requests;
}

std::shared_ptr<Wakeup> CaseBell::wait(std::string const& case_id) {
  std::lock_guard lock(mutex_);
  if (count_ >= limits::max_parked_requests) return nullptr;
  ++count_;
  return waiting_[case_id].emplace_back(std::make_shared<Wakeup>());
}

void CaseBell::leave(std::string const& case_id, std::shared_ptr<Wakeup> const& wakeup) {
  if (!wakeup) return;
  std::lock_guard lock(mutex_);
  auto found = waiting_.find(case_id);
  if (found == waiting_.end()) return;
  count_ -= std::erase(found->second, wakeup);
  if (found->second.empty()) waiting_.erase(found);
}

}  // namespace drivetrain::app::api
