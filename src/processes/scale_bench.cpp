// How the engine bears very much at once, without disk: for how long one command holds the writer when a case of 100,000 tokens is cancelled or
// interrupted and when a million cases hear a signal; what a waiting case takes, and what takes it; whether a million that wait slow down the
// others; how long the state of a million takes to come back. Everything is encoded, decoded and applied as in a journal.
//   scale_bench [cases, a million when absent]
#include <malloc.h>
#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "notation/bpmn.h"
#include "processes/cancel.h"
#include "processes/compile.h"
#include "processes/rehearsal.h"
#include "processes/sketch_for_test.h"
#include "processes/state_image.h"

namespace {

using namespace drivetrain;
using namespace drivetrain::processes;

constexpr Instant monday{1'704'067'200'000'000};

/// What this thread has used of the processor: on a busy machine the clock on the wall counts others, too.
double used_ms() {
  timespec used{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
  return static_cast<double>(used.tv_sec) * 1e3 + static_cast<double>(used.tv_nsec) / 1e6;
}
double now_ms() { return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

/// The longest and the sum of what was timed, in milliseconds.
struct Longest {
  double longest = 0, used = 0, sum = 0;
  std::size_t times = 0;
  template <class Work>
  void time(Work&& work) {
    auto begun = now_ms(), idle = used_ms();
    work();
    auto took = now_ms() - begun;
    longest = std::max(longest, took), used = std::max(used, used_ms() - idle), sum += took, ++times;
  }
  void print(char const* what) const { std::printf("%-70s longest %8.2f ms (%.2f ms of processor), %zu commands, %.0f ms together\n", what, longest, used, times, sum), std::fflush(stdout); }
};

feel::Context three_variables(std::uint64_t i) {
  feel::Context variables;
  variables.set("machine", feel::Value(static_cast<std::int64_t>(i))), variables.set("tier", feel::Value("critical")), variables.set("warranty", feel::Value(true));
  return variables;
}

/// Ten times 10,000 tasks at once, in a sub-process with a time limit on its border.
std::shared_ptr<Program const> crowd() {
  auto several = [](int count) { return R"(<multiInstanceLoopCharacteristics><loopCardinality>)" + std::to_string(count) + "</loopCardinality></multiInstanceLoopCharacteristics>"; };
  SourceText source("crowd.bpmn", R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="t"><process id="crowd" isExecutable="true">
<startEvent id="s"/><subProcess id="sub">)" + several(10) + R"(<startEvent id="s2"/><userTask id="t">)" + several(10'000) + R"(</userTask><sequenceFlow id="f" sourceRef="s2" targetRef="t"/></subProcess>
<boundaryEvent id="late" attachedToRef="sub"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent><userTask id="v"/><endEvent id="e"/>
<sequenceFlow id="a" sourceRef="s" targetRef="sub"/><sequenceFlow id="b" sourceRef="sub" targetRef="e"/><sequenceFlow id="c" sourceRef="late" targetRef="v"/></process></definitions>)");
  Diagnostics diagnostics;
  auto definitions = notation::read_bpmn(source, diagnostics);
  return compile_foreign(*definitions, "crowd", Dialect::camunda, diagnostics);
}

void large_cases() {
  auto program = crowd();
  for (bool interrupted : {false, true}) {
    Rehearsal stage(monday);
    stage.deploy(program);
    auto id = stage.start(*program, {program->scopes()[0].start}, {}, false);
    stage.forget();
    auto const* c = stage.state().open(*id);
    auto tokens = c->activities.size();
    Longest longest;
    if (interrupted) {
      ActivityNumber timer = 0;
      for (auto const& [number, activity] : c->activities)
        if (activity.element.text() == "late") timer = number;
      longest.time([&] { (void)stage.act(*id, false, [&](Engine& engine) { engine.complete(timer, {}); }); });
      for (bool left = true; left; stage.forget())
        longest.time([&] { (void)stage.act(*id, false, [&](Engine& engine) { left = !engine.clear_some(cancelled_at_once); }); });
    } else {
      for (bool left = true; left; stage.forget())
        longest.time([&] { (void)stage.act(*id, false, [&](Engine& engine) { left = !engine.cancel_some(cancelled_at_once, "enough"); }); });
    }
    auto what = std::string(interrupted ? "interrupting" : "cancelling") + " a case of " + std::to_string(tokens) + " activities";
    longest.print(what.c_str());
  }
}

void begin_many(Rehearsal& stage, std::shared_ptr<Program const> const& program, std::uint64_t cases) {
  for (std::uint64_t i = 0; i < cases; ++i) {
    (void)stage.start(*program, {program->scopes()[0].start}, three_variables(i), false);
    if (i % 1'000 == 0) stage.forget();
  }
  stage.forget();
}

void broadcast(std::uint64_t cases) {
  auto program = test::Sketch::of("hears", "start begin\n signal heard fire\n user leave role=fitter\n end done\n begin -> heard -> leave -> done");
  Rehearsal stage(monday);
  stage.deploy(program);
  begin_many(stage, program, cases);
  auto first = stage.state().open_cases().begin()->second.id();
  Longest longest;
  longest.time([&] { (void)stage.act(first, false, [&](Engine& engine) { engine.hear(stage.state().waiting_for_signal("fire"), three_variables(1)); }); });
  while (!stage.state().broadcasts().empty()) {
    auto id = broadcast_id(stage.state().broadcasts().begin()->first);
    longest.time([&] { (void)stage.act(first, false, [&](Engine& engine) { engine.hear_further(id); }); });
    stage.forget();
  }
  auto what = "a signal to " + std::to_string(cases) + " waiting cases";
  longest.print(what.c_str());
}

constexpr char const* two_tasks = "start begin\n user look role=fitter\n user mend role=fitter\n end done\n begin -> look -> mend -> done";

/// Cases of two tasks from start to end, for that long. Cases a second.
double rate(Rehearsal& stage, Program const& program, double ms) {
  auto begun = now_ms();
  std::uint64_t cases = 0;
  while (now_ms() - begun < ms) {
    for (int i = 0; i < 100; ++i, ++cases) {
      auto id = stage.start(program, {program.scopes()[0].start}, three_variables(cases), false);
      for (int task = 0; task < 2; ++task) {
        auto activity = stage.state().open(*id)->activities.begin()->first;
        (void)stage.act(*id, false, [&](Engine& engine) { engine.complete(activity, {}); });
      }
    }
    stage.forget();
  }
  return static_cast<double>(cases) / (now_ms() - begun) * 1'000;
}

void million(std::uint64_t cases) {
  auto program = test::Sketch::of("repair", two_tasks);
  Rehearsal few(monday), many(monday);
  few.deploy(program), many.deploy(program);
  malloc_trim(0);
  auto before = mallinfo2().uordblks;
  begin_many(many, program, cases);
  std::printf("%-70s %8.0f bytes, of them %.0f for the three variables\n", "a case that waits at its first task, with three small variables",
              static_cast<double>(mallinfo2().uordblks - before) / static_cast<double>(cases), [] {
                std::vector<feel::Context> all;
                all.reserve(100'000);
                auto empty = mallinfo2().uordblks;
                for (std::uint64_t i = 0; i < 100'000; ++i) all.push_back(feel::Value(three_variables(i)).context());  // copied, without room for more
                return static_cast<double>(mallinfo2().uordblks - empty) / 100'000;
              }());
  std::printf("  the case itself %zu, its task %zu, a scope %zu, a step of its timeline %zu\n", sizeof(Case), sizeof(Activity), sizeof(Scope), sizeof(Step));
  std::vector<double> shares;
  for (int pair = 0; pair < 5; ++pair) {
    auto alone = rate(few, *program, 1'000), among = rate(many, *program, 1'000);
    shares.push_back(among / alone);
    std::printf("  pair %d: %.0f cases/s among few, %.0f among %llu waiting\n", pair + 1, alone, among, static_cast<unsigned long long>(cases));
  }
  std::sort(shares.begin(), shares.end());
  std::printf("%-70s %8.1f %% of the throughput among few\n", "median of five alternating pairs", shares[2] * 100);
  Bytes bytes;
  auto begun = now_ms();
  image::put(bytes, many.state());
  auto written = now_ms();
  State again;
  image::Source source(bytes);
  bool read = image::get(source, again);
  std::printf("%-70s %8.2f s to write %.0f MB, %.2f s to read%s\n", "the state of all of them as bytes and back", (written - begun) / 1'000, static_cast<double>(bytes.size()) / 1e6,
              (now_ms() - written) / 1'000, read && again.open_cases().size() == cases ? "" : ", NOT THE SAME");
}

/// The journal's records told again, as a start without a snapshot does.
void replay(std::uint64_t cases) {
  auto program = test::Sketch::of("repair", two_tasks);
  Rehearsal stage(monday);
  stage.deploy(program);
  for (std::uint64_t i = 0; i < cases; ++i) (void)stage.start(*program, {program->scopes()[0].start}, three_variables(i), false);
  auto events = stage.events().size();
  auto begun = now_ms();
  stage.take_back(events);
  std::printf("%-70s %8.2f s (%.2f M events/s)\n", ("the events of " + std::to_string(cases) + " waiting cases told again").c_str(), (now_ms() - begun) / 1'000,
              static_cast<double>(events) / (now_ms() - begun) / 1'000);
}

}  // namespace

int main(int argc, char** argv) {
  std::uint64_t cases = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
  large_cases();
  broadcast(cases);
  million(cases);
  replay(cases);
}
