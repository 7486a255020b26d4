// How a table was used is counted by what its rules say: a rule keeps its hits wherever it stands, and one that says something else has none.
#include <gtest/gtest.h>

#include "decisions/dmn/table.h"
#include "decisions/dmn/table_for_test.h"
#include "decisions/state.h"
#include "decisions/suggest.h"

namespace drivetrain::decisions {
namespace {

DecisionSuggested suggested_by(MatchedRule rule, std::string hash) {
  DecisionSuggested event;
  event.decision = "accept", event.outcome = "yes", event.hash = std::move(hash), event.rules = {std::move(rule)};
  return event;
}

TEST(TableUse, CountsRulesByWhatTheySay) {
  State state;
  journal::Record record;
  record.at = Instant{} + seconds(60);
  apply(suggested_by({"Accept", "", 1, {}, "aaaa"}, "file-1"), record, state);
  record.at = Instant{} + seconds(120);
  apply(suggested_by({"Accept", "r", 4, {}, "aaaa"}, "file-2"), record, state);
  apply(suggested_by({"Accept", "", 1, {}, "bbbb"}, "file-2"), record, state);
  auto const& use = state.tables.at("accept");
  EXPECT_EQ(use.rules.at(rule_key({"Accept", "", 9, {}, "aaaa"}, "file-3")), 2u) << "moved, named, in another version";
  EXPECT_EQ(use.rules.at(rule_key({"Accept", "", 1, {}, "bbbb"}, "file-2")), 1u) << "what stands in its place counts for itself";
  EXPECT_EQ(use.first, Instant{} + seconds(60));
}

TEST(TableUse, OfOldJournalsCountsWithinTheVersionOfTheFile) {
  State state;
  apply(suggested_by({"Accept", "r", 2, {}, ""}, "file-1"), {}, state);
  auto const& rules = state.tables.at("accept").rules;
  EXPECT_EQ(rules.at(rule_key({"Accept", "", 2, {}, ""}, "file-1")), 1u);
  EXPECT_FALSE(rules.contains(rule_key({"Accept", "", 2, {}, ""}, "file-2")));
}

TEST(TableUse, KnowsARuleByItsCells) {
  auto one = dmn::model_of({.inputs = {{"n", "number"}}, .rules = {"< 1 -> \"a\"", ">= 1 -> \"b\""}});
  auto other = dmn::model_of({.inputs = {{"n", "number"}}, .rules = {">= 1 -> \"b\"", "< 2 -> \"a\""}});
  auto digest = [](auto const& model, std::size_t rule) { return digest_of(*model->tables()[0], rule); };
  EXPECT_EQ(digest(one, 1), digest(other, 0));
  EXPECT_NE(digest(one, 0), digest(other, 1));
  EXPECT_NE(digest(one, 0), digest(one, 1));
}

}  // namespace
}  // namespace drivetrain::decisions
