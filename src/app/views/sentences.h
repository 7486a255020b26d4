// Sentences: what a record of the journal says, in one sentence for people. Timelines, evidence and the audit page are made of these.
#pragma once

#include <string>

#include "app/company.h"

namespace drivetrain::app::views {

struct Sentence {
  std::string text;
  int importance = 2;      ///< 1 machinery; 2 normal; 3 turning point
  std::string href = {};   ///< where its subject is shown; empty: nowhere
};

Sentence sentence_of(Company const& company, journal::Record const& record);

/// "TakeDecision" → "take decision".
std::string name_in_words(std::string_view type_name);

// One file for each folder; nothing when the record is none of its events.
std::optional<Sentence> decision_sentence(Company const& company, journal::Record const& record);
std::optional<Sentence> work_sentence(Company const& company, journal::Record const& record);
std::optional<Sentence> meeting_sentence(Company const& company, journal::Record const& record);
std::optional<Sentence> issue_sentence(Company const& company, journal::Record const& record);
std::optional<Sentence> idea_sentence(Company const& company, journal::Record const& record);
std::optional<Sentence> case_sentence(Company const& company, journal::Record const& record);
std::optional<Sentence> loop_sentence(Company const& company, journal::Record const& record);
std::optional<Sentence> account_sentence(Company const& company, journal::Record const& record);

/// The sentence of `record` by `say`, when it is an event of type E.
template <class E, class Say>
bool says(journal::Record const& record, std::optional<Sentence>& sentence, Say say) {
  if (record.type != E::type.number) return false;
  E event;
  if (decode_fields(record.payload, event)) sentence = say(event);
  return true;
}

}  // namespace drivetrain::app::views
