// Sentences of the system of decisions, and of people who are away.
#include "app/local_words.h"
#include "app/views/names.h"
#include "app/views/sentences.h"
#include "decisions/events.h"
#include "organisation/events.h"

namespace drivetrain::app::views {

namespace {

template <class Name>
std::string joined(std::vector<std::string> const& ids, Name const& name) {
  std::string all;
  for (auto const& id : ids) all += (all.empty() ? "" : ", ") + name(id);
  return all;
}

}  // namespace

std::optional<Sentence> decision_sentence(Company const& company, journal::Record const& record) {
  using namespace drivetrain::decisions;
  std::optional<Sentence> sentence;
  auto title = [&](std::string const& live) { return title_of(company, "decision_live", live); };
  auto href = [](std::string const& live) { return "/decisions/" + live; };
  auto name = [&](std::string const& person) { return person_name(company, person); };
  auto role = [&](std::string const& id) { return title_of(company, "role", id); };
  says<DecisionOpened>(record, sentence, [&](auto const& e) {
    auto by = e.recommendation.empty() ? "" : "; " + (e.recommended_by.empty() ? "recommended" : name(e.recommended_by) + " recommends") + ": " + e.recommendation;
    return Sentence{"Decision asked for: " + e.title + by, 2, href(e.live)};
  }) || says<DecisionRouted>(record, sentence, [&](auto const& e) {
    auto whom = e.person.empty() ? "nobody of today (" + role(e.role) + ")" : name(e.person) + " (" + (e.via == "deputy" ? "deputy of " : "") + role(e.role) + ")";
    return Sentence{title(e.live) + " waits for " + whom + (e.why.empty() ? "" : ": " + e.why), 2, href(e.live)};
  }) || says<DecisionSuggested>(record, sentence, [&](auto const& e) {
    std::string by;
    for (auto const& rule : e.rules) by += (by.empty() ? ", rule " : " and ") + std::to_string(rule.number) + (rule.annotations.empty() || rule.annotations.front().empty() ? "" : " (" + rule.annotations.front() + ")");
    return Sentence{"The table suggests for " + title(e.live) + ": " + (e.outcome.empty() ? "nothing" + (e.warnings.empty() ? "" : ", " + e.warnings.front()) : e.outcome + by), 2, href(e.live)};
  }) || says<DecisionTaken>(record, sentence, [&](auto const& e) {
    auto who = e.automatic ? title_of(company, "decision", e.decision) + " by itself" : name(e.person);
    auto against = e.against.empty() ? "" : " (against " + joined(e.against, role) + ")";
    return Sentence{who + " decided " + title(e.live) + ": " + e.outcome + (e.reason.empty() ? "" : " — " + e.reason) + (e.suggested.empty() || e.suggested == e.outcome ? "" : " (the table suggested " + e.suggested + ")") + against + (e.late ? " (late)" : ""), 3, href(e.live)};
  }) || says<DecisionEscalated>(record, sentence, [&](auto const& e) {
    return Sentence{title(e.live) + " was passed up from " + role(e.from_role) + " to " + role(e.to_role) + (e.why.empty() ? "" : ": " + e.why), 3, href(e.live)};
  }) || says<DecisionWithdrawn>(record, sentence, [&](auto const& e) {
    return Sentence{title(e.live) + " was withdrawn: " + e.reason, 2, href(e.live)};
  }) || says<DecisionOverdue>(record, sentence, [&](auto const& e) {
    return Sentence{title(e.live) + " is late: it was due " + day_and_time(company, e.due), 3, href(e.live)};
  }) || says<DecisionBriefed>(record, sentence, [&](auto const& e) {
    std::string stale;
    for (auto const& input : e.inputs)
      if (input.stale) stale += (stale.empty() ? "" : ", ") + title_of(company, input.kind == "kpi" ? "kpi" : "data_contract", input.id);
    if (stale.empty()) return Sentence{title(e.live) + " rested on " + std::to_string(e.inputs.size()) + (e.inputs.size() == 1 ? " figure that was" : " figures that were") + " fresh enough", 1, href(e.live)};
    return Sentence{title(e.live) + " rested on old information (" + stale + ")" + (e.signed_by.empty() ? "" : "; " + name(e.signed_by) + " signed for it: " + e.signature), 2, href(e.live)};
  }) || says<DecisionContributed>(record, sentence, [&](auto const& e) {
    auto did = e.part == "recommend" ? "recommends " + e.outcome + " for " : e.part == "perform" ? std::string("carried out ")
               : e.part == "input" ? std::string("gave input to ") : e.stance == "disagree" ? "disagrees with " + e.outcome + " for " : "agrees with " + e.outcome + " for ";
    return Sentence{name(e.person) + " (" + role(e.role) + ") " + did + title(e.live) + (e.reason.empty() ? "" : ": " + e.reason), 2, href(e.live)};
  }) || says<AutonomyStopped>(record, sentence, [&](auto const& e) {
    return Sentence{name(e.person) + " (" + role(e.role) + ") stopped " + title_of(company, "decision", e.decision) + " from deciding by itself: " + e.reason, 3, "/decisions/rights/" + e.decision};
  }) || says<AutonomyResumed>(record, sentence, [&](auto const& e) {
    return Sentence{name(e.person) + " (" + role(e.role) + ") lets " + title_of(company, "decision", e.decision) + " decide by itself again: " + e.reason, 3, "/decisions/rights/" + e.decision};
  }) || says<DecisionDueSet>(record, sentence, [&](auto const& e) {
    return Sentence{title(e.live) + (e.due ? " is due " + day_and_time(company, *e.due) + " now" : " has no due time any more") + (e.why.empty() ? "" : ": " + e.why), 2, href(e.live)};
  }) || says<organisation::PersonLeft>(record, sentence, [&](auto const& e) {
    return Sentence{"The absence of " + name(e.person) + " begins", 2};
  }) || says<organisation::PersonAbsent>(record, sentence, [&](auto const& e) {
    return Sentence{name(e.person) + " is away from " + day_and_time(company, e.from) + " to " + day_and_time(company, e.to), 2};  // why is nobody else's business
  }) || says<organisation::PersonReturned>(record, sentence, [&](auto const& e) {
    return Sentence{name(e.person) + " is back" + (e.early ? " earlier than said" : ""), 2};
  });
  return sentence;
}

}  // namespace drivetrain::app::views
