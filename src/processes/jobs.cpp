// See jobs.h.
#include "processes/jobs.h"

#include <algorithm>
#include <utility>

#include "base/job_limits.h"

namespace drivetrain::processes {

Jobs::Hold const* Jobs::hold(Job job) const {
  auto found = holds.find(job);
  return found == holds.end() ? nullptr : &found->second;
}

Jobs::Answer const* Jobs::answer(Job job) const {
  auto found = std::find_if(answers.rbegin(), answers.rend(), [&](Answer const& one) { return one.job == job; });
  return found == answers.rend() ? nullptr : &*found;
}

bool Jobs::ready(std::string_view topic, Instant now) const {
  auto found = topics.find(std::string(topic));
  if (found == topics.end()) return false;
  auto const& held = found->second.held;
  return !found->second.free.empty() || (!held.empty() && held.begin()->until <= now);
}

std::vector<Jobs::Job> Jobs::run_out(std::string_view topic, Instant now, std::size_t most) const {
  std::vector<Job> jobs;
  auto found = topics.find(std::string(topic));
  if (found == topics.end()) return jobs;
  for (auto const& due : found->second.held) {
    if (now < due.until || jobs.size() == most) break;
    jobs.push_back(due.job);
  }
  return jobs;
}

void Jobs::add(std::string const& topic, Place const& place) {
  topics[topic].free.insert(place);
  stuck.erase(place.job);
}

void Jobs::remove(std::string const& topic, Place const& place) {
  if (auto found = topics.find(topic); found != topics.end()) {
    found->second.free.erase(place);
    if (auto const* kept = hold(place.job)) found->second.held.erase({kept->until, place.job});
    if (found->second.free.empty() && found->second.held.empty()) topics.erase(found);
  }
  holds.erase(place.job);
  aside.erase(place.job);
  stuck.erase(place.job);
}

void Jobs::remember(Job job, Instant at, bool done) {
  auto const* kept = hold(job);
  if (!kept || kept->worker.empty()) return;
  answers.push_back({job, kept->worker, at, done});
  if (answers.size() > limits::max_answered_jobs) answers.pop_front();
}

void Jobs::keep(std::string const& topic, Place const& place, Hold hold) {
  auto message = std::move(hold.message);
  if (auto const* before = this->hold(place.job); before && message.empty()) message = before->message;
  remove(topic, place);
  topics[topic].held.insert({hold.until, place.job});
  hold.message = std::move(message), hold.free = false;
  holds[place.job] = std::move(hold);
}

void Jobs::release(std::string const& topic, Place const& place, std::string message) {
  if (auto const* before = hold(place.job); before && message.empty()) message = before->message;
  remove(topic, place);
  add(topic, place);
  if (!message.empty()) holds[place.job] = {{}, {}, {}, std::move(message), true, {}};
}

void Jobs::free(std::string const& topic, Place const& place) {
  auto found = holds.find(place.job);
  if (found == holds.end() || found->second.free) return;
  auto& waiting = topics[topic];
  waiting.held.erase({found->second.until, place.job});
  waiting.free.insert(place);
  found->second.free = true;
}

void Jobs::set_aside(std::string const& topic, Place const& place) {
  auto found = topics.find(topic);
  if (found == topics.end()) return;
  auto const* kept = hold(place.job);
  auto was = found->second.free.erase(place) + (kept ? found->second.held.erase({kept->until, place.job}) : 0);
  if (found->second.free.empty() && found->second.held.empty()) topics.erase(found);
  if (was > 0) aside.insert(place.job);
}

void Jobs::put_back(std::string const& topic, Place const& place) {
  if (aside.erase(place.job) == 0) return;
  auto const* kept = hold(place.job);
  if (kept && !kept->free) topics[topic].held.insert({kept->until, place.job});
  else topics[topic].free.insert(place);
}

}  // namespace drivetrain::processes
