// Writing the draft as a model: YAML files in the usual layout, each entity with a comment that says from which row it came. What the tables do
// not say and a model needs is written so that the compiler reports it, not invented.
#pragma once

#include <string>
#include <vector>

#include "app/own_data/draft.h"
#include "model/files.h"

namespace drivetrain::app::own_data {

/// A finding that stands for a while, so that the company can be looked at before everything is settled.
struct WrittenWaiver {
  std::string rule, subject, reason, owner;
  Date expires;
};

model::Files write_model(Draft const& draft, std::vector<WrittenWaiver> const& waivers);

/// "EUR 5,000 to EUR 15,000", "above EUR 15,000", "any amount".
std::string level_in_words(DraftLevel const& level, std::string_view unit);
/// Name of the fact that the levels of a decision are about: amount, percent, hours, days.
std::string fact_of(DraftDecision const& decision);

}  // namespace drivetrain::app::own_data
