// How fast the engine is by itself, without journal or disk: nanoseconds and instructions for a case of two tasks from its start to its end, every
// event encoded, decoded and applied; and how much memory a waiting case takes. See base/bench.h for how it is run.
#include "base/bench.h"

#include <malloc.h>

#include "processes/rehearsal.h"
#include "processes/sketch_for_test.h"

namespace {

using namespace drivetrain;
using namespace drivetrain::processes;

std::shared_ptr<Program const> two_tasks() {
  return test::Sketch::of("repair", R"(
    start begin
    user look role=fitter
    user mend role=fitter
    end done
    begin -> look -> mend -> done)");
}

feel::Context three_variables(std::uint64_t i) {
  feel::Context variables;
  variables.set("machine", feel::Value(static_cast<std::int64_t>(i))), variables.set("tier", feel::Value("critical")), variables.set("warranty", feel::Value(true));
  return variables;
}

/// Completes the one activity at which the case waits.
void complete(Rehearsal& stage, std::string const& id) {
  auto activity = stage.state().open(id)->activities.begin()->first;
  (void)stage.act(id, false, [&](Engine& engine) { engine.complete(activity, {}); });
}

struct CaseOfTwoTasks {
  std::unique_ptr<Rehearsal> stage = std::make_unique<Rehearsal>(Instant{1'700'000'000'000'000});
  std::shared_ptr<Program const> program = two_tasks();
  CaseOfTwoTasks() { stage->deploy(program); }
  void operator()(std::uint64_t i) {
    auto id = stage->start(*program, {program->scopes()[0].start}, three_variables(i), false);
    complete(*stage, *id), complete(*stage, *id);
    if (i % 1'000 == 0) stage->forget();
  }
};

void tell_memory() {
  constexpr std::uint64_t cases = 100'000;
  Rehearsal stage(Instant{1'700'000'000'000'000});
  auto program = two_tasks();
  stage.deploy(program);
  auto before = mallinfo2().uordblks;
  for (std::uint64_t i = 0; i < cases; ++i) {
    (void)stage.start(*program, {program->scopes()[0].start}, three_variables(i), false);
    if (i % 1'000 == 0) stage.forget();
  }
  stage.forget();
  std::printf("%-66s %9.0f bytes\n", "a case that waits at its first task, with three small variables", static_cast<double>(mallinfo2().uordblks - before) / cases);
}

}  // namespace

int main(int argc, char** argv) {
  Bench bench(argc, argv);
  bench.figure("a case of two tasks, from start to end", [] { return CaseOfTwoTasks(); });
  if (argc < 2 || argv[1][0] != '-') tell_memory();
}
