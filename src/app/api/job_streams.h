// JobStreams: work pushed to workers. A worker keeps a stream open and gets jobs as they come, held for it as if it had asked for them, never more
// at once than it said: a job counts until it is answered, given back or taken away, or its lock has run out. Who does not read gets no more.
// Nobody polls: the streams follow the journal, and those with room for jobs that are there take theirs together, in shared commits.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <vector>

#include "app/api/job_poll.h"
#include "journal/journal.h"
#include "platform/event_stream.h"

namespace drivetrain::app::api {

/// What a worker wants of its stream.
struct JobStreamWish {
  journal::Actor actor;
  processes::ActivateJobs command;  ///< `most`: jobs that it has at once
  std::function<std::string(Reading const&, std::vector<TakenJob> const&)> write;  ///< the data of an event `jobs`
  std::function<Status()> may;  ///< asked before each taking: a token ends, and its stream with it
};

class JobStreams {
 public:
  explicit JobStreams(Api& api);
  ~JobStreams();
  JobStreams(JobStreams const&) = delete;

  /// Feeds the streams on a thread of its own from now on. To be called when the journal was started; without it, feed() does.
  void start();
  /// Null when limits::max_job_streams are open, or the server stops.
  std::shared_ptr<platform::EventStream> open(JobStreamWish wish);
  /// Takes jobs for whoever has room, once; answers when to look again though nothing was heard, on the company's clock.
  std::optional<Instant> feed();
  /// Ends the streams and the thread; later ones are refused.
  void close_all();
  std::size_t count() const;

 private:
  struct Stream {
    std::shared_ptr<JobStreamWish const> wish;
    std::shared_ptr<platform::EventStream> events;
    std::map<processes::Jobs::Job, Instant> held;  ///< and until when
    bool due = true;                               ///< there may be jobs for it, and it may have room
    std::optional<Instant> again = {};             ///< when the next of its topics' jobs can be had that is held or rests
  };
  using Streams = std::map<std::uint64_t, Stream>;
  struct Turn {
    std::uint64_t stream;
    std::shared_ptr<JobStreamWish const> wish;
    std::int64_t most = 0;           ///< that it may take now
    std::vector<std::string> names;  ///< of the jobs that it got
    std::string data;
    std::optional<Instant> again;
  };

  void listen(std::vector<journal::StoredRecord> const& records);
  void hear(journal::Record const& record);
  void let_go(processes::Jobs::Job job);
  void forget(std::uint64_t stream, processes::Jobs::Job job);
  void leave(std::uint64_t stream);
  /// Those with room, in turn; what has run out of its lock is no longer theirs. Under the lock.
  std::vector<Turn> turns(Instant now);
  /// Shares what is there among them; those that get nothing have none of it.
  Status share(std::vector<Turn>& turns, Instant now);
  /// When the next lock runs out that makes room or gives a job. Under the lock.
  std::optional<Instant> next() const;
  void take(std::vector<Turn>& turns);
  void hand_out(std::vector<Turn>& turns);
  void refuse(std::uint64_t stream, Error const& error);
  void run();

  Api& api_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  Streams streams_;
  std::unordered_map<std::string, std::set<std::uint64_t>> by_topic_;
  std::map<processes::Jobs::Job, std::uint64_t> holders_;
  std::uint64_t last_ = 0, turn_ = 0;  ///< number of the last stream opened; of the one that was fed last
  bool rung_ = false, stopping_ = false;
  std::uint64_t token_ = 0;
  std::thread thread_;
};

}  // namespace drivetrain::app::api
