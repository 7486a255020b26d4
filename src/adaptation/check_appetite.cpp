// DT-G701: a risk above appetite is treated, by somebody, until a day; and that day has not passed. A day within 30 days is a note.
// Prevents brittle processes.
#include "adaptation/check.h"
#include "base/text.h"

namespace drivetrain::adaptation {

namespace {

bool has_action(Treatment const& treatment) { return treatment.way || !trim(treatment.action).empty(); }

}  // namespace

void check_appetite(CheckContext const& context) {
  for (auto const& [id, risk] : context.model.risks) {
    auto const& level = risk.residual ? *risk.residual : risk.inherent;
    auto appetite = risk.appetite.value.value_or(context.risk_appetite);
    if (level.value() <= appetite) continue;
    std::vector<std::string> lacking;
    if (!risk.treatment || !has_action(*risk.treatment)) lacking.push_back("treatment");
    if (!risk.treatment || risk.treatment->owner.empty()) lacking.push_back("owner of the treatment");
    if (!risk.treatment || !risk.treatment->due) lacking.push_back("date");
    bool overdue = lacking.empty() && *risk.treatment->due < context.at;
    bool soon = lacking.empty() && !overdue && days_from_epoch(*risk.treatment->due) - days_from_epoch(context.at) < 30;
    if (lacking.empty() && !overdue && !soon) continue;
    Diagnostic d;
    d.code = "DT-G701";
    d.severity = soon ? Severity::note : Severity::error;
    d.span = risk.treatment && risk.treatment->span.known() ? risk.treatment->span : risk.header.id_span;
    d.message = "risk " + id + " (" + std::to_string(level.value()) + ") is above appetite (" + std::to_string(appetite) + ")";
    if (overdue) d.message += ", and its treatment was due on " + format_date(*risk.treatment->due);
    else if (soon) d.message += "; its treatment is due on " + format_date(*risk.treatment->due);
    else d.message += " without " + join(lacking, ", ");
    d.why = "everybody knows of it and nobody does anything, until it happens";
    d.help = "treatment: {way: reduce, action: <what>, owner: <role>, due: <day>}, or let who may raise the appetite";
    d.subject = id;
    context.diagnostics.add(std::move(d));
  }
}

}  // namespace drivetrain::adaptation
