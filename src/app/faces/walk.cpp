// See walk.h. A place is kept between slices, by the number of the last case: what has ended leaves the open ones and stands among the ended.
#include "app/faces/walk.h"

#include <algorithm>
#include <set>

#include "app/api/api.h"

namespace drivetrain::app::faces {

namespace {

using processes::Case;
using processes::CaseNumber;
using processes::State;

class Walk {
 public:
  Walk(api::Api& api, Among const& among, RowsOf const& rows_of) : api_(api), among_(among), rows_of_(rows_of) {}

  bool done() const { return place_.part == Part::done; }

  /// One slice. What it finds is found anew when it is called again before keep().
  void look(api::Reading const& reading) {
    next_ = place_, rows_.clear(), seen_now_.clear(), looked_ = 0;
    auto const& state = reading.company.processes;
    if (next_.part == Part::begin) begin(state);
    if (next_.part == Part::named) look_at_named(reading);
    if (next_.part == Part::open) look_at_open(reading);
    if (next_.part == Part::finished) look_at_finished(reading);
  }
  std::vector<feel::Context> keep() {
    place_ = next_;
    if (among_.finished) seen_.insert(seen_.end(), seen_now_.begin(), seen_now_.end());
    return std::move(rows_);
  }

 private:
  enum class Part { begin, named, open, finished, done };
  struct Place {
    Part part = Part::begin;
    std::size_t index = 0;
    CaseNumber last = 0;
  };

  bool is_full() const { return looked_ >= cases_at_once || rows_.size() >= rows_at_once; }
  void add(api::Reading const& reading, Case const& c) {
    ++looked_;
    rows_of_(reading, c, rows_);
  }

  void begin(State const& state) {
    next_.part = Part::open;
    if (!among_.numbers && !among_.business_key) return;
    named_ = among_.numbers.value_or(std::vector<CaseNumber>());
    if (!among_.numbers) {
      std::set<std::string> processes;  // in force or not
      for (auto const& one : api_.definitions()->all()) processes.insert(one->process);
      for (auto const& process : processes)
        for (auto const* c : state.all_running(process, *among_.business_key)) named_.push_back(c->number);
      for (auto const& c : state.finished_cases())
        if (c.business_key == *among_.business_key) named_.push_back(c.number);
    }
    std::sort(named_.begin(), named_.end());
    named_.erase(std::unique(named_.begin(), named_.end()), named_.end());
    next_.part = Part::named;
  }

  void look_at_named(api::Reading const& reading) {
    auto const& state = reading.company.processes;
    for (; next_.index < named_.size() && !is_full(); ++next_.index) {
      auto id = processes::case_id(named_[next_.index]);
      if (auto const* c = among_.finished ? state.find(id) : state.open(id)) add(reading, *c);
      else ++looked_;
    }
    if (next_.index == named_.size()) next_.part = Part::done;
  }

  void look_at_open(api::Reading const& reading) {
    auto const& open = reading.company.processes.open_cases();
    auto one = open.upper_bound(next_.last);
    for (; one != open.end() && !is_full(); ++one) {
      add(reading, one->second);
      next_.last = one->first;
      seen_now_.push_back(one->first);
    }
    if (one == open.end()) next_ = {among_.finished ? Part::finished : Part::done};
  }

  void look_at_finished(api::Reading const& reading) {
    auto const& finished = reading.company.processes.finished_cases();
    // The oldest may have gone meanwhile: the place of the last one is the same, or before.
    auto from = std::min(next_.index, finished.size());
    while (next_.last != 0 && from > 0 && finished[from - 1].number != next_.last) --from;
    for (; from < finished.size() && !is_full(); ++from) {
      auto const& c = finished[from];
      next_.last = c.number;
      if (!was_seen(c.number)) add(reading, c);
    }
    next_.index = from;
    if (from == finished.size()) next_.part = Part::done;
  }

  /// While it was open. Both lists are in the order of numbers.
  bool was_seen(CaseNumber number) const { return std::binary_search(seen_.begin(), seen_.end(), number) || std::binary_search(seen_now_.begin(), seen_now_.end(), number); }

  api::Api& api_;
  Among const& among_;
  RowsOf const& rows_of_;
  Place place_, next_;
  std::vector<CaseNumber> named_, seen_, seen_now_;
  std::vector<feel::Context> rows_;
  std::size_t looked_ = 0;
};

}  // namespace

Status look_at_cases(api::Api& api, std::string const& person, Among const& among, RowsOf const& rows_of, TakeRow const& take) {
  auto& runtime = api.runtime();
  Walk walk(api, among, rows_of);
  while (!walk.done()) {
    DT_CHECK(runtime.journal().read([&] { walk.look({runtime.company(), api.index(), runtime.now(), runtime.journal().head(), person}); }));
    for (auto& row : walk.keep())
      if (take(std::move(row)) == Next::enough) return {};
  }
  return {};
}

}  // namespace drivetrain::app::faces
