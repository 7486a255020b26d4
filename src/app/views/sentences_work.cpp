// Sentences of work and queues.
#include "app/views/names.h"
#include "app/views/sentences.h"
#include "base/text.h"
#include "coordination/events.h"
#include "coordination/task_events.h"

namespace drivetrain::app::views {

std::optional<Sentence> work_sentence(Company const& company, journal::Record const& record) {
  using namespace drivetrain::coordination;
  std::optional<Sentence> sentence;
  auto title = [&](std::string const& item) {
    auto found = company.coordination.items.find(item);
    if (found == company.coordination.items.end()) return item;
    auto const& opened = found->second.opened;
    return opened.business_key.empty() ? opened.title : opened.title + " (" + opened.business_key + ")";
  };
  auto name = [&](std::string const& person) { return person_name(company, person); };
  says<WorkItemOpened>(record, sentence, [&](auto const& e) {
    return Sentence{e.title + (e.business_key.empty() ? "" : " (" + e.business_key + ")") + " joined the queue of " + title_of(company, "role", e.role), 2, "/cases/" + e.case_id};
  }) || says<WorkStarted>(record, sentence, [&](auto const& e) {
    auto before = e.inversion ? " before " + title(e.passed_over) + ", which was worth more" + (e.reason.empty() ? "" : ": " + e.reason) : "";
    return Sentence{name(e.person) + " started " + title(e.item) + before, e.inversion ? 3 : 2, "/today"};
  }) || says<WorkCompleted>(record, sentence, [&](auto const& e) {
    auto const* c = company.processes.find(e.case_id);
    auto const* program = c ? company.find(std::string_view(c->revision.text()), e.process) : nullptr;
    auto node = program ? program->find(e.element) : processes::no_index;
    auto what = node == processes::no_index ? e.element : program->title(node);
    return Sentence{name(e.person) + " completed " + what + " after " + describe_duration(e.worked) + " of work", 2, "/cases/" + e.case_id};
  }) || says<WorkReturned>(record, sentence, [&](auto const& e) {
    return Sentence{name(e.person) + " returned " + title(e.item) + ": " + e.reason, 3, "/today"};
  }) || says<WorkItemWithdrawn>(record, sentence, [&](auto const& e) {
    return Sentence{title(e.item) + " was withdrawn: " + e.reason, 2};
  }) || says<WorkClaimed>(record, sentence, [&](auto const& e) {
    return Sentence{name(e.person) + " claimed " + title(e.item), 2, "/today"};
  }) || says<WorkUnclaimed>(record, sentence, [&](auto const& e) {
    return Sentence{name(e.by) + " gave " + title(e.item) + (e.by == e.person ? "" : ", which was " + name(e.person) + "'s,") + " back to its queue", 2, "/today"};
  }) || says<WorkAssigned>(record, sentence, [&](auto const& e) {
    return Sentence{name(e.by) + " assigned " + title(e.item) + " to " + name(e.person), 2, "/today"};
  }) || says<WorkDelegated>(record, sentence, [&](auto const& e) {
    return Sentence{name(e.owner) + " delegated " + title(e.item) + " to " + name(e.person), 2, "/today"};
  }) || says<WorkResolved>(record, sentence, [&](auto const& e) {
    return Sentence{name(e.person) + " resolved " + title(e.item) + " for " + name(e.owner), 2, "/today"};
  }) || says<DraftSaved>(record, sentence, [&](auto const& e) {
    return Sentence{name(e.person) + " saved a draft of " + title(e.item), 1, "/today"};
  }) || says<WorkRescheduled>(record, sentence, [&](auto const& e) {
    auto times = (e.due ? ", due " + format_instant(*e.due) : std::string()) + (e.follow_up ? ", to be looked at again " + format_instant(*e.follow_up) : "");
    return Sentence{name(e.by) + " rescheduled " + title(e.item) + times + ", priority " + std::to_string(e.priority), 2, "/today"};
  }) || says<WorkExpedited>(record, sentence, [&](auto const& e) {
    return Sentence{title(e.item) + " may overtake its queue: " + e.reason, 3, "/decisions/" + e.decision_live};
  }) || says<QueuesReordered>(record, sentence, [&](auto const& e) {
    auto why = e.reasons.empty() ? "" : ": " + join(e.reasons, "; ");
    return Sentence{"Queues were reordered, " + counted(static_cast<std::size_t>(std::max(e.moved, 0)), "item") + " moved" + why, 3, "/today"};
  });
  return sentence;
}

}  // namespace drivetrain::app::views
