// The same word, the same person, whoever typed it.
#include "app/own_data/fold.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace drivetrain::app::own_data {
namespace {

TEST(Fold, CaseAccentsUmlautsAndPunctuationDoNotCount) {
  EXPECT_EQ(fold("  Freigabe-Grenze (€) "), "freigabe grenze");
  EXPECT_EQ(fold("MÜLLER"), fold("Mueller"));
  EXPECT_EQ(fold("Straße"), "strasse");
  EXPECT_EQ(fold("Élodie Nuñez"), "elodie nunez");
  EXPECT_EQ(fold("u\xCC\x88" "ber"), "ueber");   // a combining diaeresis
  EXPECT_EQ(fold("Řehoř Žižka"), "rehor zizka");
}

TEST(Fold, IdsAreAlwaysIds) {
  EXPECT_EQ(id_from("Werkleiterin Süd"), "werkleiterin-sued");
  EXPECT_EQ(id_from("!!!"), "entry");
  EXPECT_EQ(id_from("质量"), "entry");
  for (auto text : {"R&D / QA", "-x-", "Ünïçødé", "a", "12"}) EXPECT_TRUE(is_kebab_case(id_from(text))) << text;
  EXPECT_LE(id_from(std::string(500, 'a') + " b").size(), 500u);
}

TEST(Fold, OnePersonInSeveralSpellings) {
  auto key = [](std::string_view text) { return person_name_of(text).key; };
  EXPECT_EQ(key("Doe, Jane"), key("Jane Doe"));
  EXPECT_EQ(key("Dr. Jürgen Müller"), key("Mueller, Juergen"));
  EXPECT_EQ(key("Jane  Doe (works)"), key("jane doe"));
  EXPECT_NE(key("Jane Doe"), key("John Doe"));
  EXPECT_EQ(person_name_of("Doe, Jane").shown, "Jane Doe");
  EXPECT_TRUE(fits_initials(person_name_of("J. Doe"), person_name_of("Jane Doe")));
  EXPECT_TRUE(fits_initials(person_name_of("Doe, J."), person_name_of("Jane Doe")));
  EXPECT_FALSE(fits_initials(person_name_of("J. Smith"), person_name_of("Jane Doe")));
}

TEST(Fold, NobodyIsWrittenInManyWays) {
  for (auto text : {"", "vacant", "N.N.", "offen", "tbd", "-", "–", "n/a", "unbesetzt"}) EXPECT_TRUE(says_nobody(text)) << text;
  for (auto text : {"Jane Doe", "Nina", "Offenbach"}) EXPECT_FALSE(says_nobody(text)) << text;
}

}  // namespace
}  // namespace drivetrain::app::own_data
