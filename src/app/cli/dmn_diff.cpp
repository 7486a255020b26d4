// drivetrain dmn diff: for which inputs two versions of a decision model decide differently.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>

#include "app/cli/dmn_verbs.h"
#include "app/dmn/load.h"
#include "base/json_writer.h"
#include "base/render_diagnostic.h"
#include "decisions/dmn/behaviour_diff.h"
#include "feel/json.h"
#include "platform/files.h"

namespace drivetrain::app::cli {

namespace {

namespace dmn = decisions::dmn;

struct DmnDiffWanted {
  std::string before, after;
  bool lenient = false;
  dmn::DiffOptions options;
};

/// The same content needs no comparison, and no model that compiles. Imports are the same files when they stand in the same folder.
bool written_alike(std::string const& before, std::string const& after) {
  auto one = platform::read_file(before), other = platform::read_file(after);
  if (!one || !other) return false;
  Diagnostics ignored;
  auto first = notation::read_dmn(SourceText(before, one.take()), ignored), second = notation::read_dmn(SourceText(after, other.take()), ignored);
  std::error_code error;
  namespace fs = std::filesystem;
  return first && second && notation::same_content(*first->xml, *second->xml) && (first->imports.empty() || fs::equivalent(fs::absolute(before).parent_path(), fs::absolute(after).parent_path(), error));
}

std::shared_ptr<dmn::DecisionModel const> loaded_model(std::string const& file, DmnDiffWanted const& wanted, Settings const& settings, int& status) {
  auto loaded = load_decisions(file, {.mode = wanted.lenient ? dmn::Mode::lenient : dmn::Mode::strict});
  if (!loaded) return status = fail(loaded.error()), nullptr;
  if (loaded->model) return loaded->model;
  std::fputs(render_text(loaded->diagnostics, [](std::string_view) -> SourceText const* { return nullptr; }, {settings.colour}).c_str(), stderr);
  return status = exit_refused, nullptr;
}

std::string_view word_of(dmn::DecisionChange::Kind kind) {
  switch (kind) {
    case dmn::DecisionChange::Kind::added: return "added";
    case dmn::DecisionChange::Kind::removed: return "removed";
    case dmn::DecisionChange::Kind::undecided: return "undecided";
    default: return "changed";
  }
}

void put_json(std::vector<dmn::DecisionChange> const& changes) {
  JsonWriter json;
  json.begin_object().key("decisions").begin_array();
  for (auto const& change : changes) {
    json.begin_object().field("decision", change.decision).field("kind", word_of(change.kind));
    if (!change.why.empty()) json.field("why", change.why);
    json.key("changes").begin_array();
    for (auto const& one : change.changes) {
      json.begin_object().field("where", one.where).field("before", one.before).field("after", one.after).key("witness").begin_object();
      for (auto const& [column, value] : one.witness) {
        json.key(column);
        feel::write_json(json, value);
      }
      json.end_object();
      if (!one.witness.empty()) json.field("witness_before", one.before_witness).field("witness_after", one.after_witness);
      json.end_object();
    }
    json.end_array().field("more", change.more).end_object();
  }
  json.end_array().end_object();
  std::puts(json.text().c_str());
}

void put_text(std::vector<dmn::DecisionChange> const& changes) {
  for (auto const& change : changes) {
    bool besides = change.kind == dmn::DecisionChange::Kind::changed && !change.why.empty();
    std::printf("%s: %s%s%s\n", change.decision.c_str(), std::string(word_of(change.kind)).c_str(), change.why.empty() ? "" : besides ? ", other inputs undecided: " : ": ", change.why.c_str());
    for (auto const& one : change.changes) {
      std::printf("  %s: %s -> %s\n", one.where.c_str(), one.before.c_str(), one.after.c_str());
      std::string witness;
      for (auto const& [column, value] : one.witness) witness += (witness.empty() ? "" : ", ") + column + (value.is_null() ? std::string(" missing") : " = " + feel::to_text(value));
      bool further = one.before_witness != one.before || one.after_witness != one.after;
      if (!witness.empty()) std::printf("    such as %s%s\n", witness.c_str(), further ? (": " + one.before_witness + " -> " + one.after_witness).c_str() : "");
    }
    if (change.more) std::puts("  and more; narrow the question with --decision, or list more with --most");
  }
  if (changes.empty()) std::puts("both decide alike for every input");
}

int run_dmn_diff(DmnDiffWanted const& wanted, Settings const& settings) {
  int status = exit_ok;
  if (wanted.options.decision.empty() && written_alike(wanted.before, wanted.after)) {
    settings.json ? put_json({}) : put_text({});
    return exit_ok;
  }
  auto before = loaded_model(wanted.before, wanted, settings, status);
  if (!before) return status;
  auto after = loaded_model(wanted.after, wanted, settings, status);
  if (!after) return status;
  auto const& decision = wanted.options.decision;
  if (!decision.empty() && !before->find(decision, notation::DmnKind::decision) && !after->find(decision, notation::DmnKind::decision) && !before->find(decision) && !after->find(decision))
    return fail({"DT-X901", "neither version has a decision \"" + decision + "\"", "give its name or id"});
  auto changes = dmn::compare_behaviour(*before, *after, wanted.options);
  settings.json ? put_json(changes) : put_text(changes);
  return changes.empty() ? exit_ok : exit_findings;
}

}  // namespace

void add_dmn_diff(CLI::App& dmn, Settings& settings, Run& chosen) {
  auto* verb = dmn.add_subcommand("diff", "Say for which inputs two versions of a decision model decide differently");
  verb->footer("Tables are compared by what they decide, not by how they are written, and each change names an input that shows it, evaluated with both versions.\n"
               "Decisions are compared each for itself: what it reads is given. Exit 0: both decide alike; 1: they differ, or it is undecided; others: not compared.");
  auto wanted = std::make_shared<DmnDiffWanted>();
  verb->add_option("before", wanted->before, "DMN file: the earlier version")->required();
  verb->add_option("after", wanted->after, "DMN file: the later version")->required();
  verb->add_option("--decision", wanted->options.decision, "Only this decision, by name or id");
  verb->add_flag("--lenient", wanted->lenient, "As the standard says: what cannot be understood is null");
  verb->add_option("--most", wanted->options.most_listed, "Changes listed for a decision")->capture_default_str();
  verb->callback([&chosen, &settings, wanted] { chosen = [=, &settings] { return run_dmn_diff(*wanted, settings); }; });
}

}  // namespace drivetrain::app::cli
