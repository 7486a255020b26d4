// What laying out anew and completing a picture share: which diagrams a file needs, and ids that stand nowhere else in it.
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "notation/bpmn_layout/drawing.h"

namespace drivetrain::notation::picture {

/// Sub-processes whose shape hides their inside: marked so, or nothing of it is drawn.
std::unordered_set<std::string> collapsed_sub_processes(BpmnDefinitions const& definitions);
std::vector<BpmnElement const*> processes_without_pool(BpmnDefinitions const& definitions);
BpmnDiagram diagram_of(Drawing drawing, std::string const& plane);
/// A diagram for the inside of each collapsed sub-process that was met.
std::vector<BpmnDiagram> folded_diagrams(LayoutJob& job);

enum class OldPictures { stay, replaced };

class DiagramIds {
 public:
  DiagramIds(BpmnDefinitions const& definitions, OldPictures old);
  /// Ids that were given elsewhere.
  void note(BpmnDiagram const& diagram);
  /// `wanted`, or with a number behind it.
  std::string fresh(std::string const& wanted);
  /// An id for whatever has none.
  void give(BpmnDiagram& diagram);

 private:
  void collect(XmlNode const& node, OldPictures old);
  std::unordered_set<std::string> taken_;
  std::unordered_map<std::string, int> times_;
};

/// What a picture that somebody drew lacks.
struct Completion {
  struct Part {
    std::size_t diagram = 0;  ///< of definitions.diagrams
    std::vector<BpmnShape> shapes;
    std::vector<BpmnEdge> edges;
  };
  std::vector<Part> parts;
  std::vector<BpmnDiagram> diagrams;  ///< for processes and collaborations of which nothing is shown
  std::vector<std::string> remarks;
};
Completion complete_picture(BpmnDefinitions const& definitions);

}  // namespace drivetrain::notation::picture
