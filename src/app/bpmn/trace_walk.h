// One trace, walked (see replay_traces.h).
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "feel/value.h"
#include "processes/rehearsal.h"

namespace drivetrain::app {

/// What can be seen of a case and of what it called, in the words of the traces.
struct Sight {
  std::vector<std::string> tokens;  ///< "scope/node", sorted; in a called process "process:scope/node"
  std::vector<std::string> waits;   ///< "message:name@node", "timer+600s@node", sorted
};

class TraceWalk {
 public:
  /// `whole`: an action that ends in an incident is taken back, as Camunda 7 rolls its transaction back; else the incident stands ("node!").
  TraceWalk(std::vector<std::shared_ptr<processes::Program const>> const& programs, bool whole);

  /// `how`: "none", "message:M", "signal:S", "conditional", "timer".
  Status start(std::string const& process, std::string_view how, feel::Context const& variables);
  /// One recorded action. `as_expected`: whether things now stand as recorded; asked when the action fits several. An Error when nothing here waits
  /// for it, or when it was taken back.
  Status step(feel::Context const& action, std::function<bool()> const& as_expected);
  Sight sight() const;
  /// "completed", or "alive:<number of tokens>".
  std::string end() const;
  /// By element: how often completed, cancelled ("+2c"), still active ("+1a").
  std::map<std::string, std::string> history() const;

 private:
  struct Place {
    std::string case_id;
    processes::ActivityNumber activity = 0;
    processes::Activity const* what = nullptr;
    processes::Case const* c = nullptr;
  };
  void count(journal::Record const& record);
  std::vector<Place> places() const;
  Status one_of(std::vector<Place> const& candidates, feel::Value const& variables, std::function<bool()> const& as_expected);
  std::string prefix(processes::Case const& c) const;
  std::string path(processes::Case const& c, processes::ActivityNumber scope, std::string_view leaf) const;

  processes::Rehearsal stage_;
  bool whole_;
  std::string root_;
  feel::Context variables_;
  struct Counted {
    int completed = 0, cancelled = 0;
  };
  struct Event {  ///< of the history, parallel to Rehearsal::events()
    std::string element;
    int completed = 0, cancelled = 0;
  };
  std::map<std::size_t, std::vector<Event>> counted_;  ///< by position among the events
  std::map<std::string, std::string> process_of_;      ///< by case, also of those that have ended
};

}  // namespace drivetrain::app
