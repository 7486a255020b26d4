// drivetrain diff: what changed between two versions of a model, in words, and who may approve it; or what of it concerns one unit.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <ctime>

#include "app/cli/verbs.h"
#include "app/cli/versions.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "model/compile.h"
#include "model/diff.h"
#include "model/release_note.h"

namespace drivetrain::app::cli {

namespace {

struct WantedDiff {
  std::string first, second, folder = ".", unit;
};

void write_difference(JsonWriter& json, model::Difference const& one) {
  json.field("kind", one.kind).field("id", one.id).field("path", one.path).field("before", one.before).field("after", one.after)
      .field("touches", std::string(to_string(one.touch))).field("text", one.text);
}

int say_note(model::ReleaseNote const& note, Settings const& settings) {
  if (!settings.json) return std::fputs(note.markdown().c_str(), stdout), exit_ok;
  JsonWriter json;
  json.begin_object().field("unit", note.unit).field("title", note.title).field("before", note.before).field("after", note.after);
  json.key("changes").begin_array();
  for (auto const& one : note.changes) {
    json.begin_object();
    write_difference(json, one.change);
    json.field("because", one.because).end_object();
  }
  json.end_array().field("others", static_cast<std::int64_t>(note.others)).end_object();
  return std::puts(json.text().c_str()), exit_ok;
}

int say_diff(model::OperatingModel const& before, model::OperatingModel const& after, model::Diff const& difference, Settings const& settings) {
  auto governing = model::governing_decision(before, difference);
  if (settings.json) {
    JsonWriter json;
    json.begin_object().field("before", before.revision).field("after", after.revision).key("differences").begin_array();
    for (auto const& one : difference.differences) {
      json.begin_object();
      write_difference(json, one);
      json.end_object();
    }
    json.end_array().field("notes", difference.notes).field("unexplained", difference.unexplained);
    json.field("decision", governing.decision).field("decisions", governing.decisions).end_object();
    return std::puts(json.text().c_str()), exit_ok;
  }
  for (auto const& line : difference.lines()) std::puts(line.c_str());
  if (settings.quiet) return exit_ok;
  for (auto const& note : difference.notes) std::fprintf(stderr, "note: %s\n", note.c_str());
  if (difference.meaningless()) std::fputs("no difference\n", stderr);
  else if (!governing.decisions.empty())
    std::fprintf(stderr, "approved by the decision %s %s\n", governing.decisions.size() == 1 ? "right" : "rights", join(governing.decisions, " and ").c_str());
  else std::fprintf(stderr, "%s\n", governing.why.c_str());
  return exit_ok;
}

int run_diff(WantedDiff const& wanted, Settings const& settings) {
  auto versions = versions_named(wanted.first, wanted.second, wanted.folder);
  if (!versions) return fail(versions.error());
  model::CompileOptions options{date_from_days(std::time(nullptr) / 86'400)};
  auto before = model::compile(versions->before.files, options), after = model::compile(versions->after.files, options);
  for (auto const& [compilation, name] : {std::pair(&before, &versions->before.name), std::pair(&after, &versions->after.name)}) {
    // A single document refers to many that are not there; only what could not be read is missing from the comparison.
    auto const& found = compilation->diagnostics.all();
    auto unread = std::count_if(found.begin(), found.end(), [](Diagnostic const& d) { return d.code >= "DT-R010" && d.code < "DT-R020"; });
    if (unread) std::fprintf(stderr, "%s: %s could not be read and are not compared; drivetrain check says why\n", name->c_str(), counted(static_cast<std::size_t>(unread), "place").c_str());
  }
  auto difference = model::diff(*before.model, *after.model);
  if (wanted.unit.empty()) return say_diff(*before.model, *after.model, difference, settings);
  auto note = model::release_note(*before.model, *after.model, difference, wanted.unit);
  return note ? say_note(*note, settings) : fail(note.error());
}

}  // namespace

void add_diff(CLI::App& app, Settings& settings, Run& chosen) {
  auto* verb = app.add_subcommand("diff", "Say in words what changed between two versions of a model");
  verb->footer(
      "A version is a folder, a file, or a revision of git: REV (of the folder --in names) or REV:path (from the top of the\n"
      "repository; ./path from here). One version alone is compared with the working files, a folder alone with HEAD.\n"
      "Examples:\n  drivetrain diff models/tarnwick ../proposal/tarnwick\n  drivetrain diff HEAD~3 --in models/tarnwick\n"
      "  drivetrain diff v1.0..v1.1 --in models/tarnwick --release-note works\n  drivetrain diff HEAD~1:models/tarnwick/model.yaml");
  auto wanted = std::make_shared<WantedDiff>();
  verb->add_option("before", wanted->first, "The earlier version, or REV..REV")->required();
  verb->add_option("after", wanted->second, "The later version (default: the working files)");
  verb->add_option("--in", wanted->folder, "The model's folder, for revisions without a path")->capture_default_str();
  verb->add_option("--release-note", wanted->unit, "Only what concerns this unit, as a page with reasons");
  verb->callback([&chosen, &settings, wanted] { chosen = [=, &settings] { return run_diff(*wanted, settings); }; });
}

}  // namespace drivetrain::app::cli
