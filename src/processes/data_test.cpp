// Data as it is drawn: seen where it lies and below, led into activities and out of them.
#include <gmock/gmock.h>

#include "processes/compile_for_test.h"
#include "processes/works_for_test.h"

namespace drivetrain::processes::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// A way through one user task `x` and a gateway that asks for `condition`, with data beside it.
std::string way(std::string const& task, std::string const& data, std::string const& condition = "true") {
  return data + task + R"(<startEvent id="begin"/><exclusiveGateway id="way" default="f4"/><endEvent id="yes"/><endEvent id="no"/>
<sequenceFlow id="f1" sourceRef="begin" targetRef="x"/><sequenceFlow id="f2" sourceRef="x" targetRef="way"/>
<sequenceFlow id="f3" sourceRef="way" targetRef="yes"><conditionExpression>)" + condition + R"(</conditionExpression></sequenceFlow><sequenceFlow id="f4" sourceRef="way" targetRef="no"/>)";
}

constexpr char const* orders = R"(<dataObject id="o1" name="order"/><dataObjectReference id="r1" dataObjectRef="o1"/><dataObject id="o2" name="total"/><dataObjectReference id="r2" name="Total" dataObjectRef="o2"/>)";

/// Reads the order as `input`, and writes what came as `output` into the total.
constexpr char const* priced = R"(<userTask id="x" dt:role="fitter"><ioSpecification><dataInput id="i" name="input"/><dataOutput id="u" name="output"/><inputSet/><outputSet/></ioSpecification>
<dataInputAssociation><sourceRef>r1</sourceRef><targetRef>i</targetRef></dataInputAssociation>
<dataOutputAssociation><sourceRef>u</sourceRef><targetRef>r2</targetRef><transformation>output * 2</transformation></dataOutputAssociation></userTask>)";

TEST(Data, LeadsIntoAnActivityAndOutOfIt) {
  auto compiled = compile_process(way(priced, orders, "total &gt; base"));
  ASSERT_THAT(compiled.errors().lines(), IsEmpty());
  Works works;
  works.deploy(compiled.program);
  auto id = works.start("overhaul", with({{"order", feel::Value("o-7")}, {"base", feel::Value(10)}}));
  auto const& task = works.look(id).activities.begin()->second;
  ASSERT_TRUE(task.variables.find("input"));
  EXPECT_EQ(feel::to_text(*task.variables.find("input")), "\"o-7\"");
  works.complete(id, "x", with({{"output", feel::Value(6)}}));
  EXPECT_EQ(works.where(id), "completed at yes");
  EXPECT_EQ(feel::to_text(works.variable(id, "total")), "12");
  EXPECT_TRUE(works.variable(id, "input").is_null()) << "what leads in stays inside";
}

TEST(Data, OfASubProcessLivesAndDiesWithIt) {
  auto inner = R"(<subProcess id="x"><dataObject id="o3" name="draft"/><dataObjectReference id="r3" dataObjectRef="o3"/>
<startEvent id="b2"/><userTask id="write" dt:role="fitter"/><exclusiveGateway id="w2" default="g4"/><userTask id="again" dt:role="fitter"/><endEvent id="e2"/>
<sequenceFlow id="g1" sourceRef="b2" targetRef="write"/><sequenceFlow id="g2" sourceRef="write" targetRef="w2"/>
<sequenceFlow id="g3" sourceRef="w2" targetRef="again"><conditionExpression>draft = "bad"</conditionExpression></sequenceFlow><sequenceFlow id="g4" sourceRef="w2" targetRef="e2"/><sequenceFlow id="g5" sourceRef="again" targetRef="e2"/></subProcess>)";
  auto compiled = compile_process(way(inner, orders));
  ASSERT_THAT(compiled.errors().lines(), IsEmpty());
  Works works;
  works.deploy(compiled.program);
  auto id = works.start("overhaul");
  works.complete(id, "write", with({{"draft", feel::Value("bad")}, {"order", feel::Value("o-8")}}));
  EXPECT_NE(works.where(id).find("again"), std::string::npos) << works.where(id);
  EXPECT_TRUE(works.variable(id, "draft").is_null()) << "it is the sub-process's own";
  works.complete(id, "again");
  EXPECT_EQ(feel::to_text(works.variable(id, "order")), "\"o-8\"") << "the process's own goes out";
  EXPECT_EQ(works.where(id), "completed at yes");
}

TEST(Data, IsNotReadWhereItIsNotToBeSeen) {
  auto outside = way(R"(<subProcess id="x"><dataObject id="o3" name="draft"/><startEvent id="b2"/><endEvent id="e2"/><sequenceFlow id="g1" sourceRef="b2" targetRef="e2"/></subProcess>)", "", "draft = 1");
  EXPECT_THAT(compile_process(outside).errors().lines(), ElementsAre(HasSubstr("'draft' is a data object of the sub process 'x', and not to be seen here")));
  auto led = way(R"(<userTask id="x" dt:role="fitter"><ioSpecification><dataInput id="i" name="input"/></ioSpecification><dataInputAssociation><sourceRef>o3</sourceRef><targetRef>i</targetRef></dataInputAssociation></userTask>
<subProcess id="s"><dataObject id="o3" name="draft"/><startEvent id="b2"/><endEvent id="e2"/><sequenceFlow id="g1" sourceRef="b2" targetRef="e2"/></subProcess><sequenceFlow id="f9" sourceRef="x" targetRef="s"/>)", "");
  EXPECT_THAT(compile_process(led).errors().lines(), ElementsAre(HasSubstr("uses the data object 'draft' of the sub process 's', which is not to be seen from there")));
}

TEST(Data, MayBeAPictureOfWhatIsReadAnyway) {
  // As editors draw it that know no mapping.
  auto task = R"(<userTask id="x" dt:role="fitter"><property id="p" name="__targetRef_placeholder"/>
<dataInputAssociation><sourceRef>r1</sourceRef><targetRef>p</targetRef></dataInputAssociation><dataOutputAssociation><targetRef>r2</targetRef></dataOutputAssociation></userTask>)";
  auto compiled = compile_process(way(task, orders));
  EXPECT_THAT(compiled.lines(), IsEmpty());
  EXPECT_EQ(compiled.program->node(compiled.program->find("x")).mapping, no_index);
}

TEST(Data, OfAStoreAndOfOtherEnginesIsSaidToBeWithoutEffect) {
  auto task = R"(<userTask id="x" dt:role="fitter"><property id="p" name="__targetRef_placeholder"/><dataInputAssociation><sourceRef>ledger</sourceRef><targetRef>p</targetRef></dataInputAssociation></userTask>)";
  EXPECT_THAT(compile_process(way(task, R"(<dataStoreReference id="ledger" name="Ledger"/>)")).lines(), ElementsAre(HasSubstr("uses the data store 'Ledger', which keeps nothing here")));
  auto foreign = compile_process(way(R"(<userTask id="x"><ioSpecification><dataInput id="i"/></ioSpecification></userTask>)", orders, "${true}"), sidecar(), Dialect::camunda);
  EXPECT_THAT(foreign.lines(), ElementsAre(HasSubstr("the data that leads into or out of the user task 'x' has no effect here, as it has none there")));
}

TEST(Data, IsOfTheTypeThatItsItemNames) {
  auto file = R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:dt="https://drivetrain.dev/schema/bpmn/1.0" xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="t">
<itemDefinition id="whole" structureRef="xsd:int"/><itemDefinition id="made" structureRef="Order"/>
<process id="overhaul" isExecutable="true"><dataObject id="o1" name="pieces" itemSubjectRef="whole"/><dataObject id="o2" name="order" itemSubjectRef="made"/><dataObject id="o3" name="all" itemSubjectRef="whole" isCollection="true"/>
<startEvent id="b"/><endEvent id="e"/><sequenceFlow id="f" sourceRef="b" targetRef="e"/></process></definitions>)";
  auto compiled = compile_file(file, sidecar());
  ASSERT_THAT(compiled.errors().lines(), IsEmpty());
  std::map<std::string, feel::Kind> kinds;
  for (auto const& variable : compiled.program->variables()) kinds[compiled.program->word(variable.name)] = variable.kind;
  EXPECT_EQ(kinds.at("pieces"), feel::Kind::number);
  EXPECT_EQ(kinds.at("order"), feel::Kind::null) << "a type of another world";
  EXPECT_EQ(kinds.at("all"), feel::Kind::null) << "a list of them";
  EXPECT_THAT(compile_file(file, sidecar({{"pieces", VariableType::string}})).errors().lines(), ElementsAre(HasSubstr("the data object 'pieces' is a number, and the variable of that name a string")));
}

TEST(Data, IsAskedForInTheStandardsXPath) {
  auto compiled = compile_process(way(R"(<userTask id="x" dt:role="fitter"/>)", orders, "not(bpmn:getDataObject('order') = 'none')"));
  ASSERT_THAT(compiled.errors().lines(), IsEmpty());
  Works works;
  works.deploy(compiled.program);
  auto id = works.start("overhaul", with({{"order", feel::Value("none")}}));
  works.complete(id, "x");
  EXPECT_EQ(works.where(id), "completed at no");
}

}  // namespace
}  // namespace drivetrain::processes::test
