// The sample company's processes: all of them compile without a finding, and cases walked through them at random, by whoever
// may move them, reach every element, are never stuck, and end.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "base/random.h"
#include "decisions/kinds.h"
#include "notation/bpmn.h"
#include "processes/compile.h"
#include "processes/kinds.h"
#include "processes/works_for_test.h"

namespace drivetrain::processes::test {
namespace {

namespace fs = std::filesystem;

fs::path tarnwick() {
  for (auto at = fs::current_path();; at = at.parent_path()) {
    if (fs::exists(at / "models/tarnwick")) return at / "models/tarnwick";
    if (at == at.root_path()) return {};
  }
}

SourceText load(fs::path const& path) {
  std::stringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return SourceText(path.filename().string(), text.str());
}

template <class Kind>
std::vector<Kind> read_all(fs::path const& folder, std::string const& kind, Diagnostics& diagnostics) {
  std::vector<Kind> all;
  std::set<fs::path> files;
  for (auto const& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".yaml") files.insert(entry.path());
  for (auto const& file : files)
    for (auto const& document : notation::read_yaml(load(file), diagnostics))
      if (auto const* said = document.find("kind"); said && said->text == kind) all.push_back(notation::read<Kind>(document, diagnostics));
  return all;
}

class SampleCompany : public ::testing::Test {
 protected:
  void SetUp() override {
    Diagnostics findings, of_others;
    sidecars = read_all<Process>(tarnwick() / "processes", "Process", findings);
    for (auto const& decision : read_all<decisions::Decision>(tarnwick() / "decisions", "Decision", of_others))
      for (auto const& outcome : decision.outcomes) outcomes[decision.header.id].push_back(outcome.value);
    for (auto const& sidecar : sidecars) {
      auto definitions = notation::read_bpmn(load(tarnwick() / "processes" / sidecar.bpmn.value), findings);
      ASSERT_TRUE(definitions) << sidecar.bpmn.value;
      auto program = compile(*definitions, sidecar, findings);
      ASSERT_TRUE(program) << sidecar.bpmn.value;
      works.deploy(program);
    }
    for (auto const& finding : findings.all())
      ADD_FAILURE() << finding.span.file << ":" << finding.span.begin.line << ": " << finding.message << " [" << finding.code << "]";
    ASSERT_GE(sidecars.size(), 6u);
    works.fold_each_time = false;
  }

  feel::Value anything(Process const& process) {
    feel::Context context;
    for (auto const& variable : process.variables) {
      if (variable.type == VariableType::boolean) context.set(variable.name.value, random.below(2) == 1);
      if (variable.type == VariableType::number) context.set(variable.name.value, static_cast<std::int64_t>(random.below(100)));
    }
    return context;
  }

  /// One thing that could happen next in this case, done by whoever may do it.
  void move(std::string const& c, Process const& process) {
    std::vector<ActivityNumber> waiting;
    for (auto const& [number, activity] : works.look(c).activities)
      if (activity.kind.text() != "event_gateway" && activity.kind.text() != "sub_process") waiting.push_back(number);
    ASSERT_FALSE(waiting.empty()) << works.where(c);
    auto number = waiting[random.below(waiting.size())];
    auto const& activity = *works.look(c).find(number);
    ASSERT_FALSE(activity.incident) << activity.incident->message;
    if (!activity.message.empty()) {
      works.message(activity.message.text(), activity.key.text(), anything(process));
    } else if (activity.due) {
      works.after(*activity.due - works.sim.clock.now());
    } else if (!activity.decision.empty()) {
      auto const& possible = outcomes[activity.decision.text()];
      ASSERT_FALSE(possible.empty()) << activity.decision.text();
      works.done(CompleteActivity{c, activity_id(number), with({{"outcome", possible[random.below(possible.size())]}})});
    } else {
      works.done(CompleteActivity{c, activity_id(number), anything(process)});
    }
  }

  Works works;
  Random random{20260105};
  std::vector<Process> sidecars;
  std::map<std::string, std::vector<std::string>> outcomes;
};

TEST_F(SampleCompany, CasesReachEveryElementAreNeverStuckAndEnd) {
  for (auto const& process : sidecars) {
    auto const& program = *works.find("r1", process.header.id);
    std::set<std::string> reached;
    for (int walk = 0; walk < 25; ++walk) {
      SCOPED_TRACE(process.header.id);
      auto c = works.start(process.header.id, anything(process), process.header.id + "-" + std::to_string(walk));
      for (int step = 0; step < 400 && works.look(c).status == CaseStatus::running; ++step) {
        move(c, process);
        if (testing::Test::HasFatalFailure()) return;
      }
      EXPECT_EQ(works.look(c).status, CaseStatus::completed) << works.where(c);
      for (auto const& mark : view_marks(works.look(c)))
        if (mark.done > 0) reached.insert(mark.element);
    }
    for (NodeIndex node = 0; node < program.nodes().size(); ++node)
      EXPECT_TRUE(reached.contains(program.id(node))) << process.header.id << " never passed " << program.id(node);
  }
  EXPECT_EQ(works.timers(), 0u);
  works.restart();
}

}  // namespace
}  // namespace drivetrain::processes::test
