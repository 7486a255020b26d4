// Who does a task and when: as our sidecar and the models of other engines say it, computed when the case comes to it.
#include <gmock/gmock.h>

#include "processes/compile_for_test.h"
#include "processes/works_for_test.h"

namespace drivetrain::processes::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Process owned(std::initializer_list<std::pair<char const*, VariableType>> variables = {}) {
  auto process = sidecar(variables);
  process.header.owner = "process-owner";
  return process;
}

/// As a file of the model, of Camunda 7 when it says so; with these files beside it.
Compiled compile_task(std::string const& task, Process const& process = owned(), std::map<std::string, SourceText> const& files = {}) {
  auto text = R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:dt="https://drivetrain.dev/schema/bpmn/1.0" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0">
<process id="overhaul" isExecutable="true">
)" + task + R"(
<startEvent id="begin"/><endEvent id="done"/><sequenceFlow id="f1" sourceRef="begin" targetRef="x"/><sequenceFlow id="f2" sourceRef="x" targetRef="done"/></process></definitions>)";
  SourceText source("processes/overhaul.bpmn", text);
  Diagnostics diagnostics;
  auto definitions = notation::read_bpmn(source, diagnostics);
  EXPECT_TRUE(definitions);
  Compiled compiled;
  if (definitions) compiled.program = compile(*definitions, process, diagnostics, nullptr, &files);
  diagnostics.sort();
  compiled.findings = diagnostics.all();
  return compiled;
}

struct Offered : Works {
  TaskOffered run(Compiled const& compiled, feel::Value variables = {}) {
    EXPECT_THAT(compiled.errors().lines(), IsEmpty());
    if (!compiled.program) return {};
    deploy(compiled.program);
    id = start("overhaul", std::move(variables));
    auto all = happened<TaskOffered>();
    return all.empty() ? TaskOffered() : all.back();
  }
  std::string id;
};

TEST(Offer, OfCamunda7IsReadFromItsAttributes) {
  Offered works;
  auto offered = works.run(compile_task(R"(<userTask id="x" camunda:assignee="${starter}" camunda:candidateGroups="fitter, ${'de'.concat('sk')}" camunda:candidateUsers="jack,${deputy}" camunda:dueDate="2026-03-30T10:00:00Z" camunda:followUpDate="P1D" camunda:priority="${40 + 2}"/>)"),
                           with({{"starter", feel::Value("hanna")}, {"deputy", feel::Value("ana")}}));
  EXPECT_EQ(offered.assignee, "hanna");
  EXPECT_THAT(offered.candidate_roles, ElementsAre("fitter", "desk"));
  EXPECT_THAT(offered.candidate_people, ElementsAre("jack", "ana"));
  EXPECT_EQ(format_instant(*offered.due), "2026-03-30T10:00:00Z");
  EXPECT_EQ(*offered.follow_up, works.sim.clock.now() + days(1));
  EXPECT_EQ(offered.priority, 42);
  EXPECT_EQ(works.look(works.id).find(activity_number(offered.activity))->role.text(), "fitter");
}

TEST(Offer, OfCamunda8IsReadFromItsExtensions) {
  Offered works;
  auto offered = works.run(compile_task(R"x(<userTask id="x"><extensionElements><zeebe:userTask/><zeebe:assignmentDefinition assignee="=requester" candidateGroups="=[&quot;desk&quot;, team]" candidateUsers="jack"/>
<zeebe:taskSchedule dueDate="=now_is + duration(&quot;PT4H&quot;)" followUpDate="2026-03-30T10:00:00+02:00"/><zeebe:priorityDefinition priority="70"/></extensionElements></userTask>)x"),
                           with({{"requester", feel::Value("hanna")}, {"team", feel::Value("fitter")}, {"now_is", feel::Value(works.sim.clock.now())}}));
  EXPECT_EQ(offered.assignee, "hanna");
  EXPECT_THAT(offered.candidate_roles, ElementsAre("desk", "fitter"));
  EXPECT_EQ(*offered.due, works.sim.clock.now() + hours(4));
  EXPECT_EQ(format_instant(*offered.follow_up), "2026-03-30T08:00:00Z");
  EXPECT_EQ(offered.priority, 70);
}

TEST(Offer, OfOursStandsInTheSidecar) {
  auto process = owned({{"asked_by", VariableType::string}, {"big", VariableType::boolean}});
  StepNeeds needs;
  needs.step.value = "x", needs.assignee.value = "= asked_by", needs.candidates.people = {{"jack", {}}}, needs.due.value = "PT4H", needs.priority.value = "= if big then 80 else 20";
  process.steps.push_back(needs);
  Offered works;
  auto offered = works.run(compile_task(R"(<userTask id="x" dt:role="fitter"/>)", process), with({{"asked_by", feel::Value("hanna")}, {"big", feel::Value(true)}}));
  EXPECT_EQ(offered.assignee, "hanna");
  EXPECT_THAT(offered.candidate_people, ElementsAre("jack"));
  EXPECT_EQ(*offered.due, *Works::working(works.sim.clock.now(), hours(4)));
  EXPECT_EQ(offered.priority, 80);
}

TEST(Offer, IsNotMadeByATaskThatOnlySaysItsRole) {
  Offered works;
  EXPECT_EQ(works.run(compile_task(R"(<userTask id="x" dt:role="fitter"/>)")).activity, "");
  EXPECT_EQ(works.where(works.id), "x");
}

TEST(Offer, WithoutAnyRoleIsLeftToWhoAnswersForTheProcess) {
  auto compiled = compile_task(R"(<userTask id="x" camunda:assignee="ana"/>)");
  ASSERT_THAT(compiled.errors().lines(), IsEmpty());
  auto node = compiled.program->find("x");
  EXPECT_EQ(compiled.program->word(compiled.program->task(node).role), "process-owner");
  EXPECT_TRUE(compiled.program->offer(node)->fallback);
  EXPECT_THAT(compile_task(R"(<userTask id="x" camunda:priority="3"/>)").errors().lines(), ElementsAre(HasSubstr("DT-P402:3")));
}

TEST(Offer, ThatCannotBeComputedIsAnIncidentAndIsMadeAfterIt) {
  Offered works;
  works.run(compile_task(R"(<userTask id="x" camunda:candidateGroups="fitter" camunda:dueDate="${until}"/>)"), with({{"until", feel::Value("soon")}}));
  EXPECT_EQ(works.where(works.id), "x!");
  EXPECT_THAT(works.incident(works.id).message, HasSubstr("the due date of 'x', '${until}' yields soon"));
  works.done(ResolveIncident{works.id, works.activity(works.id, "x"), with({{"until", feel::Value("2026-03-30T10:00:00Z")}})});
  EXPECT_EQ(works.where(works.id), "x");
  EXPECT_EQ(works.happened<TaskOffered>().size(), 1u);
}

TEST(Offer, WrittenWrongIsRefusedWithItsPlace) {
  EXPECT_THAT(compile_task(R"(<userTask id="x" camunda:candidateGroups="fitter" camunda:dueDate="next week"/>)").errors().lines(), ElementsAre(HasSubstr("DT-P410:3 overhaul: the due date of the user task 'x' is 'next week'")));
  EXPECT_THAT(compile_task(R"(<userTask id="x" camunda:candidateGroups="fitter" camunda:priority="high"/>)").errors().lines(), ElementsAre(HasSubstr("priority of the user task 'x' is 'high'")));
}

TEST(Listeners, AreRefusedWhereTheyStandBecauseNothingWouldListen) {
  auto lines = compile_task(R"(<userTask id="x" camunda:candidateGroups="fitter"><extensionElements>
<camunda:taskListener event="create" expression="${task.setAssignee('ana')}"/><camunda:executionListener event="start" class="org.acme.Log"/></extensionElements></userTask>)").errors().lines();
  EXPECT_THAT(lines, ElementsAre(HasSubstr("DT-P410:4 overhaul: a camunda:taskListener (create) of the user task 'x' does not run here")));
  EXPECT_THAT(compile_task(R"(<userTask id="x"><extensionElements><zeebe:assignmentDefinition candidateGroups="fitter"/><zeebe:taskListeners>
<zeebe:taskListener eventType="completing" type="check"/></zeebe:taskListeners></extensionElements></userTask>)").errors().lines(),
              ElementsAre(HasSubstr("DT-P410:4 overhaul: a zeebe:taskListener (completing)")));
}

std::map<std::string, SourceText> files(std::string const& path, std::string const& text) { return {{path, SourceText(path, text)}}; }
constexpr char const* form_js = R"({"id": "inspect", "components": [{"type": "number", "key": "weight", "validate": {"required": true}}]})";

TEST(FormOfATask, IsFoundBesideTheDiagramInTheSidecarOrInWhatOtherEnginesSay) {
  auto form_of = [](Compiled const& compiled) {
    EXPECT_THAT(compiled.errors().lines(), IsEmpty());
    auto const* form = compiled.program ? compiled.program->form(compiled.program->find("x")) : nullptr;
    return form ? form->source() + ": " + feel::to_text(form->schema().at("properties")) : "none";
  };
  auto process = owned();
  StepNeeds needs;
  needs.step.value = "x", needs.form.kind = notation::YamlKind::scalar, needs.form.text = "forms/x.schema.json";
  process.steps.push_back(needs);
  auto ours = R"(<userTask id="x" dt:role="fitter"/>)";
  EXPECT_EQ(form_of(compile_task(ours, process, files("forms/x.schema.json", R"({"type": "object", "properties": {"a": {"type": "string"}}})"))), "forms/x.schema.json: {a: {type: \"string\"}}");
  auto zeebe = [](std::string const& definition) { return "<userTask id=\"x\"><extensionElements><zeebe:assignmentDefinition candidateGroups=\"fitter\"/>" + definition + "</extensionElements></userTask>"; };
  auto weight = ": {weight: {type: \"number\", \"x-widget\": \"number\"}}";
  EXPECT_EQ(form_of(compile_task(zeebe("<zeebe:formDefinition formId=\"inspect\"/>"), owned(), files("processes/inspection.form", form_js))), std::string("processes/inspection.form") + weight);
  EXPECT_EQ(form_of(compile_task(R"(<userTask id="x" camunda:candidateGroups="fitter" camunda:formRef="inspect" camunda:formRefBinding="latest"/>)", owned(), files("a.form", form_js))), std::string("a.form") + weight);
  EXPECT_EQ(form_of(compile_task(R"(<userTask id="x" camunda:candidateGroups="fitter" camunda:formKey="camunda-forms:deployment:a.form"/>)", owned(), files("a.form", form_js))), std::string("a.form") + weight);
  EXPECT_EQ(form_of(compile_task(R"(<userTask id="x" camunda:candidateGroups="fitter" camunda:formKey="camunda-forms:deployment:forms/a.form"/>)", owned(), files("processes/a.form", form_js))), std::string("processes/a.form") + weight)
      << "where its deployment put it";
  EXPECT_EQ(form_of(compile_task(R"(<userTask id="x" camunda:candidateGroups="fitter"><extensionElements><camunda:formData><camunda:formField id="turns" type="long" label="Turns" defaultValue="40"><camunda:validation><camunda:constraint name="required"/>
<camunda:constraint name="min" config="0"/></camunda:validation></camunda:formField><camunda:formField id="found" type="enum"><camunda:value id="wear" name="Wear"/></camunda:formField></camunda:formData></extensionElements></userTask>)")),
            R"(formData: {turns: {type: "integer", title: "Turns", minimum: 1, default: 40}, found: {type: "string", oneOf: [{const: "wear", title: "Wear"}]}})");
}

TEST(FormOfATask, ThatCannotBeFoundOrReadIsRefusedWithItsPlace) {
  auto process = owned();
  StepNeeds needs;
  needs.step.value = "x", needs.form.kind = notation::YamlKind::scalar, needs.form.text = "forms/y.schema.json", needs.form.span.file = "processes/overhaul.yaml", needs.form.span.begin = {9, 13, 0};
  process.steps.push_back(needs);
  auto missing = compile_task(R"(<userTask id="x" dt:role="fitter"/>)", process).errors();
  ASSERT_THAT(missing.lines(), ElementsAre(HasSubstr("DT-P411:9 overhaul: the user task 'x' has the form forms/y.schema.json, which is no file of the model")));
  EXPECT_EQ(missing.findings[0].span.file, "processes/overhaul.yaml");
  auto refused = compile_task(R"(<userTask id="x" camunda:candidateGroups="fitter" camunda:formKey="a.form"/>)", owned(), files("a.form", R"({"id": "a", "components": [
{"type": "filepicker", "key": "photo"}]})")).errors();
  ASSERT_THAT(refused.lines(), ElementsAre(HasSubstr("DT-P411:2 overhaul: the form of the user task 'x': a component of the kind 'filepicker'")));
  EXPECT_EQ(refused.findings[0].span.file, "a.form");
  EXPECT_THAT(compile_task(R"(<userTask id="x" camunda:candidateGroups="fitter"><extensionElements><camunda:formData><camunda:formField id="a" type="string"><camunda:validation>
<camunda:constraint name="validator" config="org.acme.V"/></camunda:validation></camunda:formField></camunda:formData></extensionElements></userTask>)").errors().lines(), ElementsAre(HasSubstr("DT-P411:4 overhaul: the form field 'a'")));
  auto elsewhere = compile_task(R"(<userTask id="x" camunda:candidateGroups="fitter" camunda:formKey="embedded:app:x.html"/>)");
  EXPECT_THAT(elsewhere.errors().lines(), IsEmpty());
  EXPECT_THAT(elsewhere.lines(), ElementsAre(HasSubstr("is shown by another program")));
}

TEST(FormOfAStart, IsCheckedWhenACaseIsStarted) {
  auto process = owned();
  StepNeeds needs;
  needs.step.value = "begin", needs.form.kind = notation::YamlKind::scalar, needs.form.text = "forms/s.schema.json";
  process.steps.push_back(needs);
  Offered works;
  auto compiled = compile_task(R"(<userTask id="x" dt:role="fitter"/>)", process, files("forms/s.schema.json", R"({"type": "object", "properties": {"by": {"type": "string", "format": "date"}}, "required": ["by"]})"));
  ASSERT_THAT(compiled.errors().lines(), IsEmpty());
  works.deploy(compiled.program);
  StartCase begin;
  begin.process = "overhaul", begin.variables = with({{"size", feel::Value(3)}});
  auto refused = works.refused(begin);
  EXPECT_EQ(refused.code, "DT-X902");
  EXPECT_EQ(refused.message, "what begins overhaul does not fit its form: /by is missing; /size is not asked for here");
  auto id = works.start("overhaul", with({{"by", feel::Value("2026-03-27")}}));
  EXPECT_EQ(works.variable(id, "by").kind(), feel::Kind::date);
}

}  // namespace
}  // namespace drivetrain::processes::test
