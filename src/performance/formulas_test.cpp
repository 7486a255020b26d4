// What a formula is: equal however it is written, of one unit, and the standard's when it claims to be.
#include <gtest/gtest.h>

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
  EXPECT_EQ(claimed(availability("APT"), "House rule 7", ""),
            std::vector<std::string>{"KPI figure claims House rule 7, which is not in the catalogue; nothing compared it"});
}

}  // namespace
}  // namespace drivetrain::performance
