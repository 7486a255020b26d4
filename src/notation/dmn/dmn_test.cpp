// DMN as written: business context, places, what is missing, and files that mean harm.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "notation/dmn/dmn.h"

namespace drivetrain::notation {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

struct Read {
  std::unique_ptr<DmnDefinitions> model;
  Diagnostics findings;
  std::string codes() const {
    std::string text;
    for (auto const& each : findings.all()) text += each.code + ":" + std::to_string(each.span.begin.line) + " ";
    return text;
  }
};
Read read(std::string const& body, std::string const& head = "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" namespace=\"n\" name=\"m\" id=\"m\">") {
  Read result;
  SourceText source("m.dmn", head + "\n" + body + "\n</definitions>");
  result.model = read_dmn(source, result.findings);
  return result;
}

TEST(Dmn, ADecisionNamesWhomItServes) {
  auto found = read(R"(<decision name="Quote   price" id="d" label="Price"><question>How much?</question><allowedAnswers>an amount</allowedAnswers>
    <variable name="Quote price" typeRef="number"/>
    <supportedObjective href="#margin"/><impactedPerformanceIndicator href="#hit-rate"/><decisionMaker href="#sales-lead"/><decisionOwner href="#sales-director"/>
    <usingProcess href="order.bpmn#order-to-cash"/><usingTask href="order.bpmn#price"/><literalExpression><text>1</text></literalExpression></decision>
  <performanceIndicator name="Hit rate" id="hit-rate" URI="kpis/hit-rate"><impactingDecision href="#d"/></performanceIndicator>
  <organizationUnit name="Sales" id="sales"><decisionMade href="#d"/></organizationUnit>)");
  ASSERT_TRUE(found.model);
  auto const& decision = found.model->elements.at(0);
  EXPECT_EQ(decision.name, "Quote price");
  EXPECT_EQ(decision.question, "How much?");
  EXPECT_EQ(decision.supported_objectives.at(0).id, "margin");
  EXPECT_EQ(decision.impacted_indicators.at(0).id, "hit-rate");
  EXPECT_EQ(decision.decision_makers.at(0).id, "sales-lead");
  EXPECT_EQ(decision.decision_owners.at(0).id, "sales-director");
  EXPECT_EQ(decision.using_processes.at(0).space, "order.bpmn");
  EXPECT_EQ(decision.using_tasks.at(0).id, "price");
  EXPECT_EQ(found.model->business.at(0).uri, "kpis/hit-rate");
  EXPECT_EQ(found.model->business.at(1).decisions_made.at(0).id, "d");
  EXPECT_TRUE(found.findings.empty()) << found.codes();
}

TEST(Dmn, EveryVersionIsRead) {
  for (auto space : {"http://www.omg.org/spec/DMN/20151101/dmn.xsd", "http://www.omg.org/spec/DMN/20180521/MODEL/", "https://www.omg.org/spec/DMN/20191111/MODEL/",
                     "https://www.omg.org/spec/DMN/20211108/MODEL/", "https://www.omg.org/spec/DMN/20230324/MODEL/", "https://www.omg.org/spec/DMN/20240513/MODEL/", "https://www.omg.org/spec/DMN/"}) {
    auto found = read("<decision name=\"a\" id=\"a\"><literalExpression><text>1</text></literalExpression></decision>", "<definitions xmlns=\"" + std::string(space) + "\" namespace=\"n\">");
    ASSERT_TRUE(found.model) << space;
    EXPECT_EQ(found.model->elements.size(), 1u) << space;
    EXPECT_FALSE(found.model->version.empty()) << space;
  }
  EXPECT_EQ(read("", "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\">").codes(), "DT-R050:1 ");
}

TEST(Dmn, PlacesSurviveEscapes) {
  auto found = read("<decision name=\"a\" id=\"a\"><literalExpression><text>\n  1 &lt; 2 and oops</text></literalExpression></decision>");
  auto const& text = found.model->elements.at(0).logic->text;
  EXPECT_EQ(text.text, "1 < 2 and oops");
  auto place = place_in(text.text, text.span, 10, 4);
  EXPECT_EQ(place.begin.line, 3u);
  EXPECT_EQ(place.begin.column, 16u);  // two blanks, and &lt; is four characters
  auto plain = read("<decision name=\"a\" id=\"a\"><literalExpression><text><![CDATA[1 < 2 and oops]]></text></literalExpression></decision>");
  auto const& as_is = plain.model->elements.at(0).logic->text;
  EXPECT_EQ(place_in(as_is.text, as_is.span, 10, 4).begin.column - as_is.span.begin.column, 10u);
}

TEST(Dmn, WhatIsMissingIsSaidWithItsLine) {
  auto codes = read("<decision name=\"a\" id=\"a\"><informationRequirement/>\n<decisionTable hitPolicy=\"BEST\"><input/>\n<output/><rule><inputEntry><text>-</text></inputEntry></rule></decisionTable></decision>\n"
                    "<inputData id=\"b\"/>\n<decisoin name=\"c\"/>").codes();
  EXPECT_THAT(codes, HasSubstr("DT-R052:2 "));  // a requirement of nothing
  EXPECT_THAT(codes, HasSubstr("DT-R052:3 "));  // BEST is no hit policy; an input without expression
  EXPECT_THAT(codes, HasSubstr("DT-R052:4 "));  // a rule with too few cells
  EXPECT_THAT(codes, HasSubstr("DT-R052:5 "));  // no name
  EXPECT_THAT(codes, HasSubstr("DT-R053:6 "));  // no element of DMN
}

TEST(Dmn, ElementsOfVendorsStayInTheTree) {
  auto found = read("<decision name=\"a\" id=\"a\" xmlns:v=\"vendor\" v:colour=\"red\"><extensionElements><v:note>x</v:note></extensionElements><literalExpression><text>1</text></literalExpression></decision>");
  EXPECT_TRUE(found.findings.empty()) << found.codes();
  auto const& xml = *found.model->elements.at(0).xml;
  EXPECT_EQ(xml.value("colour", "vendor"), "red");
  EXPECT_THAT(write_xml(*found.model->xml), HasSubstr("<v:note>x</v:note>"));
}

TEST(Dmn, HarmfulFilesAreRefused) {
  Diagnostics findings;
  EXPECT_FALSE(read_dmn(SourceText("m.dmn", "<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\">&b;</definitions>"), findings));
  EXPECT_FALSE(read_dmn(SourceText("m.dmn", "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\"><decision></definitions>"), findings));
  std::string deep = "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\"><decision name=\"a\">";
  for (int i = 0; i < 10'000; ++i) deep += "<list>";
  for (int i = 0; i < 10'000; ++i) deep += "</list>";
  EXPECT_FALSE(read_dmn(SourceText("m.dmn", deep + "</decision></definitions>"), findings));
  std::vector<std::string> codes;
  for (auto const& each : findings.all()) codes.push_back(each.code);
  EXPECT_THAT(codes, ElementsAre("DT-R031", "DT-R030", "DT-R013"));
}

}  // namespace
}  // namespace drivetrain::notation
