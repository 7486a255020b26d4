// Sentences of cases: where their tokens went.
#include "app/local_words.h"
#include "app/views/names.h"
#include "app/views/sentences.h"
#include "processes/case_events.h"
#include "processes/events.h"
#include "processes/job_events.h"

namespace drivetrain::app::views {

namespace {

std::string element_title(Company const& company, std::string const& case_id, std::string const& element) {
  auto const* c = company.processes.find(case_id);
  auto const* program = c ? company.find(std::string_view(c->revision.text()), c->process.text()) : nullptr;
  auto node = program ? program->find(element) : processes::no_index;
  return node == processes::no_index ? element : program->title(node);
}

std::string what_waits(Company const& company, processes::ActivityActivated const& e) {
  if (e.kind == "user_task") return " waits for a " + e.role;
  if (e.kind == "business_rule_task") return e.decision.empty() ? " asks a rule" : " waits for a decision";
  if (e.kind == "timer") return e.due ? " waits until " + day_and_time(company, *e.due) : " waits for the clock";
  if (!e.topic.empty()) return " waits for a worker of " + e.topic;
  if (e.kind == "message") return " waits for the message " + e.message;
  return " waits";
}

}  // namespace

std::optional<Sentence> case_sentence(Company const& company, journal::Record const& record) {
  using namespace drivetrain::processes;
  std::optional<Sentence> sentence;
  auto title = [&](auto const& e) { return element_title(company, e.case_id, e.element); };
  auto href = [](auto const& e) { return "/cases/" + e.case_id; };
  says<CaseStarted>(record, sentence, [&](auto const& e) {
    return Sentence{title_of(company, "process", e.process) + " started for " + (e.customer.empty() ? e.business_key : e.business_key + ", " + e.customer) +
                        (e.promised ? "; promised for " + day_and_time(company, *e.promised) : ""), 3, href(e)};
  }) || says<ActivityActivated>(record, sentence, [&](auto const& e) { return Sentence{e.title + what_waits(company, e), 2, href(e)}; }) ||
      says<ActivityCompleted>(record, sentence, [&](auto const& e) { return Sentence{title(e) + " is done, after " + describe_duration(e.took), 2, href(e)}; }) ||
      says<ElementPassed>(record, sentence, [&](auto const& e) { return Sentence{"Passed " + title(e), 1, href(e)}; }) ||
      says<TokenArrived>(record, sentence, [&](auto const& e) { return Sentence{"A branch arrived at " + title(e), 1, href(e)}; }) ||
      says<JoinFired>(record, sentence, [&](auto const& e) { return Sentence{"All branches arrived at " + title(e), 1, href(e)}; }) ||
      says<VariablesSet>(record, sentence, [&](auto const& e) { return Sentence{"Now known: " + feel::to_plain_text(e.variables), 1, href(e)}; }) ||
      says<CaseCompleted>(record, sentence, [&](auto const& e) {
        auto kept = !e.promised ? "" : e.promise_kept ? "; the promise was kept" : "; the promise was broken";
        return Sentence{title_of(company, "process", e.process) + " ended for " + e.business_key + " after " + describe_duration(e.took) + kept, 3, href(e)};
      }) || says<CaseCancelled>(record, sentence, [&](auto const& e) {
        return Sentence{title_of(company, "process", e.process) + " was cancelled: " + e.reason, 3, href(e)};
      }) || says<IncidentRaised>(record, sentence, [&](auto const& e) {
        return Sentence{title(e) + " is stuck: " + e.message, 3, href(e)};
      }) || says<IncidentResolved>(record, sentence, [&](auto const& e) { return Sentence{"The stuck step " + e.activity + " is tried again", 2, href(e)}; }) ||
      says<JobFailed>(record, sentence, [&](auto const& e) {
        return Sentence{title(e) + " failed, " + std::to_string(e.retries) + (e.retries == 1 ? " try" : " tries") + " left: " + e.message, 2, href(e)};
      }) || says<JobLockExtended>(record, sentence, [&](auto const& e) { return Sentence{"Worker " + e.worker + " holds it until " + day_and_time(company, e.until), 1, href(e)}; }) ||
      says<JobUnlocked>(record, sentence, [&](auto const& e) { return Sentence{"The job " + e.activity + " may be taken by any worker", 1, href(e)}; }) ||
      says<JobRetriesSet>(record, sentence, [&](auto const& e) { return Sentence{"The job " + e.activity + " has " + std::to_string(e.retries) + " tries", 1, href(e)}; }) ||
      says<JobPrioritySet>(record, sentence, [&](auto const& e) { return Sentence{"The job " + e.activity + " has the priority " + std::to_string(e.priority), 1, href(e)}; }) ||
      says<DecisionEvaluated>(record, sentence, [&](auto const& e) {
        return Sentence{"The rule " + e.decision + (e.message.empty() ? " answered " + feel::to_text(e.result) + " to " : " did not answer ") + title(e), e.message.empty() ? 1 : 2, href(e)};
      }) ||
      says<ActivityCancelled>(record, sentence, [&](auto const& e) { return Sentence{title(e) + " is no longer needed: " + e.reason, 2, href(e)}; });
  if (sentence) return sentence;
  auto since = [&](auto const& e, std::string text) { return Sentence{title_of(company, "process", e.process) + " " + std::move(text) + (e.reason.empty() ? "" : ": " + e.reason), 3, href(e)}; };
  says<CaseSuspended>(record, sentence, [&](auto const& e) { return since(e, "was suspended"); }) ||
      says<TimerMoved>(record, sentence, [&](auto const& e) { return Sentence{"A timer of " + title_of(company, "process", e.process) + " was set to " + day_and_time(company, e.due), 2, href(e)}; }) ||
      says<CaseResumed>(record, sentence, [&](auto const& e) { return Sentence{title_of(company, "process", e.process) + " was resumed", 3, href(e)}; }) ||
      says<CaseCancelling>(record, sentence, [&](auto const& e) { return since(e, "is being cancelled"); }) ||
      says<CaseModified>(record, sentence, [&](auto const& e) { return since(e, "was changed by hand"); }) ||
      says<CaseMigrated>(record, sentence, [&](auto const& e) { return since(e, "goes on with version " + e.revision.substr(0, 8)); }) ||
      says<MessageBuffered>(record, sentence, [&](auto const& e) { return Sentence{"The message " + e.message + " is kept until somebody asks for it", 1, ""}; }) ||
      says<MessageCorrelated>(record, sentence, [&](auto const& e) { return Sentence{"The message " + e.message + " was taken", 1, href(e)}; }) ||
      says<MessageDiscarded>(record, sentence, [&](auto const& e) { return Sentence{"The message " + e.message + " came to nothing: " + e.reason, 2, ""}; }) ||
      says<EventMissed>(record, sentence, [&](auto const& e) { return Sentence{title_of(company, "process", e.process) + " missed what it waits for: " + e.reason, 2, ""}; });
  return sentence;
}

}  // namespace drivetrain::app::views
