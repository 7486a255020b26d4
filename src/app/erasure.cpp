// Planning erasures (see erasure.h): one walk over the journal, in which what belongs to a case is known from its opening on.
#include "app/erasure.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "app/journal_index.h"
#include "app/personal_data.h"
#include "base/text.h"
#include "journal/text_sink.h"

namespace drivetrain::app {

namespace {

using journal::Record;
using journal::RecordKind;

template <class E>
bool is(Record const& record) {
  return record.kind == RecordKind::event && record.type == E::type.number;
}
template <class C>
bool asks(Record const& record) {
  return record.kind == RecordKind::command && record.type == C::type.number;
}
template <class E>
std::optional<E> read_as(Record const& record) {
  E event{};
  if (!decode_fields(record.payload, event)) return std::nullopt;
  return event;
}

/// Whether a field of class person names somebody.
class NamesPerson final : public journal::TextSink {
 public:
  NamesPerson(journal::TypeInfo const& type, std::string const& person) : type_(type), person_(person) {}
  bool found = false;
  void text(std::string_view field, std::string_view value) override { found = found || (value == person_ && class_of(type_, field) == DataClass::person); }

 private:
  journal::TypeInfo const& type_;
  std::string const& person_;
};

bool names_person(journal::Catalogue const& catalogue, Record const& record, std::string const& person) {
  if (record.actor == journal::Actor::person(person)) return true;
  auto const* type = catalogue.find(record.kind, record.type);
  if (!type) return false;
  NamesPerson sink(*type, person);
  catalogue.give(record, sink);
  return sink.found;
}

/// What the first walk finds out: what belongs together, what has ended when, and which commands led to it.
struct Threads {
  std::unordered_map<std::string, std::string> part_of;                 ///< work item, live decision → case
  std::unordered_map<std::string, std::string> customer_of;             ///< case → customer
  std::unordered_map<std::string, Instant> ended_cases, resolved_issues;
  std::unordered_set<std::string> old_absences;                         ///< ids, over before `until`
};

void follow(Record const& record, Instant until, Threads& threads) {
  if (is<processes::CaseStarted>(record)) {
    if (auto event = read_as<processes::CaseStarted>(record)) threads.customer_of[event->case_id] = event->customer;
  } else if (is<processes::CaseCompleted>(record)) {
    if (auto event = read_as<processes::CaseCompleted>(record)) threads.ended_cases[event->case_id] = record.at;
  } else if (is<processes::CaseCancelled>(record)) {
    if (auto event = read_as<processes::CaseCancelled>(record)) threads.ended_cases[event->case_id] = record.at;
  } else if (is<coordination::WorkItemOpened>(record)) {
    if (auto event = read_as<coordination::WorkItemOpened>(record); event && !event->case_id.empty()) threads.part_of[event->item] = event->case_id;
  } else if (is<decisions::DecisionOpened>(record)) {
    if (auto event = read_as<decisions::DecisionOpened>(record); event && event->subject.starts_with("case-"))
      threads.part_of[event->live] = event->subject.substr(0, event->subject.find('/'));
  } else if (is<coordination::IssueResolved>(record)) {
    if (auto event = read_as<coordination::IssueResolved>(record)) threads.resolved_issues[event->issue] = record.at;
  } else if (is<coordination::IssueReopened>(record)) {
    if (auto event = read_as<coordination::IssueReopened>(record)) threads.resolved_issues.erase(event->issue);
  } else if (is<organisation::PersonAbsent>(record)) {
    if (auto event = read_as<organisation::PersonAbsent>(record); event && event->to < until) threads.old_absences.insert(event->absence);
  }
}

bool is_of_meeting(Record const& record) {
  return is<coordination::OccurrenceStarted>(record) || is<coordination::OccurrenceHeld>(record) || is<coordination::MinuteNoted>(record) ||
         asks<coordination::NoteMinutes>(record) || asks<coordination::CloseOccurrence>(record);
}

/// Whether a text somewhere in a value is this one.
bool holds_text(feel::Value const& value, std::string_view text) {
  using feel::Kind;
  if (value.kind() == Kind::string) return value.string() == text;
  if (value.kind() == Kind::list) return std::any_of(value.list().begin(), value.list().end(), [&](auto const& one) { return holds_text(one, text); });
  if (value.kind() != Kind::context) return false;
  for (auto const& [key, one] : value.context().entries())
    if (holds_text(one, text)) return true;
  return false;
}

/// What a feed said, taken or refused.
struct SaidByFeed {
  std::string interface;
  feel::Value attributes;
};
std::optional<SaidByFeed> said_by_feed(Record const& record) {
  if (is<performance::FactReported>(record)) {
    if (auto event = read_as<performance::FactReported>(record)) return SaidByFeed{std::move(event->interface), std::move(event->attributes)};
  } else if (asks<performance::ReportFacts>(record)) {
    if (auto command = read_as<performance::ReportFacts>(record)) return SaidByFeed{std::move(command->interface), std::move(command->attributes)};
  }
  return std::nullopt;
}

bool reports_of(Record const& record, std::string_view text) {
  auto said = said_by_feed(record);
  return said && holds_text(said->attributes, text);
}

class Chooser {
 public:
  Chooser(Company const& company, ErasureSelection const& selection, Threads const& threads) : company_(company), selection_(selection), threads_(threads) {}

  bool wants(Record const& record) const {
    switch (selection_.of) {
      case ErasureOf::person: return names_person(company_.catalogue(), record, selection_.id) || reports_of(record, selection_.id);
      case ErasureOf::customer:
        if (reports_of(record, selection_.id)) return true;
        break;
      case ErasureOf::old_facts: {
        auto said = record.at < selection_.until ? said_by_feed(record) : std::nullopt;
        return said && said->interface == selection_.id;
      }
      case ErasureOf::old_meetings: return record.at < selection_.until && is_of_meeting(record);
      default: break;
    }
    for (auto const& subject : JournalIndex::subjects_of(company_.catalogue(), record))
      if (wants(subject)) return true;
    return false;
  }

  bool wants(std::string const& subject) const {
    auto part = threads_.part_of.find(subject);
    auto const& whole = part == threads_.part_of.end() ? subject : part->second;
    switch (selection_.of) {
      case ErasureOf::case_: return whole == selection_.id;
      case ErasureOf::customer: {
        auto customer = threads_.customer_of.find(whole);
        return customer != threads_.customer_of.end() && customer->second == selection_.id;
      }
      case ErasureOf::old_cases: {
        auto ended = threads_.ended_cases.find(whole);
        return ended != threads_.ended_cases.end() && ended->second < selection_.until;
      }
      case ErasureOf::old_issues: {
        auto resolved = threads_.resolved_issues.find(subject);
        return resolved != threads_.resolved_issues.end() && resolved->second < selection_.until;
      }
      case ErasureOf::old_absences: return threads_.old_absences.contains(subject);
      default: return false;
    }
  }

  /// A case that still runs reads its own variables, and so do its work and decisions: what they need is not taken from them.
  bool is_needed(Record const& record) const {
    bool feeds = (record.type >= 500 && record.type < 600) || is<coordination::WorkItemOpened>(record) || asks<coordination::OpenWorkItem>(record) ||
                 is<decisions::DecisionOpened>(record) || asks<decisions::OpenDecision>(record);
    if (!feeds) return false;
    for (auto const& subject : JournalIndex::subjects_of(company_.catalogue(), record)) {
      auto part = threads_.part_of.find(subject);
      if (company_.processes.open(part == threads_.part_of.end() ? subject : part->second)) return true;
    }
    return false;
  }

 private:
  Company const& company_;
  ErasureSelection const& selection_;
  Threads const& threads_;
};

std::string about_of(ErasureSelection const& selection, Threads const& threads) {
  switch (selection.of) {
    case ErasureOf::person: return "person " + selection.id;
    case ErasureOf::case_: return selection.id;
    case ErasureOf::customer: {  // never by the name, which is what is to be forgotten
      std::set<std::string> cases;
      for (auto const& [id, customer] : threads.customer_of)
        if (customer == selection.id) cases.insert(id);
      return cases.empty() ? std::string("a customer whom feeds named") : "the customer of " + join(std::vector<std::string>(cases.begin(), cases.end()), ", ");
    }
    default: return retention_about(selection);
  }
}

bool is_by_age(ErasureOf of) { return of != ErasureOf::person && of != ErasureOf::case_ && of != ErasureOf::customer; }

Status refuse_what_is_open(Company const& company, ErasureSelection const& selection) {
  if (selection.of != ErasureOf::case_ && selection.of != ErasureOf::customer) return {};
  std::vector<std::string> open;
  for (auto const& [number, one] : company.processes.open_cases())
    if (selection.of == ErasureOf::case_ ? one.id() == selection.id : one.customer == selection.id) open.push_back(one.id());
  if (open.empty()) return {};
  return Error{"DT-X903", join(open, ", ") + (open.size() == 1 ? " is" : " are") + " still open and would lose what " + (open.size() == 1 ? "it needs" : "they need") + " to go on",
               "Finish or cancel first, then erase."};
}

}  // namespace

std::vector<journal::Tombstone> ErasurePlan::tombstones() const {
  std::vector<journal::Tombstone> tombstones;
  for (auto const& remains : records) {
    auto hash = sha256(remains.payload);
    tombstones.push_back({remains.position, Bytes(hash.begin(), hash.end())});
  }
  return tombstones;
}

Result<ErasurePlan> plan_erasure(Company const& company, journal::Store& store, ErasureSelection const& selection) {
  Threads threads;
  DT_CHECK(store.read(1, [&](journal::StoredRecord const& stored) { return follow(stored.record, selection.until, threads), true; }));
  DT_CHECK(refuse_what_is_open(company, selection));
  Chooser chooser(company, selection, threads);
  std::set<std::uint64_t> chosen;
  DT_CHECK(store.read(1, [&](journal::StoredRecord const& stored) {
    if (!chooser.wants(stored.record)) return true;
    chosen.insert(stored.record.position);
    // The command that led to it says the same, and may name nothing by which it could be found.
    if (stored.record.kind == RecordKind::event && stored.record.cause != 0 && selection.of != ErasureOf::person) chosen.insert(stored.record.cause);
    return true;
  }));
  ErasurePlan plan;
  plan.about = about_of(selection, threads);
  DT_CHECK(store.read(1, [&](journal::StoredRecord const& stored) {
    auto const& record = stored.record;
    if (!chosen.contains(record.position)) return true;
    auto remains = without_content(company.catalogue(), record);
    if (remains == record.payload) return true;
    if (chooser.is_needed(record)) return ++plan.kept_open, true;
    ++plan.by_type[record.kind == RecordKind::command ? company.catalogue().command_name(record.type) : company.catalogue().event_name(record.type)];
    plan.records.push_back({record.position, std::move(remains)});
    return true;
  }));
  if (plan.records.empty() && plan.kept_open == 0 && !is_by_age(selection.of))
    return Error{"DT-X901", "the journal says nothing that could be erased of " + selection.id, "Look for it on the Audit page: persons and cases by id, customers by their name as it was written."};
  return plan;
}

std::string retention_about(ErasureSelection const& selection) {
  switch (selection.of) {
    case ErasureOf::old_cases: return "retention of cases";
    case ErasureOf::old_absences: return "retention of absences";
    case ErasureOf::old_issues: return "retention of issues";
    case ErasureOf::old_meetings: return "retention of meetings";
    case ErasureOf::old_facts: return "retention of facts of " + selection.id;
    default: return "";
  }
}

std::vector<ErasureSelection> due_by_retention(OperatingModel const& model, Instant now) {
  constexpr std::pair<char const*, ErasureOf> kinds[] = {{"retention_days_cases", ErasureOf::old_cases}, {"retention_days_absences", ErasureOf::old_absences},
                                                         {"retention_days_issues", ErasureOf::old_issues}, {"retention_days_meetings", ErasureOf::old_meetings}};
  std::vector<ErasureSelection> due;
  for (auto const& [name, of] : kinds) {
    auto threshold = model.organisation.company.thresholds.find(name);
    if (threshold == model.organisation.company.thresholds.end()) continue;
    if (auto kept_days = threshold->second.to_int64(); kept_days && *kept_days >= 0 && *kept_days < 100'000) due.push_back({of, "", now - days(*kept_days)});
  }
  std::map<std::string, Duration> kept;
  for (auto const& [id, contract] : model.resources.data_contracts)
    if (contract.retention && !contract.interface.empty()) kept[contract.interface.text()] = std::max(kept[contract.interface.text()], *contract.retention);
  for (auto const& [interface, how_long] : kept) due.push_back({ErasureOf::old_facts, interface, now - how_long});
  return due;
}

Result<std::vector<journal::Remains>> remains_of(journal::ErasureOrdered const& order, journal::Catalogue const& catalogue, journal::Store& store) {
  std::vector<journal::Remains> all;
  Status problem;
  auto next = order.records.begin();
  if (next == order.records.end()) return all;
  DT_CHECK(store.read(next->position, [&](journal::StoredRecord const& stored) {
    if (stored.record.position != next->position) return true;
    auto remains = without_content(catalogue, stored.record);
    auto hash = sha256(remains);
    if (!std::equal(hash.begin(), hash.end(), next->remains.begin(), next->remains.end())) {
      problem = Error{"DT-X950", order.erasure + " cannot be carried out as it was ordered: record " + std::to_string(stored.record.position) + " would keep something else than the order says",
                      "The inventory of personal data changed meanwhile; order it again with this Drivetrain."};
      return false;
    }
    all.push_back({stored.record.position, std::move(remains)});
    return ++next != order.records.end();
  }));
  DT_CHECK(std::move(problem));
  return all;
}

}  // namespace drivetrain::app
