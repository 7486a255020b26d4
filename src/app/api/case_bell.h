// CaseBell: wakes whoever waits for the end of a case. It follows the journal.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "journal/journal.h"
#include "platform/parked.h"

namespace drivetrain::app::api {

class CaseBell {
 public:
  explicit CaseBell(journal::Journal& journal);
  ~CaseBell();
  CaseBell(CaseBell const&) = delete;

  /// limits::max_parked_requests wait already.
  bool is_full();
  /// Rings when the case has ended or was cancelled. Null when limits::max_parked_requests wait already.
  std::shared_ptr<platform::Wakeup> wait(std::string const& case_id);
  /// It waits no longer; nothing for null.
  void leave(std::string const& case_id, std::shared_ptr<platform::Wakeup> const& wakeup);

 private:
  void listen(std::vector<journal::StoredRecord> const& records);

  journal::Journal& journal_;
  std::mutex mutex_;
  std::map<std::string, std::vector<std::shared_ptr<platform::Wakeup>>> waiting_;
  std::size_t count_ = 0;
  std::uint64_t token_ = 0;
};

}  // namespace drivetrain::app::api
