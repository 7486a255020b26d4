// Sentences of the closed loop: figures, gauges, signals, changes, versions, milestones.
#include "adaptation/events.h"
#include "app/views/names.h"
#include "app/views/sentences.h"
#include "base/text.h"
#include "execution/events.h"
#include "performance/events.h"
#include "strategy/events.h"

namespace drivetrain::app::views {

std::optional<Sentence> loop_sentence(Company const& company, journal::Record const& record) {
  using namespace drivetrain::adaptation;
  std::optional<Sentence> sentence;
  auto name = [&](std::string const& person) { return person_name(company, person); };
  auto change = [&](std::string const& id) { return title_of(company, "change", id); };
  auto kpi = [&](std::string const& id) { return title_of(company, "kpi", id); };
  says<performance::KpiMeasured>(record, sentence, [&](auto const& e) {
    return Sentence{kpi(e.kpi) + (e.value ? ": " + e.value->to_string() : " has no data") + " (" + std::string(to_string(e.status)) + ")", 1, "/performance/" + e.kpi};
  }) || says<performance::KpiSignalled>(record, sentence, [&](auto const& e) {
    return Sentence{e.rule.empty() ? kpi(e.kpi) + " reached its alarm limit: " + e.text : e.text, 3, "/performance/" + e.kpi};
  }) || says<performance::SloBurning>(record, sentence, [&](auto const& e) {
    return Sentence{e.text, 3, "/performance"};
  }) || says<performance::SloCalmed>(record, sentence, [&](auto const& e) {
    return Sentence{title_of(company, "slo", e.slo) + " no longer uses its error budget up too fast", 2, "/performance"};
  }) || says<performance::KpiRebased>(record, sentence, [&](auto const& e) {
    return Sentence{"The chart of " + kpi(e.kpi) + " begins anew" + (e.reason.empty() ? "" : ": " + e.reason), 2, "/performance/" + e.kpi};
  }) || says<performance::KpiRebaseUndone>(record, sentence, [&](auto const& e) {
    return Sentence{"The chart of " + kpi(e.kpi) + " goes on as before", 2, "/performance/" + e.kpi};
  }) || says<performance::FactReported>(record, sentence, [&](auto const& e) {
    return Sentence{title_of(company, "interface", e.interface) + " reported " + e.type_of_event, 1, ""};
  }) || says<execution::MilestoneReached>(record, sentence, [&](auto const& e) {
    return Sentence{"Milestone " + e.milestone + " of " + title_of(company, "initiative", e.initiative) + " was reached" + (e.late ? " late" : "") +
                        (e.evidence.empty() ? "" : ": " + e.evidence), 3, href_of(company, "initiative", e.initiative)};
  }) || says<strategy::RequirementAccepted>(record, sentence, [&](auto const& e) {
    return Sentence{name(e.person) + " accepted the requirement “" + title_of(company, "requirement", e.requirement) + "”" + (e.note.empty() ? "" : ": " + e.note), 3, href_of(company, "requirement", e.requirement)};
  }) || says<GaugeMeasured>(record, sentence, [&](auto const& e) {
    return Sentence{title_of(company, "gauge", e.gauge) + ": " + e.text, e.over ? 2 : 1, "/drift/" + e.gauge};
  }) || says<SignalRaised>(record, sentence, [&](auto const& e) {
    return Sentence{"Signal raised: " + e.title, 3, e.gauge.empty() ? "/drift" : "/drift/" + e.gauge};
  }) || says<SignalDisposed>(record, sentence, [&](auto const& e) {
    auto how = e.disposition == "fix" ? "fix behaviour" : e.disposition == "change" ? "change the model" : "waived";
    return Sentence{name(e.by) + " answered " + title_of(company, "signal", e.signal) + ": " + how + (e.until ? " until " + format_date(*e.until) : "") + " — " + e.reason, 3,
                    href_of(company, "signal", e.signal)};
  }) || says<ChangeProposed>(record, sentence, [&](auto const& e) {
    return Sentence{name(e.by) + " proposed " + e.title + (e.summary.empty() ? "" : ": " + join(e.summary, "; ")), 3, "/changes/" + e.change};
  }) || says<ChangeWithdrawn>(record, sentence, [&](auto const& e) {
    return Sentence{change(e.change) + " was withdrawn" + (e.reason.empty() ? "" : ": " + e.reason), 2, "/changes/" + e.change};
  }) || says<ChangeOutdated>(record, sentence, [&](auto const& e) {
    return Sentence{change(e.change) + " is outdated: version " + e.revision.substr(0, 8) + " came into force first", 2, "/changes/" + e.change};
  }) || says<ChangeRightGiven>(record, sentence, [&](auto const& e) {
    return Sentence{title_of(company, "decision", e.decision) + " said yes to " + change(e.change) + "; another right is still asked", 2, "/changes/" + e.change};
  }) || says<ChangeApproved>(record, sentence, [&](auto const& e) {
    return Sentence{change(e.change) + " was approved", 3, "/changes/" + e.change};
  }) || says<ChangeRefused>(record, sentence, [&](auto const& e) {
    return Sentence{change(e.change) + " was refused", 3, "/changes/" + e.change};
  }) || says<ModelDeployed>(record, sentence, [&](auto const& e) {
    return Sentence{"Version " + e.revision.substr(0, 8) + (e.roll_back ? " came back into force" : " came into force") +
                        (e.summary.empty() ? e.reason.empty() ? "" : ": " + e.reason : ": " + join(e.summary, "; ")), 3, "/changes/versions"};
  }) || says<ReleaseNoteSent>(record, sentence, [&](auto const& e) {
    return Sentence{title_of(company, "unit", e.unit) + " was told of " + counted(static_cast<std::size_t>(e.changes), "change") + " by version " + e.revision.substr(0, 8), 2, "/changes/notes/" + e.release_note};
  }) || says<ReleaseNoteEscalated>(record, sentence, [&](auto const& e) {
    return Sentence{"What changes for " + title_of(company, "unit", e.unit) + " was acknowledged by nobody in time; " + title_of(company, "role", e.role) + " is told", 3, "/changes/notes/" + e.release_note};
  }) || says<ReleaseNoteAcknowledged>(record, sentence, [&](auto const& e) {
    return Sentence{name(e.by) + " acknowledged what changes for " + title_of(company, "unit", e.unit), 2, "/changes/notes/" + e.release_note};
  }) || says<RightsNoticeSent>(record, sentence, [&](auto const& e) {
    std::vector<std::string> titles;
    for (auto const& line : e.lines) titles.push_back("“" + line.title + "”");
    return Sentence{name(e.person) + " was told that version " + e.revision.substr(0, 8) + " changes what they decide: " + join(titles, ", "), 2, "/changes/versions"};
  }) || says<RightsNoticeEscalated>(record, sentence, [&](auto const& e) {
    return Sentence{name(e.person) + " did not say in time that they know what they decide now; " + title_of(company, "role", e.role) + " is told", 3, "/changes/versions"};
  }) || says<RightsNoticeAcknowledged>(record, sentence, [&](auto const& e) {
    return Sentence{e.by == e.person ? name(e.by) + " acknowledged what they decide now" : name(e.by) + " acknowledged for " + name(e.person) + " what they decide now", 2, "/changes/versions"};
  });
  return sentence;
}

}  // namespace drivetrain::app::views
