// The catalogue (see standards.h). Formulas and symbols as in ISO 22400-2:2014; times and quantities are sums over the KPI's window.
#include "performance/standards.h"

#include "base/text.h"

namespace drivetrain::performance {

namespace {

struct Element {
  char const* symbol;
  char const* words;
};

constexpr Element elements[] = {
    {"apt", "actual production time"},
    {"pbt", "planned busy time"},
    {"pri", "planned run time per item"},
    {"pq", "produced quantity"},
    {"gq", "good quantity"},
    {"sq", "scrap quantity"},
    {"rq", "rework quantity"},
    {"gp", "good parts"},
    {"ip", "inspected parts"},
    {"aoet", "actual order execution time"},
    {"aubt", "actual unit busy time"},
    {"aupt", "actual unit processing time"},
    {"aust", "actual unit setup time"},
    {"adet", "actual unit delay time"},
    {"apwt", "actual personnel work time"},
    {"apat", "actual personnel attendance time"},
    {"tbf", "time between failures"},
    {"ttf", "time to failure"},
    {"ttr", "time to restoration"},
    {"fe", "failure events"},
    {"availability", "availability"},
    {"effectiveness", "effectiveness"},
    {"quality_ratio", "quality ratio"},
};

std::string only_letters(std::string_view text) {
  std::string letters;
  for (char c : lower_ascii(text))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) letters += c;
  return letters;
}

}  // namespace

std::vector<StandardDefinition> const& standard_definitions() {
  static std::vector<StandardDefinition> const definitions = {
      {"ISO22400-2:OEE", "overall equipment effectiveness", {"availability * effectiveness * quality_ratio", "gq * pri / pbt"}},
      {"ISO22400-2:NEE", "net equipment effectiveness", {"aupt / pbt * effectiveness * quality_ratio", "aupt / pbt * pri * pq / apt * gq / pq"}},
      {"ISO22400-2:Availability", "availability", {"apt / pbt"}},
      {"ISO22400-2:Effectiveness", "effectiveness", {"pri * pq / apt"}},
      {"ISO22400-2:Quality ratio", "quality ratio", {"gq / pq"}},
      {"ISO22400-2:First pass yield", "first pass yield", {"gp / ip"}},
      {"ISO22400-2:Scrap ratio", "scrap ratio", {"sq / pq"}},
      {"ISO22400-2:Rework ratio", "rework ratio", {"rq / pq"}},
      {"ISO22400-2:Throughput rate", "throughput rate", {"pq / aoet"}},
      {"ISO22400-2:Allocation efficiency", "allocation efficiency", {"aubt / pbt"}},
      {"ISO22400-2:Utilization efficiency", "utilization efficiency", {"apt / aubt"}},
      {"ISO22400-2:Technical efficiency", "technical efficiency", {"apt / (apt + adet)"}},
      {"ISO22400-2:Setup ratio", "setup ratio", {"aust / aupt"}},
      {"ISO22400-2:Worker efficiency", "worker efficiency", {"apwt / apat"}},
      {"ISO22400-2:MTBF", "mean time between failures", {"tbf / (fe + 1)"}},
      {"ISO22400-2:MTTF", "mean time to failure", {"ttf / (fe + 1)"}},
      {"ISO22400-2:MTTR", "mean time to restoration", {"ttr / (fe + 1)"}},
  };
  return definitions;
}

StandardDefinition const* find_standard(std::string_view id) {
  auto wanted = only_letters(id);
  for (auto const& definition : standard_definitions())
    if (only_letters(definition.id) == wanted) return &definition;
  return nullptr;
}

std::optional<std::string> standard_element(std::string_view measure) {
  auto wanted = only_letters(measure);
  for (auto const& element : elements)
    if (only_letters(element.symbol) == wanted || only_letters(element.words) == wanted) return element.symbol;
  return std::nullopt;
}

std::string describe_element(std::string const& symbol) {
  for (auto const& element : elements)
    if (symbol == element.symbol) return symbol == lower_ascii(element.words) ? symbol : symbol + " (" + element.words + ")";
  return symbol;
}

}  // namespace drivetrain::performance
