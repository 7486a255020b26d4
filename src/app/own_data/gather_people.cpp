// Tables of people and of roles (see gather.h).
#include <algorithm>

#include "app/own_data/gather.h"
#include "base/text.h"

namespace drivetrain::app::own_data {

namespace {

DraftTerm term_of(RowView const& row, std::string person, Gathering& gathering) {
  DraftTerm term{std::move(person), {}, {}, row.origin()};
  for (auto [field, target] : {std::pair{"from", &term.from}, std::pair{"to", &term.to}}) {
    if (!row.has(field)) continue;
    *target = read_loose_date(row.text(field));
    if (!*target && !says_nobody(row.text(field))) gathering.refuse_cell(row, row.text(field), "is no day that can be read");
  }
  if (term.from && term.to && *term.to < *term.from) {
    gathering.refuse_cell(row, row.text("to"), "the term ends before it begins; both days were left out");
    term.from.reset();
    term.to.reset();
  }
  return term;
}

void add_holder(DraftRole& role, DraftTerm term) {
  bool known = std::any_of(role.holders.begin(), role.holders.end(), [&](auto const& holder) { return holder.person == term.person; });
  if (!known) role.holders.push_back(std::move(term));
}

/// "Jane Doe / John Smith" or "Doe, Jane; Smith, John": the people in a cell that holds people.
std::vector<std::string> people_in(std::string_view cell) {
  auto parts = parts_of_list(cell, false);
  std::vector<std::string> people;
  for (auto const& part : parts) {
    auto commas = std::count(part.begin(), part.end(), ',');
    auto slash = part.find('/');
    if (slash != std::string::npos && looks_like_person(part.substr(0, slash))) {
      for (auto half : split(part, '/'))
        if (!trim(half).empty()) people.emplace_back(trim(half));
    } else if (commas > 1 || (commas == 1 && looks_like_person(part.substr(0, part.find(','))) && looks_like_person(part.substr(part.find(',') + 1)))) {
      for (auto half : split(part, ','))
        if (!trim(half).empty()) people.emplace_back(trim(half));
    } else people.push_back(part);
  }
  return people;
}

}  // namespace

void gather_people(TableGuess const& guess, Gathering& gathering) {
  auto& draft = gathering.draft;
  for (auto const& row : rows_of(guess, draft)) {
    auto written = row.text("person");
    if (row.has("last_name")) written = row.text("last_name") + (row.has("first_name") ? ", " + row.text("first_name") : "");
    else if (row.has("first_name")) written = row.text("first_name") + " " + written;
    auto const& role_text = row.text("role");
    if (says_nobody(written)) {
      // A line without a person that names a role is a vacancy.
      if (role_text.empty()) gathering.refuse(row, "names neither a person nor a role");
      else if (auto* role = draft.role(gathering.directory.role(role_text, row.origin()))) role->described = true;
      continue;
    }
    if (written.find_first_of("0123456789") != std::string::npos && written.find(' ') == std::string::npos) {
      gathering.refuse(row, "\"" + written + "\" is no name of a person");
      continue;
    }
    auto before = draft.people.size();
    auto id = gathering.directory.person(written, row.origin());
    auto* person = draft.person(id);
    if (draft.people.size() == before && person->listed) draft.skipped.push_back(row.origin() + " names " + person->name.shown + " again (" + person->origin + "); both rows are one person");
    person->listed = true;
    if (row.has("email") && person->email.empty() && row.text("email").find('@') != std::string::npos) person->email = row.text("email");
    if (row.has("unit") && person->unit.empty()) person->unit = gathering.directory.unit(row.text("unit"), row.origin());
    for (auto const& title : parts_of_list(role_text, role_text.find(',') != std::string::npos)) {
      auto role_id = gathering.directory.role(title, row.origin());
      if (role_id.empty()) continue;
      add_holder(*draft.role(role_id), term_of(row, id, gathering));
      if (auto* role = draft.role(role_id); role->unit.empty()) role->unit = draft.person(id)->unit;
      if (row.has("limit")) add_signing_level(gathering, role_id, row.text("limit"), row);
    }
    if (role_text.empty() && row.has("limit")) add_signing_level(gathering, gathering.directory.role_of_person(id, row.origin()), row.text("limit"), row);
    if (row.has("deputy") && !says_nobody(row.text("deputy"))) gathering.deputies_of_people.push_back({id, "", row.text("deputy"), row.origin()});
    if (row.has("deputy_for") && !says_nobody(row.text("deputy_for"))) gathering.deputy_for.push_back({id, "", row.text("deputy_for"), row.origin()});
    if (row.has("reports_to") && !says_nobody(row.text("reports_to"))) gathering.bosses_of_people.push_back({id, "", row.text("reports_to"), row.origin()});
  }
}

void gather_roles(TableGuess const& guess, Gathering& gathering) {
  auto& draft = gathering.draft;
  for (auto const& row : rows_of(guess, draft)) {
    auto const& title = row.text("role");
    if (says_nobody(title)) {
      gathering.refuse(row, "names no role");
      continue;
    }
    auto id = gathering.directory.role(title, row.origin());
    {
      auto& role = *draft.role(id);
      if (role.described) draft.skipped.push_back(row.origin() + " names the role " + role.title + " again (" + role.origin + "); both rows are one role");
      else role.origin = row.origin();
      role.described = true;
      if (role.purpose.empty()) role.purpose = row.text("purpose");
      if (role.accountabilities.empty()) role.accountabilities = parts_of_list(row.text("accountabilities"), true);
    }
    if (row.has("unit")) {
      auto unit = gathering.directory.unit(row.text("unit"), row.origin());
      draft.role(id)->unit = unit;
    }
    for (auto const& written : people_in(row.text("holder"))) {
      auto person = gathering.directory.person(written, row.origin());
      if (!person.empty()) add_holder(*draft.role(id), term_of(row, person, gathering));
    }
    if (row.has("deputy") && !says_nobody(row.text("deputy")))
      for (auto const& written : people_in(row.text("deputy"))) gathering.deputies_of_people.push_back({"", id, written, row.origin()});
    if (row.has("reports_to") && !says_nobody(row.text("reports_to"))) gathering.bosses_of_roles.push_back({"", id, row.text("reports_to"), row.origin()});
    if (row.has("limit")) add_signing_level(gathering, id, row.text("limit"), row);
  }
}

}  // namespace drivetrain::app::own_data
