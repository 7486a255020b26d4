// DT-D208: a decision that needs fresher information than its source gives. What arrives is at worst as old as the source's period, and
// by what it takes to arrive. Prevents inconsistent performance: a decision on yesterday's price.
#include "model/checks/checks.h"

namespace drivetrain::model {

namespace {

/// The contract behind what the decider looks at; null pointer when it comes from the journal alone.
resources::DataContract const* source_of(OperatingModel const& model, decisions::Information const& information) {
  auto id = information.source.text();
  if (auto kpi = model.performance.kpis.find(information.kpi.text()); kpi != model.performance.kpis.end()) id = kpi->second.source.text();
  auto found = model.resources.data_contracts.find(id);
  return found == model.resources.data_contracts.end() ? nullptr : &found->second;
}

}  // namespace

void check_fresh_information(CheckInput const& input, Diagnostics& diagnostics) {
  for (auto const& [id, decision] : input.model.decisions.decisions)
    for (auto const& information : decision.information) {
      auto const* source = source_of(input.model, information);
      if (!source || !information.max_age || !source->refresh.value) continue;
      auto period = *source->refresh.value;
      auto oldest = period + source->freshness.value_or(Duration{});
      if (oldest <= *information.max_age) continue;
      auto name = information.kpi.empty() ? information.source.text() : information.kpi.text();
      Diagnostic d;
      d.code = "DT-D208";
      d.span = information.span.known() ? information.span : decision.header.id_span;
      d.message = id + " needs " + name + " younger than " + describe_duration(*information.max_age) + "; " + source->header.id + " refreshes every " +
                  describe_duration(period);
      if (source->freshness) d.message += " and arrives up to " + describe_duration(*source->freshness) + " old";
      d.why = "whoever decides takes an old figure for today's, and the same case gets another answer an hour later";
      d.help = "renew the source more often, or accept figures up to " + format_duration(oldest) + " old";
      d.notes.push_back({source->refresh.span, "the source is renewed so often"});
      d.subject = id;
      diagnostics.add(std::move(d));
    }
}

}  // namespace drivetrain::model
