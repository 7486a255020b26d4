// Tables of decisions and their limits (see gather.h). Each line is a level of authority; together they should tile the amounts, and where they do not
// the compiler says at which amount two may sign, or nobody.
#include <algorithm>

#include "app/own_data/gather.h"
#include "base/text.h"

namespace drivetrain::app::own_data {

namespace {

DraftDecision& decision_named(Draft& draft, std::string_view title, std::string const& origin) {
  for (auto& decision : draft.decisions)
    if (fold(decision.title) == fold(title)) return decision;
  DraftDecision added;
  added.title = std::string(trim(title));
  added.id = id_from(title);
  for (int number = 2; std::any_of(draft.decisions.begin(), draft.decisions.end(), [&](auto const& one) { return one.id == added.id; }); ++number)
    added.id = id_from(title) + "-" + std::to_string(number);
  added.origin = origin;
  draft.decisions.push_back(std::move(added));
  return draft.decisions.back();
}

/// What the columns limit, from and to say together. Nothing: no limit is written. `bad` names a cell that could not be read.
std::optional<Limit> limit_of(RowView const& row, std::string& bad) {
  auto const& text = row.text("limit");
  if (row.has("from") || row.has("to")) {
    Limit limit;
    limit.states_beginning = row.has("from");
    for (auto field : {"from", "to"}) {
      if (!row.has(field)) continue;
      auto cell = row.text(field);
      auto open = read_limit(cell);
      if (open && (open->unlimited || open->none)) continue;   // "bis: unbegrenzt", "from: -"
      auto quantity = read_quantity(cell);
      if (!quantity && open) quantity = Quantity{open->above ? *open->above : *open->up_to, open->unit};
      if (!quantity) {
        bad = cell;
        return std::nullopt;
      }
      if (!quantity->unit.empty()) limit.unit = quantity->unit;
      if (std::string_view(field) == "from") {
        if (!quantity->value.is_zero()) limit.above = quantity->value;
      } else limit.up_to = quantity->value;
    }
    if (!limit.up_to && !limit.above) limit.unlimited = true;
    if (limit.above && limit.up_to && *limit.up_to < *limit.above) {
      bad = row.text("from") + " to " + row.text("to");
      return std::nullopt;
    }
    return limit;
  }
  if (text.empty()) return std::nullopt;
  auto limit = read_limit(text);
  if (!limit) bad = text;
  return limit;
}

void note_unit(Gathering& gathering, DraftDecision& decision, std::string const& unit) {
  if (unit.empty()) return;
  if (decision.unit.empty()) decision.unit = unit;
  bool currency = unit.size() == 3 && unit == std::string{unit[0], unit[1], unit[2]} && unit[0] >= 'A' && unit[0] <= 'Z';
  if (currency && gathering.draft.currency.empty()) gathering.draft.currency = unit;
}

void gather_line(RowView const& row, DraftDecision& decision, Gathering& gathering) {
  auto& directory = gathering.directory;
  auto role_of = [&](std::string_view field) { return row.has(field) ? directory.role_or_person(row.text(field), row.origin(), Directory::Unknown::add) : std::string(); };
  std::string bad;
  auto levels_before = decision.levels.size();
  auto limit = limit_of(row, bad);
  if (!bad.empty()) gathering.refuse_cell(row, bad, "is no limit that can be read; the line is left out of the levels");
  auto deciders = directory.roles_in(row.text("decider"), row.origin());
  if (limit && bad.empty() && !limit->none) {
    note_unit(gathering, decision, limit->unit.empty() ? std::string(trim(row.text("unit"))) : limit->unit);
    auto written = row.has("limit") ? row.text("limit") : row.text("from") + "–" + row.text("to");
    if (deciders.empty()) {
      gathering.refuse(row, "states a limit but names nobody who may decide up to it");
    } else for (auto const& role : deciders) decision.levels.push_back({*limit, role, written, row.origin(), {}});
  } else if (bad.empty() && !limit) {
    for (auto const& role : deciders)
      if (std::find(decision.deciders.begin(), decision.deciders.end(), role) == decision.deciders.end()) decision.deciders.push_back(role);
  } else if (limit && limit->none) {
    gathering.draft.skipped.push_back(row.origin() + " says that " + (row.has("decider") ? row.text("decider") : "nobody") + " may not decide");
  }
  if (decision.question.empty()) decision.question = row.text("question");
  if (auto role = role_of("recommend"); !role.empty() && decision.recommend.empty()) decision.recommend = role;
  if (auto role = role_of("perform"); !role.empty() && decision.perform.empty()) decision.perform = role;
  for (auto [field, list] : {std::pair{"agree", &decision.agree}, std::pair{"input", &decision.input}})
    for (auto const& role : directory.roles_in(row.text(field), row.origin()))
      if (std::find(list->begin(), list->end(), role) == list->end()) list->push_back(role);
  for (auto const& criterion : parts_of_list(row.text("criteria"), false))
    if (std::find(decision.criteria.begin(), decision.criteria.end(), criterion) == decision.criteria.end()) decision.criteria.push_back(criterion);
  for (auto [field, target] : {std::pair{"deadline", &decision.deadline}, std::pair{"escalate_after", &decision.escalate_after}}) {
    if (!row.has(field) || *target || says_nobody(row.text(field))) continue;
    auto const& text = row.text(field);
    *target = read_loose_duration(text, hours(8));
    if (!*target && read_number(text)) {
      *target = read_loose_duration(text + " h", hours(8));
      gathering.draft.assume("A deadline without a unit (\"" + text + "\", " + row.origin() + ") is in hours.");
    }
    if (!*target) gathering.refuse_cell(row, text, "is no stretch of time that can be read");
    else if (fold(text).find_first_of("dtw") != std::string::npos && **target >= hours(8)) gathering.draft.assume("A day of a deadline is eight working hours.");
  }
  if (row.has("escalate_to") && !says_nobody(row.text("escalate_to"))) {
    // "Managing director after 2 days": the time may stand in the same cell.
    std::string text = row.text("escalate_to");
    for (std::string_view word : {" after ", " nach "})
      if (auto at = text.find(word); at != std::string::npos) {
        if (!decision.escalate_after) decision.escalate_after = read_loose_duration(text.substr(at + word.size()), hours(8));
        text.resize(at);
      }
    auto role = directory.role_or_person(text, row.origin(), Directory::Unknown::add);
    if (decision.levels.size() > levels_before) decision.levels.back().escalate_to = role;
    else if (decision.escalate_to.empty()) decision.escalate_to = role;
  }
  if (row.has("meeting") && decision.meeting.empty() && !says_nobody(row.text("meeting"))) decision.meeting = row.text("meeting");
}

}  // namespace

void gather_decisions(TableGuess const& guess, Gathering& gathering) {
  std::string title;
  for (auto const& row : rows_of(guess, gathering.draft)) {
    if (row.has("decision")) title = row.text("decision");
    else if (!title.empty() && (row.has("decider") || row.has("limit") || row.has("to")))
      gathering.draft.assume("A line of " + guess.table.name() + " without a decision belongs to the one above it.");
    else {
      gathering.refuse(row, "names no decision");
      continue;
    }
    if (!row.has("decider") && !row.has("limit") && !row.has("to") && !row.has("from") && row.cells().cells.size() > 1) {
      // A heading between the lines, or a decision of which nobody is named.
      bool alone = std::count_if(row.cells().cells.begin(), row.cells().cells.end(), [](auto const& cell) { return !cell.empty(); }) == 1;
      if (alone) {
        gathering.refuse(row, "names no decider and no limit; taken for a heading");
        title.clear();
        continue;
      }
    }
    gather_line(row, decision_named(gathering.draft, title, row.origin()), gathering);
  }
}

void add_signing_level(Gathering& gathering, std::string const& role, std::string_view written, RowView const& row) {
  auto limit = read_limit(written);
  if (!limit) {
    if (!says_nobody(written)) gathering.refuse_cell(row, written, "is no limit that can be read");
    return;
  }
  if (limit->none) return;
  auto& decision = decision_named(gathering.draft, "Sign for an amount", row.origin());
  decision.question = "May we spend this amount?";
  for (auto const& level : decision.levels)
    if (level.role == role && level.limit.up_to == limit->up_to) return;   // several people in one role
  note_unit(gathering, decision, limit->unit);
  decision.levels.push_back({*limit, role, std::string(written), row.origin(), {}});
}

namespace {

/// Lines escalate each for itself, a right has one ladder: where every line names the next level up, that is what the ladder says.
void join_ladders(DraftDecision& decision, Draft& draft) {
  std::string other, other_origin;
  bool next = false;
  for (auto const& level : decision.levels) {
    if (level.escalate_to.empty()) continue;
    auto above = std::find_if(decision.levels.begin(), decision.levels.end(), [&](auto const& one) {
      bool higher = level.limit.up_to && (!one.limit.up_to || *level.limit.up_to < *one.limit.up_to);
      return higher && one.role == level.escalate_to;
    });
    if (above != decision.levels.end()) next = true;
    else if (other.empty()) other = level.escalate_to, other_origin = level.origin;
    else if (other != level.escalate_to)
      draft.not_understood.push_back({level.origin, level.escalate_to, "is a second way up for \"" + decision.title + "\"; a decision has one ladder, and that of " + other_origin + " was taken"});
  }
  if (!decision.escalate_to.empty()) return;
  decision.escalate_to = other.empty() ? (next ? "next-band" : "") : other;
}

}  // namespace

void close_levels(DraftDecision& decision, Draft& draft) {
  join_ladders(decision, draft);
  auto& levels = decision.levels;
  auto one = Decimal(1);
  for (auto& level : levels) {
    auto& limit = level.limit;
    std::optional<Decimal> below;   // the highest end under this level's own
    for (auto const& other : levels) {
      auto const& end = other.limit.up_to;
      if (!end || (limit.up_to && *end >= *limit.up_to)) continue;
      if (!below || *below < *end) below = end;
    }
    if (!limit.states_beginning && below) {
      limit.above = below;
      limit.above_included = false;
    } else if (limit.above && below) {
      // "5,001 – 15,000" above "up to 5,000": whole amounts were meant, and nothing lies between.
      auto gap = Decimal::subtract(*limit.above, *below);
      bool neighbours = gap && (*gap == one || *gap == *Decimal::parse("0.01"));
      if (neighbours) {
        draft.assume("In \"" + decision.title + "\", " + grouped(*limit.above) + " after " + grouped(*below) + " means: everything above " + grouped(*below) + ".");
        limit.above = below;
        limit.above_included = false;
      }
    }
  }
  for (auto const& level : levels)
    for (auto const& other : levels)
      if (&level != &other && level.limit.states_beginning && level.limit.above && other.limit.up_to && level.limit.above == other.limit.up_to && !level.limit.above_included && (level.text.find('-') != std::string::npos || level.text.find("–") != std::string::npos))
        draft.assume("Where two levels of \"" + decision.title + "\" share a limit, the limit itself belongs to the lower level.");
}

}  // namespace drivetrain::app::own_data
