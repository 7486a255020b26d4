// The index of the journal (see journal_index.h).
#include "app/journal_index.h"

#include <algorithm>
#include <array>

#include "coordination/events.h"
#include "decisions/events.h"
#include "journal/events.h"
#include "journal/text_sink.h"
#include "processes/events.h"

namespace drivetrain::app {

namespace {

/// Fields that name what a record is about. Others may hold the same words without meaning the thing.
constexpr std::array<std::string_view, 26> naming_fields{
    "item", "live", "case_id", "occurrence", "rhythm", "action", "issue", "change", "signal", "gauge", "kpi", "decision",
    "process", "initiative", "requirement", "person", "subject", "revision", "issue_type", "decision_live", "owner", "absence", "objective", "account", "token", "slo"};

class SubjectSink final : public journal::TextSink {
 public:
  std::vector<std::string> subjects;
  void text(std::string_view field, std::string_view value) override {
    if (value.empty() || std::find(naming_fields.begin(), naming_fields.end(), field) == naming_fields.end()) return;
    auto name = std::string(value);
    // "case-31/a3" is an activity of a case.
    if (auto slash = name.find('/'); field == "subject" && slash != std::string::npos) name.resize(slash);
    if (std::find(subjects.begin(), subjects.end(), name) == subjects.end()) subjects.push_back(std::move(name));
  }
};

template <class E>
std::optional<E> decoded(journal::Record const& record) {
  std::optional<E> event;
  if (record.kind == journal::RecordKind::event && record.type == E::type.number && !decode_fields(record.payload, event.emplace())) event.reset();
  return event;
}

}  // namespace

JournalIndex::JournalIndex(journal::Journal& journal, journal::Store& store, journal::Catalogue const& catalogue)
    : journal_(journal), store_(store), catalogue_(catalogue) {
  for (auto const* type : catalogue_.all()) {
    auto& of_kind = type->kind == journal::RecordKind::event ? events_name_ : commands_name_;
    if (of_kind.size() <= type->number) of_kind.resize(type->number + 1u);
    of_kind[type->number] = naming(type->fields);
  }
  token_ = journal_.subscribe([this](std::vector<journal::StoredRecord> const& records) {
    std::lock_guard lock(mutex_);
    for (auto const& stored : records) add(stored.record);
  });
}

JournalIndex::~JournalIndex() { journal_.unsubscribe(token_); }

Status JournalIndex::open() {
  std::lock_guard lock(mutex_);
  return store_.read(entries_.size() + 1, [this](journal::StoredRecord const& stored) {
    add(stored.record);
    return true;
  });
}

std::vector<std::string> JournalIndex::subjects_of(journal::Catalogue const& catalogue, journal::Record const& record) {
  SubjectSink sink;
  catalogue.give(record, sink);
  return std::move(sink.subjects);
}

std::vector<JournalIndex::Naming> JournalIndex::naming(std::vector<journal::FieldInfo> const& fields) {
  std::vector<Naming> all;
  for (auto const& field : fields) {
    if (field.kind == journal::FieldKind::group) {
      if (auto within = naming(field.fields); !within.empty()) all.push_back({field.number, false, std::move(within)});
    } else if (field.kind == journal::FieldKind::text && !field.coded && std::find(naming_fields.begin(), naming_fields.end(), field.name) != naming_fields.end()) {
      all.push_back({field.number, field.name == "subject", {}});
    }
  }
  return all;
}

/// The same that subjects_of() finds, without making an event of the bytes. False when they are damaged.
bool JournalIndex::find_subjects(std::span<std::uint8_t const> bytes, std::vector<Naming> const& naming, std::vector<std::string>& subjects) {
  Decoder in(bytes);
  while (!in.done()) {
    auto number = in.varint();
    auto body = in.blob();
    if (!in.ok()) return false;
    auto way = std::find_if(naming.begin(), naming.end(), [&](Naming const& one) { return static_cast<std::uint64_t>(one.number) == number; });
    if (way == naming.end()) continue;
    if (!way->within.empty()) {
      if (!find_subjects(body, way->within, subjects)) return false;
      continue;
    }
    std::string_view word(reinterpret_cast<char const*>(body.data()), body.size());
    if (way->subject) word = word.substr(0, word.find('/'));
    if (!word.empty() && std::find(subjects.begin(), subjects.end(), word) == subjects.end()) subjects.emplace_back(word);
  }
  return true;
}

std::uint64_t JournalIndex::cause_of(std::uint64_t position) const {
  auto back = entries_[position - 1].back;
  if (back != UINT32_MAX) return back == 0 ? 0 : position - back;
  return far_causes_.at(position);
}

void JournalIndex::add(journal::Record const& record) {
  if (record.position != entries_.size() + 1) return;  // read already, or to be read by open()
  auto back = record.cause == 0 ? 0 : record.position - record.cause;
  if (back >= UINT32_MAX) far_causes_[record.position] = record.cause;
  entries_.push_back({record.type, record.kind, false, static_cast<std::uint32_t>(std::min<std::uint64_t>(back, UINT32_MAX)), record.at});
  if (back == 1) leading_ = record.cause;
  else if (record.cause == 0 || record.cause != leading_) leading_ = 0;
  if (record.cause != 0 && leading_ == 0) later_effects_[record.cause].push_back(record.position);
  if (record.kind == journal::RecordKind::event) {
    events_[record.type].push_back(record.position);
    if (record.type == journal::CommandRejected::type.number) {
      entries_.back().refused = true;
      if (record.cause > 0 && record.cause <= entries_.size()) {
        entries_[record.cause - 1].refused = true;
        refusals_[record.cause] = record.position;
      }
    }
  }
  add_done(record);
  auto const& of_kind = record.kind == journal::RecordKind::event ? events_name_ : commands_name_;
  std::vector<std::string> subjects;
  if (record.type < of_kind.size() && !find_subjects(record.payload, of_kind[record.type], subjects)) subjects.clear();
  if (auto opened = decoded<coordination::WorkItemOpened>(record)) {
    if (!opened->case_id.empty()) part_of_[opened->item] = opened->case_id;
    arrivals_.push_back({record.at, opened->process, opened->expected.hours()});
  }
  if (auto opened = decoded<decisions::DecisionOpened>(record); opened && opened->subject.starts_with("case-"))
    part_of_[opened->live] = opened->subject.substr(0, opened->subject.find('/'));
  for (std::size_t i = 0, own = subjects.size(); i < own && !part_of_.empty(); ++i)
    if (auto whole = part_of_.find(subjects[i]); whole != part_of_.end() && std::find(subjects.begin(), subjects.end(), whole->second) == subjects.end())
      subjects.push_back(whole->second);
  if (record.actor.kind == journal::ActorKind::person && std::find(subjects.begin(), subjects.end(), record.actor.id) == subjects.end()) subjects.push_back(record.actor.id);
  for (auto& subject : subjects) about_[std::move(subject)].add(record.position);
}

void JournalIndex::add_done(journal::Record const& record) {
  auto count = [&](std::string key) { done_[std::move(key)].push_back(record.at); };
  if (auto ended = decoded<processes::CaseCompleted>(record)) count("process/" + ended->process);
  else if (auto taken = decoded<decisions::DecisionTaken>(record)) count("decision/" + taken->decision);
  else if (auto held = decoded<coordination::OccurrenceHeld>(record)) count("rhythm/" + held->rhythm);
  else if (auto done = decoded<coordination::WorkCompleted>(record)) count("step/" + done->process + "/" + done->element + "/" + done->person);
}

std::map<std::string, JournalIndex::Done> JournalIndex::done_since(Instant from) const {
  std::lock_guard lock(mutex_);
  std::map<std::string, Done> since;
  for (auto const& [key, instants] : done_) {
    auto first = std::lower_bound(instants.begin(), instants.end(), from);
    if (first != instants.end()) since.emplace(key, Done{instants.end() - first, instants.back()});
  }
  return since;
}

std::uint64_t JournalIndex::head() const {
  std::lock_guard lock(mutex_);
  return entries_.size();
}

JournalIndex::Entry JournalIndex::entry(std::uint64_t position) const {
  std::lock_guard lock(mutex_);
  DT_ASSERT(position >= 1 && position <= entries_.size());
  auto const& kept = entries_[position - 1];
  return {kept.type, kept.kind, kept.refused, kept.at, cause_of(position)};
}

std::vector<std::uint64_t> JournalIndex::about(std::string const& subject) const {
  std::lock_guard lock(mutex_);
  auto found = about_.find(subject);
  return found == about_.end() ? std::vector<std::uint64_t>{} : found->second.all();
}

std::vector<std::uint64_t> JournalIndex::events_of(journal::TypeNumber type, Instant from) const {
  std::lock_guard lock(mutex_);
  auto found = events_.find(type);
  if (found == events_.end()) return {};
  auto const& all = found->second;
  auto first = std::partition_point(all.begin(), all.end(), [&](std::uint64_t position) { return entries_[position - 1].at < from; });
  return {first, all.end()};
}

std::map<std::string, double> JournalIndex::arrived_hours(Instant from) const {
  std::lock_guard lock(mutex_);
  std::map<std::string, double> hours;
  auto first = std::partition_point(arrivals_.begin(), arrivals_.end(), [&](Arrival const& arrival) { return arrival.at < from; });
  for (; first != arrivals_.end(); ++first) hours[first->process] += first->hours;
  return hours;
}

std::uint64_t JournalIndex::refusal_of(std::uint64_t command) const {
  std::lock_guard lock(mutex_);
  auto found = refusals_.find(command);
  return found == refusals_.end() ? 0 : found->second;
}

std::vector<std::uint64_t> JournalIndex::effects_of(std::uint64_t position) const {
  std::lock_guard lock(mutex_);
  std::vector<std::uint64_t> effects;
  for (auto next = position + 1; next <= entries_.size() && cause_of(next) == position; ++next) effects.push_back(next);
  if (auto later = later_effects_.find(position); later != later_effects_.end()) effects.insert(effects.end(), later->second.begin(), later->second.end());
  return effects;
}

std::uint64_t JournalIndex::position_at(Instant at) const {
  std::lock_guard lock(mutex_);
  auto later = std::partition_point(entries_.begin(), entries_.end(), [&](Kept const& entry) { return entry.at <= at; });
  return static_cast<std::uint64_t>(later - entries_.begin());
}

std::optional<journal::Record> JournalIndex::record(std::uint64_t position) const {
  std::optional<journal::Record> found;
  auto status = store_.read(position, [&](journal::StoredRecord const& stored) {
    if (stored.record.position == position) found = stored.record;
    return false;
  });
  return status.ok() ? found : std::nullopt;
}

}  // namespace drivetrain::app
