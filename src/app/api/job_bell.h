// JobBell: wakes workers that wait for a job when one can be had. It follows the journal; as many are woken as jobs came, those that wait
// longest first.
#pragma once

#include <cstddef>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "journal/journal.h"
#include "platform/parked.h"

namespace drivetrain::app::api {

/// Whoever takes not every job of its topics is rung for each, beside those who do: else a job would wait for somebody who does not want it.
enum class Choosy { no, yes };

class JobBell {
 public:
  explicit JobBell(journal::Journal& journal);
  ~JobBell();
  JobBell(JobBell const&) = delete;

  /// Rings, once, when a job of one of these topics may be there. Null when limits::max_parked_requests wait already.
  std::shared_ptr<platform::Wakeup> wait(std::vector<std::string> const& topics, Choosy choosy = Choosy::no);
  /// It waits no longer. What it was rung for goes to the next when `passes_on`.
  void leave(std::shared_ptr<platform::Wakeup> const& wakeup, bool passes_on);
  std::size_t waiting() const;

 private:
  struct Entry {
    std::shared_ptr<platform::Wakeup> wakeup;
    std::vector<std::string> topics;
    bool choosy = false;
  };
  void listen(std::vector<journal::StoredRecord> const& records);
  /// Those to be rung, taken out of all their queues; under the lock.
  void choose(std::string const& topic, std::size_t most, std::vector<std::shared_ptr<platform::Wakeup>>& chosen);
  void forget(platform::Wakeup const* wakeup);

  journal::Journal& journal_;
  mutable std::mutex mutex_;
  std::map<platform::Wakeup const*, Entry> entries_;
  std::map<platform::Wakeup const*, std::vector<std::string>> rung_;  ///< taken out, and not gone yet
  std::map<std::string, std::list<platform::Wakeup const*>> queues_;  ///< by topic, longest waiting first
  std::uint64_t token_ = 0;
};

}  // namespace drivetrain::app::api
