// Running cases (see runner.h).
#include "app/cases/runner.h"

#include "app/cases/acts.h"
#include "app/cases/stage.h"
#include "app/cases/wants.h"

#include <algorithm>

namespace drivetrain::app::cases {

namespace {

/// A commit that failed was not the company's answer; whoever asked asks again.
bool storage_failed(journal::Outcome const& outcome) { return outcome.refusal && outcome.refusal->code.starts_with("DT-X92"); }

Result<journal::Outcome> act_until_stored(Stage& stage, journal::Actor const& actor, std::string const& text) {
  for (int tries = 0;; ++tries) {
    auto outcome = act(stage, actor, text);
    if (!outcome || !storage_failed(*outcome) || tries == 3) return outcome;
  }
}

/// Empty when the step did what it should.
Result<std::string> play(Stage& stage, Step const& step) {
  switch (step.kind) {
    case StepKind::act:
    case StepKind::feed: {
      stage.mark();
      auto actor = step.kind == StepKind::act ? journal::Actor::person(step.actor) : journal::Actor::feed(step.actor);
      DT_TRY(auto outcome, act_until_stored(stage, actor, step.text));
      if (outcome.accepted()) return std::string();
      return "refused: " + outcome.refusal->message + " [" + outcome.refusal->code + "]";
    }
    case StepKind::fail: {
      DT_TRY(auto outcome, act_until_stored(stage, journal::Actor::person(step.actor), step.text));
      if (outcome.accepted()) return "wanted the refusal " + step.code + ", but it was accepted";
      if (outcome.refusal->code != step.code) return "wanted the refusal " + step.code + ", but it was " + outcome.refusal->code + ": " + outcome.refusal->message;
      return std::string();
    }
    case StepKind::want: return want(stage, step.text);
    case StepKind::after: {
      DT_TRY(auto then, stage.later(step.text));
      DT_CHECK(stage.advance_to(then));
      return std::string();
    }
    case StepKind::until: {
      DT_TRY(auto then, stage.local(step.text));
      DT_CHECK(stage.advance_to(then));
      return std::string();
    }
    case StepKind::restart: {
      DT_CHECK(stage.restart());
      return std::string();
    }
  }
  return std::string();
}

/// A new process over the same journal; what it replays must be what lived. Empty when it is.
Result<std::string> restart_and_compare(Stage& stage) {
  DT_TRY(auto lived, stage.runtime().journal().state_hash());
  DT_CHECK(stage.restart());
  DT_TRY(auto replayed, stage.runtime().journal().state_hash());
  return lived == replayed ? std::string() : "the journal, told again, leads to another state than the one that lived";
}

struct Play {
  std::vector<Failure> failures;
  std::size_t steps = 0;
  std::uint64_t commits = 0;
};

/// `failing_commit` 0: none.
Play play_through(Script const& script, model::Files const& model, bool restart_each, std::uint64_t failing_commit = 0,
                  journal::Fault fault = journal::Fault::before_write) {
  Play result;
  Stage stage(model, script.start);
  if (auto begun = stage.begin(); !begun) {
    result.failures.push_back({script.steps.empty() ? Span{} : script.steps.front().span, "the company cannot begin: " + begun.error().message, begun.error().help});
    return result;
  }
  auto first = stage.store().commits();
  if (failing_commit) stage.store().fail_commit(failing_commit, fault);
  for (auto const& step : script.steps) {
    ++result.steps;
    auto said = play(stage, step);
    if (!said || !said->empty()) {
      result.failures.push_back({step.span, said ? *said : said.error().message, said ? "" : said.error().help});
      break;
    }
    if (!restart_each) continue;
    if (auto restarted = restart_and_compare(stage); !restarted || !restarted->empty()) {
      result.failures.push_back({step.span, "after this step: " + (restarted ? *restarted : "it does not start again: " + restarted.error().message), restarted ? "" : restarted.error().help});
      break;
    }
  }
  result.commits = stage.store().commits() - first;
  return result;
}

struct WayToFail {
  journal::Fault fault;
  char const* words;
  std::uint64_t most_runs;   ///< of a long case every nth write fails, and each way begins at another one
};
constexpr WayToFail ways_to_fail[] = {
    {journal::Fault::before_write, "fails before it is written", 60}, {journal::Fault::after_write, "is written and not answered", 60},
    {journal::Fault::torn, "is torn", 60},                            {journal::Fault::busy, "finds the storage busy", 20},
    {journal::Fault::disk_full, "finds the disk full", 20},
};

void play_failing(Script const& script, model::Files const& model, std::uint64_t commits, Report& report) {
  std::uint64_t runs = 0, longest = 1, begin = 0;
  for (auto const& way : ways_to_fail) {
    auto stride = std::max<std::uint64_t>(1, (commits + way.most_runs - 1) / way.most_runs);
    longest = std::max(longest, stride);
    for (auto nth = 1 + begin++ % stride; nth <= commits && report.passed(); nth += stride, ++runs)
      for (auto& failure : play_through(script, model, false, nth, way.fault).failures) {
        failure.message = "when write " + std::to_string(nth) + " " + way.words + ": " + failure.message;
        report.failures.push_back(failure);
      }
  }
  report.ways = std::to_string(runs) + " of " + std::to_string(commits) + " × " + std::to_string(std::size(ways_to_fail)) + " failures" +
                (longest == 1 ? "" : ", in each way at least one write in " + std::to_string(longest));
}

}  // namespace

std::string_view to_string(Mode mode) {
  switch (mode) {
    case Mode::plain: return "as written";
    case Mode::restart: return "with a restart after every step";
    case Mode::failing: return "with writes failing in every way";
  }
  return "";
}

Status play_all(Script const& script, Stage& stage) {
  for (auto const& step : script.steps) {
    auto said = play(stage, step);
    if (said && said->empty()) continue;
    return Error{"DT-C005", script.name + ":" + std::to_string(step.span.begin.line) + ": " + (said ? *said : said.error().message), said ? "" : said.error().help};
  }
  return {};
}

Report run(Script const& script, model::Files const& model, Mode mode) {
  Report report;
  report.mode = mode;
  auto played = play_through(script, model, mode == Mode::restart);
  report.steps = played.steps;
  report.failures = played.failures;
  if (mode == Mode::failing && report.passed()) play_failing(script, model, played.commits, report);
  return report;
}

}  // namespace drivetrain::app::cases
