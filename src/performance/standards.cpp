// The catalogue (see standards.h). Formulas and symbols of ISO 22400-2:2014, each under the name of its KPI description, held against two
// published summaries and not against the standard's own text; elements as in its lists of times, quantities, quality and maintenance. Times and quantities are sums over the
// KPI's window; of a work unit, and where an order is measured (allocation, throughput, process ratio) over all units that took part.
// DEVIATION: the mean times are accepted over FE + 1 and over FE. The standard counts the FE + 1 periods that FE failures divide a window
// into; most systems divide by the failures, and both are published as the standard's. Over the failures alone nothing is undefined but
// a window without any.
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
    {"psq", "planned scrap quantity"},
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
    {"cmt", "corrective maintenance time"},
    {"pmt", "preventive maintenance time"},
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
      {"ISO22400-2:Actual to planned scrap ratio", "actual to planned scrap ratio", {"sq / psq"}},
      {"ISO22400-2:Throughput rate", "throughput rate", {"pq / aoet"}},
      {"ISO22400-2:Allocation ratio", "allocation ratio", {"aubt / aoet"}},
      {"ISO22400-2:Production process ratio", "production process ratio", {"apt / aoet"}},
      {"ISO22400-2:Allocation efficiency", "allocation efficiency", {"aubt / pbt"}},
      {"ISO22400-2:Utilization efficiency", "utilization efficiency", {"apt / aubt"}},
      {"ISO22400-2:Technical efficiency", "technical efficiency", {"apt / (apt + adet)"}},
      {"ISO22400-2:Setup ratio", "setup ratio", {"aust / aupt"}},
      {"ISO22400-2:Worker efficiency", "worker efficiency", {"apwt / apat"}},
      {"ISO22400-2:MTBF", "mean operating time between failures", {"tbf / (fe + 1)", "tbf / fe"}},
      {"ISO22400-2:MTTF", "mean time to failure", {"ttf / (fe + 1)", "ttf / fe"}},
      {"ISO22400-2:MTTR", "mean time to restoration", {"ttr / (fe + 1)", "ttr / fe"}},
      {"ISO22400-2:Corrective maintenance ratio", "corrective maintenance ratio", {"cmt / (cmt + pmt)"}},
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
