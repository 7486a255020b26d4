// Past: the company as it was at a position of the journal, rebuilt by applying its records in order, as a restart would. Beside
// the running company, never in its way: it reads the store, not the journal's lock. One state is kept, so that stepping forward
// in time costs only the records between.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>

#include "app/company.h"
#include "journal/store.h"

namespace drivetrain::app {

class Past {
 public:
  /// Bound of what is replayed for one question: some seconds of work.
  static constexpr std::uint64_t most_records = 5'000'000;

  /// `library` keeps the versions of the model; both outlive this.
  Past(ModelLibrary& library, journal::Store& store) : library_(library), store_(store) {}

  /// Runs `reader` on the state after the record at `position` and at its time. One at a time; others wait.
  /// DT-X902 for a position that the store does not have, or further from the start than `most_records`.
  /// DT-X920 when the store cannot be read.
  Status read(std::uint64_t position, std::function<void(Company const& then, Instant at)> const& reader);

 private:
  Status replay_to(std::uint64_t position);

  ModelLibrary& library_;
  journal::Store& store_;
  std::mutex mutex_;
  std::unique_ptr<Company> company_;    ///< null before the first question
  std::uint64_t position_ = 0;
  Instant at_;
};

}  // namespace drivetrain::app
