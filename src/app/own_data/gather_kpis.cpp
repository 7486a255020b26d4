// Tables of figures (see gather.h).
#include <algorithm>
#include <set>

#include "app/own_data/gather.h"
#include "base/text.h"

namespace drivetrain::app::own_data {

namespace {

/// Which way is better, by the words of a figure's name; 0 when they do not say.
int direction_of_words(std::string_view title) {
  static constexpr std::string_view less[] = {"cost",  "kosten",   "time",   "zeit",     "rework",  "nacharbeit", "scrap",   "ausschuss", "complaint", "reklamation", "beschwerde", "accident", "unfall", "unfaelle", "absence",
                                              "krank", "backlog",  "rueckstand", "error", "fehler",  "defect",     "delay",   "verzug",    "verspaet",  "downtime",    "stillstand", "stoerung", "dauer",  "fluktuation", "turnover rate",
                                              "wip",   "bestand",  "near miss", "ppm",   "overdue", "waste",      "lost",    "wait"};
  auto folded = fold(title);
  for (std::string_view punctual : {"on time", "in time", "uptime", "termintreue", "liefertreue"})
    if (folded.find(punctual) != std::string::npos) return 1;
  for (auto word : less)
    if (folded.find(word) != std::string::npos) return -1;
  return 0;
}

int direction_of_cell(std::string_view cell) {
  auto folded = fold(cell);
  if (cell.find("↑") != std::string_view::npos || cell.find("▲") != std::string_view::npos || trim(cell) == "+" || trim(cell) == ">") return 1;
  if (cell.find("↓") != std::string_view::npos || cell.find("▼") != std::string_view::npos || trim(cell) == "-" || trim(cell) == "<") return -1;
  static std::set<std::string> const up = {"up", "higher", "more", "max", "maximize", "maximise", "hoch", "hoeher", "mehr", "maximieren", "steigend", "higher is better", "increase"};
  static std::set<std::string> const down = {"down", "lower", "less", "min", "minimize", "minimise", "niedrig", "niedriger", "weniger", "minimieren", "sinkend", "fallend", "lower is better", "decrease"};
  return up.contains(folded) ? 1 : down.contains(folded) ? -1 : 0;
}

std::optional<Duration> window_of(std::string_view text) {
  When when;
  read_when(text, when);
  switch (when.frequency) {
    case Frequency::daily: return days(1);
    case Frequency::weekly: return days(7 * std::max(1, when.interval));
    case Frequency::monthly: return days(30 * std::max(1, when.interval));
    case Frequency::quarterly: return days(91);
    case Frequency::yearly: return days(365);
    case Frequency::unknown: break;
  }
  auto folded = fold(text);
  if (folded == "day" || folded == "tag" || folded == "shift" || folded == "schicht" || folded == "hourly" || folded == "stuendlich" || folded == "real time") return days(1);
  if (folded == "week" || folded == "woche") return days(7);
  if (folded == "month" || folded == "monat") return days(30);
  if (folded == "quarter" || folded == "quartal") return days(91);
  if (folded == "year" || folded == "jahr") return days(365);
  return std::nullopt;
}

void read_limits(RowView const& row, DraftKpi& kpi, Gathering& gathering) {
  for (auto [field, target] : {std::pair{"target", &kpi.target}, std::pair{"warn", &kpi.warn}, std::pair{"alarm", &kpi.alarm}}) {
    if (!row.has(field) || says_nobody(row.text(field))) continue;
    auto read = read_target(row.text(field));
    if (!read) {
      gathering.refuse_cell(row, row.text(field), std::string("is no ") + field + " that can be read");
      continue;
    }
    *target = read->value;
    if (kpi.unit.empty()) kpi.unit = read->unit;
    if (std::string_view(field) == "target" && kpi.direction == 0) kpi.direction = read->direction;
  }
}

/// The meetings named in a cell get the figure among what they look at; unknown ones are reported.
void note_review(RowView const& row, DraftKpi const& kpi, Gathering& gathering) {
  if (says_nobody(row.text("meeting"))) return;
  for (auto const& written : parts_of_list(row.text("meeting"), true)) {
    if (says_nobody(written)) continue;
    DraftMeeting* found = nullptr;
    auto wanted = fold(written);
    for (auto& meeting : gathering.draft.meetings) {
      auto title = fold(meeting.title);
      if (title == wanted) found = &meeting;
      else if (!found && wanted.size() >= 5 && title.size() >= 5 && (title.find(wanted) != std::string::npos || wanted.find(title) != std::string::npos)) found = &meeting;
    }
    if (!found) gathering.refuse_cell(row, written, "is no meeting that the tables list, so " + kpi.title + " is not reviewed there");
    else if (std::find(found->kpis.begin(), found->kpis.end(), kpi.id) == found->kpis.end()) found->kpis.push_back(kpi.id);
  }
}

}  // namespace

void gather_kpis(TableGuess const& guess, Gathering& gathering) {
  auto& draft = gathering.draft;
  for (auto const& row : rows_of(guess, draft)) {
    auto title = row.text("kpi");
    if (says_nobody(title)) {
      gathering.refuse(row, "names no figure");
      continue;
    }
    if (!row.has("target") && !row.has("unit") && !row.has("owner") && !row.has("alarm") && !row.has("meeting") && row.cells().cells.size() > 2) {
      gathering.refuse(row, "has no target, unit, owner or meeting; taken for a heading");
      continue;
    }
    if (std::any_of(draft.kpis.begin(), draft.kpis.end(), [&](auto const& known) { return fold(known.title) == fold(title); })) {
      draft.skipped.push_back(row.origin() + " names the figure " + title + " again; the first row counts");
      continue;
    }
    DraftKpi kpi;
    kpi.title = title;
    kpi.id = id_from(title);
    for (int number = 2; std::any_of(draft.kpis.begin(), draft.kpis.end(), [&](auto const& one) { return one.id == kpi.id; }); ++number)
      kpi.id = id_from(title) + "-" + std::to_string(number);
    kpi.origin = row.origin();
    kpi.definition = row.text("definition");
    kpi.unit = row.text("unit");
    kpi.reaction = row.text("reaction");
    if (row.has("direction")) kpi.direction = direction_of_cell(row.text("direction"));
    read_limits(row, kpi, gathering);
    if (row.has("owner")) kpi.owner = gathering.directory.role_or_person(row.text("owner"), row.origin(), Directory::Unknown::add);
    auto by_name = direction_of_words(title);
    if (kpi.direction == 0 && kpi.target && (kpi.alarm || kpi.warn)) {
      auto worse = kpi.alarm ? *kpi.alarm : *kpi.warn;
      if (worse != *kpi.target) kpi.direction = worse < *kpi.target ? 1 : -1;
      if (by_name && kpi.direction && by_name != kpi.direction)
        draft.assume("Of \"" + title + "\" " + (kpi.direction > 0 ? "more" : "less") + " is better, as its target and alarm say (" + row.origin() + "); by its name one would expect otherwise.");
    }
    if (kpi.direction == 0) {
      kpi.direction = by_name;
      if (kpi.direction == 0) kpi.direction = 1;
      draft.assume(kpi.direction > 0 ? "Where a figure's table does not say which way is better, more is better." : "Of costs, times, faults and the like, less is better.");
    }
    if (row.has("frequency")) {
      if (auto window = window_of(row.text("frequency"))) kpi.window = *window;
      else gathering.refuse_cell(row, row.text("frequency"), "is no period that can be read; four weeks were taken");
    }
    note_review(row, kpi, gathering);
    draft.kpis.push_back(std::move(kpi));
  }
}

}  // namespace drivetrain::app::own_data
