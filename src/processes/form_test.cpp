// Forms: what is asked for is checked wholly, and what could not be checked is refused where it stands.
#include <gmock/gmock.h>

#include "feel/json.h"
#include "processes/form.h"

namespace drivetrain::processes {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

feel::Value json(std::string const& text) {
  auto value = feel::from_json(text);
  EXPECT_TRUE(value.ok()) << text;
  return value.ok() ? *value : feel::Value();
}

notation::YamlNode tree(std::string const& text) {
  Diagnostics findings;
  auto documents = notation::read_yaml(SourceText("forms/x.schema.json", text), findings);
  EXPECT_EQ(documents.size(), 1u) << text;
  return documents.size() == 1 ? documents.front() : notation::YamlNode();
}

std::vector<std::string> lines(std::vector<FormFinding> const& findings) {
  std::vector<std::string> all;
  for (auto const& one : findings) all.push_back(std::to_string(one.span.begin.line) + ":" + std::to_string(one.span.begin.column) + (one.refused ? " " : " (warning) ") + one.message);
  return all;
}

std::vector<std::string> faults(Form const& form, std::string const& values, feel::Context const& known = {}) {
  std::vector<std::string> all;
  for (auto const& one : form.check(json(values), [&](std::string_view name) {
         auto const* value = known.find(name);
         return value ? std::optional(*value) : std::nullopt;
       }))
    all.push_back(one.pointer + " " + one.detail);
  return all;
}

constexpr char const* inspection = R"({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "type": "object",
  "properties": {
    "machine": {"type": "string", "title": "Machine", "pattern": "^MK-[0-9]+$"},
    "weight": {"type": "number", "minimum": 0, "maximum": 900},
    "turns": {"type": "integer", "default": 40},
    "found": {"type": "string", "enum": ["wear", "misuse"]},
    "by": {"type": "string", "format": "date"},
    "parts": {"type": "array", "items": {"type": "string", "minLength": 2}, "maxItems": 2},
    "customer": {"type": "string", "readOnly": true},
    "price/EUR": {"type": "number"}
  },
  "required": ["machine", "weight"]
})";

Form form_from(std::string const& text, Unasked unasked = Unasked::refused) {
  std::vector<FormFinding> findings;
  auto schema = read_schema(tree(text), findings);
  EXPECT_THAT(lines(findings), IsEmpty());
  return Form(std::move(schema), "forms/x.schema.json", unasked);
}

TEST(Form, TellsEveryFaultAtOnceWithItsPlace) {
  auto form = form_from(inspection);
  EXPECT_THAT(faults(form, R"({"machine": "MK-7", "weight": 12.5, "turns": 3, "found": "wear", "by": "2026-03-27", "parts": ["seal"]})"), IsEmpty());
  EXPECT_THAT(faults(form, R"({"machine": "7", "weight": -1, "turns": 3.5, "found": "rust", "by": "tomorrow", "parts": ["seal", "x", 3], "price/EUR": "9", "weigth": 1})"),
              ElementsAre("/machine does not look like ^MK-[0-9]+$", "/weight is below 0", HasSubstr("/turns is"), HasSubstr("/found \"rust\" is none of"),
                          "/by is no date like 2026-03-27", "/parts has more than 2 entries", "/parts/1 has fewer than 2 characters", HasSubstr("/parts/2 is"), HasSubstr("/price~1EUR is"),
                          "/weigth is not asked for here; did you mean weight?"));
  EXPECT_THAT(faults(form, "{}"), ElementsAre("/machine is missing", "/weight is missing"));
  EXPECT_THAT(faults(form, R"(["MK-7"])"), ElementsAre(HasSubstr("should be an object")));
}

TEST(Form, WhatTheCaseKnowsNeedsNoSecondEntryAndWhatIsShownOnlyStays) {
  auto form = form_from(inspection);
  feel::Context known;
  known.set("machine", feel::Value("MK-7"));
  known.set("customer", feel::Value("Aqua West"));
  EXPECT_THAT(faults(form, R"({"weight": 3, "customer": "Aqua West"})", known), IsEmpty());
  EXPECT_THAT(faults(form, R"({"weight": 3, "customer": "Aqua East"})", known), ElementsAre("/customer is only shown, and cannot be changed"));
  EXPECT_THAT(faults(form, R"({"weight": 3, "machine": null})", known), ElementsAre("/machine is missing"));  // taken away again
  auto filled = form.prefilled([&](std::string_view name) {
    auto const* value = known.find(name);
    return value ? std::optional(*value) : std::nullopt;
  });
  EXPECT_EQ(feel::to_text(filled), R"({machine: "MK-7", turns: 40, customer: "Aqua West"})");
}

TEST(Form, OfAnotherEnginesProcessTakesWhatItDoesNotAskFor) {
  auto form = form_from(inspection, Unasked::taken);
  EXPECT_THAT(faults(form, R"({"machine": "MK-7", "weight": 1, "color": "red"})"), IsEmpty());
}

TEST(Form, MakesDatesOfTexts) {
  auto form = form_from(inspection);
  auto typed = form.typed(json(R"({"by": "2026-03-27", "machine": "MK-7"})"));
  EXPECT_EQ(typed.at("by").kind(), feel::Kind::date);
  EXPECT_EQ(typed.at("machine").kind(), feel::Kind::string);
}

TEST(FormSchema, IsRefusedWhereItAsksForWhatIsNotChecked) {
  std::vector<FormFinding> findings;
  EXPECT_TRUE(read_schema(tree(R"({
  "type": "object",
  "properties": {
    "a": {"type": "string", "format": "email"},
    "b": {"anyOf": [{"type": "string"}]},
    "c": {"type": "array", "items": {"type": "object"}},
    "d": {"type": "strnig"},
    "e": {"type": "string", "pattern": "("},
    "f": {"type": "number", "minimum": "none"}
  },
  "required": ["g"],
  "if": {}
})"), findings).is_null());
  EXPECT_THAT(lines(findings), ElementsAre(HasSubstr("4:39 format 'email'"), HasSubstr("5:10 a property says not what it is"), HasSubstr("5:11 'anyOf' is not checked here"), HasSubstr("6:46 type 'object'"),
                                           HasSubstr("7:19 type 'strnig'"), HasSubstr("8:40 '(' is no pattern"), HasSubstr("9:40 minimum is 'none'"), HasSubstr("11:16 'g' is required and is no property"),
                                           HasSubstr("12:3 'if' is not checked here")));
}

TEST(FormJs, BecomesASchemaInTheOrderOfItsComponents) {
  std::vector<FormFinding> findings;
  auto schema = read_form_js(tree(R"({"schemaVersion": 16, "id": "inspect", "type": "default", "components": [
    {"type": "text", "text": "# Inspect"},
    {"type": "textfield", "key": "machine", "label": "Machine", "validate": {"required": true, "maxLength": 12}},
    {"type": "number", "key": "turns", "decimalDigits": 0, "defaultValue": 40, "validate": {"min": 1}},
    {"type": "checkbox", "key": "safe", "label": "It is safe", "validate": {"required": true}},
    {"type": "radio", "key": "found", "values": [{"label": "Wear", "value": "wear"}, {"label": "Misuse", "value": "misuse"}]},
    {"type": "checklist", "key": "parts", "values": [{"label": "Seal", "value": "seal"}]},
    {"type": "datetime", "key": "by", "subtype": "date"},
    {"type": "group", "path": "site", "components": [{"type": "textfield", "key": "town"}]}]})"), findings);
  EXPECT_THAT(lines(findings), IsEmpty());
  Form form(schema, "inspect.form", Unasked::taken);
  EXPECT_THAT(faults(form, R"({"machine": "MK-7", "turns": 2, "safe": true, "found": "wear", "parts": ["seal"], "by": "2026-03-27", "site": {"town": "Husum"}})"), IsEmpty());
  EXPECT_THAT(faults(form, R"({"machine": "", "turns": 1.5, "safe": false, "found": "rust", "parts": ["oil"], "site": {"town": 3}})"),
              ElementsAre("/machine must not be empty", HasSubstr("/turns"), "/safe should be true", HasSubstr("/found"), HasSubstr("/parts/0"), HasSubstr("/site/town")));
  EXPECT_EQ(schema.at("properties").at("turns").at("default"), feel::Value(40));
}

TEST(FormJs, RefusesComponentsWhoseAnswerNobodyWouldTake) {
  std::vector<FormFinding> findings;
  EXPECT_TRUE(read_form_js(tree(R"({"id": "x", "components": [
    {"type": "filepicker", "key": "photo"},
    {"type": "textfield"},
    {"type": "textfield", "key": "a", "conditional": {"hide": "=b"}, "validate": {"required": true}}]})"), findings).is_null());
  EXPECT_THAT(lines(findings), ElementsAre(HasSubstr("2:14 a component of the kind 'filepicker'"), HasSubstr("a textfield has no key"), HasSubstr("(warning) 'a' is hidden under a condition")));
}

}  // namespace
}  // namespace drivetrain::processes
