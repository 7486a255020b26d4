// DT-D207: a decision that waits for its forum can be late before the forum meets. Prevents slow execution.
#include "base/zone.h"
#include "coordination/timetable.h"
#include "model/checks/checks.h"

namespace drivetrain::model {

void check_forum(CheckInput const& input, Diagnostics& diagnostics) {
  for (auto const& [id, decision] : input.model.decisions.decisions) {
    if (decision.forum.empty() || !decision.sla) continue;
    auto rhythm = input.model.coordination.rhythms.find(decision.forum.text());
    if (rhythm == input.model.coordination.rhythms.end()) continue;
    auto zone = Zone::find(input.model.organisation.company.timezone.value);
    auto from = (zone ? zone.take() : Zone::utc())->to_instant({input.at, 0});
    auto longest = coordination::longest_gap(rhythm->second, input.model.organisation, from);
    if (!longest || !longest.value()) continue;
    auto gap = longest.value()->length;
    if (gap <= *decision.sla) continue;
    Diagnostic d;
    d.code = "DT-D207";
    d.span = decision.forum.span;
    d.message = id + " is due in " + describe_duration(*decision.sla) + " but its forum " + rhythm->first + " meets every " +
                describe_duration(gap);
    d.why = "a decision that arrives just after the meeting is late before anyone can take it, so people decide without it";
    d.help = "let it be taken on demand, meet more often, or give it an sla of at least " + format_duration(gap);
    d.subject = id;
    diagnostics.add(std::move(d));
  }
}

}  // namespace drivetrain::model
