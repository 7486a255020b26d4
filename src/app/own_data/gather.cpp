// Gathering (see gather.h): the order of the tables, and what is settled when all were read.
#include "app/own_data/gather.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace drivetrain::app::own_data {

std::string const& RowView::text(std::string_view field) const {
  static std::string const none;
  auto column = guess_->column_of(field);
  return column ? row_->at(*column).text : none;
}

std::string RowView::whole() const {
  std::string text;
  for (auto const& cell : row_->cells)
    if (!cell.empty()) text += (text.empty() ? "" : " | ") + cell.text;
  std::replace(text.begin(), text.end(), '\n', ' ');
  if (text.size() <= 160) return text;
  text.resize(160);
  while (!is_valid_utf8(text)) text.pop_back();
  return text + "…";
}

std::vector<RowView> rows_of(TableGuess const& guess, Draft& draft) {
  static std::set<std::string> const totals = {"total", "totals", "sum", "summe", "gesamt", "insgesamt", "gesamtsumme", "subtotal", "zwischensumme", "total sum", "grand total"};
  std::vector<RowView> rows;
  auto const& table = guess.table;
  if (guess.header >= table.rows.size()) return rows;
  auto const& header = table.rows[guess.header];
  for (auto at = guess.header + 1; at < table.rows.size(); ++at) {
    auto const& row = table.rows[at];
    bool repeats = true, total = false;
    std::size_t filled = 0;
    for (std::size_t column = 0; column < row.cells.size(); ++column) {
      auto const& cell = row.cells[column];
      if (cell.empty()) continue;
      auto folded = fold(cell.text);
      if (filled == 0) {
        auto first = folded.substr(0, folded.find(' '));
        total = totals.contains(folded) || (totals.contains(first) && folded.find_first_of("0123456789") != std::string::npos);
      }
      ++filled;
      repeats = repeats && folded == fold(header.at(column).text);
    }
    if (total || (repeats && filled > 1)) {
      draft.skipped.push_back(table.place(row.number) + (total ? " is a total" : " repeats the header"));
      continue;
    }
    rows.emplace_back(guess, row);
  }
  return rows;
}

namespace {

std::vector<std::string> roles_held_by(Draft const& draft, std::string const& person) {
  std::vector<std::string> roles;
  for (auto const& role : draft.roles)
    for (auto const& holder : role.holders)
      if (holder.person == person) roles.push_back(role.id);
  return roles;
}

void add_deputy(DraftRole& role, std::string const& person, std::string const& origin) {
  bool known = std::any_of(role.deputies.begin(), role.deputies.end(), [&](auto const& term) { return term.person == person; });
  if (!known) role.deputies.push_back({person, {}, {}, origin});
}

void settle_deputies(Gathering& gathering) {
  auto& draft = gathering.draft;
  for (auto const& later : gathering.deputies_of_people) {
    for (auto const& written : parts_of_list(later.written, false)) {
      // A deputy may be written as a person or as a role, whose holders then stand in.
      std::vector<std::string> standing_in;
      auto role = gathering.directory.find_role(written);
      if (auto* known = role.empty() ? nullptr : draft.role(role))
        for (auto const& holder : known->holders) standing_in.push_back(holder.person);
      if (standing_in.empty())
        if (auto person = gathering.directory.person(written, later.origin); !person.empty()) standing_in.push_back(person);
      for (auto const& person : standing_in) {
        if (person == later.person) {
          draft.not_understood.push_back({later.origin, later.written, "somebody cannot stand in for him- or herself"});
          continue;
        }
        auto roles = later.role.empty() ? roles_held_by(draft, later.person) : std::vector{later.role};
        if (roles.empty()) draft.not_understood.push_back({later.origin, later.written, "stands in for somebody who holds no role"});
        for (auto const& id : roles) add_deputy(*draft.role(id), person, later.origin);
      }
    }
  }
  for (auto const& later : gathering.deputy_for)
    for (auto const& written : parts_of_list(later.written, true)) {
      auto role = gathering.directory.find_role(written);
      auto person = role.empty() ? gathering.directory.find_person(written) : std::string();
      auto roles = role.empty() ? roles_held_by(draft, person) : std::vector{role};
      if (roles.empty()) roles.push_back(gathering.directory.role(written, later.origin));
      for (auto const& id : roles)
        if (!id.empty()) add_deputy(*draft.role(id), later.person, later.origin);
    }
}

void settle_bosses(Gathering& gathering) {
  auto& draft = gathering.draft;
  for (auto const& later : gathering.bosses_of_roles) {
    auto boss = gathering.directory.role_or_person(later.written, later.origin, Directory::Unknown::add);
    if (boss != later.role)
      if (auto* role = draft.role(later.role)) role->reports_to = boss;
  }
  for (auto const& later : gathering.bosses_of_people) {
    auto boss = gathering.directory.role_or_person(later.written, later.origin, Directory::Unknown::add);
    for (auto const& id : roles_held_by(draft, later.person))
      if (auto* role = draft.role(id); role && role->reports_to.empty() && id != boss) role->reports_to = boss;
  }
}

/// Whoever decides or leads is one person; other roles may be held by several.
void mark_deciders(Draft& draft) {
  std::set<std::string> single;
  for (auto const& decision : draft.decisions) {
    for (auto const& level : decision.levels) single.insert(level.role);
    single.insert(decision.deciders.begin(), decision.deciders.end());
    single.insert(decision.escalate_to);
  }
  for (auto const& meeting : draft.meetings) single.insert(meeting.chair);
  for (auto const& role : draft.roles) single.insert(role.reports_to);
  for (auto& role : draft.roles) role.decides = single.contains(role.id);
}

/// Changing the model and erasing are for one person of that day: of the roles that one person holds the one with most authority. Empty when a table speaks of it, or nobody could.
std::string role_that_erases(Draft const& draft, Date at) {
  auto holds = [at](DraftTerm const& term) { return (!term.from || *term.from <= at) && (!term.to || at <= *term.to); };
  for (auto const& decision : draft.decisions)
    if (decision.id == erasing_decision || decision.id == changing_decision) return {};
  DraftRole const* best = nullptr;
  for (auto const& role : draft.roles)
    if (role.holders.size() == 1 && holds(role.holders.front()) && (!best || role.authority > best->authority)) best = &role;
  return best ? best->id : std::string();
}

bool mostly_german(std::vector<TableGuess> const& guesses) {
  static std::set<std::string> const words = {"rolle",   "inhaber", "vertreter", "vertretung", "vorname", "nachname", "abteilung", "entscheidung", "betrag",  "kennzahl",     "ziel",  "zielwert", "besprechung", "teilnehmer",
                                              "uhrzeit", "wann",    "dauer",     "leitung",    "bereich", "freigabe", "frist",     "wertgrenze",   "termin",  "stellvertreter", "zeit",  "tag",      "einheit",     "funktion", "verantwortlich"};
  std::size_t german = 0, all = 0;
  for (auto const& guess : guesses)
    for (auto const& column : guess.columns)
      for (auto const& word : words_of(column.header)) ++all, german += words.contains(word);
  return all > 0 && german * 4 >= all;
}

}  // namespace

void rank_roles(Draft& draft) {
  // Edges from the lower to the higher role; the longest path below a role is its rank. A circle stops climbing at a bound.
  std::set<std::pair<std::string, std::string>> edges;
  for (auto const& role : draft.roles)
    if (!role.reports_to.empty()) edges.insert({role.id, role.reports_to});
  auto above = [](DraftLevel const& level) { return level.limit.up_to; };
  for (auto const& decision : draft.decisions) {
    for (auto const& low : decision.levels)
      for (auto const& high : decision.levels) {
        if (low.role.empty() || high.role.empty() || low.role == high.role || !above(low)) continue;
        if (!above(high) || *above(low) < *above(high)) edges.insert({low.role, high.role});
      }
    if (decision.escalate_to.empty() || decision.escalate_to == "next-band") continue;
    for (auto const& level : decision.levels)
      if (!level.role.empty() && level.role != decision.escalate_to) edges.insert({level.role, decision.escalate_to});
    for (auto const& role : decision.deciders)
      if (role != decision.escalate_to) edges.insert({role, decision.escalate_to});
  }
  std::map<std::string, int> rank;
  auto bound = static_cast<int>(draft.roles.size());
  for (int round = 0; round < bound; ++round) {
    bool changed = false;
    for (auto const& [low, high] : edges) {
      if (edges.contains({high, low})) continue;   // two tables say opposite things: neither counts
      if (rank[high] > rank[low] || rank[high] >= bound) continue;
      rank[high] = rank[low] + 1;
      changed = true;
    }
    if (!changed) break;
  }
  for (auto& role : draft.roles) role.authority = 10 + 10 * std::min(rank[role.id], 50);
}

Draft gather(std::vector<TableGuess> const& guesses, GatherOptions const& options) {
  Draft draft;
  draft.title = options.title.empty() ? "My company" : options.title;
  Directory directory(draft);
  Gathering gathering{draft, directory, options, {}, {}, {}, {}};
  bool german = mostly_german(guesses);
  auto calendar = std::find_if(guesses.begin(), guesses.end(), [](auto const& guess) { return !guess.table.timezone.empty() && guess.kind != TableKind::ignored; });
  if (!options.timezone.empty()) draft.timezone = options.timezone;
  else if (calendar != guesses.end()) {
    draft.timezone = calendar->table.timezone;
    draft.assume("Times are those of " + draft.timezone + ", as " + calendar->table.name() + " says.");
  }
  else if (german) {
    draft.timezone = "Europe/Berlin";
    draft.assume("Times are those of Europe/Berlin, because the tables are in German (--timezone says otherwise).");
  } else draft.assume("Times are UTC; --timezone Europe/London, say, moves them.");
  // Roles are called as their own table calls them, whatever the table of people says.
  Draft unused;
  for (auto const& guess : guesses)
    if (guess.kind == TableKind::roles)
      for (auto const& row : rows_of(guess, unused)) directory.role(row.text("role"), row.origin());
  draft.assume("People work Monday to Friday from eight to five, longer where a meeting needs it (org/calendars.yaml).");
  struct Step {
    TableKind kind;
    void (*gather)(TableGuess const&, Gathering&);
  };
  for (auto const& step : {Step{TableKind::people, gather_people}, Step{TableKind::roles, gather_roles}, Step{TableKind::decisions, gather_decisions},
                           Step{TableKind::meetings, gather_meetings}, Step{TableKind::kpis, gather_kpis}})
    for (auto const& guess : guesses)
      if (guess.kind == step.kind) step.gather(guess, gathering);
  for (auto const& guess : guesses) {
    if (guess.kind == TableKind::unknown)
      draft.not_understood.push_back({guess.table.name(), counted(guess.table.rows.size(), "row"), "what this table is was not recognised: " + guess.why});
    if (guess.kind == TableKind::ignored && !guess.said)
      draft.not_understood.push_back({guess.table.name(), counted(guess.table.rows.size(), "row"), "is a sheet that its author hid; it was left out"});
    for (auto const& column : guess.columns)
      if (guess.kind != TableKind::ignored && guess.kind != TableKind::unknown && column.field.empty() && !column.samples.empty())
        draft.not_understood.push_back({guess.table.name() + ", column " + (column.header.empty() ? notation::column_letters(column.column) : column.header),
                                        join(column.samples, ", "), "no meaning was recognised; it was not used"});
  }
  settle_deputies(gathering);
  settle_bosses(gathering);
  settle_meetings(gathering);
  for (auto& decision : draft.decisions) close_levels(decision, draft);
  mark_deciders(draft);
  rank_roles(draft);
  draft.eraser = role_that_erases(draft, options.at);
  if (!draft.eraser.empty()) {
    auto const& title = draft.role(draft.eraser)->title;
    draft.assume("No table says who approves changes of this model: " + title + " does (decisions/" + std::string(changing_decision) + ".yaml).");
    draft.assume("No table says who may order that personal data is erased: " + title + " may (decisions/" + std::string(erasing_decision) + ".yaml).");
  }
  if (draft.currency.empty() && german && std::any_of(draft.decisions.begin(), draft.decisions.end(), [](auto const& d) { return !d.levels.empty(); })) {
    draft.currency = "EUR";
    draft.assume("Amounts are in EUR.");
  }
  for (auto const& person : draft.people)
    for (auto const& other : person.other_spellings)
      if (other != person.name.shown) draft.assume("\"" + other + "\" is " + person.name.shown + ".");
  return draft;
}

}  // namespace drivetrain::app::own_data
