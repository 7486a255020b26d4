// Fields of CSV as inputs: a list or a structure is written as JSON or as FEEL writes it.
#include <gtest/gtest.h>

#include "decisions/dmn/typed_input.h"

namespace drivetrain::decisions::dmn {
namespace {

TEST(TypedInput, AFieldMayHoldAList) {
  feel::Type numbers;
  numbers.form = feel::Type::Form::list;
  numbers.parts.push_back(feel::simple_type("number"));
  EXPECT_EQ(feel::to_text(typed_text("[1, 2]", &numbers)), "[1, 2]");
  feel::Type days = numbers;
  days.parts[0] = feel::simple_type("date");
  EXPECT_EQ(feel::to_text(typed_text("[\"2026-03-27\"]", &days)), "[date(\"2026-03-27\")]");
  EXPECT_EQ(feel::to_text(typed_text("[date(\"2026-03-27\")]", &days)), "[date(\"2026-03-27\")]");
  EXPECT_EQ(typed_text("[1, ", &numbers).kind(), feel::Kind::string) << "what is no list is refused as the text that it is";
  EXPECT_EQ(typed_text("[1]", feel::simple_type("string").get()).kind(), feel::Kind::string);
}

}  // namespace
}  // namespace drivetrain::decisions::dmn
