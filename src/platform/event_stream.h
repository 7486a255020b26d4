// EventStream: what a browser sees change, as it changes: server-sent events (WHATWG HTML, section 9.2). A handler answers with
// one; afterwards any thread sends into it. Who reads too slowly is cut off and resumes with Last-Event-ID: nothing piles up.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace drivetrain::platform {

struct StreamEvent {
  std::string id;     ///< comes back as Last-Event-ID; empty: none
  std::string event;  ///< its type; empty: "message"
  std::string data;   ///< may have several lines
};

/// The event as it goes over the wire. Rendering once and sending the same text to many subscribers saves the copies.
std::shared_ptr<std::string const> render(StreamEvent const& event);

class EventStream {
 public:
  /// `on_close` is called once when the subscriber has gone or the stream was closed, on any thread; it must be short.
  static std::shared_ptr<EventStream> open(std::function<void()> on_close = {});
  ~EventStream();

  /// Thread-safe, never waits. False when nobody listens any more: gone, closed, or limits::max_event_backlog events behind.
  bool send(StreamEvent const& event) { return send(render(event)); }
  bool send(std::shared_ptr<std::string const> rendered);
  /// Ends the stream after what was sent.
  void close();
  /// For what is only known once the stream is there (the subscription's token).
  void set_on_close(std::function<void()> on_close);

  // For the server that carries the stream.
  using Waiting = std::vector<std::shared_ptr<std::string const>>;
  /// Called whenever there is something to take; once more at the end.
  void attach(std::function<void()> wake);
  Waiting take();
  bool ended() const;  ///< closed, and everything taken
  void detach();       ///< the subscriber has gone

 private:
  EventStream() = default;
  void finish();
  mutable std::mutex mutex_;
  Waiting waiting_;
  std::function<void()> wake_, on_close_;
  bool closed_ = false, finished_ = false;
};

}  // namespace drivetrain::platform
