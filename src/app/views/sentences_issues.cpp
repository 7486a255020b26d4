// Sentences of issues: called, answered, contained, resolved.
#include "app/local_words.h"
#include "app/views/names.h"
#include "app/views/sentences.h"
#include "base/text.h"
#include "coordination/events.h"

namespace drivetrain::app::views {

std::optional<Sentence> issue_sentence(Company const& company, journal::Record const& record) {
  using namespace drivetrain::coordination;
  std::optional<Sentence> sentence;
  auto title = [&](std::string const& issue) { return title_of(company, "issue", issue); };
  auto name = [&](std::string const& person) { return person_name(company, person); };
  auto href = [](std::string const& issue) { return "/issues/" + issue; };
  says<IssueRaised>(record, sentence, [&](auto const& e) {
    auto who = e.source == "kpi" ? std::string("A figure") : e.source == "slo" ? std::string("A promise") : e.source == "incident" ? std::string("A stuck case") : name(e.raised_by);
    return Sentence{who + " called for help: " + e.title + " (" + title_of(company, "issue_type", e.issue_type) + ")", 3, href(e.issue)};
  }) || says<IssueCalled>(record, sentence, [&](auto const& e) {
    auto whom = e.person.empty() ? title_of(company, "role", e.role) : name(e.person) + " (" + title_of(company, "role", e.role) + ")";
    return Sentence{"Tier " + std::to_string(e.tier) + " is called to " + title(e.issue) + ": " + whom + ", until " + day_and_time(company, e.until), e.tier > 1 ? 3 : 2, href(e.issue)};
  }) || says<IssueAcknowledged>(record, sentence, [&](auto const& e) {
    return Sentence{name(e.person) + " answered " + title(e.issue) + " after " + describe_duration(e.after), 2, href(e.issue)};
  }) || says<IssueContained>(record, sentence, [&](auto const& e) {
    return Sentence{name(e.person) + " contained " + title(e.issue) + ": " + e.containment, 2, href(e.issue)};
  }) || says<IssueResolved>(record, sentence, [&](auto const& e) {
    return Sentence{name(e.person) + " resolved " + title(e.issue) + " after " + describe_duration(e.after) + ": " + e.fix + " (cause: " + e.cause + ")", 3, href(e.issue)};
  }) || says<IssueRecurred>(record, sentence, [&](auto const& e) {
    return Sentence{title(e.issue) + " came up again, " + std::to_string(e.count) + " times now" + (e.detail.empty() ? "" : ": " + e.detail), 2, href(e.issue)};
  }) || says<CauseStated>(record, sentence, [&](auto const& e) {
    return Sentence{name(e.person) + " found why " + title(e.issue) + " happened (" + e.category + "): " + join(e.whys, ", because "), 2, href(e.issue)};
  }) || says<IssueFixed>(record, sentence, [&](auto const& e) {
    return Sentence{name(e.person) + " fixed " + title(e.issue) + ": " + e.fix + " (cause: " + e.cause + "); whether it holds is tested until " + day_and_time(company, e.until), 3, href(e.issue)};
  }) || says<EffectUnknown>(record, sentence, [&](auto const& e) {
    return Sentence{"Whether the fix of " + title(e.issue) + " holds is not known: " + e.detail + "; it is tested again " + day_and_time(company, e.until), 2, href(e.issue)};
  }) || says<IssueReopened>(record, sentence, [&](auto const& e) {
    return Sentence{title(e.issue) + " is open again, " + describe_duration(e.held) + " after it was fixed; this did not hold: " + e.fix + (e.detail.empty() ? "" : " (" + e.detail + ")"), 3, href(e.issue)};
  });
  return sentence;
}

}  // namespace drivetrain::app::views
