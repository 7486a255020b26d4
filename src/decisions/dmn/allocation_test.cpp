// Deciding from values by position allocates nothing once it is warm: what runs millions of times a second must not meet the allocator.
// The counter replaces operator new of the test program; under the sanitizers, which bring their own, the tests are skipped.
#include <gtest/gtest.h>

#include <cstdlib>
#include <new>

#include "decisions/dmn/evaluator.h"
#include "decisions/dmn/table_for_test.h"

#if defined(__SANITIZE_ADDRESS__)
#define DRIVETRAIN_COUNTS_ALLOCATIONS 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define DRIVETRAIN_COUNTS_ALLOCATIONS 0
#endif
#endif
#ifndef DRIVETRAIN_COUNTS_ALLOCATIONS
#define DRIVETRAIN_COUNTS_ALLOCATIONS 1
#endif

namespace {
thread_local std::uint64_t allocations_counted = 0;
}

#if DRIVETRAIN_COUNTS_ALLOCATIONS
void* operator new(std::size_t size) {
  ++allocations_counted;
  auto* memory = std::malloc(size ? size : 1);
  if (!memory) std::abort();
  return memory;
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
#endif

namespace drivetrain::decisions::dmn {
namespace {

class Allocations : public testing::Test {
 protected:
  void SetUp() override {
    if (!DRIVETRAIN_COUNTS_ALLOCATIONS) GTEST_SKIP() << "the sanitizer has an allocator of its own";
  }
  /// How often memory is asked for in 1,000 evaluations, after 10 that warm it up.
  static std::uint64_t in_a_thousand(Evaluator& evaluator, std::vector<std::vector<feel::Value>> const& inputs) {
    for (std::size_t i = 0; i < 10; ++i) evaluator.evaluate(inputs[i % inputs.size()]);
    auto before = allocations_counted;
    std::size_t numbers = 0;
    for (std::size_t i = 0; i < 1'000; ++i) numbers += evaluator.evaluate(inputs[i % inputs.size()]).is_number();
    auto counted = allocations_counted - before;
    EXPECT_EQ(numbers, 1'000u) << "an evaluation without a result proves nothing";
    return counted;
  }
};

TEST_F(Allocations, AreCountedAtAll) {
  auto before = allocations_counted;
  std::vector<std::string> texts(3, "a text that is too long to stand inside a string itself");
  EXPECT_GE(allocations_counted - before, 4u);
}

TEST_F(Allocations, NoneForArithmeticOnThreeVariables) {
  std::string xml;
  for (auto name : {"income", "debt", "rate"}) xml += input_xml(name, "number");
  xml += "<decision id=\"D\" name=\"D\"><variable name=\"D\"/>";
  for (auto name : {"income", "debt", "rate"}) xml += "<informationRequirement><requiredInput href=\"#" + std::string(name) + "\"/></informationRequirement>";
  xml += "<literalExpression><text>(income - debt) * rate / 12 + 100</text></literalExpression></decision>";
  Diagnostics diagnostics;
  auto model = model_of_xml(definitions_xml(xml), diagnostics);
  ASSERT_TRUE(model);
  feel::Environment environment;
  Evaluator evaluator(*model, *model->find("D"), environment);
  std::vector<std::vector<feel::Value>> inputs;
  for (int i = 0; i < 64; ++i) inputs.push_back({feel::Value(1'000 + i * 37), feel::Value(650), feel::Value(*Decimal::parse("0.065"))});
  EXPECT_EQ(in_a_thousand(evaluator, inputs), 0u);
}

TEST_F(Allocations, NoneForATableOfTwentyRules) {
  TableText table{.inputs = {{"age", "number"}, {"tier", "string"}, {"income", "number"}}, .output_type = "number"};
  for (int age = 0; age < 5; ++age)
    for (auto tier : {"\"a\", \"b\"", "not(\"a\", \"b\")"})
      for (auto income : {"< 2500", ">= 2500"})
        table.rules.push_back("[" + std::to_string(age * 7) + ".." + std::to_string(age * 7 + 7) + ") | " + tier + " | " + income + " -> " + std::to_string(table.rules.size()));
  auto model = model_of(table);
  ASSERT_TRUE(model);
  feel::Environment environment;
  Evaluator evaluator(*model, *model->find("D"), environment);
  std::vector<std::vector<feel::Value>> inputs;
  for (int i = 0; i < 64; ++i) inputs.push_back({feel::Value(i * 79 % 35), feel::Value(std::string(i % 3 ? "a" : "c")), feel::Value(i * 1009 % 5000)});
  EXPECT_EQ(in_a_thousand(evaluator, inputs), 0u);
}

}  // namespace
}  // namespace drivetrain::decisions::dmn
