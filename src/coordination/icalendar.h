// Rhythms as a calendar that other programs read (RFC 5545): what comes round, by which rule, and on which days it does not.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "coordination/model.h"
#include "organisation/model.h"

namespace drivetrain::coordination {

/// One VEVENT for each rhythm, in the company's zone with its changes of the clock, from the first occurrence on. Days within thirteen
/// months of `at` on which a rhythm does not take place (its own, holidays of its chair) are left out by EXDATE. The same model at
/// the same `at` gives the same bytes. Error when a rule cannot be read (DT-M302).
Result<std::string> icalendar(std::vector<Rhythm const*> const& rhythms, organisation::Model const& form, Instant at);

/// Parts that tests look at: a content line folded at 75 octets, never inside a character, with its CRLF; text with what RFC 5545 escapes.
std::string folded_line(std::string_view line);
std::string escaped_text(std::string_view text);

}  // namespace drivetrain::coordination
