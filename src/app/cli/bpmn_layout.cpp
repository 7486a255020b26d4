// drivetrain bpmn layout: a process that has no picture, or only part of one, gets it; the rest of the file stays as it is.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>

#include "app/cli/bpmn_verbs.h"
#include "base/json_writer.h"
#include "base/render_diagnostic.h"
#include "base/text.h"
#include "notation/bpmn_layout/layout.h"
#include "platform/files.h"

namespace drivetrain::app::cli {

namespace {

struct WantedBpmnLayout {
  std::string file, out;
  bool in_place = false, force = false;
};

std::string_view state_word(notation::PictureState state) {
  switch (state) {
    case notation::PictureState::laid_out: return "laid out";
    case notation::PictureState::completed: return "completed";
    default: return "unchanged";
  }
}

int run_bpmn_layout(WantedBpmnLayout const& wanted, Settings const& settings) {
  if (wanted.in_place && !wanted.out.empty()) {
    std::fputs("drivetrain: --in-place and --out name two places for one file\n  help: give one of them\n", stderr);
    return exit_usage;
  }
  auto read = read_process_file(wanted.file, settings);
  if (!read) return fail(read.error());
  if (!read->definitions) return exit_findings;
  auto laid_out = notation::with_picture(read->source, *read->definitions,
                                         wanted.force ? notation::LayoutWish::anew : notation::LayoutWish::what_is_missing);
  if (!laid_out) return fail(laid_out.error());
  auto target = wanted.in_place ? wanted.file : wanted.out;
  bool writes = !target.empty() && !(wanted.in_place && laid_out->state == notation::PictureState::complete);
  if (writes)
    if (auto status = platform::write_file(target, laid_out->text); !status) return fail(status.error());
  if (settings.json) {
    JsonWriter json;
    json.begin_object()
        .field("file", wanted.file)
        .field("state", state_word(laid_out->state))
        .field("diagrams", laid_out->picture.diagrams.size());
    json.field("shapes_added", laid_out->shapes).field("edges_added", laid_out->edges).field("remarks", laid_out->picture.remarks);
    if (writes) json.field("written", target);
    if (target.empty()) json.field("text", laid_out->text);
    json.end_object();
    std::puts(json.text().c_str());
  } else if (target.empty()) {
    std::fwrite(laid_out->text.data(), 1, laid_out->text.size(), stdout);
  }
  for (auto const& remark : laid_out->picture.remarks) std::fprintf(stderr, "%s: note: %s\n", wanted.file.c_str(), remark.c_str());
  if (settings.quiet) return exit_ok;
  if (laid_out->state == notation::PictureState::complete)
    std::fprintf(stderr, "%s: all that can be drawn has its place already; --force lays it out anew\n", wanted.file.c_str());
  else
    std::fprintf(stderr, "%s: %s, %s and %s added\n", wanted.file.c_str(), std::string(state_word(laid_out->state)).c_str(),
                 counted(laid_out->shapes, "shape").c_str(), counted(laid_out->edges, "edge").c_str());
  return exit_ok;
}

}  // namespace

Result<ReadProcessFile> read_process_file(std::string const& path, Settings const& settings) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return Error{"DT-X901", "there is no file " + path, "name a BPMN file"};
  DT_TRY(auto text, platform::read_file(path));
  ReadProcessFile read{SourceText(path, std::move(text)), std::nullopt};
  Diagnostics findings;
  read.definitions = notation::read_bpmn(read.source, findings);
  // Whoever draws a process that is not yet right wants the picture; drivetrain check says what is wrong with it.
  if (!read.definitions) {
    findings.sort();
    if (settings.json)
      std::fputs(render_json_lines(findings).c_str(), stdout);
    else
      std::fputs(render_text(findings, [&](std::string_view) { return &read.source; }, {settings.colour}).c_str(), stderr);
  }
  return read;
}

void add_bpmn_layout(CLI::App& bpmn, Settings& settings, Run& chosen) {
  auto* verb = bpmn.add_subcommand("layout", "Give a process without a diagram one, or a place to what its diagram lacks");
  verb->footer(
      "Writes the file to standard output, unless told where. Work runs from left to right, pools and lanes are bands, nothing but the "
      "diagram changes.\n"
      "What has a place keeps it; --force lays everything out anew, sub-processes shown collapsed stay so.\n"
      "Exit code 1 when the file is not BPMN, 4 when it would grow larger than a file may be.\n"
      "Examples:\n  drivetrain bpmn layout order.bpmn --in-place\n  drivetrain bpmn layout order.bpmn --force --out order-anew.bpmn");
  auto wanted = std::make_shared<WantedBpmnLayout>();
  verb->add_option("file", wanted->file, "BPMN file")->required();
  verb->add_option("--out", wanted->out, "Write here");
  verb->add_flag("--in-place", wanted->in_place, "Write back to the file itself");
  verb->add_flag("--force", wanted->force, "Forget the diagram that is there");
  verb->callback([&chosen, &settings, wanted] { chosen = [=, &settings] { return run_bpmn_layout(*wanted, settings); }; });
}

}  // namespace drivetrain::app::cli
