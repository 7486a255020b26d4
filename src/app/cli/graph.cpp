// drivetrain graph: the line of sight from objectives to the work that carries them, with every gap said.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <ctime>

#include "app/cli/verbs.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "model/compile.h"
#include "model/line_of_sight.h"
#include "model/sight_graph.h"
#include "model/sight_svg.h"
#include "platform/files.h"

namespace drivetrain::app::cli {

namespace {

using model::SightGraph;

struct WantedGraph {
  std::string folder = ".", from, format = "text";
};

std::string key_of(model::SightGraphNode const& node) { return node.kind + "/" + node.id; }

/// How deep an objective stands below others of the graph.
std::size_t depth_of(SightGraph const& graph, std::size_t node) {
  std::size_t depth = 0;
  for (bool climbed = true; climbed && depth < 32;) {
    climbed = false;
    for (auto const& link : graph.links)
      if (link.to == node && graph.nodes[link.from].kind == "Objective") {
        node = link.from, ++depth, climbed = true;
        break;
      }
  }
  return depth;
}

void say_gear(model::OperatingModel const& model, SightGraph const& graph, std::size_t index) {
  auto const& node = graph.nodes[index];
  std::string indent(2 * depth_of(graph, index), ' ');
  std::printf("%s%s (%s, weight %s%s)\n", indent.c_str(), node.title.c_str(), node.id.c_str(), node.weight.c_str(), node.owner.empty() ? "" : (", owner " + node.owner).c_str());
  for (auto const& tooth : model::line_of_sight(model, node.id).teeth) {
    std::vector<std::string> by;
    for (auto const& one : tooth.by) by.push_back(one.id);
    auto name = std::string(to_string(tooth.tooth));
    name.resize(12, ' ');
    std::printf("%s  %s%s\n", indent.c_str(), name.c_str(), by.empty() ? ("GAP: " + tooth.why_not).c_str() : join(by, ", ").c_str());
  }
}

/// What an entity that is no objective stands between.
void say_beside(SightGraph const& graph, std::size_t index) {
  auto const& node = graph.nodes[index];
  std::vector<std::string> above, below;
  for (auto const& link : graph.links) {
    if (link.to == index) above.push_back(key_of(graph.nodes[link.from]));
    if (link.from == index) below.push_back(key_of(graph.nodes[link.to]));
  }
  std::printf("%s: from %s; to %s%s\n", key_of(node).c_str(), above.empty() ? "nothing" : join(above, ", ").c_str(), below.empty() ? "nothing" : join(below, ", ").c_str(),
              node.gaps.empty() ? "" : ("; GAP: " + join(node.gaps, "; ")).c_str());
}

void say_text(model::OperatingModel const& model, SightGraph const& graph, bool all_of_it) {
  for (std::size_t i = 0; i < graph.nodes.size(); ++i)
    if (graph.nodes[i].kind == "Objective") say_gear(model, graph, i);
  for (std::size_t i = 0; i < graph.nodes.size(); ++i)
    if (graph.nodes[i].kind != "Objective" && (!all_of_it || !graph.nodes[i].gaps.empty())) say_beside(graph, i);
}

void write_names(JsonWriter& json, char const* key, std::vector<std::string> const& names) {
  json.key(key).begin_array();
  for (auto const& name : names) json.value(name);
  json.end_array();
}

void say_json(model::OperatingModel const& model, SightGraph const& graph) {
  JsonWriter json;
  json.begin_object().field("revision", model.revision).key("nodes").begin_array();
  for (auto const& node : graph.nodes) {
    json.begin_object().field("kind", node.kind).field("id", node.id).field("title", node.title).field("owner", node.owner).field("weight", node.weight);
    write_names(json, "gaps", node.gaps);
    json.end_object();
  }
  json.end_array().key("links").begin_array();
  for (auto const& link : graph.links)
    json.begin_object().field("from", key_of(graph.nodes[link.from])).field("to", key_of(graph.nodes[link.to])).field("strength", link.strength).end_object();
  json.end_array().key("gears").begin_array();
  for (auto const& node : graph.nodes) {
    if (node.kind != "Objective") continue;
    auto sight = model::line_of_sight(model, node.id);
    json.begin_object().field("objective", node.id).field("closed", sight.closed()).key("teeth").begin_array();
    for (auto const& tooth : sight.teeth) {
      json.begin_object().field("tooth", to_string(tooth.tooth)).field("why_not", tooth.why_not);
      std::vector<std::string> by;
      for (auto const& one : tooth.by) by.push_back(one.kind + "/" + one.id);
      write_names(json, "by", by);
      json.end_object();
    }
    json.end_array().end_object();
  }
  json.end_array().end_object();
  std::puts(json.text().c_str());
}

int run_graph(WantedGraph const& wanted, Settings const& settings) {
  auto files = platform::read_tree(wanted.folder, model::belongs_to_model);
  if (!files) return fail(files.error());
  if (files->empty()) return fail({"DT-X901", wanted.folder + " holds no model files", "name the folder that holds model.yaml"});
  auto compilation = model::compile(*files, {date_from_days(std::time(nullptr) / 86'400)});
  auto const& model = *compilation.model;
  auto graph = model::sight_graph(model);
  if (!wanted.from.empty()) {
    auto part = model::part_around(graph, wanted.from);
    if (!part) return fail(part.error());
    graph = part.take();
  }
  auto name = model.organisation.company.header.title.empty() ? wanted.folder : model.organisation.company.header.title;
  if (settings.json || wanted.format == "json") say_json(model, graph);
  else if (wanted.format == "svg") std::fputs(model::sight_svg(graph, name).c_str(), stdout);
  else say_text(model, graph, wanted.from.empty());
  if (settings.quiet) return exit_ok;
  auto objectives = std::count_if(graph.nodes.begin(), graph.nodes.end(), [](auto const& node) { return node.kind == "Objective"; });
  auto open = std::count_if(graph.nodes.begin(), graph.nodes.end(), [](auto const& node) { return !node.gaps.empty(); });
  std::fprintf(stderr, "%s: %s, %s in all, %s, %s\n", wanted.folder.c_str(), counted(static_cast<std::size_t>(objectives), "objective").c_str(),
               counted(graph.nodes.size(), "entity", "entities").c_str(), counted(graph.links.size(), "link").c_str(), counted(static_cast<std::size_t>(open), "entity with a gap", "entities with gaps").c_str());
  if (compilation.diagnostics.errors()) std::fprintf(stderr, "the model has %s; drivetrain check says which\n", counted(compilation.diagnostics.errors(), "error").c_str());
  return exit_ok;
}

}  // namespace

void add_graph(CLI::App& app, Settings& settings, Run& chosen) {
  auto* verb = app.add_subcommand("graph", "Show the line of sight: objective, requirement, rule, process, KPI, rhythm, and where it is broken");
  verb->footer("Examples:\n  drivetrain graph models/tarnwick\n  drivetrain graph models/tarnwick --from expedite-job\n  drivetrain graph models/tarnwick --format svg > sight.svg");
  auto wanted = std::make_shared<WantedGraph>();
  verb->add_option("folder", wanted->folder, "Folder with model.yaml")->capture_default_str();
  verb->add_option("--from", wanted->from, "Only what leads to this entity and what it leads to: its id, or Kind/id");
  verb->add_option("--format", wanted->format, "text, json or svg")->check(CLI::IsMember({"text", "json", "svg"}))->capture_default_str();
  verb->callback([&chosen, &settings, wanted] { chosen = [=, &settings] { return run_graph(*wanted, settings); }; });
}

}  // namespace drivetrain::app::cli
