// Routing against an oracle that was written without it: random amounts, holders, deputies, absences and calendars; for each case the oracle
// looks at every band and every person by brute force, and counts working time minute by minute.
#include <gtest/gtest.h>

#include <cstdlib>

#include "base/random.h"
#include "decisions/tarnwick_for_test.h"

namespace drivetrain::decisions {
namespace {

constexpr char const* people_ids[] = {"p0", "p1", "p2", "p3", "p4", "p5"};
constexpr char const* role_ids[] = {"r0", "r1", "r2", "r3"};

/// What a case is made of, as plain numbers; the model is built from it, and the oracle reads nothing else.
struct OracleCase {
  struct Term {
    int person = 0;
    int from_day = -1000, to_day = 1000;  ///< inclusive, days from the day of the case
  };
  struct Away {
    int person = 0;
    std::int64_t from_minute = 0, to_minute = 0;  ///< half-open, from the moment of the case
  };
  int bands = 1;
  std::vector<int> limits;                 ///< upper limits of all bands but the last, ascending
  std::vector<int> role_of_band;
  std::vector<std::vector<Term>> holders{4}, deputies{4};
  std::vector<Away> absences;
  int amount = 0;
  int recommended_by = -1;
  bool separate = false;
  int shift_begin = 6, shift_end = 14;     ///< hours of the day; the same in the whole company
  unsigned weekdays = 0x1f;                ///< bit 0: Monday
  int sla_minutes = 60;
  std::int64_t minute = 0;                 ///< of the case, since 2026-01-01T00:00Z
};

OracleCase random_case(Random& random) {
  OracleCase made;
  auto pick = [&](int from, int to) { return from + static_cast<int>(random.below(static_cast<std::uint64_t>(to - from + 1))); };
  made.bands = pick(1, 4);
  for (int i = 0; i + 1 < made.bands; ++i) made.limits.push_back((made.limits.empty() ? 0 : made.limits.back()) + pick(1, 40));
  for (int i = 0; i < made.bands; ++i) made.role_of_band.push_back(i);
  for (int role = 0; role < 4; ++role) {
    made.holders[static_cast<std::size_t>(role)].push_back({pick(0, 5)});
    for (int n = pick(0, 3); n > 0; --n) {
      OracleCase::Term term{pick(0, 5)};
      if (pick(0, 2) == 0) term.from_day = pick(-3, 3);
      if (pick(0, 2) == 0) term.to_day = pick(-3, 3);
      if (term.from_day <= term.to_day) made.deputies[static_cast<std::size_t>(role)].push_back(term);
    }
  }
  for (int person = 0; person < 6; ++person)
    if (pick(0, 1) == 0) {
      auto begin = pick(-2000, 200);
      made.absences.push_back({person, begin, begin + pick(1, 3000)});
    }
  made.amount = pick(0, 3) == 0 && !made.limits.empty() ? made.limits[static_cast<std::size_t>(pick(0, static_cast<int>(made.limits.size()) - 1))] : pick(0, 130);
  made.separate = pick(0, 1) == 1;
  if (pick(0, 1)) made.recommended_by = pick(0, 5);
  made.shift_begin = pick(0, 12), made.shift_end = made.shift_begin + pick(1, 12);
  made.weekdays = static_cast<unsigned>(pick(1, 127));
  made.sla_minutes = pick(1, 3000);
  made.minute = pick(0, 365 * 24 * 60);
  return made;
}

Instant moment(std::int64_t minute) { return parse_instant("2026-01-01T00:00:00Z").take() + minutes(minute); }

// The oracle: UTC, whole minutes, loops.
bool is_there(OracleCase const& made, int person) {
  for (auto const& away : made.absences)
    if (away.person == person && away.from_minute <= 0 && 0 < away.to_minute) return false;
  return true;
}

/// The person of the band's role; -1: nobody.
int oracle_person(OracleCase const& made, int role) {
  auto aside = made.separate ? made.recommended_by : -1;
  auto holder = made.holders[static_cast<std::size_t>(role)].front().person;
  auto deputy_except = [&](int excluded) {
    for (auto const& term : made.deputies[static_cast<std::size_t>(role)])
      if (term.from_day <= 0 && 0 <= term.to_day && is_there(made, term.person) && term.person != excluded) return term.person;
    return -1;
  };
  if (is_there(made, holder) && holder != aside) return holder;
  return deputy_except(aside);
}

int oracle_band(OracleCase const& made) {
  int found = -1;
  for (int band = 0; band < made.bands; ++band) {
    bool above = band == 0 || made.amount > made.limits[static_cast<std::size_t>(band - 1)];
    bool below = band == made.bands - 1 || made.amount <= made.limits[static_cast<std::size_t>(band)];
    if (above && below) found = found == -1 ? band : -2;
  }
  return found;
}

/// Minute by minute; 2026-01-01 is a Thursday.
std::int64_t oracle_due(OracleCase const& made) {
  auto works = [&](std::int64_t minute) {
    auto day = minute / (24 * 60), of_day = minute % (24 * 60);
    auto weekday = (day + 3) % 7;
    return (made.weekdays >> weekday & 1) != 0 && of_day >= made.shift_begin * 60 && of_day < made.shift_end * 60;
  };
  auto at = made.minute;
  for (auto left = made.sla_minutes; left > 0; ++at) left -= works(at);
  return at;
}

struct Built {
  Decision decision;
  organisation::Model form;
  organisation::State absent;
};

Built build(OracleCase const& made) {
  Built built;
  auto& form = built.form;
  form.company.timezone.value = "UTC";
  form.company.calendar.id.value = "works";
  auto two = [](int n) { return std::string(n < 10 ? "0" : "") + std::to_string(n); };
  char const* days_of_week[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  for (unsigned i = 0; i < 7; ++i)
    if (made.weekdays >> i & 1) form.calendars["works"].hours[days_of_week[i]] = {{two(made.shift_begin) + ":00-" + two(made.shift_end) + ":00", {}}};
  for (auto const* id : people_ids) form.people[id].header.id = id, form.people[id].header.title = id;
  auto day = made.minute / (24 * 60);
  auto local = [&](int offset) { return date_from_days(days_from_epoch({2026, 1, 1}) + day + offset); };
  for (std::size_t role = 0; role < 4; ++role) {
    test::add_role(form, role_ids[role], 10 * static_cast<int>(role + 1), {people_ids[made.holders[role].front().person]});
    auto& assignment = form.assignments[std::string(role_ids[role]) + "-assignment"];
    for (auto const& term : made.deputies[role]) {
      assignment.deputies.push_back({{Id<organisation::Person>(people_ids[term.person]), {}}, {}, {}});
      if (term.from_day > -1000) assignment.deputies.back().from = local(term.from_day);
      if (term.to_day < 1000) assignment.deputies.back().to = local(term.to_day);
    }
  }
  for (auto const& away : made.absences)
    built.absent.absences[people_ids[away.person]].push_back({"a", people_ids[away.person], moment(made.minute + away.from_minute), moment(made.minute + away.to_minute), "ill", ""});
  auto& decision = built.decision;
  decision.header.id = "spend";
  Fact amount;
  amount.name.value = "amount", amount.min = Decimal(0);
  decision.facts = {amount};
  for (int band = 0; band < made.bands; ++band) {
    std::string when = band == 0 ? "" : "amount > " + std::to_string(made.limits[static_cast<std::size_t>(band - 1)]);
    if (band + 1 < made.bands) when += (when.empty() ? "" : " and ") + ("amount <= " + std::to_string(made.limits[static_cast<std::size_t>(band)]));
    decision.bands.push_back({{when.empty() ? "true" : when, {}}, test::role_ref(role_ids[made.role_of_band[static_cast<std::size_t>(band)]]), {}});
  }
  if (made.separate) decision.sod = {{"recommend", {}}, {"decide", {}}};
  return built;
}

/// How many of the cases came to whom, so that a test over nobodies would be noticed.
struct Tally {
  int holder = 0, deputy = 0, nobody = 0;
};

Tally agree(std::uint64_t seed, int cases) {
  Random random(seed);
  Tally tally;
  for (int i = 0; i < cases && !testing::Test::HasFailure(); ++i) {
    auto made = random_case(random);
    auto built = build(made);
    feel::Context facts;
    facts.set("amount", feel::Value(made.amount));
    auto now = moment(made.minute);
    auto recommended_by = made.recommended_by < 0 ? std::string() : people_ids[made.recommended_by];
    auto route = route_facts(built.decision, feel::Value(facts), recommended_by, {built.form, built.absent}, now);
    auto band = oracle_band(made);
    auto person = oracle_person(made, made.role_of_band.at(static_cast<std::size_t>(band)));
    auto holder = made.holders[static_cast<std::size_t>(band)].front().person;
    EXPECT_EQ(route.band, band) << "case " << i << " of seed " << seed << ": " << route.why();
    EXPECT_EQ(route.person, person < 0 ? "" : people_ids[person]) << "case " << i << " of seed " << seed << ": " << route.why();
    EXPECT_EQ(after_working(route.role, now, minutes(made.sla_minutes), built.form), moment(oracle_due(made))) << "case " << i << " of seed " << seed;
    EXPECT_EQ(worked_between(route.role, now, moment(oracle_due(made)), built.form), minutes(made.sla_minutes)) << "case " << i << " of seed " << seed;
    ++(person < 0 ? tally.nobody : person == holder ? tally.holder : tally.deputy);
  }
  return tally;
}

TEST(RoutingOracle, AgreesOnFourThousandAmountsAbsencesAndCalendars) {
  auto tally = agree(20260327, 4'000);
  EXPECT_GT(tally.holder, 400);
  EXPECT_GT(tally.deputy, 400);
  EXPECT_GT(tally.nobody, 400);
}

TEST(RoutingOracle, AgreesOnAHundredThousand) {
  if (!std::getenv("DRIVETRAIN_SLOW")) GTEST_SKIP() << "SKIPPED: slow (set DRIVETRAIN_SLOW=1)";
  auto tally = agree(4711, 100'000);
  EXPECT_GT(tally.holder + tally.deputy + tally.nobody, 99'999);
}

}  // namespace
}  // namespace drivetrain::decisions
