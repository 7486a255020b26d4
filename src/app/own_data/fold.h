// Fold: what makes two spellings the same word. Headers, titles and names of foreign tables are compared without case, accents,
// punctuation and umlaut spelling, because the same person is "Müller, Jürgen" in one sheet and "Juergen Mueller" in the next.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace drivetrain::app::own_data {

/// Lower case, accents gone, umlauts as two letters (ü → ue), ß → ss, everything that is no letter or digit a single blank: "Freigabe-Grenze (€)"
/// → "freigabe grenze". Letters of other scripts stay.
std::string fold(std::string_view utf8);
std::vector<std::string> words_of(std::string_view utf8);

/// "Werkleiterin Süd" → "werkleiterin-sued". Never empty, always kebab-case: what has no Latin letter or digit is "entry".
std::string id_from(std::string_view title);

/// A person's name in its parts, whatever the order: {"Jane Doe", given "Jane", family "Doe"}. Titles (Dr., Frau) are dropped.
struct PersonName {
  std::string shown;               ///< "Jane Doe"
  std::vector<std::string> key;    ///< folded words, sorted, umlaut spelling made equal: the same for the same person
};
PersonName person_name_of(std::string_view written);
/// "J. Doe" beside "Jane Doe": all words equal but initials.
bool fits_initials(PersonName const& abbreviated, PersonName const& full);
/// Two words with capitals and no digit, or "Doe, Jane".
bool looks_like_person(std::string_view text);

/// Words by which people name work rather than somebody: manager, leiter, engineer, team …
bool sounds_like_role(std::string_view text);

/// "vacant", "N.N.", "offen", "tbd", "-": somebody wrote that there is nobody.
bool says_nobody(std::string_view text);

}  // namespace drivetrain::app::own_data
