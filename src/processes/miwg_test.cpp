// The executable reference models of the BPMN Model Interchange Working Group, run to their ends unchanged: workers do the jobs, people the tasks, rules
// of the model answer what is asked of them. Folder: DRIVETRAIN_CORPORA, or ../shared/corpora beside the checkout.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "processes/compile.h"
#include "processes/job_commands.h"
#include "processes/works_for_test.h"

namespace drivetrain::processes::test {
namespace {

namespace fs = std::filesystem;

fs::path miwg_folder() {
  if (auto set = std::getenv("DRIVETRAIN_CORPORA")) return fs::path(set) / "bpmn-miwg";
  for (auto at = fs::current_path();; at = at.parent_path()) {
    if (fs::exists(at / "src/processes/compile.h")) return at / "../shared/corpora/bpmn-miwg";
    if (at == at.root_path()) return at / "nowhere";
  }
}

/// What the credit check's table is there; the model's authors keep it beside the diagram.
constexpr char const* risk_check = R"(<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="Risk" namespace="risk">
<decision id="risk_check" name="Risk check"><decisionTable id="t" hitPolicy="COLLECT">
  <input id="i"><inputExpression id="e" typeRef="number"><text>score</text></inputExpression></input>
  <output id="o1" name="risk" typeRef="string"/><output id="o2" name="riskLevel" typeRef="string"/>
  <rule id="r1"><inputEntry id="a1"><text>[300..600]</text></inputEntry><outputEntry id="a2"><text>"mediocre score"</text></outputEntry><outputEntry id="a3"><text>"yellow"</text></outputEntry></rule>
  <rule id="r2"><inputEntry id="b1"><text>&lt; 300</text></inputEntry><outputEntry id="b2"><text>"bad score"</text></outputEntry><outputEntry id="b3"><text>"red"</text></outputEntry></rule>
</decisionTable></decision></definitions>)";

class Interchange : public Works {
 public:
  Interchange() { fold_each_time = false; }

  /// Every executable process of the file, in the dialect that it speaks. What is refused, a line each.
  std::string take(std::string const& name) {
    std::stringstream text;
    text << std::ifstream(miwg_folder() / (name + ".bpmn"), std::ios::binary).rdbuf();
    Diagnostics diagnostics;
    auto definitions = notation::read_bpmn(SourceText(name + ".bpmn", text.str()), diagnostics);
    if (!definitions) return "not read";
    std::map<std::string, SourceText> sources{{"risk.dmn", SourceText("risk.dmn", risk_check)}};
    decisions::CallableDecisions callable(sources, diagnostics);
    for (auto const& process : definitions->processes) {
      if (!process.executable) continue;
      auto program = compile_foreign(*definitions, process.id, dialect_of(*definitions), diagnostics, &callable);
      if (program) Works::deploy(program);
    }
    for (auto const& [id, one] : callable.called()) called.emplace(id, one);
    std::string refused;
    for (auto const& d : diagnostics.all())
      if (d.severity == Severity::error) refused += std::to_string(d.span.begin.line) + " " + d.message + "\n";
    return refused;
  }

  /// Does whatever waits, each with these variables, until the case has ended: where, and what was done on the way.
  std::string run(std::string const& process, feel::Value const& given, feel::Value const& done_with, std::map<std::string, std::string> const& messages = {}) {
    auto id = start(process, given);
    for (int i = 0; i < 50 && look(id).status == CaseStatus::running; ++i)
      if (!do_one(done_with, messages)) break;
    return where(id) + (look(id).status == CaseStatus::running ? " " + incident(id).message : "");
  }
  std::set<std::string> seen;  ///< elements at which something was done

 private:
  bool do_one(feel::Value const& variables, std::map<std::string, std::string> const& messages) {
    for (auto const& [number, c] : state.open_cases())
      for (auto const& [activity, waiting] : c.activities) {
        auto case_id = c.id(), id = activity_id(activity);
        if (waiting.incident || waiting.listens()) continue;
        auto element = waiting.element.text();
        if (!waiting.topic.empty()) {
          ActivateJobs take;
          take.worker = "w", take.most = 1, take.topics.push_back({waiting.topic.text(), minutes(5)});
          auto taken = done(take, {journal::ActorKind::worker, "w"});
          CompleteJob complete;
          complete.case_id = taken.substr(0, taken.find('/')), complete.activity = taken.substr(taken.find('/') + 1), complete.worker = "w", complete.variables = variables;
          seen.insert(element);
          return done(complete, {journal::ActorKind::worker, "w"}), true;
        }
        if (waiting.kind.text() == "user_task") {
          seen.insert(element);
          return done(CompleteActivity{case_id, id, variables}), true;
        }
        if (auto message = messages.find(waiting.message.text()); message != messages.end()) {
          seen.insert(element);
          return done(CorrelateMessage{message->first, waiting.key, {}}, journal::Actor::feed("mail")), true;
        }
        if (waiting.kind.text().starts_with("async")) return after(Duration{}), true;
      }
    return false;
  }
};

#define NEEDS_MIWG \
  if (!fs::exists(miwg_folder())) GTEST_SKIP() << "SKIPPED: no " << miwg_folder() << " (set DRIVETRAIN_CORPORA)"

feel::Value applicant(int score) {
  feel::Context person;
  person.set("name", feel::Value("Ada")), person.set("email", feel::Value("ada@mail.example")), person.set("age", feel::Value(40));
  return with({{"score", feel::Value(score)}, {"applicant", feel::Value(person)}, {"corporation", feel::Value("Camunbank")}, {"applicationNumber", feel::Value("A-1")}, {"product", feel::Value("card")}, {"approved", feel::Value(true)},
               {"documentReferenceId", feel::Value("d-1")}, {"fraudSuspectedId", feel::Value("f-1")}});
}

TEST(Miwg, CustomerOnboardingRunsAsItsRuleAnswers) {
  NEEDS_MIWG;
  struct {
    int score;
    char const *end, *on_the_way;
  } const ways[] = {{700, "completed at EndEvent_ApplicationIssued", "SendTask_SendPolicy"}, {250, "completed at EndEvent_ApplicationRejected", "ServiceTask_RejectPolicy"}, {500, "completed at EndEvent_ApplicationIssued", "UserTask_DecideOnApplication"}};
  for (auto const& way : ways) {
    Interchange works;
    ASSERT_EQ(works.take("C.9.0"), "");
    ASSERT_EQ(works.take("C.9.2"), "");
    EXPECT_EQ(works.run("customer_onboarding_en", applicant(way.score), applicant(way.score)), way.end) << way.score;
    EXPECT_TRUE(works.seen.contains(way.on_the_way)) << way.score;
    EXPECT_EQ(works.happened<DecisionEvaluated>().size(), 1u);
  }
}

TEST(Miwg, DocumentRequestRuns) {
  NEEDS_MIWG;
  Interchange works;
  ASSERT_EQ(works.take("C.9.1"), "");
  EXPECT_EQ(works.run("requestDocument_en", applicant(1), {}, {{"MESSAGE_documentReceived", ""}}), "completed at EndEvent_GotDocument");
}

TEST(Miwg, InvoiceHandlingRuns) {
  NEEDS_MIWG;
  Interchange works;
  ASSERT_EQ(works.take("C.1.1"), "");
  auto said = with({{"approver", feel::Value("mary")}, {"approved", feel::Value(true)}, {"clarified", feel::Value("yes")}});
  EXPECT_EQ(works.run("handle-invoice", said, said), "completed at invoiceProcessed");
  EXPECT_TRUE(works.seen.contains("archiveInvoice")) << "the delegate of Java is a job of its name";
}

TEST(Miwg, VacationRequestRuns) {
  NEEDS_MIWG;
  Interchange works;
  ASSERT_EQ(works.take("C.8.1"), "");
  feel::Context employee, body;
  employee.set("name", feel::Value("Eve")), employee.set("email", feel::Value("eve@mail.example")), employee.set("id", feel::Value("7")), employee.set("vacation", feel::Value(20));
  body.set("value", feel::Value(feel::List{feel::Value(employee)}));
  feel::Context verdict;
  verdict.set("Approval", feel::Value("Approved")), verdict.set("Reason", feel::Value("enough days"));
  auto said = with({{"body", feel::Value(body)}, {"Vacation Approval Status", feel::Value(verdict)}, {"Vacation Approval", feel::Value("Approved")}, {"Current Vacation Status", feel::Value(employee)}, {"Reason", feel::Value("rest")}});
  auto end = works.run("VacationRequestProcess", said, said);
  EXPECT_TRUE(end.starts_with("completed at ")) << end;
}

TEST(Miwg, FridgeRepairIsRefusedForTakingTwoTokensAtOnce) {
  NEEDS_MIWG;
  Interchange works;
  auto refused = works.take("C.3.0");
  EXPECT_NE(refused.find("takes or makes several tokens at once (startQuantity)"), std::string::npos) << refused;
}

}  // namespace
}  // namespace drivetrain::processes::test
