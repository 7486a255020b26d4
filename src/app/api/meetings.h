// Meetings as several pages need them: all occurrences of a span of time, whether they are planned, under way or over.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/api/write.h"

namespace drivetrain::app::api {

/// Exactly one of `occurrence` and `planned` is set.
struct Meeting {
  std::string rhythm;
  Instant due;
  coordination::Occurrence const* occurrence = nullptr;
  coordination::Rhythm const* planned = nullptr;
};
/// Fields of OccurrenceSummary, without braces.
void write_occurrence_fields(JsonWriter& json, Reading const& reading, coordination::Occurrence const& occurrence);
void write_meeting(JsonWriter& json, Reading const& reading, Meeting const& meeting);
/// "planned", "due", "running", "held", "missed".
std::string_view state_of(Meeting const& meeting);

/// In [from, to), by due time. What lies ahead of now is planned; of what lies behind at most State::max_past_occurrences are remembered.
std::vector<Meeting> meetings_between(Reading const& reading, Instant from, Instant to);
/// Running or due now, else the next planned one.
std::optional<Meeting> next_meeting(Reading const& reading, coordination::Rhythm const& rhythm);
/// Chair of today or a listed deputy: whoever may open it.
bool may_chair(Reading const& reading, coordination::Rhythm const& rhythm);
/// Null when the state does not remember it.
coordination::Occurrence const* find_occurrence(Reading const& reading, std::string const& id);
/// Of a live list that a rhythm looks at: "issues" is "Open issues".
std::string_view title_of_list(std::string_view list);
/// The local day as instants [begin, end).
std::pair<Instant, Instant> day_of(Reading const& reading, Date first, Date last);

}  // namespace drivetrain::app::api
