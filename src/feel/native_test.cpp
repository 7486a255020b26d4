// Functions outside FEEL are called by class and signature, with arguments as the signature says.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "feel/expression.h"
#include "feel/native.h"

namespace drivetrain::feel {
namespace {

using testing::HasSubstr;

Evaluation evaluated(std::string const& text, NativeFunctions const* natives = nullptr) {
  auto compiled = compile(text, {});
  if (auto error = std::get_if<CompileError>(&compiled)) return {Value(error->message), {}};
  auto environment = Environment::of(Context(), {});
  environment.natives = natives;
  return std::get<Expression>(compiled).evaluate(environment);
}
std::string java(std::string const& parameters, std::string const& class_name, std::string const& signature, std::string const& arguments) {
  return "(function(" + parameters + ") external {java: {class: \"" + class_name + "\", method signature: \"" + signature + "\"}})(" + arguments + ")";
}

TEST(Native, NumbersStayExactWhereJavaOnlyChooses) {
  EXPECT_EQ(to_text(evaluated(java("a, b", "java.lang.Math", "max(double, double)", "0.1234567890123456789, 0.1")).value), "0.1234567890123456789");
  EXPECT_EQ(to_text(evaluated(java("a", "java.lang.Math", "round(double)", "-2.5")).value), "-2");
  EXPECT_EQ(to_text(evaluated(java("a", "java.lang.Math", "cos(double)", "0")).value), "1");
}

TEST(Native, ArgumentsFitTheSignature) {
  auto of_byte = [](std::string const& argument) { return evaluated(java("b", "java.lang.Byte", "valueOf(byte)", argument)); };
  EXPECT_EQ(to_text(of_byte("127").value), "127");
  EXPECT_TRUE(of_byte("128").value.is_null());
  EXPECT_THAT(of_byte("1.5").warnings.at(0).message, HasSubstr("takes a byte, but number 1.5 came"));
  EXPECT_TRUE(evaluated(java("c", "java.lang.String", "valueOf(char)", "\"ab\"")).value.is_null());
  EXPECT_EQ(evaluated(java("c", "java.lang.String", "valueOf(char)", "\"ß\"")).value.string(), "ß");
}

TEST(Native, WhatIsNotThereIsNamed) {
  EXPECT_THAT(evaluated(java("a", "java.lang.Foo", "cos(double)", "1")).warnings.at(0).message, HasSubstr("there is no class \"java.lang.Foo\""));
  EXPECT_THAT(evaluated(java("a", "java.lang.Math", "coss(double)", "1")).warnings.at(0).message, HasSubstr("did you mean cos(double)?"));
  EXPECT_THAT(evaluated(java("a, b", "java.lang.Math", "cos(double)", "1, 2")).warnings.at(0).message, HasSubstr("takes 1 argument, but the function declares 2 parameters"));
  EXPECT_THAT(evaluated("(function(a) external {pmml: {document: \"d\", model: \"m\"}})(1)").warnings.at(0).message, HasSubstr("PMML functions cannot be called here"));
}

TEST(Native, FormatsWithWidthAndPlaces) {
  auto format = [](std::string const& arguments) { return evaluated(java("f, a, b", "java.lang.String", "format(java.lang.String, [Ljava.lang.Object;)", arguments)).value; };
  EXPECT_EQ(to_text(format("\"%s is %.2f%%\", \"rate\", 12.345")), "\"rate is 12.35%\"");
  EXPECT_EQ(to_text(format("\"%05d|%s\", 42, [1, 2]")), "\"00042|[1, 2]\"");
  EXPECT_TRUE(format("\"%d\", \"a\", 1").is_null());
}

TEST(Native, TheRegistryIsOpen) {
  NativeFunctions own = NativeFunctions::java();
  own.add("works.Motor", "kilowatt(double, double)", [](std::span<Value const> a, std::string& why) {
    auto watt = Decimal::multiply(a[0].number(), a[1].number());
    auto result = watt ? Decimal::divide(*watt, Decimal(1000)) : std::nullopt;
    if (!result) why = "too much";
    return result ? Value(*result) : Value();
  });
  EXPECT_EQ(to_text(evaluated(java("volt, ampere", "works.Motor", "kilowatt(double,double)", "400, 25"), &own).value), "10");
  EXPECT_TRUE(evaluated(java("volt, ampere", "works.Motor", "kilowatt(double,double)", "400, 25")).value.is_null());
}

}  // namespace
}  // namespace drivetrain::feel
