// A version came into force: each unit that it concerns is told what changes for it, and by when somebody should have said that the
// unit knows.
#include <algorithm>

#include "app/policies/policies.h"
#include "model/release_note.h"

namespace drivetrain::app::policies {

Duration days_to_know(OperatingModel const& model) {
  auto const& thresholds = model.organisation.company.thresholds;
  auto given = thresholds.find("release_note_days");
  auto whole = given == thresholds.end() ? std::nullopt : given->second.to_int64();
  return days(static_cast<int>(std::clamp<std::int64_t>(whole.value_or(3), 1, 90)));
}

void tell_units(adaptation::ModelDeployed const& event, Reaction& reaction) {
  auto const& model = reaction.company.model();
  auto previous = event.previous.empty() ? nullptr : reaction.company.library().find(event.previous);
  if (!previous) return;
  auto until = reaction.record.at + days_to_know(model);
  auto diff = model::diff(*previous, model);
  for (auto const& [unit, declared] : model.organisation.units) {
    auto note = model::release_note(*previous, model, diff, unit);
    if (note && !note->changes.empty())
      reaction.follow("tell-units", adaptation::SendReleaseNote{unit, event.revision, event.previous, static_cast<std::int64_t>(note->changes.size()), until});
  }
}

}  // namespace drivetrain::app::policies
