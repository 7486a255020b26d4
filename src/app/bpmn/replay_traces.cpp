// See replay_traces.h.
#include "app/bpmn/replay_traces.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <unordered_map>

#include "app/bpmn/trace_walk.h"
#include "base/text.h"
#include "feel/json.h"
#include "notation/bpmn.h"
#include "processes/compile.h"

namespace drivetrain::app {

namespace {

using Programs = std::vector<std::shared_ptr<processes::Program const>>;

/// Every executable process of a file; or why it was refused.
struct DeployedFile {
  Programs programs;
  std::string refusal;
};

DeployedFile deploy_file(std::string const& path, std::string const& shown, processes::Dialect dialect) {
  DeployedFile deployed;
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    deployed.refusal = "there is no file " + shown;
    return deployed;
  }
  std::ostringstream text;
  text << in.rdbuf();
  Diagnostics diagnostics;
  SourceText source(shown, text.str());
  auto definitions = notation::read_bpmn(source, diagnostics);
  auto refused = [&] {
    for (auto const& diagnostic : diagnostics.all())
      if (diagnostic.severity == Severity::error) {
        deployed.refusal = diagnostic.message;
        return true;
      }
    return false;
  };
  if (refused() || !definitions) {
    if (deployed.refusal.empty()) deployed.refusal = "it cannot be read";
    return deployed;
  }
  bool executable = false;
  for (auto const& process : definitions->processes) {
    if (!process.xml || process.xml->value("isExecutable") != "true") continue;
    executable = true;
    auto program = processes::compile_foreign(*definitions, process.id, dialect, diagnostics);
    if (refused()) return deployed;
    if (program) deployed.programs.push_back(std::move(program));
  }
  if (!executable) deployed.refusal = "no executable process";
  return deployed;
}

std::string text_of(feel::Context const& record, std::string_view name) {
  auto const* value = record.find(name);
  return value && value->kind() == feel::Kind::string ? std::string(value->string()) : std::string();
}

std::vector<std::string> texts_of(feel::Context const& record, std::string_view name) {
  std::vector<std::string> texts;
  if (auto const* list = record.find(name); list && list->kind() == feel::Kind::list)
    for (auto const& item : list->list()) texts.push_back(std::string(item.string()));
  return texts;
}

std::string last_part(std::string const& path) {
  auto slash = path.find_last_of('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

/// "~x" is a transaction boundary where something waits for it ("async@x"), and else the place that Camunda 7 keeps for an instance which is over
/// while its siblings run: those are not tokens here.
Sight expected_sight(feel::Context const& record) {
  Sight sight{{}, texts_of(record, "waits")};
  std::map<std::string, int> boundaries;
  for (auto const& wait : sight.waits)
    if (wait.starts_with("async@")) ++boundaries[wait.substr(6, wait.find('#') - 6)];
  for (auto& token : texts_of(record, "tokens")) {
    // A process's key never begins with a digit: where its name could not be looked up, the recorder wrote the number of the case itself.
    if (auto colon = token.find(':'); colon != std::string::npos && token.find_first_not_of("0123456789") == colon) token.erase(0, colon + 1);
    auto mark = token.find('~');
    if (mark == std::string::npos) {
      sight.tokens.push_back(token);
      continue;
    }
    token.erase(mark, 1);
    auto colon = token.find(':');
    auto leaf = last_part(colon == std::string::npos ? token : token.substr(colon + 1));
    if (boundaries[leaf]-- > 0) sight.tokens.push_back("~" + token);
  }
  std::sort(sight.tokens.begin(), sight.tokens.end());
  std::sort(sight.waits.begin(), sight.waits.end());
  return sight;
}

std::string shown(std::vector<std::string> const& texts) { return "[" + join(texts, ", ") + "]"; }

std::string difference(Sight const& expected, Sight const& came) {
  if (expected.tokens != came.tokens) return "tokens " + shown(expected.tokens) + ", here " + shown(came.tokens);
  if (expected.waits != came.waits) return "waits " + shown(expected.waits) + ", here " + shown(came.waits);
  return {};
}

/// What differs first; empty when the trace came out equal.
std::string walk_through(Programs const& programs, feel::Context const& record, bool whole) {
  TraceWalk walk(programs, whole);
  feel::Context variables;
  if (auto const* given = record.find("vars"); given && given->kind() == feel::Kind::context) variables = given->context();
  if (auto begun = walk.start(text_of(record, "process"), text_of(record, "start"), variables); !begun.ok()) return "it does not start: " + begun.error().message;
  auto const* after = record.find("after");
  if (after && after->kind() == feel::Kind::context)
    if (auto found = difference(expected_sight(after->context()), walk.sight()); !found.empty()) return "after the start: " + found;
  if (auto const* steps = record.find("steps"); steps && steps->kind() == feel::Kind::list) {
    int number = 0;
    for (auto const& step : steps->list()) {
      auto const& action = step.context();
      auto where = "step " + std::to_string(++number) + " (" + text_of(action, "do") + " " + text_of(action, "at") + text_of(action, "name") + "): ";
      auto expected = expected_sight(action);
      auto done = walk.step(action, [&] { return difference(expected, walk.sight()).empty(); });
      bool error_there = !text_of(action, "error").empty();
      if (auto found = difference(expected, walk.sight()); !found.empty())
        return where + found + (done.ok() ? "" : " (" + done.error().message + ")") + (error_there ? "; there: " + text_of(action, "error") : "");
      if (error_there && done.ok()) return where + "there it failed with " + text_of(action, "error") + ", here it did not";
    }
  }
  if (auto end = text_of(record, "end"); end.substr(0, end.find(':')) != walk.end().substr(0, walk.end().find(':'))) return "end " + end + ", here " + walk.end();
  std::map<std::string, std::string> history;
  if (auto const* given = record.find("history"); given && given->kind() == feel::Kind::context)
    for (auto const& [element, count] : given->context().entries()) history[element] = std::string(count.string());
  if (auto came = walk.history(); came != history) {
    std::string text;
    for (auto const& [element, count] : history)
      if (auto found = came.find(element); found == came.end() || found->second != count) text += " " + element + "=" + count + " (here " + (found == came.end() ? "0" : found->second) + ")";
    for (auto const& [element, count] : came)
      if (!history.contains(element)) text += " " + element + "=0 (here " + count + ")";
    return "history:" + text;
  }
  return {};
}

/// Which of our choices a difference comes from (docs/conformance/bpmn-traces.md): found by what differs and what the processes hold, never by their file.
std::string choice_behind(Programs const& programs, std::string const& refusal, std::string const& what) {
  if (refusal.find("needs Java") != std::string::npos) return "Java is not run: a mapping of variables that is a class is refused";
  if (refusal.find("lacks an id") != std::string::npos) return "an element without id is refused: nothing could be told of it";
  for (auto const& program : programs)
    for (processes::NodeIndex index = 0; index < program->nodes().size(); ++index) {
      auto const& node = program->node(index);
      bool throws = node.kind == processes::ElementKind::throw_event || node.kind == processes::ElementKind::end_event;
      if (what.starts_with("history:") && throws && program->trigger(index, processes::TriggerKind::signal)) return "who hears a signal does so in a step of its own, after whoever threw it has gone on; there, within the throw";
      if (what.find("@" + program->id(index)) != std::string::npos && node.kind == processes::ElementKind::receive_task && node.for_compensation) return "a receive task waits for its message wherever it stands; there, not as a compensation handler";
      if (what.starts_with("after the start") && node.kind == processes::ElementKind::start_event && node.scope != 0 && !node.interrupting && program->trigger(index, processes::TriggerKind::conditional))
        return "variables given at the start are there when the case begins, and a condition on them is asked once; there, once more when they are set";
    }
  return {};
}

}  // namespace

Result<TraceReport> replay_traces(std::string const& directory, TraceOptions const& options) {
  std::ifstream in(directory + "/traces.jsonl", std::ios::binary);
  if (!in) return Error{"DT-X901", "there is no " + directory + "/traces.jsonl", "give the folder in which traces.jsonl and models/ lie"};
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);)
    if (!trim(line).empty()) lines.push_back(std::move(line));
  TraceReport report;
  std::unordered_map<std::string, DeployedFile> files;
  auto dialect = processes::Dialect::camunda;
  auto deployed = [&](std::string const& file) -> DeployedFile const& {
    auto key = std::to_string(static_cast<int>(dialect)) + file;
    auto found = files.find(key);
    if (found == files.end()) found = files.emplace(key, deploy_file(directory + "/models/" + file, file, dialect)).first;
    return found->second;
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (options.progress) options.progress(i, lines.size());
    auto record = feel::from_json(lines[i]);
    if (!record.ok() || record->kind() != feel::Kind::context)
      return Error{"DT-X902", directory + "/traces.jsonl:" + std::to_string(i + 1) + " is no trace: " + (record.ok() ? "not an object" : record.error().message), "see docs/conformance/bpmn-traces.md for the format"};
    auto const& trace = record->context();
    auto file = text_of(trace, "file");
    if (!options.only.empty() && file.find(options.only) == std::string::npos) continue;
    auto const* seed = trace.find("seed");
    TraceDifference difference;
    difference.file = file, difference.seed = seed && seed->kind() == feel::Kind::number ? static_cast<int>(seed->number().to_int64().value_or(0)) : 0;
    if (trace.find("startError")) {
      ++report.not_started;
      continue;
    }
    auto spoken = text_of(trace, "dialect");
    dialect = spoken == "own" ? processes::Dialect::own : spoken == "zeebe" ? processes::Dialect::zeebe : processes::Dialect::camunda;
    Programs programs = deployed(file).programs;
    auto refusal = deployed(file).refusal;
    for (auto const& other : texts_of(trace, "deps")) {
      auto const& beside = deployed(other);
      if (refusal.empty() && !beside.refusal.empty()) refusal = beside.refusal;
      programs.insert(programs.end(), beside.programs.begin(), beside.programs.end());
    }
    if (auto reject = text_of(trace, "reject"); !reject.empty()) {
      if (!refusal.empty()) {
        ++report.passed;
        continue;
      }
      difference.what = "refused there: " + reject;
    } else if (!refusal.empty()) {
      difference.what = "refused here: " + refusal;
    } else {
      difference.what = walk_through(programs, trace, dialect == processes::Dialect::camunda);
      if (difference.what.empty()) {
        ++report.passed;
        continue;
      }
    }
    ++report.failed;
    difference.rule = choice_behind(programs, refusal, difference.what);
    report.differences.push_back(std::move(difference));
  }
  return report;
}

}  // namespace drivetrain::app
