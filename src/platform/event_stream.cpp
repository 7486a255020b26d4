// A bounded queue between those who send and the connection that writes (see event_stream.h).
#include "platform/event_stream.h"

#include <utility>

#include "base/limits.h"
#include "base/text.h"

namespace drivetrain::platform {

std::shared_ptr<std::string const> render(StreamEvent const& event) {
  auto line = [](std::string_view text) { return text.substr(0, text.find_first_of("\r\n")); };
  std::string text;
  if (!event.id.empty()) text.append("id: ").append(line(event.id)).append("\n");
  if (!event.event.empty()) text.append("event: ").append(line(event.event)).append("\n");
  for (auto data : split(event.data, '\n')) {
    if (!data.empty() && data.back() == '\r') data.remove_suffix(1);
    text.append("data: ").append(data).append("\n");
  }
  text += '\n';
  return std::make_shared<std::string const>(std::move(text));
}

std::shared_ptr<EventStream> EventStream::open(std::function<void()> on_close) {
  auto stream = std::shared_ptr<EventStream>(new EventStream);
  stream->on_close_ = std::move(on_close);
  return stream;
}

EventStream::~EventStream() { finish(); }

bool EventStream::send(std::shared_ptr<std::string const> rendered) {
  std::function<void()> wake;
  bool taken = true;
  {
    std::lock_guard lock(mutex_);
    if (closed_) return false;
    if (waiting_.size() >= limits::max_event_backlog) {
      closed_ = true;
      taken = false;
      waiting_.clear();
    } else {
      waiting_.push_back(std::move(rendered));
    }
    if (waiting_.size() <= 1) wake = wake_;  // woken already for those before
  }
  if (wake) wake();
  return taken;
}

void EventStream::close() {
  std::function<void()> wake;
  {
    std::lock_guard lock(mutex_);
    closed_ = true;
    wake = wake_;
  }
  if (wake) wake();
  else finish();
}

void EventStream::set_on_close(std::function<void()> on_close) {
  bool late;
  {
    std::lock_guard lock(mutex_);
    late = finished_;
    if (!late) on_close_ = on_close;
  }
  if (late && on_close) on_close();
}

void EventStream::attach(std::function<void()> wake) {
  std::lock_guard lock(mutex_);
  wake_ = std::move(wake);
}

EventStream::Waiting EventStream::take() {
  std::lock_guard lock(mutex_);
  return std::exchange(waiting_, {});
}

bool EventStream::ended() const {
  std::lock_guard lock(mutex_);
  return closed_ && waiting_.empty();
}

void EventStream::detach() {
  {
    std::lock_guard lock(mutex_);
    closed_ = true;
    waiting_.clear();
    wake_ = {};
  }
  finish();
}

void EventStream::finish() {
  std::function<void()> on_close;
  {
    std::lock_guard lock(mutex_);
    if (std::exchange(finished_, true)) return;
    on_close = std::exchange(on_close_, {});
  }
  if (on_close) on_close();
}

}  // namespace drivetrain::platform
