// drivetrain bpmn svg: a process as a picture to read, print and mail.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/cli/bpmn_verbs.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "notation/bpmn_layout/layout.h"
#include "notation/bpmn_svg/svg.h"
#include "platform/files.h"

namespace drivetrain::app::cli {

namespace {

struct WantedBpmnSvg {
  std::string file, out;
  notation::BpmnSvgOptions options;
};

bool has_picture(notation::BpmnDefinitions const& definitions) {
  for (auto const& diagram : definitions.diagrams)
    if (!diagram.shapes.empty()) return true;
  return false;
}

int run_bpmn_svg(WantedBpmnSvg const& wanted, Settings const& settings) {
  auto read = read_process_file(wanted.file, settings);
  if (!read) return fail(read.error());
  if (!read->definitions) return exit_findings;
  std::vector<std::string> remarks;
  std::vector<notation::BpmnDiagram> diagrams = read->definitions->diagrams;
  if (!has_picture(*read->definitions)) {
    auto picture = notation::lay_out_bpmn(*read->definitions);
    diagrams = std::move(picture.diagrams), remarks = std::move(picture.remarks);
  } else if (auto whole = notation::with_picture(read->source, *read->definitions, notation::LayoutWish::what_is_missing);
             whole && whole->shapes + whole->edges > 0) {
    remarks.push_back(counted(whole->shapes, "shape") + " and " + counted(whole->edges, "edge") +
                      " are missing from the diagram; drivetrain bpmn layout adds them");
  }
  auto svg = notation::draw_bpmn_svg(*read->definitions, diagrams, wanted.options);
  if (!svg) return fail(svg.error());
  remarks.insert(remarks.end(), svg->remarks.begin(), svg->remarks.end());
  if (!wanted.out.empty())
    if (auto status = platform::write_file(wanted.out, svg->text); !status) return fail(status.error());
  if (settings.json) {
    JsonWriter json;
    json.begin_object()
        .field("file", wanted.file)
        .field("width", svg->width)
        .field("height", svg->height)
        .field("shapes", svg->shapes)
        .field("edges", svg->edges)
        .field("remarks", remarks);
    wanted.out.empty() ? json.field("svg", svg->text) : json.field("written", wanted.out);
    json.end_object();
    std::puts(json.text().c_str());
  } else if (wanted.out.empty()) {
    std::fwrite(svg->text.data(), 1, svg->text.size(), stdout);
  }
  for (auto const& remark : remarks) std::fprintf(stderr, "%s: note: %s\n", wanted.file.c_str(), remark.c_str());
  if (!settings.quiet && !wanted.out.empty())
    std::fprintf(stderr, "%s: %s and %s drawn to %s\n", wanted.file.c_str(), counted(svg->shapes, "shape").c_str(),
                 counted(svg->edges, "edge").c_str(), wanted.out.c_str());
  return exit_ok;
}

}  // namespace

void add_bpmn_svg(CLI::App& bpmn, Settings& settings, Run& chosen) {
  auto* verb = bpmn.add_subcommand("svg", "Draw a process as SVG");
  verb->footer(
      "Draws the file's diagrams, one below the other; a file without any is laid out for it, and stays as it is. The picture follows "
      "light and dark, and names each\n"
      "element for screen readers.\n"
      "Examples:\n  drivetrain bpmn svg models/tarnwick/processes/overhaul.bpmn --out overhaul.svg\n  drivetrain bpmn svg order.bpmn "
      "--diagram diagram_order > order.svg");
  auto wanted = std::make_shared<WantedBpmnSvg>();
  verb->add_option("file", wanted->file, "BPMN file")->required();
  verb->add_option("--out", wanted->out, "Write here, not to standard output");
  verb->add_option("--diagram", wanted->options.diagram, "Only the diagram of this id");
  verb->callback([&chosen, &settings, wanted] { chosen = [=, &settings] { return run_bpmn_svg(*wanted, settings); }; });
}

}  // namespace drivetrain::app::cli
