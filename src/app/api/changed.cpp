// Events for pages (see changed.h).
#include "app/api/changed.h"

#include <algorithm>

#include "app/journal_index.h"
#include "base/json_writer.h"
#include "journal/events.h"

namespace drivetrain::app::api {

using platform::EventStream;
using platform::StreamEvent;

namespace {

/// By the ranges of type numbers that folders own (journal/record.h).
std::vector<char const*> topics_of(journal::TypeNumber event) {
  if (event == journal::CommandRejected::type.number) return {"drift"};
  if (event < 100) return {};
  if (event >= 130 && event < 140) return {"accounts"};
  if (event < 200) return {"work", "decisions", "rhythms", "issues"};  // who is here decides whose it all is
  if (event >= 300 && event < 400) return {"decisions"};
  if (event >= 400 && event < 410) return {"work"};
  if (event >= 410 && event < 420) return {"rhythms"};
  if (event >= 420 && event < 430) return {"issues"};
  if (event >= 430 && event < 440) return {"ideas"};
  if (event > 560 && event < 570) return {"work"};
  if (event >= 500 && event < 600) return {"cases"};
  if (event >= 602 && event < 620) return {"cases"};
  if (event >= 800 && event < 900) return {"kpis"};
  if (event >= 900 && event < 903) return {"drift"};
  if (event >= 903 && event < 907) return {"changes"};
  if (event >= 910 && event < 920) return {"changes"};
  return {"all"};  // a version came into force, a milestone was reached: everything may look different
}

void add_once(std::vector<std::string>& all, std::string one) {
  if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(std::move(one));
}

StreamEvent event_of(char const* name, Changed::Change const& change) {
  JsonWriter json;
  json.begin_object().field("position", change.position).field("topics", change.topics).field("subjects", change.subjects).end_object();
  return {std::to_string(change.position), name, json.take()};
}

}  // namespace

Changed::Changed(journal::Journal& journal, Company const& company) : journal_(journal), company_(company) {
  token_ = journal_.subscribe([this](std::vector<journal::StoredRecord> const& records) { publish(change_of(records, company_)); });
  std::lock_guard lock(mutex_);
  complete_since_ = last_ = std::max(last_, journal_.durable());
}

Changed::~Changed() {
  journal_.unsubscribe(token_);
  close_all();
}

Changed::Change Changed::change_of(std::vector<journal::StoredRecord> const& records, Company const& company) {
  Change change;
  // The company itself may be at the next commit by now; which version was in force, each record says.
  std::shared_ptr<OperatingModel const> model;
  for (auto const& [record, salt, hash, chain] : records) {
    change.position = record.position;
    if (record.kind != journal::RecordKind::event) continue;
    auto topics = topics_of(record.type);
    for (auto const* topic : topics) add_once(change.topics, topic);
    if (!model || model->revision != record.model) model = company.library().find(record.model);
    if (model && model->kpis->wants_event(record.type)) add_once(change.topics, "kpis");
    if (topics.empty() || change.subjects.size() >= max_subjects) continue;
    for (auto& subject : JournalIndex::subjects_of(company.catalogue(), record))
      if (change.subjects.size() < max_subjects) add_once(change.subjects, std::move(subject));
  }
  return change;
}

void Changed::publish(Change change) {
  if (change.topics.empty()) return;
  auto rendered = platform::render(event_of("changed", change));
  std::lock_guard lock(mutex_);
  last_ = change.position;
  recent_.push_back(std::move(change));
  if (recent_.size() > kept) {
    complete_since_ = recent_.front().position;
    recent_.pop_front();
  }
  std::erase_if(streams_, [&](auto const& stream) { return !stream->send(rendered); });
}

std::shared_ptr<EventStream> Changed::subscribe(std::optional<std::uint64_t> last_seen) {
  auto stream = EventStream::open();
  std::lock_guard lock(mutex_);
  // What was missed comes before the greeting, which carries the newest id: a line cut in between resumes where it was cut.
  bool of_another_journal = last_seen && *last_seen > journal_.durable();  // as after a restore
  if (last_seen && (*last_seen < last_ || of_another_journal)) {
    if (*last_seen == 0 || *last_seen < complete_since_ || of_another_journal) stream->send(event_of("changed", {last_, {"all"}, {}}));
    else
      for (auto const& change : recent_)
        if (change.position > *last_seen) stream->send(event_of("changed", change));
  }
  stream->send(event_of("hello", {journal_.durable(), {}, {}}));
  streams_.push_back(stream);
  return stream;
}

void Changed::say_clock() { publish({journal_.durable(), {"clock"}, {}}); }

void Changed::close_all() {
  std::lock_guard lock(mutex_);
  for (auto const& stream : streams_) stream->close();
  streams_.clear();
}

std::size_t Changed::subscribers() const {
  std::lock_guard lock(mutex_);
  return streams_.size();
}

}  // namespace drivetrain::app::api
