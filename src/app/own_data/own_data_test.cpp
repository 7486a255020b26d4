// From tables to a model and a report: what a manager must read there, and what must not get lost.
#include "app/own_data/own_data.h"

#include <gtest/gtest.h>

#include "app/own_data/starter.h"
#include "app/own_data/tiles.h"
#include "base/text.h"

namespace drivetrain::app::own_data {
namespace {

constexpr char people_csv[] =
    "Staff list,,,\nAs of January,,,\n\nName,Position,Deputy,Department\n\"Thorne, Margaret\",Managing director,David Okafor,Leadership\n"
    "\"Bright, Tom\",Works manager,,Works\n\"Okafor, David\",Operations director,\"Bright, Tom\",Leadership\nvacant,Quality engineer,,Works\nTotal,4,,\n";
constexpr char decisions_csv[] =
    "Decision;Limit;Who decides;Deadline;Escalation;Escalation after\nPurchase;up to 2.500 \x80;Operations director;8 h;;16 h\n;up to 15.000 \x80;Works manager;;;\n;above 20.000 \x80;Managing director;;;\n"
    "Release;;Quality engineer;;;\n";
constexpr char kpis_csv[] = "KPI,Unit,Target,Owner,Reviewed in\nPromises kept,%,\xE2\x89\xA5 95 %,Operations director,Leadership meeting\nGross margin,%,32,Managing director,Board\n";
constexpr char meetings_csv[] =
    "Meeting,When,Duration,Chair,Participants\nLeadership meeting,every Fri 09:00,1 h,Managing director,Works manager\nMargin review,Friday 9:30,45,Operations director,Works manager\n";

BuildOptions at_new_year() {
  BuildOptions options;
  options.gather.title = "Tarnwick";
  options.gather.at = Date{2026, 1, 5};
  return options;
}

Built built_from(std::vector<OwnFile> const& files, std::vector<Override> const& overrides = {}, Excuse excuse = Excuse::findings) {
  auto tables = read_files(files);
  EXPECT_TRUE(tables) << (tables ? "" : tables.error().message);
  auto guesses = guess(tables.take(), overrides);
  EXPECT_TRUE(guesses) << (guesses ? "" : guesses.error().message);
  auto options = at_new_year();
  options.excuse = excuse;
  return build(*guesses, options);
}

std::string said_in(Report const& report, std::string_view section) {
  std::string text;
  for (auto const& one : report.sections)
    if (one.id == section)
      for (auto const& item : one.items) text += item.text + "\n";
  return text;
}

testing::AssertionResult says(Report const& report, std::string_view section, std::string_view words) {
  auto text = said_in(report, section);
  if (text.find(words) != std::string::npos) return testing::AssertionSuccess();
  return testing::AssertionFailure() << section << " says:\n" << text << "but not: " << words;
}

std::vector<OwnFile> company() { return {{"people.csv", people_csv}, {"decisions.csv", decisions_csv}, {"kpis.csv", kpis_csv}, {"meetings.csv", meetings_csv}}; }

TEST(OwnData, AManagerReadsWhoDecidesAndWhatContradictsItself) {
  auto built = built_from(company());
  EXPECT_TRUE(says(built.report, "decides", "Above EUR 15,000 in \"Purchase\" when Tom Bright (Works manager) is away: nobody may decide; the next level begins higher."));
  EXPECT_TRUE(says(built.report, "decides", "Purchase, above EUR 20,000: Managing director (Margaret Thorne; when Margaret Thorne is away, David Okafor)."));
  EXPECT_TRUE(says(built.report, "amounts", "Purchase, above EUR 15,000 up to EUR 20,000: nobody may decide."));
  EXPECT_TRUE(says(built.report, "escalation", "waits past its deadline"));
  EXPECT_TRUE(says(built.report, "vacant", "Quality engineer: nobody holds it; it decides \"Release\"."));
  EXPECT_TRUE(says(built.report, "booked", "Works manager (Tom Bright) is double-booked at Fri 2026-01-09 09:30"));
  EXPECT_TRUE(says(built.report, "figures", "Gross margin is on the agenda of no meeting."));
  EXPECT_TRUE(says(built.report, "not_understood", "\"Board\" is no meeting that the tables list"));
  EXPECT_TRUE(says(built.report, "skipped", "people.csv, row 9 is a total"));
}

TEST(OwnData, TheModelIsCoherentWithItsWaiversAndIncoherentWithout) {
  auto built = built_from(company());
  EXPECT_EQ(built.compilation.diagnostics.errors(), 0u);
  EXPECT_FALSE(built.waivers.empty());
  EXPECT_NE(built.files.at("model.yaml").find("    - rule: DT-D203\n      subject: purchase\n      reason: "), std::string::npos) << built.files.at("model.yaml");
  auto strict = built_from(company(), {}, Excuse::nothing);
  EXPECT_GT(strict.compilation.diagnostics.errors(), 0u);
  EXPECT_EQ(strict.files.at("model.yaml").find("waivers"), std::string::npos);
  // Nothing of what the writer writes may be unreadable: findings are about the company, not about the files.
  for (auto const& finding : strict.compilation.diagnostics.all()) EXPECT_FALSE(finding.code.starts_with("DT-R0") && finding.code != "DT-R004") << finding.code << finding.message;
}

TEST(OwnData, EveryEntitySaysFromWhichRowItCame) {
  auto built = built_from(company());
  EXPECT_NE(built.files.at("org/people.yaml").find("# from people.csv, row 6\napiVersion: drivetrain/v1\nkind: Person\nmetadata: {id: tom-bright, title: Tom Bright}"), std::string::npos) << built.files.at("org/people.yaml");
  EXPECT_NE(built.files.at("decisions/purchase.yaml").find("{when: \"amount > 2500 and amount <= 15000\", role: works-manager}  # decisions.csv, row 3"), std::string::npos)
      << built.files.at("decisions/purchase.yaml");
}

TEST(OwnData, HeadersInGermanAndWindows1252) {
  auto built = built_from({{"Zust\xC3\xA4ndigkeiten.csv", "Vorgang;Betrag bis;Wer entscheidet;Frist\nEinkauf;2.500 \x80;Schichtleiter;4 Std.\nEinkauf;15.000 \x80;Werkleiter;1 Tag\nEinkauf;unbegrenzt;Gesch\xE4" "ftsf\xFChrer;2 Tage\n"},
                           {"rollen.csv", "Rolle;Inhaber;Stellvertreter;Bereich\nSchichtleiter;M\xFCller, J\xFCrgen;;Werk\nWerkleiter;Weber, Eva;Juergen Mueller;Werk\nGesch\xE4" "ftsf\xFChrer;Anna Kurz;Weber, Eva;Leitung\n"}});
  EXPECT_EQ(said_in(built.report, "amounts"), "");
  EXPECT_TRUE(says(built.report, "decides", "Above EUR 15,000 in \"Einkauf\" when Eva Weber (Werkleiter) is away: Anna Kurz decides, as Geschäftsführer."));
  EXPECT_TRUE(says(built.report, "decides", "Werkleiter (Eva Weber; when Eva Weber is away, Jürgen Müller)."));
  EXPECT_NE(built.files.at("model.yaml").find("timezone: Europe/Berlin"), std::string::npos);
}

TEST(OwnData, WhatAPersonSaysOverrulesTheGuess) {
  std::vector<OwnFile> files = {{"sheet.csv", "Aaa,Bbb,Ccc\nPurchase,5000,Planner\nPurchase,15000,Works manager\n"}};
  auto tables = read_files(files);
  auto plain = guess(*tables, {});
  EXPECT_EQ(plain->front().kind, TableKind::unknown);
  std::vector<Override> overrides;
  for (auto text : {"sheet.csv=decisions", "sheet.csv:Aaa=decision", "sheet:B=limit", "sheet:Ccc=decider"}) overrides.push_back(read_override(text).take());
  auto built = built_from(files, overrides);
  EXPECT_TRUE(says(built.report, "amounts", "Purchase, above 15,000: nobody may decide."));
  EXPECT_FALSE(guess(*tables, {read_override("sheet:Ccc=colour").take()}));
  EXPECT_FALSE(guess(*tables, {read_override("other=people").take()}));
  EXPECT_FALSE(read_override("sheet=furniture"));
  EXPECT_FALSE(read_override("nonsense"));
}

TEST(OwnData, TheWrittenGuessRepeatsTheImport) {
  auto tables = read_files(company());
  auto first = guess(*tables, {});
  auto overrides = read_overrides(as_overrides(*first));
  ASSERT_TRUE(overrides) << overrides.error().message;
  auto second = guess(*tables, *overrides);
  ASSERT_TRUE(second) << second.error().message;
  EXPECT_EQ(build(*first, at_new_year()).files, build(*second, at_new_year()).files);
}

TEST(OwnData, StretchesOfOverlapAndGap) {
  DraftDecision decision;
  auto level = [&](std::string_view limit, std::string role) { decision.levels.push_back({*read_limit(limit), std::move(role), std::string(limit), "", ""}); };
  level("up to 5000", "a");
  level("4000 - 10000", "b");
  level("from 10000", "c");
  std::string words;
  for (auto const& clash : clashes_of(decision)) words += stretch_in_words(clash, "") + " by " + join(clash.roles, "+") + "; ";
  EXPECT_EQ(words, "above 4,000 up to 5,000 by a+b; at exactly 10,000 by b+c; ");
}

TEST(OwnData, WhoHoldsTheHighestRoleApprovesChangesAndMayErasePersonalData) {
  auto built = built_from(company());
  auto change = built.compilation.model->decisions.decisions.find("change-the-model");
  ASSERT_NE(change, built.compilation.model->decisions.decisions.end());
  EXPECT_EQ(change->second.governs.size(), 7u) << "everything that can be changed";
  EXPECT_EQ(change->second.rapid.decide.front().text(), "managing-director");
  EXPECT_TRUE(says(built.report, "assumed", "No table says who approves changes of this model: Managing director does (decisions/change-the-model.yaml)."));
  auto const& decisions = built.compilation.model->decisions.decisions;
  auto right = decisions.find("erase-personal-data");
  ASSERT_NE(right, decisions.end());
  ASSERT_EQ(right->second.governs.size(), 1u);
  EXPECT_EQ(right->second.governs.front().value, "personal-data");
  ASSERT_EQ(right->second.rapid.decide.size(), 1u);
  EXPECT_EQ(right->second.rapid.decide.front().text(), "managing-director");
  EXPECT_TRUE(says(built.report, "assumed", "No table says who may order that personal data is erased: Managing director may (decisions/erase-personal-data.yaml)."));
  for (auto const* made : {"erase-personal-data", "change-the-model"}) {
    for (auto const& waiver : built.waivers) EXPECT_NE(waiver.subject, made) << waiver.reason;
    for (auto const& finding : built.compilation.diagnostics.all()) EXPECT_NE(finding.subject, made) << finding.message;
  }
  // Where nobody holds a role alone, nobody is named who could.
  auto vacant = built_from({{"people.csv", "Name,Position\nvacant,Works manager\nvacant,Planner\n"}});
  EXPECT_FALSE(vacant.files.contains("decisions/erase-personal-data.yaml"));
}

TEST(OwnData, TheStarterIsCoherentUnderItsNewName) {
  auto files = starter_model("Müller & Söhne", "Europe/Berlin");
  auto compiled = model::compile(files, {Date{2026, 1, 5}});
  EXPECT_TRUE(compiled.diagnostics.empty());
  EXPECT_EQ(compiled.model->organisation.company.header.title, "Müller & Söhne");
  EXPECT_EQ(compiled.model->organisation.company.timezone.value, "Europe/Berlin");
}

}  // namespace
}  // namespace drivetrain::app::own_data
