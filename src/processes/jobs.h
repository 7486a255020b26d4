// Jobs: what waits for workers, by topic, in the order in which workers get it: the most urgent first, then the oldest. Whoever takes a
// job holds it for a time. A hold that has run out needs no clock: the job is simply there to be taken again, and until somebody does, its
// answer still counts. Part of the state (state.h); changed by events alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace drivetrain::processes {

struct Jobs {
  /// Case and activity by their numbers (state.h).
  struct Job {
    std::uint64_t case_number = 0;
    std::uint32_t activity = 0;
    auto operator<=>(Job const&) const = default;
  };
  /// Where a job stands among those of its topic.
  struct Place {
    std::int32_t priority = 0;
    Instant since;
    Job job;
    bool operator<(Place const& other) const {
      if (priority != other.priority) return priority > other.priority;
      return since != other.since ? since < other.since : job < other.job;
    }
  };
  struct Due {
    Instant until;
    Job job;
    auto operator<=>(Due const&) const = default;
  };
  struct Topic {
    std::set<Place> free;
    std::set<Due> held;  ///< by a worker, or nobody's before that instant
  };
  struct Hold {
    std::string worker;   ///< empty: nobody's; it failed, and rests
    Instant since, until;
    std::string message;  ///< why it failed last; empty: it has not
    bool free = false;    ///< it has run out, and the job stands among the free ones
    std::string account = {};  ///< who took it in that name: names of workers are for everybody to see
  };
  /// How a job ended that a worker held: for whoever answers twice or too late.
  struct Answer {
    Job job;
    std::string worker;
    Instant at;
    bool done = false;  ///< else it was taken away: its case went on without it
  };

  std::map<std::string, Topic> topics;  ///< those that have jobs
  std::map<Job, Hold> holds;            ///< of jobs that somebody has held or that have failed
  std::deque<Answer> answers;           ///< the last limits::max_answered_jobs
  std::set<Job> stuck;                  ///< without tries left, or done and stuck in what it yields
  std::set<Job> aside;                  ///< of cases that stand still, found by somebody who looked for work: nobody finds them again until then

  /// Null when nobody has taken it and it has not failed.
  Hold const* hold(Job job) const;
  /// Null when no worker held it, or that is long ago.
  Answer const* answer(Job job) const;
  /// Whether a worker would get one of this topic now.
  bool ready(std::string_view topic, Instant now) const;
  /// Jobs whose hold has run out by then, those that ran out first; at most `most`.
  std::vector<Job> run_out(std::string_view topic, Instant now, std::size_t most) const;

  // What events do. `place`: of the job, by its activity.
  void add(std::string const& topic, Place const& place);
  /// It is no longer to be had: done, cancelled or stuck.
  void remove(std::string const& topic, Place const& place);
  void remember(Job job, Instant at, bool done);
  /// A worker holds it, or with no worker nobody may before `until`.
  void keep(std::string const& topic, Place const& place, Hold hold);
  void release(std::string const& topic, Place const& place, std::string message = {});
  /// What has run out of its hold stands among the free ones again.
  void free(std::string const& topic, Place const& place);
  /// Nobody gets it until it is put back; whoever holds it still does.
  void set_aside(std::string const& topic, Place const& place);
  void put_back(std::string const& topic, Place const& place);
};

}  // namespace drivetrain::processes
