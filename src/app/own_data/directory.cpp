// Who is who (see directory.h).
#include "app/own_data/directory.h"

#include <algorithm>

#include "base/text.h"

namespace drivetrain::app::own_data {

void Draft::assume(std::string sentence) {
  if (std::find(assumptions.begin(), assumptions.end(), sentence) == assumptions.end()) assumptions.push_back(std::move(sentence));
}

DraftRole* Draft::role(std::string_view id) {
  for (auto& role : roles)
    if (role.id == id) return &role;
  return nullptr;
}

DraftPerson* Draft::person(std::string_view id) {
  for (auto& person : people)
    if (person.id == id) return &person;
  return nullptr;
}

namespace {

/// A title without its gender ending and number: "Werkleiter/in", "Werkleiter (m/w/d)" and "Werkleiterin" are one role.
std::string role_key(std::string_view title) {
  auto text = std::string(title);
  for (std::string_view ending : {"(m/w/d)", "(w/m/d)", "(m/f/d)", "(m/f)", "/-in", "/in", "*in", ":in", "(in)", "/ -in"})
    for (auto at = text.find(ending); at != std::string::npos; at = text.find(ending)) text.erase(at, ending.size());
  auto folded = fold(text);
  std::string key;
  for (auto word : split(folded, ' ')) {
    auto part = std::string(word);
    if (part.size() > 6 && part.ends_with("in") && (part[part.size() - 3] == 'r' || part[part.size() - 3] == 't')) part.resize(part.size() - 2);  // Leiterin
    if (part == "the" || part == "der" || part == "die" || part == "of") continue;
    key += (key.empty() ? "" : " ") + part;
  }
  return key;
}

/// One letter more, less or other, in a word long enough that this is a slip.
bool is_slip(std::string const& a, std::string const& b, std::size_t shortest) {
  if (a.size() < shortest || b.size() < shortest || a == b) return false;
  auto const& shorter = a.size() <= b.size() ? a : b;
  auto const& longer = a.size() <= b.size() ? b : a;
  if (longer.size() - shorter.size() > 1) return false;
  std::size_t i = 0;
  while (i < shorter.size() && shorter[i] == longer[i]) ++i;
  auto rest = longer.size() == shorter.size() ? 1u : 0u;
  return shorter.substr(i + rest) == longer.substr(i + 1);
}

/// "jane.doe@works.example" → "Jane Doe".
std::string name_in_address(std::string_view address) {
  std::string name;
  bool begins = true;
  for (char c : address.substr(0, address.find('@'))) {
    bool separates = c == '.' || c == '_' || c == '-';
    name += separates ? ' ' : begins && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    begins = separates;
  }
  return name;
}

bool one_word_slips(PersonName const& a, PersonName const& b) {
  if (a.key.size() != b.key.size() || a.key.size() < 2) return false;
  std::vector<std::string> left_a, left_b;
  std::set_difference(a.key.begin(), a.key.end(), b.key.begin(), b.key.end(), std::back_inserter(left_a));
  std::set_difference(b.key.begin(), b.key.end(), a.key.begin(), a.key.end(), std::back_inserter(left_b));
  return left_a.size() == 1 && left_b.size() == 1 && is_slip(left_a[0], left_b[0], 4);
}

}  // namespace

std::string Directory::free_id(std::string const& wanted, auto const& all) const {
  auto taken = [&](std::string const& id) { return std::any_of(all.begin(), all.end(), [&](auto const& one) { return one.id == id; }); };
  auto id = wanted;
  for (int number = 2; taken(id); ++number) id = wanted + "-" + std::to_string(number);
  return id;
}

std::string Directory::find_person(std::string_view written) {
  if (says_nobody(written)) return "";
  auto name = person_name_of(written);
  for (auto& person : draft_.people) {
    if (person.name.key != name.key) continue;
    // Of "Mueller" and "Müller" the one with the umlaut is how the person is called.
    auto is_ascii = [](std::string const& text) { return std::all_of(text.begin(), text.end(), [](char c) { return !(c & 0x80); }); };
    if (is_ascii(person.name.shown) && !is_ascii(name.shown)) std::swap(person.name.shown, name.shown);
    return person.id;
  }
  std::vector<DraftPerson*> near;
  for (auto& person : draft_.people)
    if (fits_initials(name, person.name) || fits_initials(person.name, name)) near.push_back(&person);
  if (near.empty())
    for (auto& person : draft_.people)
      if (one_word_slips(name, person.name)) near.push_back(&person);
  // A family name alone is enough when one person has it.
  if (near.empty() && name.key.size() == 1)
    for (auto& person : draft_.people)
      if (std::find(person.name.key.begin(), person.name.key.end(), name.key[0]) != person.name.key.end() && person.name.key.size() > 1) near.push_back(&person);
  if (near.size() != 1) return "";
  auto& spellings = near[0]->other_spellings;
  if (std::find(spellings.begin(), spellings.end(), name.shown) == spellings.end()) spellings.push_back(name.shown);
  return near[0]->id;
}

std::string Directory::find_person_by_email(std::string_view email) {
  auto wanted = lower_ascii(trim(email));
  for (auto const& person : draft_.people)
    if (!wanted.empty() && lower_ascii(person.email) == wanted) return person.id;
  auto name = name_in_address(wanted);
  return name.find(' ') == std::string::npos ? "" : find_person(name);
}

std::string Directory::person(std::string_view written, std::string const& origin) {
  if (says_nobody(written)) return "";
  if (auto known = find_person(written); !known.empty()) return known;
  DraftPerson added;
  added.name = person_name_of(written);
  added.id = free_id(id_from(added.name.shown), draft_.people);
  added.origin = origin;
  draft_.people.push_back(std::move(added));
  return draft_.people.back().id;
}

std::string Directory::find_role(std::string_view written) const {
  auto key = role_key(written);
  if (key.empty()) return "";
  for (auto const& role : draft_.roles)
    if (role_key(role.title) == key) return role.id;
  for (auto const& role : draft_.roles)
    if (is_slip(role_key(role.title), key, 6)) return role.id;
  return "";
}

std::string Directory::role(std::string_view written, std::string const& origin) {
  auto title = std::string(trim(written));
  if (says_nobody(title)) return "";
  if (auto known = find_role(title); !known.empty()) return known;
  DraftRole added;
  added.title = title;
  added.id = free_id(id_from(title), draft_.roles);
  added.origin = origin;
  draft_.roles.push_back(std::move(added));
  return draft_.roles.back().id;
}

std::string Directory::unit(std::string_view written, std::string const& origin) {
  auto title = std::string(trim(written));
  if (says_nobody(title)) return "";
  for (auto const& unit : draft_.units)
    if (fold(unit.title) == fold(title)) return unit.id;
  draft_.units.push_back({free_id(id_from(title), draft_.units), title, origin});
  return draft_.units.back().id;
}

std::string Directory::role_of_person(std::string const& person, std::string const& origin) {
  for (auto const& role : draft_.roles)
    for (auto const& holder : role.holders)
      if (holder.person == person) return role.id;
  auto const* known = draft_.person(person);
  DraftRole added;
  added.title = "Work of " + (known ? known->name.shown : person);
  added.id = free_id(id_from(added.title), draft_.roles);
  added.personal = true;
  added.origin = origin;
  added.holders.push_back({person, {}, {}, origin});
  draft_.roles.push_back(std::move(added));
  return draft_.roles.back().id;
}

std::string Directory::role_or_person(std::string_view written, std::string const& origin, Unknown unknown) {
  auto text = trim(written);
  if (says_nobody(text)) return "";
  if (auto known = find_role(text); !known.empty()) return known;
  // "Works manager (Tom Bright)": the role, and who it is.
  if (auto bracket = text.find('('); bracket != std::string_view::npos && bracket > 0) {
    if (auto known = find_role(text.substr(0, bracket)); !known.empty()) return known;
    if (auto known = find_person(text.substr(0, bracket)); !known.empty()) return role_of_person(known, origin);
  }
  auto email = text.find('@') != std::string_view::npos ? find_person_by_email(text) : std::string();
  auto person_id = email.empty() ? find_person(text) : email;
  if (!person_id.empty()) return role_of_person(person_id, origin);
  if (unknown == Unknown::leave) return "";
  if (auto at = text.find('@'); at != std::string_view::npos && at > 0) {
    auto id = person(name_in_address(text), origin);
    if (auto* added = draft_.person(id); added && added->email.empty()) added->email = text;
    return id.empty() ? "" : role_of_person(id, origin);
  }
  // Nobody and nothing by that name is listed: a name of a person gets a role of its own, any other text is a role.
  if (looks_like_person(text) && !sounds_like_role(text)) return role_of_person(person(text, origin), origin);
  return role(text, origin);
}

std::vector<std::string> parts_of_list(std::string_view list, bool commas) {
  std::string text(list);
  for (std::string_view word : {" und ", " and ", " & ", " sowie ", " + "})
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word)) text.replace(at, word.size(), ";");
  std::vector<std::string> parts;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    bool separates = at == text.size() || text[at] == ';' || text[at] == '\n' || text[at] == '|' || (commas && text[at] == ',') ||
                     (text[at] == '/' && at > 0 && at + 1 < text.size() && text[at - 1] == ' ' && text[at + 1] == ' ');
    if (!separates) continue;
    auto part = trim(std::string_view(text).substr(begin, at - begin));
    while (part.starts_with("-") || part.starts_with("•")) part = trim(part.substr(part.starts_with("-") ? 1 : std::string_view("•").size()));
    if (!part.empty()) parts.emplace_back(part);
    begin = at + 1;
  }
  return parts;
}

/// Commas separate names, and also family from given name: "Doe, Jane" is one when that person is known, or when it is the whole entry and looks so.
std::vector<std::string> Directory::names_in(std::string_view list) {
  std::vector<std::string> names;
  auto entries = parts_of_list(list, false);
  for (auto const& entry : entries) {
    if (entry.find(',') == std::string::npos || !find_person(entry).empty()) {
      names.push_back(entry);
      continue;
    }
    auto pieces = parts_of_list(entry, true);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      auto both = i + 1 < pieces.size() ? pieces[i] + ", " + pieces[i + 1] : std::string();
      if (!both.empty() && find_role(pieces[i]).empty() && find_person(pieces[i]).empty() && !find_person(both).empty()) names.push_back(both), ++i;
      else names.push_back(pieces[i]);
    }
  }
  return names;
}

std::vector<std::string> Directory::roles_in(std::string_view list, std::string const& origin) {
  std::vector<std::string> roles;
  for (auto const& name : names_in(list)) {
    auto id = role_or_person(name, origin, Unknown::add);
    if (!id.empty() && std::find(roles.begin(), roles.end(), id) == roles.end()) roles.push_back(id);
  }
  return roles;
}

}  // namespace drivetrain::app::own_data
