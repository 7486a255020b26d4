// Tables of meetings and calendars (see gather.h).
#include <algorithm>
#include <cstdio>

#include "app/own_data/gather.h"
#include "base/text.h"

namespace drivetrain::app::own_data {

namespace {

std::string start_text(Date day, std::int64_t us) {
  auto minute_of_day = us / 60'000'000;
  char text[16];
  std::snprintf(text, sizeof text, "T%02d:%02d", static_cast<int>(minute_of_day / 60 % 24), static_cast<int>(minute_of_day % 60));
  return format_date(day) + text;
}

/// Everything that the row says about when.
When when_of(RowView const& row, Gathering& gathering) {
  When when;
  std::vector<std::string> left;
  for (auto field : {"recurrence", "day"}) {
    auto more = read_when(row.text(field), when);
    left.insert(left.end(), more.begin(), more.end());
  }
  if (auto day = read_loose_date(row.text("first"))) when.first = day;
  else {
    auto more = read_when(row.text("first"), when);
    left.insert(left.end(), more.begin(), more.end());
  }
  if (auto at = row.text("first").find('T'); at == 10) read_when(row.text("first").substr(11, 5), when);
  if (row.has("time")) {
    When time;
    auto more = read_when(row.text("time"), time);
    if (time.start_us) when.start_us = time.start_us, when.more_starts_us = time.more_starts_us;
    if (time.end_us) when.end_us = time.end_us;
    for (auto day : time.weekdays) when.weekdays.push_back(day);
    left.insert(left.end(), more.begin(), more.end());
  }
  if (row.has("end")) {
    When end;
    read_when(row.text("end"), end);
    if (end.start_us) when.end_us = end.start_us;
  }
  if (row.has("duration")) {
    auto text = row.text("duration");
    auto read = read_loose_duration(text, hours(8));
    if (!read && read_number(text)) {
      // A bare number: minutes, unless it is as small as hours are.
      auto number = *read_number(text);
      read = read_loose_duration(text + (number <= Decimal(4) ? " h" : " min"), hours(8));
    }
    if (read && read->us > 0) when.duration = read;
    else gathering.refuse_cell(row, text, "is no duration that can be read");
  }
  bool known = row.has("rrule") || !rrule_of(when).empty();
  if (!left.empty() && known) gathering.refuse_cell(row, join(left, " "), "was not understood in the text that says when " + row.text("meeting") + " is");
  return when;
}

void settle_time(RowView const& row, When const& when, DraftMeeting& meeting, Gathering& gathering) {
  auto& draft = gathering.draft;
  if (when.end_us && when.start_us) {
    auto length = *when.end_us - *when.start_us;
    meeting.duration = Duration{length > 0 ? length : length + days(1).us};
  } else if (when.duration) meeting.duration = *when.duration;
  else draft.assume("\"" + meeting.title + "\" takes one hour (" + row.origin() + " does not say).");
  meeting.time_assumed = !when.start_us;
  if (meeting.time_assumed) draft.assume("\"" + meeting.title + "\" is at 16:00 (" + row.origin() + " does not say when); it is left out where double bookings are counted.");
  auto rule = row.has("rrule") ? row.text("rrule") : rrule_of(when);
  auto settled = when;
  if (rule.empty()) {
    settled.frequency = Frequency::weekly;
    settled.weekdays = {1};
    rule = rrule_of(settled);
    meeting.time_assumed = true;
    draft.assume("\"" + meeting.title + "\" is every Monday (" + row.origin() + " does not say how often).");
  } else if (!row.has("rrule") && when.frequency == Frequency::weekly && when.weekdays.empty() && !when.first) {
    settled.weekdays = {1};
    rule = rrule_of(settled);
    meeting.time_assumed = true;
    draft.assume("\"" + meeting.title + "\" is on Mondays (" + row.origin() + " does not say on which day).");
  } else if ((when.frequency == Frequency::monthly || when.frequency == Frequency::quarterly) && !when.day_of_month && when.nth == 0) {
    meeting.time_assumed = meeting.time_assumed || when.weekdays.empty();
    draft.assume("\"" + meeting.title + "\" is on the first " + std::string(when.weekdays.empty() ? "Monday" : "such day") + " of its month (" + row.origin() + " does not say on which).");
  }
  meeting.rrule = rule;
  meeting.start = start_text(first_day_of(settled, gathering.options.at), when.start_us.value_or(hours(16).us));
}

DraftMeeting* same_meeting(Draft& draft, DraftMeeting const& meeting) {
  for (auto& known : draft.meetings)
    if (fold(known.title) == fold(meeting.title) && known.rrule == meeting.rrule && known.start.substr(10) == meeting.start.substr(10)) return &known;
  return nullptr;
}

void add_meeting(DraftMeeting meeting, Draft& draft) {
  if (auto* known = same_meeting(draft, meeting)) {
    draft.skipped.push_back(meeting.origin + " repeats \"" + meeting.title + "\" (" + known->origin + ")");
    for (auto const& role : meeting.attendees)
      if (std::find(known->attendees.begin(), known->attendees.end(), role) == known->attendees.end()) known->attendees.push_back(role);
    if (known->chair.empty()) known->chair = meeting.chair;
    return;
  }
  auto wanted = id_from(meeting.title);
  meeting.id = wanted;
  for (int number = 2; std::any_of(draft.meetings.begin(), draft.meetings.end(), [&](auto const& one) { return one.id == meeting.id; }); ++number)
    meeting.id = wanted + "-" + std::to_string(number);
  draft.meetings.push_back(std::move(meeting));
}

/// Of a calendar's event: why it comes round no more, or never did. Empty for a meeting.
std::string no_rhythm(RowView const& row, Date at) {
  if (!row.table().column_of("rrule")) return "";
  if (!row.has("rrule")) return "happens once; a rhythm comes round";
  if (row.text("first").find('T') == std::string::npos) return "lasts whole days; it is no meeting";
  auto const& rule = row.text("rrule");
  auto until = rule.find("UNTIL=");
  if (until == std::string::npos || rule.size() < until + 14) return "";
  auto day = read_loose_date(rule.substr(until + 6, 4) + "-" + rule.substr(until + 10, 2) + "-" + rule.substr(until + 12, 2));
  return day && *day < at ? "ended on " + format_date(*day) : "";
}

int tier_of(RowView const& row) {
  for (auto const& text : {row.text("tier"), row.text("meeting")}) {
    auto folded = fold(text);
    for (std::string_view word : {"tier ", "ebene ", "stufe ", "level "})
      if (auto at = folded.find(word); at != std::string::npos && at + word.size() < folded.size()) {
        char digit = folded[at + word.size()];
        if (digit >= '1' && digit <= '9') return digit - '0';
      }
    if (&text == &row.text("tier") && folded.size() == 1 && folded[0] >= '1' && folded[0] <= '9') return folded[0] - '0';
  }
  auto tier = fold(row.text("tier"));
  return tier.size() == 1 && tier[0] >= '1' && tier[0] <= '9' ? tier[0] - '0' : 0;
}

}  // namespace

void gather_meetings(TableGuess const& guess, Gathering& gathering) {
  for (auto const& row : rows_of(guess, gathering.draft)) {
    auto const& title = row.text("meeting");
    if (says_nobody(title)) {
      gathering.refuse(row, "names no meeting");
      continue;
    }
    bool says_anything = row.has("recurrence") || row.has("rrule") || row.has("day") || row.has("time") || row.has("first") || row.has("attendees") || row.has("chair");
    if (!says_anything) {
      gathering.refuse(row, "says neither when it is nor who attends; taken for a heading");
      continue;
    }
    if (auto why = no_rhythm(row, gathering.options.at); !why.empty()) {
      gathering.draft.skipped.push_back(row.origin() + ": \"" + title + "\" " + why);
      continue;
    }
    DraftMeeting meeting;
    meeting.title = title;
    meeting.origin = row.origin();
    auto when = when_of(row, gathering);
    bool says_when = row.has("recurrence") || row.has("day") || row.has("first");
    if (says_when && !row.has("rrule") && rrule_of(when).empty()) {
      gathering.refuse(row, "says when it is in words that were not understood; the meeting is left out");
      continue;
    }
    settle_time(row, when, meeting, gathering);
    meeting.tier = tier_of(row);
    if (row.has("chair")) meeting.chair = gathering.directory.role_or_person(row.text("chair"), row.origin(), Directory::Unknown::add);
    auto everybody = fold(row.text("attendees"));
    if (everybody == "all" || everybody == "alle" || everybody == "everybody" || everybody == "everyone" || everybody == "all staff" || everybody == "alle mitarbeiter") {
      for (auto const& role : gathering.draft.roles)
        if (!role.personal) meeting.attendees.push_back(role.id);
      gathering.draft.assume("\"" + row.text("attendees") + "\" in \"" + title + "\" is every role that the tables name.");
    } else meeting.attendees = gathering.directory.roles_in(row.text("attendees"), row.origin());
    std::erase(meeting.attendees, meeting.chair);
    meeting.agenda = row.text("agenda") + "; " + row.text("decisions");
    meeting.outputs = parts_of_list(row.text("outputs"), true);
    if (when.more_starts_us.empty()) {
      add_meeting(std::move(meeting), gathering.draft);
      continue;
    }
    // "06:00/14:00/22:00": three meetings, each with its time in the title.
    auto starts = when.more_starts_us;
    starts.insert(starts.begin(), *when.start_us);
    for (auto us : starts) {
      auto each = meeting;
      each.start = start_text(*read_loose_date(meeting.start.substr(0, 10)), us);
      each.title = meeting.title + " " + each.start.substr(11);
      add_meeting(std::move(each), gathering.draft);
    }
  }
}

void settle_meetings(Gathering& gathering) {
  auto& draft = gathering.draft;
  auto mentions = [](std::string const& text, std::string const& title) {
    auto folded = fold(title);
    return folded.size() >= 3 && (" " + fold(text) + " ").find(" " + folded + " ") != std::string::npos;
  };
  for (auto& meeting : draft.meetings) {
    for (auto const& kpi : draft.kpis)
      if (mentions(meeting.agenda, kpi.title) && std::find(meeting.kpis.begin(), meeting.kpis.end(), kpi.id) == meeting.kpis.end()) meeting.kpis.push_back(kpi.id);
    for (auto const& decision : draft.decisions)
      if (mentions(meeting.agenda, decision.title)) meeting.decisions.push_back(decision.id);
  }
  for (auto& decision : draft.decisions) {
    if (decision.meeting.empty()) continue;
    auto wanted = fold(decision.meeting);
    auto found = std::find_if(draft.meetings.begin(), draft.meetings.end(), [&](auto const& meeting) {
      auto title = fold(meeting.title);
      return title == wanted || (wanted.size() >= 5 && title.find(wanted) != std::string::npos);
    });
    if (found != draft.meetings.end()) decision.meeting = found->id;
    else {
      draft.not_understood.push_back({decision.origin, decision.meeting, "is no meeting that the tables list, so \"" + decision.title + "\" waits for none"});
      decision.meeting.clear();
    }
  }
}

}  // namespace drivetrain::app::own_data
