// Sentences of rhythms: meetings, minutes, actions.
#include "app/local_words.h"
#include "app/views/names.h"
#include "app/views/sentences.h"
#include "base/text.h"
#include "coordination/events.h"

namespace drivetrain::app::views {

std::optional<Sentence> meeting_sentence(Company const& company, journal::Record const& record) {
  using namespace drivetrain::coordination;
  std::optional<Sentence> sentence;
  auto rhythm = [&](std::string const& id) { return title_of(company, "rhythm", id); };
  auto name = [&](std::string const& person) { return person_name(company, person); };
  auto href = [](std::string const& occurrence) { return "/rhythms/occurrences/" + occurrence; };
  says<RhythmPlanned>(record, sentence, [&](auto const& e) {
    return Sentence{rhythm(e.rhythm) + (e.next ? " is due next at " + day_and_time(company, *e.next) : " is not due again"), 1, "/rhythms/" + e.rhythm};
  }) || says<OccurrenceDue>(record, sentence, [&](auto const& e) {
    return Sentence{rhythm(e.rhythm) + " is due", 2, href(e.occurrence)};
  }) || says<OccurrenceStarted>(record, sentence, [&](auto const& e) {
    return Sentence{name(e.chair) + " opened " + rhythm(e.rhythm) + (e.late.us > 0 ? ", " + describe_duration(e.late) + " after its time" : ""), 2, href(e.occurrence)};
  }) || says<ActionAdded>(record, sentence, [&](auto const& e) {
    return Sentence{"Action for " + name(e.owner) + " by " + format_date(e.due) + ": " + e.title, 2, href(e.occurrence)};
  }) || says<MinuteNoted>(record, sentence, [&](auto const& e) {
    return Sentence{(e.person.empty() ? "Noted" : name(e.person) + " noted") + ": " + e.text, 2, href(e.occurrence)};
  }) || says<OccurrenceHeld>(record, sentence, [&](auto const& e) {
    return Sentence{rhythm(e.rhythm) + " was held" + (e.on_time ? " on time" : " late") + ", " + counted(static_cast<std::size_t>(std::max(e.actions, 0)), "action") +
                        (e.summary.empty() ? "" : ": " + e.summary), 2, href(e.occurrence)};
  }) || says<OccurrenceMissed>(record, sentence, [&](auto const& e) {
    return Sentence{rhythm(e.rhythm) + " was not held; it was due " + day_and_time(company, e.due), 3, href(e.occurrence)};
  }) || says<ActionCompleted>(record, sentence, [&](auto const& e) {
    return Sentence{name(e.person) + " completed " + e.action + (e.late ? " after its day" : "") + (e.result.empty() ? "" : ": " + e.result), 2, "/rhythms"};
  });
  return sentence;
}

}  // namespace drivetrain::app::views
