// Sentences: the journal's own records, and which folder knows the others (see sentences.h).
#include "app/local_words.h"
#include "app/views/sentences.h"

#include "app/views/names.h"
#include "base/text.h"
#include "journal/events.h"

namespace drivetrain::app::views {

namespace {

std::string actor_in_words(Company const& company, journal::Actor const& actor) {
  switch (actor.kind) {
    case journal::ActorKind::person: return person_name(company, actor.id);
    case journal::ActorKind::clock: return "The clock";
    case journal::ActorKind::policy: return "The policy " + actor.id;
    case journal::ActorKind::installation: return "The installation";
    case journal::ActorKind::account: return "The account " + actor.id;
    default: return actor.id;
  }
}

std::optional<Sentence> journal_sentence(Company const& company, journal::Record const& record) {
  std::optional<Sentence> sentence;
  says<journal::CommandRejected>(record, sentence, [&](auto const& e) {
    return Sentence{actor_in_words(company, record.actor) + " was refused to " + name_in_words(e.command) + ": " + e.message + " [" + e.code + "]", 3};
  }) || says<journal::TimerSet>(record, sentence, [&](auto const& e) { return Sentence{"A clock was set: " + e.key + " at " + day_and_time(company, e.due) + ", to " + name_in_words(company.catalogue().command_name(e.command)), 1}; }) ||
      says<journal::TimerCancelled>(record, sentence, [&](auto const& e) { return Sentence{"A clock was stopped: " + e.key, 1}; }) ||
      says<journal::TimerFired>(record, sentence, [&](auto const& e) { return Sentence{"A clock ran out: " + e.key, 1}; });
  return sentence;
}

}  // namespace

std::string name_in_words(std::string_view type_name) {
  std::string words;
  for (char c : type_name) {
    bool upper = c >= 'A' && c <= 'Z';
    if (upper && !words.empty()) words += ' ';
    words += upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return words;
}

Sentence sentence_of(Company const& company, journal::Record const& record) {
  if (record.erased) return {"The content of this record was erased on a person's request.", 1};
  if (record.kind == journal::RecordKind::command)
    return {actor_in_words(company, record.actor) + " asked to " + name_in_words(company.catalogue().command_name(record.type)) + ".", 1};
  for (auto say : {journal_sentence, decision_sentence, work_sentence, meeting_sentence, issue_sentence, idea_sentence, case_sentence, loop_sentence, account_sentence})
    if (auto sentence = say(company, record)) return *sentence;
  auto words = name_in_words(company.catalogue().event_name(record.type));
  if (!words.empty() && words.front() >= 'a' && words.front() <= 'z') words.front() = static_cast<char>(words.front() - 'a' + 'A');
  return {words + ".", 1};
}

}  // namespace drivetrain::app::views
