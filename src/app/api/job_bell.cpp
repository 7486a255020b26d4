// See job_bell.h.
#include "app/api/job_bell.h"

#include <algorithm>
#include <optional>

#include "base/job_limits.h"
#include "processes/case_events.h"
#include "processes/events.h"
#include "processes/job_events.h"

namespace drivetrain::app::api {

using platform::Wakeup;

namespace {

template <class E>
std::optional<E> event_in(journal::Record const& record) {
  std::optional<E> event;
  if (record.kind == journal::RecordKind::event && record.type == E::type.number && !decode_fields(record.payload, event.emplace())) event.reset();
  return event;
}

}  // namespace

JobBell::JobBell(journal::Journal& journal) : journal_(journal) {
  token_ = journal_.subscribe([this](std::vector<journal::StoredRecord> const& records) { listen(records); });
}

JobBell::~JobBell() { journal_.unsubscribe(token_); }

void JobBell::listen(std::vector<journal::StoredRecord> const& records) {
  std::map<std::string, std::size_t> came;
  std::size_t anywhere = 0;  // of these the topic is not said: rare, so that waking some of each costs nothing
  constexpr std::size_t of_a_case = 100;
  for (auto const& [record, salt, hash, chain] : records) {
    if (auto begun = event_in<processes::ActivityActivated>(record)) {
      if (!begun->topic.empty()) ++came[begun->topic];
    } else if (event_in<processes::JobFailed>(record) || event_in<processes::JobUnlocked>(record) || event_in<processes::IncidentResolved>(record)) {
      anywhere = std::max<std::size_t>(anywhere, 1);
    } else if (event_in<processes::CaseResumed>(record)) {
      anywhere = of_a_case;
    }
  }
  if (came.empty() && anywhere == 0) return;
  std::vector<std::shared_ptr<Wakeup>> chosen;
  {
    std::lock_guard lock(mutex_);
    for (auto const& [topic, count] : came) choose(topic, count, chosen);
    if (anywhere > 0) {
      std::vector<std::string> topics;
      for (auto const& [topic, queue] : queues_) topics.push_back(topic);
      for (auto const& topic : topics) choose(topic, anywhere, chosen);
    }
  }
  for (auto const& wakeup : chosen) wakeup->ring();
}

void JobBell::choose(std::string const& topic, std::size_t most, std::vector<std::shared_ptr<Wakeup>>& chosen) {
  auto queue = queues_.find(topic);
  if (queue == queues_.end()) return;
  std::vector<Wakeup const*> called;
  std::size_t sure = 0;
  for (auto const* one : queue->second) {
    bool choosy = entries_.at(one).choosy;
    if (!choosy && sure == most) continue;
    called.push_back(one);
    if (!choosy) ++sure;
  }
  for (auto const* one : called) {
    auto& entry = entries_.at(one);
    chosen.push_back(entry.wakeup);
    if (!entry.choosy) rung_[one] = entry.topics;
    forget(one);
  }
}

void JobBell::forget(Wakeup const* wakeup) {
  auto entry = entries_.find(wakeup);
  if (entry == entries_.end()) return;
  for (auto const& topic : entry->second.topics)
    if (auto queue = queues_.find(topic); queue != queues_.end()) {
      queue->second.remove(wakeup);
      if (queue->second.empty()) queues_.erase(queue);
    }
  entries_.erase(entry);
}

std::shared_ptr<Wakeup> JobBell::wait(std::vector<std::string> const& topics, Choosy choosy) {
  std::lock_guard lock(mutex_);
  if (entries_.size() >= limits::max_parked_requests) return nullptr;
  auto wakeup = std::make_shared<Wakeup>();
  Entry entry{wakeup, topics, choosy == Choosy::yes};
  std::sort(entry.topics.begin(), entry.topics.end());
  entry.topics.erase(std::unique(entry.topics.begin(), entry.topics.end()), entry.topics.end());
  for (auto const& topic : entry.topics) queues_[topic].push_back(wakeup.get());
  entries_.emplace(wakeup.get(), std::move(entry));
  return wakeup;
}

void JobBell::leave(std::shared_ptr<Wakeup> const& wakeup, bool passes_on) {
  if (!wakeup) return;
  std::vector<std::shared_ptr<Wakeup>> chosen;
  {
    std::lock_guard lock(mutex_);
    forget(wakeup.get());
    auto rung = rung_.find(wakeup.get());
    if (rung == rung_.end()) return;
    auto topics = std::move(rung->second);
    rung_.erase(rung);
    if (passes_on)
      for (auto const& topic : topics) choose(topic, 1, chosen);
  }
  for (auto const& next : chosen) next->ring();
}

std::size_t JobBell::waiting() const {
  std::lock_guard lock(mutex_);
  return entries_.size();
}

}  // namespace drivetrain::app::api
