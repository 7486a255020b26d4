// The parts of simulated time: chance that answers by name, shifts that take turns, drifts that grow, profiles that name what is there.
#include <gtest/gtest.h>

#include "simulation/chance.h"
#include "simulation/hours.h"
#include "simulation/kinds.h"

namespace drivetrain::simulation {
namespace {

Decimal number(char const* text) { return *Decimal::parse(text); }

TEST(Chance, answers_a_question_by_its_name_and_by_nothing_else) {
  Chance one(1), same(1), other(2);
  auto first = one.of({"work", "OH-0206-2"}).next();
  EXPECT_EQ(same.of({"work", "OH-0206-2"}).next(), first);
  EXPECT_NE(one.of({"work", "OH-0206-3"}).next(), first);
  EXPECT_NE(one.of({"workOH-0206-2"}).next(), first) << "names must not run into each other";
  EXPECT_NE(other.of({"work", "OH-0206-2"}).next(), first);
}

TEST(Chance, draws_what_the_profile_describes) {
  Random random(5);
  Spread always{minutes(30), number("0"), {}};
  EXPECT_EQ(draw(always, random), minutes(30));
  Draw amount;
  amount.median = number("1000"), amount.at_most = number("1200"), amount.step = number("50");
  for (int i = 0; i < 100; ++i) {
    auto drawn = draw(amount, random).number();
    EXPECT_LE(drawn, number("1200"));
    EXPECT_TRUE(Decimal::modulo(drawn, number("50"))->is_zero()) << drawn.to_string();
  }
  Draw discount;
  discount.among = {{"0", number("1")}, {"5", number("0")}};
  EXPECT_EQ(draw(discount, random).number(), number("0"));
  double sum = 0;
  for (int i = 0; i < 5'000; ++i) sum += how_many(3, random);
  EXPECT_NEAR(sum / 5'000, 3, 0.15);
}

TEST(Chance, a_drift_grows_from_its_first_week_to_its_full_one) {
  Weeks weeks{3, 5, 8};
  EXPECT_EQ(strength(weeks, 2), 0);
  EXPECT_NEAR(strength(weeks, 3), 1.0 / 3, 1e-9);
  EXPECT_EQ(strength(weeks, 5), 1);
  EXPECT_EQ(strength(weeks, 8), 1);
  EXPECT_EQ(strength(weeks, 9), 0);
}

TEST(Hours, shifts_take_turns_and_work_is_carried_over_to_the_next) {
  auto zone = *Zone::find("Europe/London");
  auto week = [&](char const* hours) {
    organisation::Calendar calendar;
    for (auto day : {"mon", "tue", "wed", "thu", "fri"}) calendar.hours[day] = {{hours, {}}};
    return *organisation::WorkingHours::of(calendar, zone);
  };
  Hours hours({week("06:00-14:00"), week("14:00-22:00")}, {2026, 1, 5}, 0);
  auto at = [&](int day, int hour) { return zone->to_instant({{2026, 1, static_cast<std::uint8_t>(day)}, drivetrain::hours(hour).us}); };
  EXPECT_TRUE(hours.works_at(at(5, 7)));
  EXPECT_FALSE(hours.works_at(at(5, 15)));
  EXPECT_TRUE(hours.works_at(at(12, 15))) << "late in the second week";
  EXPECT_EQ(hours.next(at(9, 20)), at(12, 14)) << "from Friday evening to the late Monday";
  EXPECT_EQ(hours.add(at(5, 12), drivetrain::hours(3)), at(6, 7)) << "two hours today, one tomorrow";
}

TEST(Hours, round_the_clock_has_no_end) {
  Hours hours({organisation::WorkingHours::always(Zone::utc())}, {2026, 1, 5}, 0);
  Instant start{days(20'500).us};
  EXPECT_EQ(hours.next(start), start);
  EXPECT_EQ(hours.add(start, days(9)), start + days(9));
}

TEST(Profile, what_it_names_must_be_there) {
  SourceText source("simulation/profile.yaml", R"(apiVersion: drivetrain/v1
kind: Simulation
metadata: {id: winter}
spec:
  customers: [{name: Aqua West, tier: critical}]
  shifts: [{id: day, weeks: {mon: ["07:00-15:00"]}}]
  people: [{person: jck, shift: nigth}]
  tasks: [{process: overhaul, task: rewindd}]
  drifts: {jumps: [{customer: Aqua Wes, share: 0.5, reasons: [because]}]}
)");
  Known known;
  std::map<std::string, std::vector<std::string>> there{{"Person", {"jack"}}, {"Process", {"overhaul"}}};
  known.entities = [&](std::string const& kind) { return there[kind]; };
  known.entity = [&](std::string const& kind, std::string const& id) { return std::count(there[kind].begin(), there[kind].end(), id) > 0; };
  known.tasks = [](std::string const&) { return std::vector<std::string>{"rewind", "test"}; };
  Diagnostics found;
  (void)read_profile(source, known, found);
  std::vector<std::string> helps;
  for (auto const& finding : found.all()) {
    EXPECT_EQ(finding.code, "DT-R001") << finding.message;
    helps.push_back(std::to_string(finding.span.begin.line) + " " + finding.help);
  }
  EXPECT_EQ(helps, (std::vector<std::string>{"7 did you mean jack?", "7 there are: day", "8 did you mean rewind?", "9 did you mean Aqua West?"}));
}

}  // namespace
}  // namespace drivetrain::simulation
