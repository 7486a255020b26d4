// The server as a worker of its own: it takes the jobs whose work is a call of another system over HTTP, calls outside of the journal's writer, and
// answers for them like any other worker. A call may happen twice (the server died before it could say that it was made): the other system
// recognises it by its Idempotency-Key.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "app/connectors/http_job.h"
#include "app/runtime.h"
#include "platform/outbound_rules.h"

namespace drivetrain::app {

struct HttpWorkerOptions {
  platform::OutboundRules rules;
  platform::OutboundLimits limits;  ///< of which the times are a job's own
  std::size_t calls = 4;            ///< at once
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
  void run();
  bool stopped() const;
  /// False when there was none.
  bool do_one();
  std::optional<HttpJob> look_at(std::string const& taken);
  void answer(HttpJob const& job, HttpJobAnswer answer);
  template <class C>
  void say(C command);

  Runtime& runtime_;
  HttpWorkerOptions options_;
  mutable std::mutex mutex_;
  std::condition_variable bell_;
  std::uint64_t rung_ = 0;
  bool stopped_ = false;
  std::uint64_t subscription_ = 0;
  std::vector<std::thread> threads_;
};

}  // namespace drivetrain::app
