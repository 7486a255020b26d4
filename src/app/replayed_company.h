// ReplayedCompany: what a journal tells, folded into a company that owns nothing and changes nothing: the proof of a backup, of an old
// journal, of a state at a date.
#pragma once

#include <algorithm>
#include <functional>

#include "app/company.h"
#include "journal/fold.h"
#include "journal/snapshot.h"
#include "journal/store.h"

namespace drivetrain::app {

class ReplayedCompany {
 public:
  /// `store` must outlive this; it is only read.
  explicit ReplayedCompany(journal::Store& store) : store_(store), company_(library_) {
    library_.set_blobs([&store](std::string const& hash) -> std::optional<std::string> {
      auto blob = store.blob(hash);
      return blob ? blob.take() : std::nullopt;
    });
  }
  ReplayedCompany(ReplayedCompany const&) = delete;

  /// Goes on from where it stands, at most to that position.
  Status replay(std::uint64_t until = UINT64_MAX) { return journal::fold_records(store_, company_, fold_, until); }
  /// To the end, with a word every few records about which one was told last.
  Status replay_in_steps(std::function<void(std::uint64_t)> const& told) {
    constexpr std::uint64_t step = 10'000;
    DT_TRY(auto head, store_.head());
    while (fold_.position < head) {
      auto before = fold_.position;
      DT_CHECK(replay(std::min(head, before + step)));
      if (fold_.position == before) break;
      told(fold_.position);
    }
    return {};
  }
  /// From a snapshot instead of the beginning; whatever was told before is forgotten.
  Status begin_with(journal::Snapshot const& snapshot) {
    company_.reset();
    fold_ = journal::Fold();
    return journal::load_snapshot(snapshot, store_, snapshot.reader, company_, fold_);
  }
  std::optional<journal::Snapshot> snapshot() const {
    return journal::take_snapshot(company_, fold_.position, fold_.chain, fold_.last_at, fold_.timers, "");
  }
  Company const& company() const { return company_; }
  Company& company() { return company_; }
  journal::Fold& fold() { return fold_; }
  std::string state_hash() const { return to_hex(journal::state_hash(company_, fold_.timers)); }

 private:
  journal::Store& store_;
  ModelLibrary library_;
  Company company_;
  journal::Fold fold_;
};

}  // namespace drivetrain::app
