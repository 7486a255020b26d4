// How fast decision tables are: nanoseconds, instructions and allocations per decision on one core, for 20 to 20,000 rules of three inputs (a
// range, a set of texts, a threshold); and how long a table of 10,000 rules takes to compile and to verify.
// Usage: table_bench [seconds per figure]
#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>

#include "decisions/dmn/decision_model.h"
#include "decisions/dmn/evaluator.h"
#include "decisions/dmn/explanation.h"
#include "decisions/dmn/table.h"
#include "decisions/dmn/table_index.h"
#include "decisions/dmn/typed_input.h"
#include "decisions/dmn/verify.h"
#include "feel/json.h"
#include "notation/dmn/dmn.h"

namespace {
std::uint64_t allocations = 0;
}

void* operator new(std::size_t size) {
  ++allocations;
  auto* memory = std::malloc(size ? size : 1);
  if (!memory) std::abort();
  return memory;
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace {

using namespace drivetrain;
namespace dmn = decisions::dmn;

/// Time of this thread alone, so that a busy machine disturbs the figures less.
double cpu_seconds() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// Instructions of this thread outside the kernel; where the machine does not count them, none are shown.
class Instructions {
 public:
  Instructions() {
    perf_event_attr wanted;
    std::memset(&wanted, 0, sizeof wanted);
    wanted.type = PERF_TYPE_HARDWARE, wanted.size = sizeof wanted, wanted.config = PERF_COUNT_HW_INSTRUCTIONS, wanted.exclude_kernel = 1, wanted.exclude_hv = 1;
    file_ = static_cast<int>(syscall(SYS_perf_event_open, &wanted, 0, -1, -1, 0));
  }
  ~Instructions() {
    if (file_ >= 0) close(file_);
  }
  std::uint64_t now() const {
    std::uint64_t count = 0;
    return file_ >= 0 && read(file_, &count, sizeof count) == sizeof count ? count : 0;
  }

 private:
  int file_ = -1;
};

double seconds_per_figure = 1;

template <class Work>
void measure(char const* what, Work work) {
  static Instructions const instructions;
  std::size_t count = 64;
  auto stretch = [&] {
    auto begin = cpu_seconds();
    for (std::size_t i = 0; i < count; ++i) work(i);
    return cpu_seconds() - begin;
  };
  while (stretch() < 0.005) count *= 2;
  double best = 1e18;
  auto allocated = allocations;
  auto executed = instructions.now();
  std::size_t runs = 0;
  for (double spent = 0; spent < seconds_per_figure; ++runs) {
    auto elapsed = stretch();
    spent += elapsed;
    best = std::min(best, elapsed / static_cast<double>(count));
  }
  auto done = static_cast<double>(runs * count);
  auto per = static_cast<double>(instructions.now() - executed) / done;
  std::printf("%-58s %8.0f ns %11.0f /s", what, best * 1e9, 1 / best);
  if (per >= 1) std::printf(" %8.0f instructions", per);
  std::printf(" %5.1f allocations\n", static_cast<double>(allocations - allocated) / done);
}

std::string written(std::string_view text) {
  std::string made;
  for (char c : text) made += c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string(1, c);
  return made;
}

/// Columns with their types and inputValues, and a rule for each combination of the columns' cells.
struct Shape {
  struct Column {
    std::string name, type, values;
    std::vector<std::string> cells;
  };
  std::vector<Column> columns;

  std::string xml() const {
    std::string made = "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" id=\"m\" name=\"m\" namespace=\"n\">";
    for (auto const& column : columns) made += "<inputData id=\"" + column.name + "\" name=\"" + column.name + "\"><variable name=\"" + column.name + "\" typeRef=\"" + column.type + "\"/></inputData>";
    made += "<decision id=\"D\" name=\"D\"><variable name=\"D\"/>";
    for (auto const& column : columns) made += "<informationRequirement><requiredInput href=\"#" + column.name + "\"/></informationRequirement>";
    made += "<decisionTable hitPolicy=\"UNIQUE\">";
    for (auto const& column : columns)
      made += "<input><inputExpression typeRef=\"" + column.type + "\"><text>" + column.name + "</text></inputExpression>" +
              (column.values.empty() ? "" : "<inputValues><text>" + written(column.values) + "</text></inputValues>") + "</input>";
    made += "<output typeRef=\"number\"/>";
    std::vector<std::size_t> at(columns.size());
    for (std::size_t rule = 0;; ++rule) {
      made += "<rule>";
      for (std::size_t i = 0; i < columns.size(); ++i) made += "<inputEntry><text>" + written(columns[i].cells[at[i]]) + "</text></inputEntry>";
      made += "<outputEntry><text>" + std::to_string(rule % 100) + "</text></outputEntry></rule>\n";
      std::size_t i = columns.size();
      while (i > 0 && ++at[i - 1] == columns[i - 1].cells.size()) at[--i] = 0;
      if (i == 0) break;
    }
    return made + "</decisionTable></decision></definitions>";
  }
};

/// `count` ranges that leave nothing out: < 10, [10..20), …, >= 990.
std::vector<std::string> ranges(int count, int width) {
  std::vector<std::string> cells{"< " + std::to_string(width)};
  for (int i = 1; i + 1 < count; ++i) cells.push_back("[" + std::to_string(i * width) + ".." + std::to_string((i + 1) * width) + ")");
  cells.push_back(">= " + std::to_string((count - 1) * width));
  return cells;
}

/// Sets of two texts each; the last takes all others.
std::vector<std::string> text_sets(int count) {
  std::vector<std::string> cells;
  std::string all;
  for (int i = 0; i + 1 < count; ++i) {
    auto pair = "\"t" + std::to_string(2 * i) + "\", \"t" + std::to_string(2 * i + 1) + "\"";
    cells.push_back(pair), all += (i ? ", " : "") + pair;
  }
  cells.push_back("not(" + all + ")");
  return cells;
}

Shape three_inputs(int age_ranges, int sets) {
  return {{{"age", "number", "", ranges(age_ranges, 7)}, {"tier", "string", "", text_sets(sets)}, {"income", "number", "", {"< 2500", ">= 2500"}}}};
}

std::shared_ptr<dmn::DecisionModel const> compiled(std::string const& xml) {
  Diagnostics diagnostics;
  SourceText source("m.dmn", xml);
  std::shared_ptr<notation::DmnDefinitions const> definitions = notation::read_dmn(source, diagnostics);
  std::vector<std::shared_ptr<notation::DmnDefinitions const>> models{definitions};
  auto model = dmn::compile(models, {}, diagnostics);
  for (auto const& each : diagnostics.all()) std::fprintf(stderr, "%s\n", each.message.c_str());
  if (!model) std::abort();
  return model;
}

void pre_typed(int age_ranges, int sets) {
  auto model = compiled(three_inputs(age_ranges, sets).xml());
  feel::Environment environment;
  dmn::Evaluator evaluator(*model, *model->find("D"), environment);
  std::vector<std::vector<feel::Value>> inputs;
  for (int i = 0; i < 256; ++i)
    inputs.push_back({feel::Value(i * 7919 % (age_ranges * 7)), feel::Value("t" + std::to_string(i * 31 % (2 * sets))), feel::Value(i * 1009 % 5000)});
  auto rules = model->tables()[0]->rules.size();
  auto name = std::to_string(rules) + " rules, 3 inputs, pre-typed";
  measure(name.c_str(), [&](std::size_t i) {
    if (!evaluator.evaluate(inputs[i % 256]).is_number()) std::abort();
  });
}

void from_json() {
  auto model = compiled(three_inputs(5, 2).xml());
  auto target = *model->find("D");
  feel::Environment environment;
  std::vector<std::string> texts;
  for (int i = 0; i < 256; ++i) texts.push_back("{\"age\": " + std::to_string(i * 7919 % 35) + ", \"tier\": \"t" + std::to_string(i * 31 % 4) + "\", \"income\": " + std::to_string(i * 1009 % 5000) + "}");
  measure("20 rules, 3 inputs, from JSON with trace", [&](std::size_t i) {
    auto parsed = feel::from_json(texts[i % 256]);
    std::vector<dmn::Input> inputs;
    for (auto const& [name, value] : parsed->context().entries()) inputs.push_back({name, {}, dmn::typed(value, nullptr)});
    auto outcome = model->evaluate(target, inputs, environment);
    if (outcome.trace.tables.empty() || !outcome.value.is_number()) std::abort();
  });
  measure("20 rules, 3 inputs, from JSON with trace, answer as JSON", [&](std::size_t i) {
    auto parsed = feel::from_json(texts[i % 256]);
    std::vector<dmn::Input> inputs;
    for (auto const& [name, value] : parsed->context().entries()) inputs.push_back({name, {}, dmn::typed(value, nullptr)});
    JsonWriter json;
    dmn::write_json(json, *model, model->evaluate(target, inputs, environment), dmn::Explain::yes);
    if (json.text().empty()) std::abort();
  });
}

void large_table() {
  Shape shape{{{"a", "number", "", ranges(25, 3)}, {"b", "string", "", text_sets(20)}, {"c", "number", "", ranges(10, 5)}, {"d", "boolean", "", {"true", "false"}}}};
  for (auto name : {"e", "f", "g", "h"}) shape.columns.push_back({name, "number", "[0..100]", {"[0..100]"}});
  auto xml = shape.xml();
  auto begin = cpu_seconds();
  Diagnostics diagnostics;
  SourceText source("m.dmn", xml);
  std::shared_ptr<notation::DmnDefinitions const> definitions = notation::read_dmn(source, diagnostics);
  auto read = cpu_seconds();
  std::vector<std::shared_ptr<notation::DmnDefinitions const>> models{definitions};
  auto model = dmn::compile(models, {}, diagnostics);
  auto ready = cpu_seconds();
  dmn::verify(*model, {}, diagnostics);
  auto verified = cpu_seconds();
  std::printf("%zu rules, 8 columns: read %.2f s, compiled and indexed %.2f s, verified %.2f s (%zu findings)\n", model->tables()[0]->rules.size(), read - begin, ready - read, verified - ready,
              diagnostics.all().size());
  for (auto const& each : diagnostics.all()) std::printf("  %s %s\n", each.code.c_str(), each.message.c_str());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1) seconds_per_figure = std::atof(argv[1]);
  pre_typed(5, 2);
  from_json();
  pre_typed(10, 10);
  pre_typed(100, 10);
  pre_typed(1'000, 10);
  large_table();
}
