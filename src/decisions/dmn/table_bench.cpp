// How fast decisions are: nanoseconds, instructions and allocations on one core for an arithmetic expression, a loop, and tables of 20 to 20,000
// rules of three inputs (a range, a set of texts, a threshold), the whole graph evaluation included. See base/bench.h for how it is run.
#include "base/bench.h"

#include <new>

#include "decisions/dmn/evaluator.h"
#include "decisions/dmn/explanation.h"
#include "decisions/dmn/table.h"
#include "decisions/dmn/table_for_bench.h"
#include "decisions/dmn/typed_input.h"
#include "feel/json.h"

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

/// A decision on the values of its inputs by position, as streams and batches take it.
class PreTyped {
 public:
  PreTyped(std::shared_ptr<dmn::DecisionModel const> model, std::vector<std::vector<feel::Value>> inputs)
      : model_(std::move(model)), inputs_(std::move(inputs)), evaluator_(std::make_unique<dmn::Evaluator>(*model_, *model_->find("D"), environment_)) {}
  void operator()(std::uint64_t i) {
    if (!evaluator_->evaluate(inputs_[i % inputs_.size()]).is_number()) std::abort();
  }

 private:
  inline static feel::Environment const environment_{};
  std::shared_ptr<dmn::DecisionModel const> model_;
  std::vector<std::vector<feel::Value>> inputs_;
  std::unique_ptr<dmn::Evaluator> evaluator_;
};

void table(Bench& bench, std::string const& name, int age_ranges, int sets) {
  bench.figure(name, [&] {
    std::vector<std::vector<feel::Value>> inputs;
    for (int i = 0; i < 256; ++i)
      inputs.push_back({feel::Value(i * 7919 % (age_ranges * 7)), feel::Value("t" + std::to_string(i * 31 % (2 * sets))), feel::Value(i * 1009 % 5000)});
    return PreTyped(dmn::compiled_for_bench(dmn::three_inputs(age_ranges, sets).xml()), std::move(inputs));
  });
}

/// A decision that is one expression over input data of these names and types.
std::string expression_xml(std::vector<std::pair<std::string, std::string>> const& inputs, std::string const& text) {
  std::string made = "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" id=\"m\" name=\"m\" namespace=\"n\">", requirements;
  for (auto const& [name, type] : inputs) {
    made += "<inputData id=\"" + name + "\" name=\"" + name + "\"><variable name=\"" + name + "\"" + (type.empty() ? "" : " typeRef=\"" + type + "\"") + "/></inputData>";
    requirements += "<informationRequirement><requiredInput href=\"#" + name + "\"/></informationRequirement>";
  }
  return made + "<decision id=\"D\" name=\"D\"><variable name=\"D\"/>" + requirements + "<literalExpression><text>" + dmn::escaped_for_bench(text) + "</text></literalExpression></decision></definitions>";
}

void expressions(Bench& bench) {
  bench.figure("arithmetic, 3 variables, pre-typed", [] {
    std::vector<std::vector<feel::Value>> inputs;
    for (int i = 0; i < 256; ++i) inputs.push_back({feel::Value(1'000 + i * 37), feel::Value(650), feel::Value(*Decimal::parse("0.065"))});
    return PreTyped(dmn::compiled_for_bench(expression_xml({{"income", "number"}, {"debt", "number"}, {"rate", "number"}}, "(income - debt) * rate / 12 + 100")), std::move(inputs));
  });
  bench.figure("filter, for and sum over 10 items, pre-typed", [] {
    feel::List items;
    for (int i = 0; i < 10; ++i) {
      feel::Context item;
      item.set("p", 20 + i * 3), item.set("q", i);
      items.push_back(std::move(item));
    }
    std::vector<std::vector<feel::Value>> inputs;
    inputs.push_back({feel::Value(std::move(items))});
    return PreTyped(dmn::compiled_for_bench(expression_xml({{"items", ""}}, "sum(for x in items[p > 30] return x.p * x.q)")), std::move(inputs));
  });
}

std::vector<dmn::Input> inputs_of(std::string const& json) {
  auto parsed = feel::from_json(json);
  std::vector<dmn::Input> inputs;
  for (auto const& [name, value] : parsed->context().entries()) inputs.push_back({name, {}, dmn::typed(value, nullptr)});
  return inputs;
}

void from_json(Bench& bench) {
  std::vector<std::string> texts;
  for (int i = 0; i < 256; ++i) texts.push_back("{\"age\": " + std::to_string(i * 7919 % 35) + ", \"tier\": \"t" + std::to_string(i * 31 % 4) + "\", \"income\": " + std::to_string(i * 1009 % 5000) + "}");
  bench.figure("table, 20 rules, from JSON with trace", [&] {
    auto model = dmn::compiled_for_bench(dmn::three_inputs(5, 2).xml());
    return [model, texts, target = *model->find("D"), environment = feel::Environment()](std::uint64_t i) {
      auto outcome = model->evaluate(target, inputs_of(texts[i % 256]), environment);
      if (outcome.trace.tables.empty() || !outcome.value.is_number()) std::abort();
    };
  });
  bench.figure("table, 20 rules, from JSON with trace, answer as JSON", [&] {
    auto model = dmn::compiled_for_bench(dmn::three_inputs(5, 2).xml());
    return [model, texts, target = *model->find("D"), environment = feel::Environment()](std::uint64_t i) {
      JsonWriter json;
      dmn::write_json(json, *model, model->evaluate(target, inputs_of(texts[i % 256]), environment), dmn::Telling::all);
      if (json.text().empty()) std::abort();
    };
  });
  bench.figure("table, 20 rules, read from XML, compiled, evaluated once", [&] {
    return [xml = dmn::three_inputs(5, 2).xml(), inputs = inputs_of(texts[0]), environment = feel::Environment()](std::uint64_t) {
      auto model = dmn::compiled_for_bench(xml);
      if (!model->evaluate(*model->find("D"), inputs, environment).value.is_number()) std::abort();
    };
  });
}

}  // namespace

int main(int argc, char** argv) {
  Bench bench(argc, argv, &allocations);
  expressions(bench);
  table(bench, "table, 20 rules, pre-typed", 5, 2);
  from_json(bench);
  table(bench, "table, 200 rules, pre-typed", 10, 10);
  table(bench, "table, 2,000 rules, pre-typed", 100, 10);
  table(bench, "table, 20,000 rules, pre-typed", 1'000, 10);
}
