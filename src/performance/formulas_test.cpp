// What a formula is: equal however it is written, of one unit, and the standard's when it claims to be.
#include <gtest/gtest.h>

#include "feel/expression.h"
#include "performance/check.h"
#include "performance/formula_form.h"
#include "performance/standards.h"

namespace drivetrain::performance {
namespace {

std::string form(std::string const& formula) {
  auto read = FormulaForm::of(formula, {{"a", "a"}, {"b", "b"}, {"c", "c"}});
  return read ? read->text() : "unreadable";
}

TEST(Formula, IsTheSameHoweverItIsWritten) {
  EXPECT_EQ(form("100 * a / b"), "100*a/b");
  EXPECT_EQ(form("if b = 0 then null else a / b * 100"), form("100 * a / b"));
  EXPECT_EQ(form("if b > 0 then a / (b / 100) else null"), form("100 * a / b"));
  EXPECT_EQ(form("a * (b + c)"), form("c * a + b * a"));
  EXPECT_EQ(form("(a - b) / c"), form("a / c - b / c"));
  EXPECT_EQ(form("a / (b + 1)"), form("a / (1 + b)"));
  EXPECT_EQ(form("a / b * b"), "a");
  EXPECT_NE(form("a / b"), form("b / a"));
  EXPECT_NE(form("a / (b + c)"), form("a / b + a / c"));
  EXPECT_NE(form("if b = 0 then 0 else a / b"), form("a / b"));
}

TEST(Standards, EachDefinitionCanBeReadAndOeeIsTheProductOfItsThreeParts) {
  std::map<std::string, std::string> symbols;
  for (auto const* symbol : {"apt", "pbt", "pri", "pq", "gq"}) symbols[symbol] = symbol;
  auto product = FormulaForm::of("(apt / pbt) * (pri * pq / apt) * (gq / pq)", symbols);
  auto short_form = FormulaForm::of("gq * pri / pbt", symbols);
  ASSERT_TRUE(product && short_form);
  EXPECT_EQ(product->text(), short_form->text());
  EXPECT_EQ(find_standard("iso 22400-2 : quality_ratio")->title, "quality ratio");
  EXPECT_EQ(find_standard("ISO22400-2:Luck"), nullptr);
  EXPECT_EQ(standard_element("Actual production time"), "apt");
  EXPECT_FALSE(standard_element("hours"));
}

/// Published summaries of ISO 22400-2:2014, by the standard's own symbols, one worked shift: 480 min planned busy, 400 of production, 30 of
/// setup, 20 of delay, two failures.
TEST(Standards, AWorkedShiftComesOutAsTheStandardSays) {
  std::map<std::string, double> elements = {{"apt", 400}, {"pbt", 480}, {"pri", 2}, {"pq", 180}, {"gq", 171}, {"sq", 6}, {"psq", 4}, {"rq", 3}, {"gp", 95}, {"ip", 100}, {"aoet", 600}, {"aubt", 450},
                                            {"aupt", 430}, {"aust", 30}, {"adet", 20}, {"apwt", 420}, {"apat", 450}, {"tbf", 390}, {"ttf", 360}, {"ttr", 30}, {"fe", 2}, {"cmt", 15}, {"pmt", 45},
                                            {"availability", 400.0 / 480}, {"effectiveness", 360.0 / 400}, {"quality_ratio", 171.0 / 180}};
  std::map<std::string, double> expected = {{"OEE", 0.7125}, {"NEE", 430.0 / 480 * 0.9 * 0.95}, {"Availability", 0.833333}, {"Effectiveness", 0.9}, {"Quality ratio", 0.95}, {"First pass yield", 0.95},
                                            {"Scrap ratio", 0.033333}, {"Actual to planned scrap ratio", 1.5}, {"Rework ratio", 0.016667}, {"Throughput rate", 0.3}, {"Allocation ratio", 0.75},
                                            {"Production process ratio", 0.666667}, {"Allocation efficiency", 0.9375}, {"Utilization efficiency", 0.888889}, {"Technical efficiency", 0.952381},
                                            {"Setup ratio", 0.069767}, {"Worker efficiency", 0.933333}, {"MTBF", 130}, {"MTTF", 120}, {"MTTR", 10}, {"Corrective maintenance ratio", 0.25}};
  feel::Context context;
  for (auto const& [symbol, value] : elements) context.set(symbol, feel::Value(*Decimal::from_double(value)));
  std::vector<std::string> names;
  for (auto const& [symbol, value] : elements) names.push_back(symbol);
  EXPECT_EQ(standard_definitions().size(), expected.size());
  for (auto const& definition : standard_definitions()) {
    auto wanted = expected.find(definition.id.substr(std::string("ISO22400-2:").size()));
    ASSERT_NE(wanted, expected.end()) << definition.id;
    // The first formula is the standard's; of the others only those over failures give another figure.
    for (std::size_t i = 0; i < definition.formulas.size(); ++i) {
      auto compiled = feel::compile(definition.formulas[i], {names, false});
      auto const* formula = std::get_if<feel::Expression>(&compiled);
      ASSERT_NE(formula, nullptr) << definition.formulas[i];
      auto value = formula->evaluate(feel::Environment::of(context, Instant{0})).value;
      ASSERT_EQ(value.kind(), feel::Kind::number) << definition.formulas[i];
      bool over_failures = i == 1 && definition.formulas[i].ends_with("/ fe");
      EXPECT_NEAR(value.number().to_double(), wanted->second * (over_failures ? 1.5 : 1), 1e-6) << definition.id << " as " << definition.formulas[i];
    }
  }
}

/// As the published summaries have it: a machine runs until it fails (TTF) and is brought back (TTR); from one failure to the next (TBF) is both.
/// Three runs of 100, 140 and 120 h, with 6, 14 and 10 h to bring it back; two failures divide the window into the three.
TEST(Standards, MeanTimesOfAMachineThatFailedTwice) {
  std::vector<std::pair<int, int>> runs = {{100, 6}, {140, 14}, {120, 10}};
  feel::Context context;
  int ttf = 0, ttr = 0;
  for (auto [ran, restored] : runs) ttf += ran, ttr += restored;
  context.set("ttf", feel::Value(ttf));
  context.set("ttr", feel::Value(ttr));
  context.set("tbf", feel::Value(ttf + ttr));
  context.set("fe", feel::Value(2));
  struct MeanTime {
    char const* id;
    char const* title;
    double hours;
  };
  for (auto const& mean : {MeanTime{"ISO22400-2:MTBF", "mean operating time between failures", 130}, MeanTime{"ISO22400-2:MTTF", "mean time to failure", 120},
                           MeanTime{"ISO22400-2:MTTR", "mean time to restoration", 10}}) {
    auto const* definition = find_standard(mean.id);
    ASSERT_NE(definition, nullptr) << mean.id;
    EXPECT_EQ(definition->title, mean.title);
    auto compiled = feel::compile(definition->formulas.front(), {{"tbf", "ttf", "ttr", "fe"}, false});
    auto const* formula = std::get_if<feel::Expression>(&compiled);
    ASSERT_NE(formula, nullptr) << mean.id;
    EXPECT_NEAR(formula->evaluate(feel::Environment::of(context, Instant{0})).value.number().to_double(), mean.hours, 1e-9) << mean.id;
  }
  EXPECT_EQ(standard_element("Time between failures"), "tbf");
  EXPECT_EQ(standard_element("time to restoration"), "ttr");
}

struct Figure {
  Model model;
  Diagnostics found;
  Kpi& kpi() { return model.kpis["figure"]; }  // of this very copy

  explicit Figure(std::string formula) {
    kpi().header.id = "figure";
    kpi().formula.text = std::move(formula);
  }
  Figure& measure(std::string name, std::string unit = {}) {
    kpi().measures[name].unit = std::move(unit);
    return *this;
  }
  std::vector<std::string> messages() const {
    std::vector<std::string> texts;
    for (auto const& d : found.all()) texts.push_back(d.message);
    return texts;
  }
};

std::size_t mixed(Figure figure) {
  check_units(figure.model, figure.found);
  return figure.found.all().size();
}

TEST(Units, OfWhatIsAddedAreTheSameOrConvertedByANumber) {
  EXPECT_EQ(mixed(Figure("a + b").measure("a", "h").measure("b", "EUR")), 1u);
  EXPECT_EQ(mixed(Figure("a - b").measure("a", "h").measure("b", "min")), 1u);
  EXPECT_EQ(mixed(Figure("a + b / 60").measure("a", "hours").measure("b", "min")), 0u);
  EXPECT_EQ(mixed(Figure("a + b / 60").measure("a", "EUR").measure("b", "min")), 1u);
  EXPECT_EQ(mixed(Figure("a * b + c").measure("a", "h").measure("b", "EUR/h").measure("c", "EUR")), 0u);
  EXPECT_EQ(mixed(Figure("a / b + c").measure("a", "h").measure("b", "h").measure("c", "h")), 1u);
  EXPECT_EQ(mixed(Figure("if b = 0 then null else sum(a, b)").measure("a", "h").measure("b", "pieces")), 1u);
  EXPECT_EQ(mixed(Figure("a + b").measure("a", "h").measure("b")), 0u);   // without a unit nothing is known
}

std::vector<std::string> claimed(Figure figure, std::string standard, std::string unit) {
  figure.kpi().standard.value = std::move(standard);
  figure.kpi().unit = std::move(unit);
  check_standard(figure.model, figure.found);
  return figure.messages();
}

TEST(Standards, AClaimIsHeldAgainstTheDefinition) {
  auto availability = [](std::string formula) { return Figure(std::move(formula)).measure("APT").measure("planned_busy_time"); };
  EXPECT_TRUE(claimed(availability("if planned_busy_time = 0 then null else 100 * APT / planned_busy_time"), "ISO22400-2:Availability", "%").empty());
  EXPECT_TRUE(claimed(availability("APT / planned_busy_time"), "ISO22400-2:Availability", "").empty());
  EXPECT_EQ(claimed(availability("APT / planned_busy_time"), "ISO22400-2:Availability", "%"),
            std::vector<std::string>{"KPI figure claims ISO22400-2:Availability but its formula differs: apt/pbt instead of apt / pbt, times 100 for %"});
  EXPECT_EQ(claimed(availability("100 * planned_busy_time / APT"), "ISO22400-2:Availability", "%").size(), 1u);
  EXPECT_TRUE(claimed(Figure("tbf / (1 + failure_events)").measure("tbf").measure("failure_events"), "ISO22400-2:MTBF", "h").empty());
  EXPECT_TRUE(claimed(Figure("tbf / failure_events").measure("tbf").measure("failure_events"), "ISO22400-2:MTBF", "h").empty()) << "published as the standard's, too";
  EXPECT_EQ(claimed(availability("APT"), "House rule 7", ""),
            std::vector<std::string>{"KPI figure claims House rule 7, which is not in the catalogue; nothing compared it"});
}

}  // namespace
}  // namespace drivetrain::performance
