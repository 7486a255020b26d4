// The server as a worker of its own: it takes the jobs whose work is a call of another system over HTTP, calls outside of the journal's writer, and
// answers for them like any other worker. A call may happen twice (the server died before it could say that it was made): the other system
// recognises it by its Idempotency-Key.
#pragma once

#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "app/connectors/http_job.h"
#include "app/connectors/secrets.h"
#include "app/runtime.h"
#include "platform/outbound_rules.h"

namespace drivetrain::app {

struct HttpWorkerOptions {
  platform::OutboundRules rules;
  platform::OutboundLimits limits;  ///< of which the times are a job's own
  Secrets secrets;
  std::size_t calls = 32;           ///< at once
  std::size_t calls_of_host = 4;    ///< at once: who hangs holds up nobody else
};

class HttpWorker {
 public:
  /// The journal has been started; it outlives this.
  HttpWorker(Runtime& runtime, HttpWorkerOptions options);
  ~HttpWorker();  ///< stops
  HttpWorker(HttpWorker const&) = delete;
  void start();
  /// Breaks off calls under way; their jobs are free again.
  void stop();

 private:
  /// A job that is held, and whose host's call is counted until it is answered.
  struct Taken {
    std::string id;    ///< "case-7/a3"
    std::string host;  ///< with its port; empty: none, it makes no call
  };
  void run();
  bool stopped() const;
  /// One more thread, when none is left to take the next job.
  void grow();
  /// False when there was none.
  bool do_one();
  std::optional<Taken> take();
  /// The most urgent job whose host has a call to spare; nothing when there is none.
  std::optional<processes::LockJob> look_for_job();
  void give_back_call(std::string const& host);
  std::optional<HttpJob> look_at(std::string const& taken);
  HttpJobAnswer call(HttpJob const& job);
  void answer(HttpJob const& job, HttpJobAnswer answer);
  /// Why it was refused; nothing when it was not.
  template <class C>
  std::optional<Error> say(C command);

  Runtime& runtime_;
  HttpWorkerOptions options_;
  mutable std::mutex mutex_;
  std::mutex taking_;                          ///< one takes at a time, so that a host's calls are counted before the next is chosen
  std::condition_variable bell_;
  std::uint64_t rung_ = 0;
  std::size_t idle_ = 0;                       ///< threads that look for a job or wait for one
  std::map<std::string, std::size_t> under_way_;  ///< calls, by host
  bool stopped_ = false;
  std::uint64_t subscription_ = 0;
  std::vector<std::thread> threads_;
};

}  // namespace drivetrain::app
