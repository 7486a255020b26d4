// See job_streams.h. What the writer's thread tells is only noted; a thread of its own takes the jobs, because taking waits for a commit.
#include "app/api/job_streams.h"

#include <algorithm>
#include <chrono>
#include <future>

#include "app/api/api.h"
#include "base/job_limits.h"
#include "base/text.h"
#include "processes/events.h"
#include "processes/job_events.h"

namespace drivetrain::app::api {

using processes::Jobs;

namespace {

constexpr Duration longest_nap = seconds(1);  ///< while a lock runs: the company's clock may be moved

template <class E>
std::optional<E> read_event(journal::Record const& record) {
  std::optional<E> event;
  if (record.kind == journal::RecordKind::event && record.type == E::type.number && !decode_fields(record.payload, event.emplace())) event.reset();
  return event;
}

Jobs::Job job_of(std::string_view case_id, std::string_view activity) { return {processes::case_number(case_id), processes::activity_number(activity)}; }

/// "case-7/a3", as ActivateJobs replies it.
Jobs::Job job_named(std::string_view name) {
  auto slash = std::min(name.find('/'), name.size());
  return job_of(name.substr(0, slash), name.substr(std::min(slash + 1, name.size())));
}

}  // namespace

JobStreams::JobStreams(Api& api) : api_(api) {
  token_ = api_.runtime().journal().subscribe([this](std::vector<journal::StoredRecord> const& records) { listen(records); });
}

JobStreams::~JobStreams() {
  close_all();
  api_.runtime().journal().unsubscribe(token_);
}

void JobStreams::start() {
  thread_ = std::thread([this] { run(); });
}

std::shared_ptr<platform::EventStream> JobStreams::open(JobStreamWish wish) {
  auto events = platform::EventStream::open();
  std::uint64_t number;
  {
    std::lock_guard lock(mutex_);
    if (stopping_ || streams_.size() >= limits::max_job_streams) return nullptr;
    number = ++last_;
    for (auto const& topic : wish.command.topics) by_topic_[topic.topic].insert(number);
    streams_.emplace(number, Stream{std::make_shared<JobStreamWish const>(std::move(wish)), events, {}});
    rung_ = true;
  }
  events->set_on_close([this, number] { leave(number); });
  changed_.notify_all();
  return events;
}

void JobStreams::leave(std::uint64_t number) {
  std::lock_guard lock(mutex_);
  auto stream = streams_.find(number);
  if (stream == streams_.end()) return;
  // Its worker may be at work on them still, and answer without a stream: they stay held until their locks run out.
  for (auto const& [job, until] : stream->second.held) forget(number, job);
  for (auto const& topic : stream->second.wish->command.topics)
    if (auto of = by_topic_.find(topic.topic); of != by_topic_.end()) {
      of->second.erase(number);
      if (of->second.empty()) by_topic_.erase(of);
    }
  streams_.erase(stream);
}

void JobStreams::listen(std::vector<journal::StoredRecord> const& records) {
  {
    std::lock_guard lock(mutex_);
    if (streams_.empty()) return;
    for (auto const& stored : records) hear(stored.record);
    if (!rung_) return;
  }
  changed_.notify_all();
}

void JobStreams::hear(journal::Record const& record) {
  auto ring_all = [&] {
    for (auto& [number, stream] : streams_) stream.due = rung_ = true;
  };
  if (auto begun = read_event<processes::ActivityActivated>(record)) {
    auto of = begun->topic.empty() ? by_topic_.end() : by_topic_.find(begun->topic);
    if (of == by_topic_.end()) return;
    for (auto number : of->second) streams_.at(number).due = rung_ = true;
  } else if (auto done = read_event<processes::ActivityCompleted>(record)) {
    let_go(job_of(done->case_id, done->activity));
  } else if (auto cancelled = read_event<processes::ActivityCancelled>(record)) {
    let_go(job_of(cancelled->case_id, cancelled->activity));
  } else if (auto stuck = read_event<processes::IncidentRaised>(record)) {
    let_go(job_of(stuck->case_id, stuck->activity));
  } else if (auto failed = read_event<processes::JobFailed>(record)) {
    let_go(job_of(failed->case_id, failed->activity));
    ring_all();  // of these the topic is not said: rare
  } else if (auto unlocked = read_event<processes::JobUnlocked>(record)) {
    let_go(job_of(unlocked->case_id, unlocked->activity));
    ring_all();
  } else if (read_event<processes::IncidentResolved>(record)) {
    ring_all();
  } else if (auto extended = read_event<processes::JobLockExtended>(record)) {
    auto job = job_of(extended->case_id, extended->activity);
    if (auto holder = holders_.find(job); holder != holders_.end()) streams_.at(holder->second).held[job] = extended->until;
  }
}

void JobStreams::let_go(Jobs::Job job) {
  auto holder = holders_.find(job);
  if (holder == holders_.end()) return;
  auto& stream = streams_.at(holder->second);
  stream.held.erase(job);
  stream.due = rung_ = true;
  holders_.erase(holder);
}

void JobStreams::forget(std::uint64_t number, Jobs::Job job) {
  // It may be another's by now, whose lock began when this one's had run out.
  if (auto holder = holders_.find(job); holder != holders_.end() && holder->second == number) holders_.erase(holder);
}

std::vector<JobStreams::Turn> JobStreams::turns(Instant now) {
  std::vector<Turn> turns;
  auto add = [&](std::uint64_t number, Stream& stream) {
    for (auto one = stream.held.begin(); one != stream.held.end();) {
      if (now < one->second) ++one;
      else forget(number, one->first), one = stream.held.erase(one), stream.due = true;
    }
    if (stream.again && *stream.again <= now) stream.again.reset(), stream.due = true;
    auto room = stream.wish->command.most - static_cast<std::int64_t>(stream.held.size());
    if (!stream.due || room <= 0) return;
    stream.due = false;
    turns.push_back({number, stream.wish, room, {}, {}, {}});
  };
  auto first = streams_.upper_bound(turn_);
  for (auto one = first; one != streams_.end(); ++one) add(one->first, one->second);
  for (auto one = streams_.begin(); one != first; ++one) add(one->first, one->second);
  return turns;
}

Status JobStreams::share(std::vector<Turn>& turns, Instant now) {
  struct There {
    std::int64_t left = 0;
    std::optional<Instant> again;
  };
  std::map<std::string, There> topics;
  DT_CHECK(api_.runtime().journal().peek([&] {
    topics.clear();
    auto const& jobs = api_.runtime().company().processes.jobs();
    for (auto const& turn : turns)
      for (auto const& topic : turn.wish->command.topics) {
        auto [known, fresh] = topics.try_emplace(topic.topic);
        auto found = fresh ? jobs.topics.find(topic.topic) : jobs.topics.end();
        if (found == jobs.topics.end()) continue;
        known->second.left = static_cast<std::int64_t>(found->second.free.size() + jobs.run_out(topic.topic, now, limits::max_jobs_per_activation).size());
        auto running = found->second.held.upper_bound({now, {UINT64_MAX, UINT32_MAX}});
        if (running != found->second.held.end()) known->second.again = running->until;
      }
  }));
  for (auto& turn : turns) {
    std::int64_t wanted = 0;
    for (auto const& topic : turn.wish->command.topics) {
      auto& there = topics[topic.topic];
      auto share = std::min(there.left, turn.most - wanted);
      there.left -= share, wanted += share;
      if (there.again) turn.again = turn.again ? std::min(*turn.again, *there.again) : there.again;
    }
    turn.most = wanted;
  }
  {
    std::lock_guard lock(mutex_);
    for (auto const& turn : turns)
      if (auto stream = streams_.find(turn.stream); stream != streams_.end()) stream->second.again = turn.again;
  }
  std::erase_if(turns, [](Turn const& turn) { return turn.most == 0; });
  return {};
}

void JobStreams::take(std::vector<Turn>& turns) {
  std::erase_if(turns, [&](Turn const& turn) {
    auto may = turn.wish->may();
    if (!may) refuse(turn.stream, may.error());
    return !may;
  });
  std::vector<std::future<journal::Outcome>> asked;
  for (auto const& turn : turns) {
    auto command = turn.wish->command;
    command.most = turn.most;
    asked.push_back(api_.runtime().journal().submit(journal::command(command, turn.wish->actor)));
  }
  for (std::size_t i = 0; i < turns.size(); ++i) {
    auto outcome = asked[i].get();
    if (outcome.refusal) {
      refuse(turns[i].stream, *outcome.refusal);
      continue;
    }
    std::lock_guard lock(mutex_);
    auto stream = streams_.find(turns[i].stream);
    if (stream == streams_.end()) continue;
    for (auto name : split(outcome.reply, ' ')) {
      if (name.empty()) continue;
      turns[i].names.emplace_back(name);
      // Before anybody can answer for it; until when it holds, the state says.
      auto job = job_named(name);
      stream->second.held[job] = Instant{INT64_MAX};
      holders_[job] = turns[i].stream;
    }
  }
  std::erase_if(turns, [](Turn const& turn) { return turn.names.empty(); });
}

void JobStreams::hand_out(std::vector<Turn>& turns) {
  auto& runtime = api_.runtime();
  std::map<Jobs::Job, Instant> held;  ///< of those that are still theirs
  auto read = runtime.journal().read([&] {
    held.clear();
    for (auto& turn : turns) {
      Reading reading{runtime.company(), api_.index(), runtime.now(), runtime.journal().head(), turn.wish->actor.kind == journal::ActorKind::person ? turn.wish->actor.id : std::string()};
      std::vector<TakenJob> jobs;
      for (std::string_view name : turn.names) {
        auto slash = name.find('/');
        auto job = find_job(reading, std::string(name.substr(0, slash)), std::string(name.substr(slash + 1)));
        if (!job || !job->hold || job->hold->worker != turn.wish->command.worker) continue;  // its case has gone on without it by now
        held[job_named(name)] = job->hold->until;
        jobs.push_back(*job);
      }
      turn.data = jobs.empty() ? std::string() : turn.wish->write(reading, jobs);
    }
  });
  std::vector<std::pair<std::shared_ptr<platform::EventStream>, std::string>> told;
  {
    std::lock_guard lock(mutex_);
    for (auto& turn : turns) {
      auto stream = streams_.find(turn.stream);
      if (stream == streams_.end()) continue;
      for (auto const& name : turn.names) {
        auto job = job_named(name);
        auto mine = stream->second.held.find(job);
        if (mine == stream->second.held.end()) continue;
        if (auto known = held.find(job); read.ok() && known != held.end()) mine->second = known->second;
        else let_go(job);
      }
      if (read.ok() && !turn.data.empty()) told.emplace_back(stream->second.events, std::move(turn.data));
    }
  }
  // Without the lock: who is too far behind is closed, and leaves.
  for (auto& [events, data] : told) events->send(platform::StreamEvent{{}, "jobs", std::move(data)});
}

/// Told to the worker, which then has no stream: it may not have these jobs, or the company is going down.
void JobStreams::refuse(std::uint64_t number, Error const& error) {
  std::shared_ptr<platform::EventStream> events;
  {
    std::lock_guard lock(mutex_);
    if (auto stream = streams_.find(number); stream != streams_.end()) events = stream->second.events;
  }
  if (!events) return;
  JsonWriter json;
  json.begin_object().field("code", error.code).field("detail", error.message).field("help", error.help).end_object();
  events->send(platform::StreamEvent{{}, "refused", json.take()});
  events->close();
  leave(number);
}

std::optional<Instant> JobStreams::next() const {
  std::optional<Instant> next;
  auto sooner = [&](Instant at) { next = next ? std::min(*next, at) : at; };
  for (auto const& [number, stream] : streams_) {
    if (stream.again) sooner(*stream.again);
    for (auto const& [job, until] : stream.held) sooner(until);
  }
  return next;
}

std::optional<Instant> JobStreams::feed() {
  auto now = api_.runtime().now();
  std::vector<Turn> turns;
  {
    std::lock_guard lock(mutex_);
    rung_ = false;
    turns = this->turns(now);
    if (turns.empty()) return next();
  }
  turn_ = turns.front().stream;
  if (!share(turns, now).ok()) {
    // The store will be there again; whoever had a turn has one then.
    std::lock_guard lock(mutex_);
    for (auto const& turn : turns)
      if (auto stream = streams_.find(turn.stream); stream != streams_.end()) stream->second.due = true;
    return now + longest_nap;
  }
  take(turns);
  if (!turns.empty()) hand_out(turns);
  std::lock_guard lock(mutex_);
  return next();
}

void JobStreams::run() {
  for (;;) {
    auto next = feed();
    auto nap = next ? std::clamp(*next - api_.runtime().now(), Duration{1'000}, longest_nap) : longest_nap;
    std::unique_lock lock(mutex_);
    auto heard = [&] { return rung_ || stopping_; };
    if (next) changed_.wait_for(lock, std::chrono::microseconds(nap.us), heard);
    else changed_.wait(lock, heard);
    if (stopping_) return;
  }
}

void JobStreams::close_all() {
  std::vector<std::shared_ptr<platform::EventStream>> all;
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
    for (auto const& [number, stream] : streams_) all.push_back(stream.events);
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
  for (auto const& events : all) events->close();
}

std::size_t JobStreams::count() const {
  std::lock_guard lock(mutex_);
  return streams_.size();
}

}  // namespace drivetrain::app::api
