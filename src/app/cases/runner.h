// Running a case: one company in a simulated world, driven line by line. The same case runs again with a restart after every
// step, and with each commit failing in turn (not written, written but unanswered, torn, busy, disk full), and must say the same.
#pragma once

#include <string>
#include <vector>

#include "app/cases/script.h"
#include "base/result.h"
#include "model/files.h"

namespace drivetrain::app::cases {

enum class Mode {
  plain,      ///< as written
  restart,    ///< a new process over the same journal after every step
  failing,    ///< commits of the plain run fail once each, in every way that a store can fail; the step is tried again after it
};
std::string_view to_string(Mode mode);

struct Failure {
  Span span;
  std::string message, help;
};

struct Report {
  Mode mode = Mode::plain;
  std::size_t steps = 0;
  std::string ways;                    ///< of a failing run: how many writes failed and how, every one or every nth; else empty
  std::vector<Failure> failures;       ///< the first one ends the run
  bool passed() const { return failures.empty(); }
};

class Stage;
/// Every step of the script on a stage that has begun; the first that fails is the error, with its line.
Status play_all(Script const& script, Stage& stage);

Report run(Script const& script, model::Files const& model, Mode mode);

}  // namespace drivetrain::app::cases
