// See parked.h.
#include "platform/parked.h"

#include <utility>

namespace drivetrain::platform {

void Wakeup::ring() {
  std::function<void()> wake;
  {
    std::lock_guard lock(mutex_);
    if (rung_) return;
    rung_ = true;
    wake = std::exchange(wake_, {});
  }
  if (wake) wake();
}

bool Wakeup::rung() const {
  std::lock_guard lock(mutex_);
  return rung_;
}

void Wakeup::attach(std::function<void()> wake) {
  {
    std::lock_guard lock(mutex_);
    if (!rung_) {
      wake_ = std::move(wake);
      return;
    }
  }
  wake();
}

void Wakeup::detach() {
  std::lock_guard lock(mutex_);
  wake_ = {};
}

}  // namespace drivetrain::platform
