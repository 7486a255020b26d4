// Changed: what pages should read anew after each commit, as server-sent events. Kept for a while, so that whoever was away for a
// moment resumes without a gap.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/company.h"
#include "journal/journal.h"
#include "platform/event_stream.h"

namespace drivetrain::app::api {

class Changed {
 public:
  /// Follows the journal until destroyed.
  Changed(journal::Journal& journal, Company const& company);
  ~Changed();
  Changed(Changed const&) = delete;

  /// Says hello with the present position, then whatever changed since `last_seen`, then what changes. 0: it is not known what was seen.
  std::shared_ptr<platform::EventStream> subscribe(std::optional<std::uint64_t> last_seen);
  /// The company's time was moved.
  void say_clock();
  void close_all();
  std::size_t subscribers() const;

  struct Change {
    std::uint64_t position = 0;
    std::vector<std::string> topics, subjects;
  };
  static constexpr std::size_t kept = 2'000;
  static constexpr std::size_t max_subjects = 100;
  /// What a commit changed; no topics: nothing that a page shows.
  static Change change_of(std::vector<journal::StoredRecord> const& records, Company const& company);

 private:
  void publish(Change change);
  journal::Journal& journal_;
  Company const& company_;
  mutable std::mutex mutex_;
  std::deque<Change> recent_;
  std::uint64_t complete_since_ = 0;   ///< everything after this position is in recent_
  std::uint64_t last_ = 0;             ///< position of the last change or of the beginning
  std::vector<std::shared_ptr<platform::EventStream>> streams_;
  std::uint64_t token_ = 0;
};

}  // namespace drivetrain::app::api
