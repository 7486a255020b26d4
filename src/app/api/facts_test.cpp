// Feeds over HTTP: what an interface declares is taken in and moves a figure; what it does not is refused, and says why.
#include "app/api/client_for_test.h"

namespace drivetrain::app::api {
namespace {

void replace_all(std::string& text, std::string const& from, std::string const& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
}

class FactsTest : public test::ApiTest {
 protected:
  /// The small works, whose promises are counted by the job system of a partner.
  void SetUp() override {
    world = std::make_unique<journal::SimWorld>();
    start_up();
    auto files = app::test::small_company();
    for (auto& [name, text] : files)
      if (text.find("kind: Kpi") != std::string::npos) replace_all(text, "event: CaseCompleted", "event: JobClosed");
    files["promises.yaml"] = R"file(apiVersion: drivetrain/v1
kind: Slo
metadata: {id: nine-of-ten, title: Nine of ten, owner: manager}
spec: {indicator: promises-kept, target: 90, window: P28D, alerts: [{burn_rate: 3, window: P1D, issue: machine}]}
)file";
    files["interfaces.yaml"] = R"file(apiVersion: drivetrain/v1
kind: Interface
metadata: {id: partner, title: Partner}
spec: {system: job system of the partner, direction: in, events: [{type: JobClosed, attributes: [{name: promise_kept, type: boolean}]}]}
)file";
    auto compiled = model::compile(files, {runtime->company().today(runtime->now())});
    for (auto const& finding : compiled.diagnostics.all()) EXPECT_NE(finding.severity, Severity::error) << finding.message;
    auto deployed = runtime->deploy_first(std::move(compiled));
    ASSERT_TRUE(deployed.ok()) << deployed.error().message;
    ASSERT_TRUE(api->open().ok());
  }
  test::Answer report(std::string const& attributes, std::string const& type = "JobClosed") {
    return post("/facts", R"({"interface":"partner","type":")" + type + R"(","attributes":)" + attributes + "}");
  }
};

TEST_F(FactsTest, MoveTheFigureAndItsEvidenceAndSurviveARestart) {
  sign_in("ann");
  EXPECT_EQ(get("/kpis/promises-kept").word("status"), "no_data");
  for (auto const* kept : {"true", "true", "true", "false"}) EXPECT_EQ(report(std::string(R"({"promise_kept":)") + kept + "}").status, 200);
  auto figure = get("/kpis/promises-kept");
  EXPECT_EQ(figure.at("value"), feel::Value(75));
  EXPECT_EQ(get("/kpis/promises-kept/evidence").size(), 4u);
  start_up();
  ASSERT_TRUE(api->open().ok());
  sign_in("ann");
  EXPECT_EQ(get("/kpis/promises-kept").at("value"), feel::Value(75));
}

TEST_F(FactsTest, FillAControlChartThatSignalsOnceAndBeginsAnewByItsOwnerOnly) {
  sign_in("ann");
  auto const day = [&](int kept, int missed) {
    for (int i = 0; i < kept; ++i) report(R"({"promise_kept":true})");
    for (int i = 0; i < missed; ++i) report(R"({"promise_kept":false})");
    pass(days(1));
  };
  EXPECT_EQ(get("/kpis/promises-kept/chart").at("points"), feel::Value(feel::List()));
  for (int d = 0; d < 12; ++d) day(19 - d % 2, 1 + d % 2);
  auto const usual = get("/kpis/promises-kept/chart");
  // The first day was under way when its first fact came: eleven whole ones, of which today is none.
  EXPECT_EQ(usual.at("points").list().size(), 11u) << usual.text;
  EXPECT_EQ(usual.at("signals"), feel::Value(feel::List()));
  EXPECT_EQ(usual.word("assurance"), "hit_or_miss");
  EXPECT_EQ(get("/issues").size(), 0u);
  day(4, 16);
  day(3, 17);
  auto const fallen = get("/kpis/promises-kept/chart");
  std::string said;
  for (auto const& signal : fallen.at("signals").list()) said += feel::to_text(signal.at("first")) + "-" + feel::to_text(signal.at("last")) + " " + std::string(signal.at("rule").string()) + "\n";
  EXPECT_EQ(said, "0-10 a longer run on one side of the centre than chance leaves\n11-11 beyond the limits\n12-12 beyond the limits\n0-12 fewer crossings of the centre than chance leaves\n");
  // Two days out of the limits are one story: the reaction followed at the first of them, beside that of the alarm limit.
  std::size_t told = 0;
  for (auto const& issue : get("/issues").items()) told += std::string(issue.at("title").string()).find("gives a signal") != std::string::npos;
  EXPECT_EQ(told, 1u);
  std::string const body = R"({"from":")" + format_instant(world->clock.now() - hours(60)) + R"(","reason":"a second shift began"})";
  EXPECT_EQ(post("/kpis/promises-kept/phases", body).status, 403);
  sign_in("max");
  EXPECT_EQ(post("/kpis/promises-kept/phases", R"({"from":")" + format_instant(world->clock.now() + days(1)) + R"(","reason":"x"})").status, 422);
  EXPECT_EQ(post("/kpis/promises-kept/phases", body).status, 200);
  EXPECT_EQ(post("/kpis/promises-kept/phases", body).status, 409);
  start_up();
  ASSERT_TRUE(api->open().ok());
  sign_in("max");
  auto const anew = get("/kpis/promises-kept/chart");
  ASSERT_EQ(anew.at("phases").list().size(), 2u) << anew.text;
  EXPECT_EQ(anew.at("phases").list()[1].at("reason"), feel::Value("a second shift began"));
  EXPECT_EQ(anew.at("signals"), feel::Value(feel::List()));
  EXPECT_EQ(post("/kpis/promises-kept/phases/undo", body.substr(0, body.find(",")) + "}").status, 200);
  EXPECT_EQ(get("/kpis/promises-kept/chart").at("phases").list().size(), 1u);
}

// The period ends at midnight, while the server stands still: what it shows is told when the server is back.
TEST_F(FactsTest, ASignalIsToldThoughTheServerStoodStillWhenItsPeriodEnded) {
  sign_in("ann");
  auto const report_day = [&](int kept, int missed) {
    for (int i = 0; i < kept; ++i) report(R"({"promise_kept":true})");
    for (int i = 0; i < missed; ++i) report(R"({"promise_kept":false})");
  };
  for (int d = 0; d < 12; ++d) report_day(19 - d % 2, 1 + d % 2), pass(days(1));
  report_day(4, 16);
  world->clock.set(world->clock.now() + hours(29));
  ASSERT_TRUE(runtime->journal().catch_up().ok());
  std::size_t told = 0;
  for (auto const& issue : get("/issues").items()) told += std::string(issue.at("title").string()).find("gives a signal") != std::string::npos;
  EXPECT_EQ(told, 1u);
}

TEST_F(FactsTest, UseAnErrorBudgetUpWhichIsToldOnceUntilItIsCalm) {
  sign_in("ann");
  auto const said = [&] {
    std::size_t told = 0;
    for (auto const& issue : get("/issues").items()) told += std::string(issue.at("title").string()).find("error budget") != std::string::npos;
    return told;
  };
  auto const promise = [&] { return get("/promises").item(0); };
  EXPECT_EQ(promise().at("status"), feel::Value("no_data"));
  for (int i = 0; i < 60; ++i) report(R"({"promise_kept":true})");
  pass(hours(30));
  EXPECT_EQ(promise().at("used"), feel::Value(0));
  for (int i = 0; i < 2; ++i) report(R"({"promise_kept":true})");
  report(R"({"promise_kept":false})");
  pass(hours(2));
  EXPECT_EQ(promise().at("status"), feel::Value("warn"));
  EXPECT_EQ(promise().at("burns").list()[0].at("rate"), feel::Value(*Decimal::parse("3.33")));
  EXPECT_EQ(said(), 1u);
  report(R"({"promise_kept":false})");
  pass(hours(5));
  EXPECT_EQ(said(), 1u);
  for (int i = 0; i < 40; ++i) report(R"({"promise_kept":true})");
  pass(hours(2));
  EXPECT_EQ(promise().at("status"), feel::Value("ok"));
  start_up();
  ASSERT_TRUE(api->open().ok());
  sign_in("ann");
  EXPECT_EQ(promise().at("used"), feel::Value(*Decimal::parse("19.2"))) << "two of 104, of ten in a hundred";
}

TEST_F(FactsTest, AreRefusedWhenTheInterfaceDoesNotDeclareThem) {
  sign_in("ann");
  auto unknown = report(R"({"promise_kept":true})", "JobClose");
  EXPECT_EQ(unknown.word("code"), "DT-X901");
  EXPECT_NE(unknown.text.find("did you mean JobClosed?"), std::string::npos) << unknown.text;
  EXPECT_EQ(report(R"({})").word("code"), "DT-X902");
  EXPECT_EQ(report(R"({"promise_kept":"yes"})").word("code"), "DT-X902");
  EXPECT_EQ(get("/kpis/promises-kept").word("status"), "no_data");
}

TEST_F(FactsTest, NeedSomebodyWhoIsSignedIn) { EXPECT_EQ(report(R"({"promise_kept":true})").status, 401); }

}  // namespace
}  // namespace drivetrain::app::api
