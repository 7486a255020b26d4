// Drawing (see sight_svg.h): columns down the cascade, placed by layered_layout.h.
#include "model/sight_svg.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/render_diagnostic.h"
#include "base/text.h"
#include "model/layered_layout.h"

namespace drivetrain::model {

namespace {

constexpr double margin = 24, head = 40, box_width = 210, line_height = 16, small_height = 14, padding = 9;

constexpr std::string_view style = R"(<style>
svg { --ground: #ffffff; --ink: #1b1f24; --quiet: #57606a; --box: #f6f8fa; --edge: #8c959f; --line: #afb8c1; --gap: #b42318;
  --Objective: #1a5fb4; --Requirement: #6639ba; --Constraint: #6639ba; --Decision: #9a6700; --Process: #1a7f37; --Sop: #1a7f37; --Control: #1a7f37; --CheckPlan: #1a7f37; --Rule: #9a6700; --Kpi: #0b7285; --Rhythm: #a0376f;
  font: 13px system-ui, "Segoe UI", "DejaVu Sans", sans-serif; max-width: 100%; height: auto; }
@media (prefers-color-scheme: dark) {
  svg { --ground: #0d1117; --ink: #e6edf3; --quiet: #9da7b3; --box: #161b22; --edge: #6e7681; --line: #484f58; --gap: #ff8a80;
    --Objective: #79b8ff; --Requirement: #c8a8ff; --Constraint: #c8a8ff; --Decision: #e3b341; --Process: #6fdd8b; --Sop: #6fdd8b; --Control: #6fdd8b; --CheckPlan: #6fdd8b; --Rule: #e3b341; --Kpi: #66d9e8; --Rhythm: #ff9bce; } }
.ground { fill: var(--ground) } .box { fill: var(--box); stroke: var(--edge) } .open { stroke: var(--gap); stroke-width: 2; stroke-dasharray: 6 4 }
text { fill: var(--ink) } .kind, .column { font-size: 11px; fill: var(--quiet) } .column { font-weight: 600; font-size: 12px } .gap { font-size: 11px; fill: var(--gap) }
.line { fill: none; stroke: var(--line); stroke-width: 1.2 } .strong { stroke-width: 3 } .some { stroke-width: 2 } .mark { stroke: none }
</style>
)";

std::string escaped(std::string_view text) {
  std::string safe;
  for (char c : text) {
    if (c == '&') safe += "&amp;";
    else if (c == '<') safe += "&lt;";
    else if (c == '>') safe += "&gt;";
    else if (c == '"') safe += "&quot;";
    else if (static_cast<unsigned char>(c) < 0x20) safe += ' ';
    else safe += c;
  }
  return safe;
}

/// Lines of at most `width` columns, broken at blanks; a word longer than that stays whole.
std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  for (auto word : split(text, ' ')) {
    if (word.empty()) continue;
    if (lines.empty() || display_width(lines.back()) + 1 + display_width(word) > width) lines.emplace_back(word);
    else lines.back() += " " + std::string(word);
  }
  return lines;
}

std::string_view heading(std::string_view kind) {
  if (kind == "Requirement" || kind == "Constraint") return "Requirements and constraints";
  if (kind == "Decision" || kind == "Rule") return "Rules: decision rights";
  if (kind == "Process") return "Processes";
  if (kind == "Sop" || kind == "Control") return "Procedures and controls";
  if (kind == "CheckPlan") return "Checks";
  if (kind == "Kpi") return "KPIs";
  return kind == "Rhythm" ? "Rhythms" : "Objectives";
}

/// Objectives take a column a level; the other kinds follow in the order of the cascade.
std::vector<std::size_t> columns_of(SightGraph const& graph) {
  std::vector<std::size_t> column(graph.nodes.size(), 0);
  std::size_t levels = 1;
  for (int round = 0; round < 8; ++round)  // parents come first, so one round is enough unless they go in a circle
    for (auto const& link : graph.links)
      if (graph.nodes[link.from].kind == "Objective" && graph.nodes[link.to].kind == "Objective" && column[link.from] < 7)
        column[link.to] = std::max(column[link.to], column[link.from] + 1);
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) levels = std::max(levels, column[i] + 1);
  std::map<std::string_view, std::size_t> const order{{"Requirement", 0}, {"Constraint", 0}, {"Decision", 1}, {"Rule", 1}, {"Process", 2}, {"Sop", 3}, {"Control", 3}, {"CheckPlan", 4}, {"Kpi", 5}, {"Rhythm", 6}};
  for (std::size_t i = 0; i < graph.nodes.size(); ++i)
    if (auto at = order.find(graph.nodes[i].kind); at != order.end()) column[i] = levels + at->second;
  return column;
}

struct DrawnNode {
  std::vector<std::string> title, gaps;
  double height() const { return 2 * padding + small_height + line_height * static_cast<double>(title.size()) + small_height * static_cast<double>(gaps.size()); }
};

class SightDrawing {
 public:
  SightDrawing(SightGraph const& graph, std::string const& name) : graph_(graph), name_(name) {
    auto columns = columns_of(graph);
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
      DrawnNode drawn{wrapped(graph.nodes[i].title, 26), {}};
      for (auto const& gap : graph.nodes[i].gaps)
        for (auto& line : wrapped("gap: " + gap, 32)) drawn.gaps.push_back(std::move(line));
      boxes_.push_back({columns[i], box_width, drawn.height(), 0, 0});
      drawn_.push_back(std::move(drawn));
    }
    for (auto const& link : graph.links) lines_.push_back({link.from, link.to, {}});
    size_ = lay_out(boxes_, lines_);
  }

  std::string svg() {
    auto width = size_.width + 2 * margin, height = size_.height + 2 * margin + head;
    out_ = fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.0f}\" height=\"{1:.0f}\" viewBox=\"0 0 {0:.0f} {1:.0f}\" role=\"img\" "
                       "aria-labelledby=\"sight-title sight-desc\">\n",
                       width, height);
    out_ += "<title id=\"sight-title\">Line of sight of " + escaped(name_) + "</title>\n<desc id=\"sight-desc\">" + escaped(description()) + "</desc>\n";
    out_ += style;
    out_ += "<rect class=\"ground\" width=\"100%\" height=\"100%\"/>\n";
    headings();
    for (std::size_t i = 0; i < lines_.size(); ++i) line(lines_[i], graph_.links[i]);
    for (std::size_t i = 0; i < boxes_.size(); ++i) node(i);
    return out_ + "</svg>\n";
  }

 private:
  std::string description() const {
    std::size_t objectives = 0, open = 0;
    std::string gaps;
    for (auto const& node : graph_.nodes) {
      objectives += node.kind == "Objective";
      if (node.gaps.empty()) continue;
      ++open;
      gaps += " " + node.title + ": " + join(node.gaps, "; ") + ".";
    }
    return "From intent on the left to work on the right: " + counted(objectives, "objective") + ", " + counted(graph_.nodes.size() - objectives, "other entity", "other entities") +
           ", " + counted(graph_.links.size(), "link") + ". " + (open ? counted(open, "gap") + " in the line of sight:" + gaps : std::string("No gap."));
  }
  void headings() {
    std::map<std::size_t, std::pair<double, std::string_view>> columns;
    for (std::size_t i = 0; i < boxes_.size(); ++i) columns.try_emplace(boxes_[i].column, boxes_[i].x, heading(graph_.nodes[i].kind));
    for (auto const& [column, place] : columns)
      out_ += fmt::format("<text class=\"column\" x=\"{:.1f}\" y=\"{:.1f}\">{}{}</text>\n", place.first + margin, margin + 4, place.second,
                          place.second == "Objectives" && column > 0 ? fmt::format(", level {}", column + 1) : "");
  }
  void line(LayoutLine const& line, SightGraphLink const& link) {
    if (line.points.empty()) return;
    auto x = [](LayoutPoint const& p) { return p.x + margin; };
    auto y = [](LayoutPoint const& p) { return p.y + margin + head; };
    auto path = fmt::format("M{:.1f} {:.1f}", x(line.points[0]), y(line.points[0]));
    for (std::size_t i = 1; i < line.points.size(); ++i) {
      auto const &a = line.points[i - 1], &b = line.points[i];
      auto bow = (b.x - a.x) / 2;
      path += a.y == b.y ? fmt::format(" H{:.1f}", x(b)) : fmt::format(" C{:.1f} {:.1f} {:.1f} {:.1f} {:.1f} {:.1f}", x(a) + bow, y(a), x(b) - bow, y(b), x(b), y(b));
    }
    auto strength = link.strength >= 9 ? " strong" : link.strength >= 3 ? " some" : "";
    auto const &from = graph_.nodes[link.from], &to = graph_.nodes[link.to];
    auto contributes = link.strength ? fmt::format(" (contributes {})", link.strength) : std::string();
    out_ += fmt::format("<path class=\"line{}\" d=\"{}\"><title>{} to {}{}</title></path>\n", strength, path, escaped(from.title), escaped(to.title), contributes);
  }
  void node(std::size_t index) {
    auto const& node = graph_.nodes[index];
    auto const& box = boxes_[index];
    auto x = box.x + margin, y = box.y + margin + head;
    auto what = (node.kind == "Kpi" ? std::string("KPI") : lower_ascii(node.kind)) + (node.weight.empty() ? "" : ", weight " + node.weight);
    auto told = node.title + " (" + what + (node.owner.empty() ? "" : ", owner " + node.owner) + ")" + (node.gaps.empty() ? "" : ". " + join(node.gaps, "; "));
    out_ += fmt::format("<g id=\"{}-{}\"><title>{}</title>", node.kind, escaped(node.id), escaped(told));
    out_ += fmt::format("<rect class=\"box{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.0f}\" height=\"{:.1f}\" rx=\"5\"/>", node.gaps.empty() ? "" : " open", x, y, box.width, box.height);
    out_ += fmt::format("<rect class=\"mark\" style=\"fill: var(--{})\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"4\" height=\"{:.1f}\" rx=\"2\"/>", node.kind, x, y, box.height);
    auto baseline = y + padding + 10;
    out_ += fmt::format("<text class=\"kind\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>", x + padding + 5, baseline, escaped(what));
    for (auto const& text : drawn_[index].title) out_ += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\">{}</text>", x + padding + 5, baseline += line_height, escaped(text));
    for (auto const& text : drawn_[index].gaps)
      out_ += fmt::format("<text class=\"gap\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>", x + padding + 5, baseline += small_height, escaped(text));
    out_ += "</g>\n";
  }

  SightGraph const& graph_;
  std::string const& name_;
  std::vector<DrawnNode> drawn_;
  std::vector<LayoutBox> boxes_;
  std::vector<LayoutLine> lines_;
  LayoutSize size_;
  std::string out_;
};

}  // namespace

std::string sight_svg(SightGraph const& graph, std::string const& name) { return SightDrawing(graph, name).svg(); }

}  // namespace drivetrain::model
