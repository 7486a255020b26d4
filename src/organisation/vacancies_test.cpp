// The first day on which nobody stands behind a role.
#include "organisation/vacancies.h"

#include <gtest/gtest.h>

#include "organisation/company_for_test.h"

namespace drivetrain::organisation::test {
namespace {

TEST(Vacancies, TheFirstDayWithoutHolderOrDeputy) {
  auto model = works();
  auto& assignment = model.assignments["works-manager-assignment"];
  assignment.deputies.clear();
  EXPECT_EQ(first_vacancy(model, "works-manager", day("2025-12-31"), 5), day("2025-12-31"));
  EXPECT_EQ(first_vacancy(model, "works-manager", day("2026-06-20"), 31), std::nullopt) << "the next holder begins the day after";
  assignment.holders.pop_back();
  EXPECT_EQ(first_vacancy(model, "works-manager", day("2026-06-20"), 31), day("2026-07-01"));
  EXPECT_EQ(first_vacancy(model, "works-manager", day("2026-06-20"), 11), std::nullopt) << "eleven days end on the 30th";
  EXPECT_EQ(first_vacancy(model, "treasurer", day("2026-06-20"), 1), day("2026-06-20"));
}

TEST(Vacancies, ADeputyIsNoVacancy) {
  auto model = works();
  model.assignments["works-manager-assignment"].holders.clear();
  EXPECT_EQ(first_vacancy(model, "works-manager", day("2026-06-20"), 31), std::nullopt);
}

TEST(AssignmentIndex, IsBelievedOnlyWhileItFits) {
  auto model = works();
  auto found = assignments_of(model, "winder");
  ASSERT_EQ(found.size(), 1u);
  index_assignments(model);
  EXPECT_EQ(assignments_of(model, "winder"), found);
  EXPECT_TRUE(assignments_of(model, "treasurer").empty());
  add_role(model, "treasurer", "Treasurer", 2, false, {term("kim")}, {});
  EXPECT_EQ(assignments_of(model, "treasurer").size(), 1u) << "one that came later is found, too";
  auto copy = model;
  index_assignments(copy);
  EXPECT_EQ(assignments_of(copy, "treasurer")[0], &copy.assignments.at("treasurer-assignment"));
}

}  // namespace
}  // namespace drivetrain::organisation::test
