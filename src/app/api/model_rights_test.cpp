// What the model decides, exactly: each operation that only some people may call is called about things that are there, as the holder
// of the role, as the deputy, as the person named, as somebody of another role and of none; and lets in whom the contract says.
#include <functional>
#include <set>
#include <tuple>

#include "app/api/access_page.h"
#include "app/api/client_for_test.h"
#include "base/text.h"
#include "organisation/commands.h"

namespace drivetrain::app::api {
namespace {

class ModelRightsTest : public test::ApiTest {
 protected:
  /// The small company with one deputy for each role, who holds nothing else; Otto holds a role that has no part in anything, Nora none.
  model::Files files() const override {
    auto all = app::test::small_company();
    auto replace = [&](std::string const& file, std::string const& from, std::string const& to) {
      auto& text = all.at(file);
      auto at = text.find(from);
      EXPECT_NE(at, std::string::npos) << from;
      if (at != std::string::npos) text.replace(at, from.size(), to);
    };
    replace("org.yaml", "[{person: dora}], deputies: [{person: max}]", "[{person: dora}], deputies: [{person: dina}]");
    replace("org.yaml", "[{person: max}], deputies: [{person: dora}]", "[{person: max}], deputies: [{person: mia}]");
    replace("org.yaml", "[{person: lea}], deputies: [{person: max}]", "[{person: lea}], deputies: [{person: lou}]");
    replace("org.yaml", "[{person: ann}, {person: bob}]", "[{person: ann}], deputies: [{person: bob}]");
    replace("org.yaml", "authority: 1, many: true", "authority: 1");
    for (auto const* person : {"dina, title: Dina Ott", "mia, title: Mia Falk", "lou, title: Lou Mey", "otto, title: Otto Gray", "nora, title: Nora Hill"})
      all.at("org.yaml") += std::string("---\napiVersion: drivetrain/v1\nkind: Person\nmetadata: {id: ") + person + "}\nspec: {unit: works}\n";
    all.at("org.yaml") += R"(---
apiVersion: drivetrain/v1
kind: Role
metadata: {id: clerk, title: Clerk}
spec: {unit: works, purpose: Keeps the books., accountabilities: [books], authority: 1}
---
apiVersion: drivetrain/v1
kind: Assignment
metadata: {id: clerk-today, title: Clerk today}
spec: {role: clerk, holders: [{person: otto}]}
)";
    replace("processes.yaml", "{id: repair-service, title: Repair}", "{id: repair-service, title: Repair, owner: fitter}");
    all.at("rhythms.yaml") += R"(---
apiVersion: drivetrain/v1
kind: IssueType
metadata: {id: bench, title: The bench is blocked}
spec:
  meaning: Somebody else's machine stands on it.
  tiers: [{role: fitter, within: PT8H}]
)";
    return all;
  }

  struct Call {
    std::string method, path, body = "{}";
  };
  /// One line of the matrix, made real: `who` is the role, or the person named; `prepare` makes the thing that is asked about.
  struct Scene {
    std::string operation, of, who;
    std::function<Call()> prepare;
  };

  static std::string deputy_of(std::string const& role) { return role == "director" ? "dina" : role == "manager" ? "mia" : role == "lead" ? "lou" : "bob"; }
  static std::string holder_of(std::string const& role) { return role == "director" ? "dora" : role == "manager" ? "max" : role == "lead" ? "lea" : "ann"; }
  void away(std::string const& person, Duration how_long) {
    auto now = world->clock.now();
    auto reported = runtime->ask(journal::Actor::person(person), organisation::ReportAbsence{person, now, now + how_long, "holiday"});
    ASSERT_TRUE(reported.accepted()) << reported.refusal->message;
    pass(minutes(1));
  }
  /// As whom the scene's call is made.
  std::string enter(Scene const& scene, Standing standing) {
    switch (standing) {
      case Standing::holder: return holder_of(scene.who);
      case Standing::holder_away: away(holder_of(scene.who), days(1)); return holder_of(scene.who);
      case Standing::deputy: return deputy_of(scene.who);
      case Standing::deputy_for_absent: away(holder_of(scene.who), days(1)); return deputy_of(scene.who);
      case Standing::itself: return scene.who;
      case Standing::another_role: return "otto";
      case Standing::no_role: return "nora";
    }
    return "";
  }
  std::string made(test::Answer const& answer) {
    EXPECT_EQ(answer.status, 200) << answer.text;
    return answer.word("id");
  }
  test::Answer as(std::string const& person, std::string const& path, std::string const& body) {
    sign_in(person);
    return post(path, body);
  }

  std::string item() {
    sign_in("otto");
    start_repair("M-1", "critical");
    return get("/queues/fitter").item(0).at("item").is_null() ? "" : std::string(get("/queues/fitter").item(0).at("item").string());
  }
  std::string started_item() {
    auto id = item();
    EXPECT_EQ(as("ann", "/work-items/" + id + "/start", "{}").status, 200);
    return id;
  }
  std::string claimed_item() {
    auto id = item();
    EXPECT_EQ(as("ann", "/work-items/" + id + "/claim", "{}").status, 200);
    return id;
  }
  std::string case_id() {
    sign_in("otto");
    return start_repair("M-1", "critical");
  }
  std::string live() { return made(as("otto", "/decisions", R"({"decision":"expedite","title":"M-7 first?","facts":{"delay_hours":4}})")); }
  std::string absence() {
    auto now = world->clock.now();
    return made(as("ann", "/absences", R"({"from":")" + format_instant(now + days(2)) + R"(","to":")" + format_instant(now + days(3)) + "\"}"));
  }
  std::string meeting() {
    pass(minutes(31));
    sign_in("otto");
    return std::string(get("/rhythms/occurrences").item(0).at("occurrence").string());
  }
  std::string open_meeting(std::string const& by) {
    auto id = meeting();
    EXPECT_EQ(as(by, "/rhythms/occurrences/" + id + "/start", "{}").status, 200);
    return id;
  }
  std::string action() { return made(as("lea", "/rhythms/occurrences/" + open_meeting("lea") + "/actions", action_body)); }
  std::string issue() { return made(as("otto", "/issues", R"({"issue_type":"bench","title":"Blocked"})")); }
  std::string idea(std::string const& about, std::string const& by = "lea") { return made(as(by, "/ideas", R"({"title":"Lamps","problem":"It is dark.",)" + about + "}")); }
  std::string issue_of_bob() {
    auto id = issue();
    away("ann", hours(1));
    EXPECT_EQ(as("bob", "/issues/" + id + "/acknowledge", "{}").status, 200);
    pass(hours(2));
    return id;
  }
  std::string signal() { return made(as("otto", "/drift/signals", R"({"gauge":"inversions","title":"Queues are jumped"})")); }
  std::string anew() { return R"({"from":")" + format_instant(world->clock.now()) + R"(","reason":"the bench was moved"})"; }
  std::string proposal() {
    sign_in("ann");
    return R"({"title":"A band","reason":"the numbers say so","base":")" + get("/session").word("revision") +
           R"(","edits":{"set_band":[{"decision":"expedite","band":0,"when":"delay_hours <= 6"},{"decision":"expedite","band":1,"when":"delay_hours > 6"}]}})";
  }
  std::string change() { return made(as("ann", "/changes", proposal())); }
  /// Deployed; answers with the revision before.
  std::string deploy() {
    sign_in("ann");
    auto before = get("/session").word("revision");
    auto id = change();
    auto asked = get("/changes/" + id).word("decision_live");
    EXPECT_EQ(as("dora", "/decisions/" + asked + "/take", R"({"outcome":"approve","reason":"agreed"})").status, 200);
    return before;
  }
  std::string note() {
    deploy();
    return std::string(get("/release-notes").item(0).at("note").string());
  }
  std::string notice_of_lea() {
    deploy();
    sign_in("lea");
    return std::string(get("/rights-notices").item(0).at("notice").string());
  }

  std::vector<Scene> scenes() {
    auto to = [](std::string const& path, std::string const& body = "{}") { return Call{"POST", path, body}; };
    auto meeting_path = [this](std::string const& by, std::string const& deed) { return "/rhythms/occurrences/" + open_meeting(by) + deed; };
    std::string const reason = R"({"reason":"it is needed"})", taken = R"({"outcome":"expedite","reason":"it is needed"})";
    std::string const fixed = R"({"cause":"no place","fix":"moved"})", contained = R"({"containment":"moved"})", disposed = R"({"disposition":"fix","reason":"we talk"})";
    auto absence_of_ann = [this] {
      auto now = world->clock.now();
      return R"({"person":"ann","from":")" + format_instant(now + days(2)) + R"(","to":")" + format_instant(now + days(3)) + "\"}";
    };
    std::vector<Scene> all{
        {"start_work", "work_item", "fitter", [=, this] { return to("/work-items/" + item() + "/start"); }},
        {"complete_work", "work_item.started_by", "ann", [=, this] { return to("/work-items/" + started_item() + "/complete", R"({"result":{}})"); }},
        {"return_work", "work_item.started_by", "ann", [=, this] { return to("/work-items/" + started_item() + "/return", reason); }},
        {"claim_work", "work_item", "fitter", [=, this] { return to("/work-items/" + item() + "/claim"); }},
        {"unclaim_work", "work_item.assignee", "ann", [=, this] { return to("/work-items/" + claimed_item() + "/unclaim"); }},
        {"unclaim_work", "process.owner", "manager", [=, this] { return to("/work-items/" + claimed_item() + "/unclaim"); }},
        {"assign_work", "work_item.assignee", "ann", [=, this] { return to("/work-items/" + claimed_item() + "/assign", R"({"to":"bob"})"); }},
        {"assign_work", "process.owner", "manager", [=, this] { return to("/work-items/" + claimed_item() + "/assign", R"({"to":"bob"})"); }},
        {"delegate_work", "work_item.assignee", "ann", [=, this] { return to("/work-items/" + claimed_item() + "/delegate", R"({"to":"bob"})"); }},
        {"save_draft", "work_item.assignee", "ann", [=, this] { return Call{"PUT", "/work-items/" + claimed_item() + "/draft", R"({"values":{"size":3}})"}; }},
        {"reschedule_work", "process.owner", "manager", [=, this] { return Call{"PATCH", "/work-items/" + item(), R"({"priority":60})"}; }},
        {"accept_requirement", "requirement.owner", "manager", [=] { return to("/requirements/restore-fast/accept"); }},
        {"reach_milestone", "initiative.owner", "manager", [=] { return to("/initiatives/second-bench/milestones/ordered/reach"); }},
        {"ask_for_gate", "initiative.owner", "manager", [=] { return to("/initiatives/second-bench/milestones/ordered/gate", R"({"facts":{}})"); }},
        {"report_absence", "absence.person", "ann", [=] { return to("/absences", absence_of_ann()); }},
        {"report_absence", "unit.lead", "manager", [=] { return to("/absences", absence_of_ann()); }},
        {"end_absence", "absence.person", "ann", [=, this] { return to("/absences/" + absence() + "/end"); }},
        {"end_absence", "unit.lead", "manager", [=, this] { return to("/absences/" + absence() + "/end"); }},
        {"open_decision", "", "lead", [=] { return to("/decisions", R"({"decision":"expedite","title":"M-7 first?","facts":{"delay_hours":4}})"); }},
        {"take_decision", "decision.band", "lead", [=, this] { return to("/decisions/" + live() + "/take", taken); }},
        {"escalate_decision", "decision.band", "lead", [=, this] { return to("/decisions/" + live() + "/escalate", reason); }},
        {"start_occurrence", "rhythm.chair", "lead", [=, this] { return to("/rhythms/occurrences/" + meeting() + "/start"); }},
        {"raise_issue", "", "lead", [=] { return to("/issues", R"({"issue_type":"bench","title":"Blocked"})"); }},
        {"start_case", "", "lead", [=] { return to("/cases", R"({"process":"polish","business_key":"P-1","service":"polish-service","tier":"standard","variables":{}})"); }},
        {"start_cases", "", "lead", [=] { return to("/cases/starts", R"({"cases":[{"process":"polish","business_key":"P-1","variables":{}}]})"); }},
        {"cancel_case", "process.owner", "manager", [=, this] { return to("/cases/" + case_id() + "/cancel", reason); }},
        {"cancel_case", "service.owner", "fitter", [=, this] { return to("/cases/" + case_id() + "/cancel", reason); }},
        {"set_variables", "process.owner", "manager", [=, this] { return to("/cases/" + case_id() + "/variables", R"({"variables":{"size":3}})"); }},
        {"set_variables", "service.owner", "fitter", [=, this] { return to("/cases/" + case_id() + "/variables", R"({"variables":{"size":3}})"); }},
        {"suspend_case", "process.owner", "manager", [=, this] { return to("/cases/" + case_id() + "/suspend", reason); }},
        {"suspend_case", "service.owner", "fitter", [=, this] { return to("/cases/" + case_id() + "/suspend", reason); }},
        {"measure_gauges", "", "lead", [=] { return to("/drift/measure"); }},
        {"raise_signal", "", "lead", [=] { return to("/drift/signals", R"({"gauge":"inversions","title":"Queues are jumped"})"); }},
        {"dispose_signal", "governing_right.owner", "director", [=, this] { return to("/drift/signals/" + signal() + "/dispose", disposed); }},
        {"dispose_signal", "governing_right.decider", "manager", [=, this] { return to("/drift/signals/" + signal() + "/dispose", disposed); }},
        {"rebase_kpi", "kpi.owner", "manager", [=, this] { return to("/kpis/promises-kept/phases", anew()); }},
        {"undo_rebase", "kpi.owner", "manager", [=, this] {
           auto const body = anew();
           EXPECT_EQ(as("max", "/kpis/promises-kept/phases", body).status, 200);
           return to("/kpis/promises-kept/phases/undo", body.substr(0, body.find(",")) + "}");
         }},
        {"propose_change", "", "lead", [=, this] { return to("/changes", proposal()); }},
        {"propose_change_again", "", "lead", [=, this] { return to("/changes/" + change() + "/propose-again"); }},
        {"withdraw_change", "change.proposed_by", "ann", [=, this] { return to("/changes/" + change() + "/withdraw", reason); }},
        {"acknowledge_release_note", "unit.lead", "manager", [=, this] { return to("/release-notes/" + note() + "/acknowledge"); }},
        {"acknowledge_rights_notice", "rights_notice.person", "lea", [=, this] { return to("/rights-notices/" + notice_of_lea() + "/acknowledge"); }},
        {"acknowledge_rights_notice", "unit.lead", "manager", [=, this] {
           auto id = notice_of_lea();
           pass(days(3) + minutes(1));
           return to("/rights-notices/" + id + "/acknowledge");
         }},
        {"roll_back", "governing_right.decider", "director", [=, this] { return to("/model/roll-back", R"({"revision":")" + deploy() + R"(","reason":"it hurts"})"); }},
        {"get_today", "", "lead", [] { return Call{"GET", "/today", ""}; }},
        {"list_stations", "", "lead", [] { return Call{"GET", "/stations", ""}; }},
        {"get_station", "", "lead", [] { return Call{"GET", "/stations/role/lead", ""}; }},
        {"list_rights_notices", "", "lead", [] { return Call{"GET", "/rights-notices", ""}; }},
        {"close_occurrence", "rhythm.chair", "lead", [=] { return to(meeting_path("lou", "/close"), R"({"summary":"Done"})"); }},
        {"close_occurrence", "occurrence.opened_by", "lou", [=] { return to(meeting_path("lou", "/close"), R"({"summary":"Done"})"); }},
        {"complete_action", "action.owner", "ann", [=, this] { return to("/actions/" + action() + "/complete", R"({"result":"ordered"})"); }},
        {"complete_action", "rhythm.chair", "lead", [=, this] { return to("/actions/" + action() + "/complete", R"({"result":"ordered"})"); }},
    };
    for (auto const& [operation, deed, body] : {std::tuple("add_action", "/actions", std::string(action_body)), std::tuple("note_minutes", "/minutes", std::string(R"({"text":"All here"})"))})
      for (auto const& [of, who] : {std::pair("rhythm.chair", "lead"), std::pair("occurrence.opened_by", "lou"), std::pair("rhythm.attendees", "fitter")})
        all.push_back({operation, of, who, [=, deed = std::string(deed), body = body] { return to(meeting_path("lou", deed), body); }});
    for (auto const& [operation, deed, body] : {std::tuple("acknowledge_issue", "/acknowledge", std::string("{}")), std::tuple("contain_issue", "/contain", contained),
                                             std::tuple("state_issue_cause", "/cause", std::string(R"({"category":"machine","whys":["seal worn"]})")), std::tuple("resolve_issue", "/resolve", fixed)}) {
      all.push_back({operation, "issue_type.tiers", "fitter", [=, this, deed = std::string(deed), body = body] { return to("/issues/" + issue() + deed, body); }});
      if (operation != std::string_view("acknowledge_issue"))
        all.push_back({operation, "issue.acknowledged_by", "bob", [=, this, deed = std::string(deed), body = body] { return to("/issues/" + issue_of_bob() + deed, body); }});
    }
    for (auto const& [operation, deed, body] : {std::tuple("begin_trial", "/trial", std::string(R"({"hypothesis":"More are kept.","until":"2026-04-20"})")), std::tuple("judge_trial", "/judge", std::string("{}")),
                                             std::tuple("adopt_idea", "/adopt", reason), std::tuple("drop_idea", "/drop", reason)})
      for (auto const& [of, about] : {std::pair("kpi.owner", R"("kpi":"promises-kept")"), std::pair("process.owner", R"("process":"repair")")})
        all.push_back({operation, of, "manager", [=, this, deed = std::string(deed), body = body, about = std::string(about)] { return to("/ideas/" + idea(about) + deed, body); }});
    all.push_back({"drop_idea", "idea.proposed_by", "ann", [=, this] { return to("/ideas/" + idea(R"("kpi":"promises-kept")", "ann") + "/drop", reason); }});
    all.push_back({"propose_idea", "", "lead", [=] { return to("/ideas", R"({"title":"Lamps","problem":"It is dark."})"); }});
    all.push_back({"list_work", "assignee", "ann", [] { return Call{"GET", "/work-items?assignee=ann", ""}; }});
    all.push_back({"list_work", "unit.lead", "manager", [] { return Call{"GET", "/work-items?assignee=ann", ""}; }});
    for (auto const& [operation, path] : {std::pair("list_audit", "/audit?actor=ann"), std::pair("list_decisions", "/decisions?person=ann"), std::pair("list_issues", "/issues?person=ann")})
      for (auto const& [of, who] : {std::pair("person", "ann"), std::pair("unit.lead", "manager")})
        all.push_back({operation, of, who, [path = std::string(path)] { return Call{"GET", path, ""}; }});
    return all;
  }

  /// A company that begins anew.
  void begin() {
    cookie.clear();
    api.reset();
    runtime.reset();
    ApiTest::SetUp();
  }
  std::string answer_to(Call const& call) {
    auto answer = send(call.method, "/api/v1" + call.path, call.body);
    auto code = answer.word("code");
    if (answer.status == 403 && (code == "DT-X904" || code == "DT-X942")) return "403";
    // Anything else about who asks, or about something that is not there, would say nothing about the right.
    return answer.status == 200 || answer.status == 409 || answer.status == 422 ? "yes" : std::to_string(answer.status) + " " + answer.text;
  }
  static constexpr char const* action_body = R"({"title":"Order a seal","owner":"ann","due":"2026-03-28"})";
};

TEST_F(ModelRightsTest, EachOperationLetsInWhomTheContractSaysAndNobodyElse) {
  std::size_t cells = 0;
  for (auto const& scene : scenes()) {
    auto const* operation = Contract::current().find(scene.operation);
    ASSERT_NE(operation, nullptr) << scene.operation;
    for (auto const& right : model_rights(*operation)) {
      if (right.of != scene.of) continue;
      for (auto const& [standing, title] : standings()) {
        auto expected = cell_of(right, standing);
        if (expected == "–") continue;
        // Whom any of them lets in, it lets in: the one who is named is asked once.
        if (right.kind == ModelRight::Kind::anybody && standing == Standing::itself) continue;
        begin();
        auto call = scene.prepare();
        auto caller = enter(scene, standing);
        sign_in(caller);
        EXPECT_EQ(answer_to(call), expected) << scene.operation << " (" << right.in_words() << ") as " << title << ", " << caller;
        ++cells;
      }
    }
  }
  EXPECT_GT(cells, 180u);
}

TEST_F(ModelRightsTest, EveryLineOfTheMatrixIsPlayedOrSaysWhyNot) {
  std::set<std::pair<std::string, std::string>> played, lines;
  for (auto const& scene : scenes()) played.insert({scene.operation, scene.of});
  for (auto const& operation : Contract::current().operations())
    for (auto const& right : model_rights(operation))
      if (unproven(operation).empty()) lines.insert({operation.id, right.of});
  EXPECT_EQ(played, lines);
}

TEST_F(ModelRightsTest, EveryOperationOfAPersonSaysWho) {
  for (auto const& operation : Contract::current().operations()) {
    auto rights = model_rights(operation);
    auto declared = operation.declared.at("x-access.may");
    EXPECT_EQ(rights.size(), declared.kind() == feel::Kind::list ? declared.list().size() : 0u) << operation.id << " has a word in `may` that nobody knows";
    EXPECT_TRUE(operation.demand.needs != access::Needs::person || !rights.empty()) << operation.id;
  }
}

}  // namespace
}  // namespace drivetrain::app::api
