// Parked: an answer that comes later (long polling). The handler has returned, no thread waits; whoever knows that there is something to
// say wakes it, and the server asks again on a worker thread. Nobody polls.
#pragma once

#include <functional>
#include <memory>
#include <mutex>

namespace drivetrain::platform {

struct Response;

/// Rung from any thread, once. Rung before somebody listens, it is heard when they do.
class Wakeup {
 public:
  void ring();
  bool rung() const;

  // For the server that carries the request.
  void attach(std::function<void()> wake);
  void detach();

 private:
  mutable std::mutex mutex_;
  std::function<void()> wake_;
  bool rung_ = false;
};

struct Parked {
  std::shared_ptr<Wakeup> wakeup;
  int at_most_ms = 0;                        ///< then it is asked again, rung or not
  std::function<Response(bool last)> again;  ///< on a worker thread; may park once more unless it is the `last` time (the server stops)
  std::function<void()> gone = {};           ///< whoever asked has left: the ring was for nobody
};

}  // namespace drivetrain::platform
