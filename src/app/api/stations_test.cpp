// The bench: one role or one place, what is next there, how it is done by the version that the case began with, and in whose name.
#include "app/api/client_for_test.h"

namespace drivetrain::app::api {
namespace {

/// The small works with two benches, a procedure for mending, and what is checked on it.
class StationsTest : public test::ApiTest {
 protected:
  model::Files files() const override {
    auto all = app::test::small_company();
    auto& processes = all.at("processes.yaml");
    std::string const mark = "  contributes: [{objective: keep-running, strength: 9}]\n";
    processes.insert(processes.find(mark), "  steps: [{step: fix, work_centre: bench-one}, {step: test, work_centre: rig}]\n");
    all["standards.yaml"] = R"file(apiVersion: drivetrain/v1
kind: WorkCentre
metadata: {id: hall, title: The hall}
spec: {unit: works}
---
apiVersion: drivetrain/v1
kind: WorkCentre
metadata: {id: bench-one, title: First bench}
spec: {unit: works, parent: hall, roles: [fitter]}
---
apiVersion: drivetrain/v1
kind: WorkCentre
metadata: {id: rig, title: Test rig}
spec: {unit: works}
---
apiVersion: drivetrain/v1
kind: Sop
metadata: {id: mending, title: How we mend, owner: manager}
spec:
  revision: 3
  revised: 2026-01-10
  approver: manager
  applies_to: {process: repair, step: fix}
  text: sops/mending.md
---
apiVersion: drivetrain/v1
kind: Sop
metadata: {id: order, title: Order at the bench, owner: manager}
spec: {approver: manager, applies_to: {process: repair}}
---
apiVersion: drivetrain/v1
kind: Instruction
metadata: {id: lock, title: Hang the lock, owner: manager}
spec: {sop: mending, applies_to: {process: repair, step: fix}, steps: [Find the switch., Hang the lock.], hazards: [A second feed.], tools: [lock]}
---
apiVersion: drivetrain/v1
kind: CheckPlan
metadata: {id: gap, title: Gap, owner: manager}
spec: {characteristic: gap of the bearing, unit: mm, applies_to: {process: repair, step: fix}, limits: {lower: 0.05, upper: 0.15}, sample: {size: 2, every: 1}, gauge: feeler gauge, disposition: {issue: machine}}
)file";
    all["sops/mending.md"] = "# How we mend\n\n1. Look **twice**.\n";
    return all;
  }
  std::string ready() { return std::string(get("/queues/fitter").item(0).at("item").string()); }
  feel::Value station(std::string const& name) {
    for (auto const& one : get("/stations").items())
      if (one.at("id") == feel::Value(name)) return one;
    return {};
  }
};

TEST_F(StationsTest, ShowWhatIsNextForOneRoleAndAtOnePlace) {
  sign_in("ann");
  start_repair("R-1", "standard");
  start_repair("R-2", "critical");
  auto fitters = get("/stations/role/fitter");
  ASSERT_EQ(fitters.status, 200) << fitters.text;
  EXPECT_EQ(fitters.word("title"), "Fitter");
  ASSERT_EQ(fitters.at("next").list().size(), 2u);
  EXPECT_EQ(fitters.at("next").list()[0].at("business_key"), feel::Value("R-2")) << "worth more to strategy";
  EXPECT_TRUE(fitters.at("started").list().empty());
  EXPECT_EQ(get("/stations/work_centre/bench-one").word("ready"), "2");
  EXPECT_EQ(get("/stations/work_centre/hall").word("ready"), "2") << "the bench stands in the hall";
  EXPECT_EQ(get("/stations/work_centre/rig").word("ready"), "0");
  EXPECT_EQ(station("bench-one").at("kind"), feel::Value("work_centre"));
  EXPECT_EQ(station("fitter").at("kind"), feel::Value("role"));
  EXPECT_TRUE(station("rig").is_null()) << "none of Ann's queues meets there yet";
  EXPECT_TRUE(station("lead").is_null()) << "not hers";
  EXPECT_EQ(get("/stations/role/nobody").status, 404);
  EXPECT_EQ(get("/stations/work_centre/nowhere").status, 404);

  auto item = ready();
  ASSERT_EQ(post("/work-items/" + item + "/start", "{}").status, 200);
  auto now = get("/stations/work_centre/bench-one");
  ASSERT_EQ(now.at("started").list().size(), 1u);
  EXPECT_EQ(now.at("started").list()[0].at("item"), feel::Value(item));
  EXPECT_EQ(now.word("ready"), "1");
  sign_in("bob");
  EXPECT_TRUE(get("/stations/work_centre/bench-one").at("started").list().empty()) << "Ann is on it, not Bob";
}

TEST_F(StationsTest, SayHowTheStepIsDoneAsTheCaseBeganWithIt) {
  sign_in("ann");
  start_repair("R-1", "critical");
  auto item = ready();
  auto how = get("/work-items/" + item + "/standards");
  ASSERT_EQ(how.status, 200) << how.text;
  auto procedures = how.at("procedures").list();
  ASSERT_EQ(procedures.size(), 2u);
  EXPECT_EQ(procedures[0].at("id"), feel::Value("mending")) << "what is for the step comes before what is for the process";
  EXPECT_EQ(procedures[0].at("version"), feel::from_json("3").take());
  EXPECT_EQ(procedures[0].at("text"), feel::Value("# How we mend\n\n1. Look **twice**.\n"));
  EXPECT_EQ(procedures[0].at("approver.id"), feel::Value("manager"));
  EXPECT_TRUE(procedures[0].at("in_force").is_null()) << "the same today";
  auto instructions = how.at("instructions").list();
  ASSERT_EQ(instructions.size(), 1u);
  EXPECT_EQ(instructions[0].at("hazards").list().at(0), feel::Value("A second feed."));
  auto checks = how.at("checks").list();
  ASSERT_EQ(checks.size(), 1u);
  EXPECT_EQ(checks[0].at("upper"), feel::from_json("0.15").take());
  EXPECT_EQ(checks[0].at("when_out.id"), feel::Value("machine"));
  auto before = how.word("revision");

  // A newer way of working comes into force while the case runs.
  auto changed = files();
  auto& text = changed.at("standards.yaml");
  text.replace(text.find("revision: 3"), 11, "revision: 4");
  changed["sops/mending.md"] = "# How we mend\n\n1. Look three times.\n";
  auto next = model::compile(changed, {runtime->company().today(runtime->now())});
  ASSERT_TRUE(next.model);
  auto deployed = runtime->deploy_folder(next, before, {"a better way"});
  ASSERT_TRUE(deployed.accepted()) << deployed.refusal->message;
  auto pinned = get("/work-items/" + item + "/standards");
  EXPECT_EQ(pinned.word("revision"), before);
  EXPECT_EQ(pinned.at("procedures").list()[0].at("version"), feel::from_json("3").take());
  EXPECT_EQ(pinned.at("procedures").list()[0].at("in_force"), feel::from_json("4").take());
  EXPECT_EQ(pinned.at("procedures").list()[0].at("text"), feel::Value("# How we mend\n\n1. Look **twice**.\n")) << "the words of revision 3";
  EXPECT_EQ(get("/work-items/work-999/standards").status, 404);
}

TEST_F(StationsTest, DoWhatWasKeptForOnePersonInNobodyElsesName) {
  sign_in("ann");
  start_repair("R-1", "critical");
  auto path = "/api/v1/work-items/" + ready() + "/start";
  sign_in("bob");
  auto refused = send("POST", path, "{}", {{"drivetrain-person", "ann"}, {"idempotency-key", "k1"}});
  EXPECT_EQ(refused.status, 412);
  EXPECT_EQ(refused.word("code"), "DT-X944");
  EXPECT_EQ(get("/queues/fitter").item(0).at("state"), feel::Value("ready")) << "nothing was done";
  sign_in("ann");
  auto done = send("POST", path, "{}", {{"drivetrain-person", "ann"}, {"idempotency-key", "k1"}});
  EXPECT_EQ(done.status, 200) << done.text;
  auto again = send("POST", path, "{}", {{"drivetrain-person", "ann"}, {"idempotency-key", "k1"}});
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(again.headers["Idempotency-Replayed"], "true");
  EXPECT_EQ(again.word("position"), done.word("position"));
}

}  // namespace
}  // namespace drivetrain::app::api
