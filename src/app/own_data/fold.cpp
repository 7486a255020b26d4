// Folding (see fold.h).
#include "app/own_data/fold.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/code_points.h"
#include "base/text.h"

namespace drivetrain::app::own_data {

namespace {

/// U+00C0 … U+017F by their base letters; a blank where there is no letter.
std::string base_letters(char32_t code) {
  static std::map<char32_t, std::string> const special = {
      {0xC4, "ae"}, {0xE4, "ae"}, {0xD6, "oe"}, {0xF6, "oe"}, {0xDC, "ue"}, {0xFC, "ue"}, {0xDF, "ss"}, {0x1E9E, "ss"},
      {0xC6, "ae"}, {0xE6, "ae"}, {0xD8, "oe"}, {0xF8, "oe"}, {0x152, "oe"}, {0x153, "oe"}, {0xDE, "th"}, {0xFE, "th"},
      {0x132, "ij"}, {0x133, "ij"}};
  if (auto found = special.find(code); found != special.end()) return found->second;
  static constexpr char latin1[] = "aaaaaaaceeeeiiiidnooooo ouuuuyts";   // U+00C0 … U+00DF
  if (code >= 0xC0 && code <= 0xFF) return std::string(1, latin1[(code - 0xC0) % 32]);
  static constexpr char extended[] =
      "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllllllln"
      "nnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";          // U+0100 … U+017F
  if (code >= 0x100 && code <= 0x17F) return std::string(1, extended[code - 0x100]);
  return "";
}

void append_utf8(std::string& out, std::string_view before, std::string_view after) { out += before.substr(0, before.size() - after.size()); }

/// ü, ue and u are one letter when people are compared: each of "ae", "oe", "ue" loses its e.
std::string without_umlauts(std::string const& word) {
  std::string out;
  for (std::size_t i = 0; i < word.size(); ++i) {
    out += word[i];
    bool vowel = word[i] == 'a' || word[i] == 'o' || word[i] == 'u';
    if (vowel && i + 1 < word.size() && word[i + 1] == 'e') ++i;
  }
  return out;
}

}  // namespace

std::string fold(std::string_view utf8) {
  std::string out;
  auto blank = [&] {
    if (!out.empty() && out.back() != ' ') out += ' ';
  };
  for (auto rest = utf8; !rest.empty();) {
    auto before = rest;
    auto code = take_code_point(rest);
    if (code < 0x80) {
      char c = static_cast<char>(code);
      if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
      else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
      else if (c != '\'') blank();
    } else if (auto letters = base_letters(code); !letters.empty()) {
      if (letters == " ") blank();
      else out += letters;
    } else if (code >= 0x300 && code <= 0x36F) {
      // A combining accent: its letter came before. A combining diaeresis is an umlaut.
      if (code == 0x308 && !out.empty() && (out.back() == 'a' || out.back() == 'o' || out.back() == 'u')) out += 'e';
    } else if ((code >= 0x2000 && code <= 0x2BFF) || code == 0xFFFD || code < 0xC0) {
      blank();
    } else {
      append_utf8(out, before, rest);
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::vector<std::string> words_of(std::string_view utf8) {
  std::vector<std::string> words;
  auto folded = fold(utf8);
  for (auto word : split(folded, ' '))
    if (!word.empty()) words.emplace_back(word);
  return words;
}

std::string id_from(std::string_view title) {
  std::string id;
  for (auto const& word : words_of(title)) {
    std::string part;
    for (char c : word)
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) part += c;
    if (part.empty()) continue;
    if (id.size() + part.size() > 60) break;
    id += (id.empty() ? "" : "-") + part;
  }
  return id.empty() ? "entry" : id;
}

PersonName person_name_of(std::string_view written) {
  auto text = std::string(trim(written));
  if (auto bracket = text.find_first_of("(["); bracket != std::string::npos && bracket > 0) text = std::string(trim(text.substr(0, bracket)));
  auto comma = text.find(',');
  if (comma != std::string::npos && text.find(',', comma + 1) == std::string::npos) {
    auto family = trim(std::string_view(text).substr(0, comma)), given = trim(std::string_view(text).substr(comma + 1));
    text = given.empty() ? std::string(family) : std::string(given) + " " + std::string(family);
  }
  static std::set<std::string> const titles = {"dr", "prof", "frau", "herr", "mr", "mrs", "ms", "miss", "ing", "dipl", "mag", "hr", "fr"};
  PersonName name;
  for (auto part : split(text, ' ')) {
    if (part.empty()) continue;
    auto folded = fold(part);
    if (folded.empty() || titles.contains(folded)) continue;
    name.shown += (name.shown.empty() ? "" : " ") + std::string(part);
    for (auto const& word : words_of(part)) name.key.push_back(without_umlauts(word));
  }
  if (name.shown.empty()) name.shown = text;
  std::sort(name.key.begin(), name.key.end());
  return name;
}

bool fits_initials(PersonName const& abbreviated, PersonName const& full) {
  if (abbreviated.key.size() < 2 || abbreviated.key.size() != full.key.size()) return false;
  auto rest = full.key;
  std::vector<std::string> initials;
  for (auto const& word : abbreviated.key) {
    if (word.size() == 1) {
      initials.push_back(word);
      continue;
    }
    auto found = std::find(rest.begin(), rest.end(), word);
    if (found == rest.end()) return false;
    rest.erase(found);
  }
  if (initials.empty() || initials.size() != rest.size()) return false;
  for (auto const& initial : initials) {
    auto found = std::find_if(rest.begin(), rest.end(), [&](std::string const& word) { return word.starts_with(initial); });
    if (found == rest.end()) return false;
    rest.erase(found);
  }
  return true;
}

bool looks_like_person(std::string_view text) {
  auto trimmed = trim(text);
  if (trimmed.empty() || trimmed.size() > 60 || trimmed.find_first_of("0123456789@/\n;:") != std::string_view::npos) return false;
  std::size_t parts = 0, capitals = 0;
  for (auto part : split(trimmed, ' ')) {
    if (part.empty()) continue;
    ++parts;
    auto rest = part;
    auto code = take_code_point(rest);
    if ((code >= 'A' && code <= 'Z') || (code >= 0xC0 && code <= 0xDE) || (code >= 0x100 && code <= 0x17F)) ++capitals;
  }
  return parts >= 2 && parts <= 4 && capitals + 1 >= parts && capitals >= 2;
}

bool sounds_like_role(std::string_view text) {
  static std::set<std::string> const whole = {"md", "ceo", "cfo", "coo", "cto", "gf", "gl", "bl", "al", "wl", "hr", "it", "qa", "qs", "all", "alle", "team", "board", "staff", "head", "chef", "desk", "lead", "agent", "clerk", "buyer", "nurse", "shift"};
  static constexpr std::string_view within[] = {"manager",  "director", "leader",   "chief",    "officer",   "engineer", "planner",  "controller", "supervisor", "foreman", "leiter",    "leitung",   "meister",
                                                "fuehr",    "einkauf",  "verkauf",  "vertrieb", "assisten",  "bearbeiter", "vorstand", "referent", "technik",    "ingenieur", "operator", "technician", "doctor",
                                                "pflege",   "department", "abteilung", "beauftragte", "disponent", "controlling", "accountant", "buchhalt", "specialist", "coordinator", "koordinator", "president", "owner",
                                                "secretary", "partner", "keeper",   "fitter",   "inspector", "analyst",  "administrator", "logisti", "quality", "qualitaet", "finance", "finanz", "schicht", "representative", "consultant"};
  for (auto const& word : words_of(text)) {
    if (whole.contains(word)) return true;
    for (auto part : within)
      if (word.find(part) != std::string::npos) return true;
  }
  return false;
}

bool says_nobody(std::string_view text) {
  auto folded = fold(text);
  static std::set<std::string> const nobody = {"",      "vacant", "vakant", "n n",     "nn",           "open",    "offen",      "tbd",   "tba",
                                               "tbc",   "none",   "keine",  "keiner",  "niemand",      "nobody",  "unbesetzt",  "n a",   "na",
                                               "null",  "frei",   "entfaellt", "unfilled", "not filled", "position open", "to be hired", "to be defined"};
  return nobody.contains(folded);
}

}  // namespace drivetrain::app::own_data
