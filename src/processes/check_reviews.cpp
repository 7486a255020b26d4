// DT-P407: a standard past its review, or written for an older way of working than the process has now (ISO 9001 7.5.3). Prevents operational
// drift: people follow the paper, and the paper follows nothing. A review within 30 days is a note.
#include "processes/check.h"

namespace drivetrain::processes {

namespace {

constexpr int soon_days = 30;

Diagnostic stale_standard(std::string const& id, Span span, Severity severity, std::string message, std::string help) {
  Diagnostic d;
  d.code = "DT-P407";
  d.severity = severity;
  d.span = std::move(span);
  d.message = std::move(message);
  d.why = severity == Severity::note ? "from that day on nobody answers for what it says" : "people are taught and checked by a text for which nobody answers any more";
  d.help = std::move(help);
  d.subject = id;
  return d;
}

void check_review_day(CheckContext const& context, std::string const& what, notation::Header const& header,
                      notation::Located<std::optional<Date>> const& review_by) {
  if (!review_by.value) return;
  auto left = days_from_epoch(*review_by.value) - days_from_epoch(context.at);
  if (left >= soon_days) return;
  bool past = left < 0;
  context.diagnostics.add(stale_standard(header.id, review_by.span.known() ? review_by.span : header.id_span, past ? Severity::error : Severity::note,
                                         what + " " + header.id + (past ? " is past review: it was due on " : " is due for review on ") + format_date(*review_by.value),
                                         "let its owner and approver look at it, and set the next review_by"));
}

void check_served_revision(CheckContext const& context, std::string const& what, notation::Header const& header, std::vector<StepOf> const& applies_to) {
  for (auto const& served : applies_to) {
    auto process = context.model.processes.find(served.process.text());
    if (!served.revision || process == context.model.processes.end() || *served.revision >= process->second.revision) continue;
    auto d = stale_standard(header.id, served.span.known() ? served.span : header.id_span, Severity::error,
                            what + " " + header.id + " is older than the process revision it serves: written for revision " + std::to_string(*served.revision) +
                                " of " + process->first + ", which is at " + std::to_string(process->second.revision),
                            "compare it with the new way of working, raise its own revision, and name revision " + std::to_string(process->second.revision) + " here");
    d.notes.push_back({process->second.header.id_span, "the process is here"});
    context.diagnostics.add(std::move(d));
  }
}

}  // namespace

void check_reviews(CheckContext const& context) {
  for (auto const& [id, sop] : context.model.sops) {
    check_review_day(context, "SOP", sop.header, sop.review_by);
    check_served_revision(context, "SOP", sop.header, sop.applies_to);
  }
  for (auto const& [id, instruction] : context.model.instructions) {
    check_review_day(context, "instruction", instruction.header, instruction.review_by);
    check_served_revision(context, "instruction", instruction.header, instruction.applies_to);
  }
}

}  // namespace drivetrain::processes
