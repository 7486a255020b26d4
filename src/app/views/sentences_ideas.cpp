// Sentences of ideas: proposed, tried, judged, kept or not.
#include "app/local_words.h"
#include "app/views/names.h"
#include "app/views/sentences.h"
#include "coordination/idea_events.h"

namespace drivetrain::app::views {

std::optional<Sentence> idea_sentence(Company const& company, journal::Record const& record) {
  using namespace drivetrain::coordination;
  std::optional<Sentence> sentence;
  auto title = [&](std::string const& idea) { return title_of(company, "idea", idea); };
  auto name = [&](std::string const& person) { return person_name(company, person); };
  auto href = [](std::string const& idea) { return "/improvements/" + idea; };
  says<IdeaProposed>(record, sentence, [&](auto const& e) {
    return Sentence{name(e.person) + " had an idea: " + e.title + " (" + e.problem + ")", 2, href(e.idea)};
  }) || says<TrialBegun>(record, sentence, [&](auto const& e) {
    return Sentence{name(e.person) + " began a trial of " + title(e.idea) + " until " + day_and_time(company, e.until) + ": " + e.hypothesis + ", by " + title_of(company, "kpi", e.kpi), 2, href(e.idea)};
  }) || says<TrialJudged>(record, sentence, [&](auto const& e) {
    return Sentence{"The trial of " + title(e.idea) + " is over" + (e.person.empty() ? "" : ", ended by " + name(e.person)) + ": " + e.compared.says, 3, href(e.idea)};
  }) || says<IdeaAdopted>(record, sentence, [&](auto const& e) {
    return Sentence{name(e.person) + " adopted " + title(e.idea) + (e.reason.empty() ? "" : ": " + e.reason), 3, href(e.idea)};
  }) || says<IdeaDropped>(record, sentence, [&](auto const& e) {
    return Sentence{name(e.person) + " dropped " + title(e.idea) + ": " + e.reason, 2, href(e.idea)};
  }) || says<IdeaStandardised>(record, sentence, [&](auto const& e) {
    return Sentence{title(e.idea) + " is the standard since version " + e.revision.substr(0, 8) + "; whether it holds is asked " + day_and_time(company, e.until), 3, href(e.idea)};
  }) || says<IdeaTested>(record, sentence, [&](auto const& e) {
    auto words = e.outcome == "holds" ? " still holds: " : e.outcome == "regressed" ? " no longer holds and is open again: " : ": whether it holds is not known: ";
    return Sentence{title(e.idea) + words + e.compared.says, e.outcome == "regressed" ? 3 : 2, href(e.idea)};
  });
  return sentence;
}

}  // namespace drivetrain::app::views
