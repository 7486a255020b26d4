// A picture in the making: shapes and edges of one container in its own coordinates, and what is known of the whole file.
#pragma once

#include <deque>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "notation/bpmn_layout/geometry.h"
#include "notation/bpmn_layout/layout.h"
#include "notation/bpmn_layout/router.h"

namespace drivetrain::notation::picture {

struct Drawing {
  std::vector<BpmnShape> shapes;
  std::vector<BpmnEdge> edges;
  double width = 0, height = 0;

  void shift(double dx, double dy);
  /// Takes over all that `inner` holds, moved.
  void add(Drawing inner, double dx, double dy);
};

/// What all steps of one layout share.
struct LayoutJob {
  BpmnDefinitions const& definitions;
  std::unordered_set<std::string> collapsed;                              ///< sub-processes that the file's own picture shows so
  std::unordered_set<std::string> shown;                                  ///< by the file's own picture
  std::vector<BpmnElement const*> folded;                                 ///< of `collapsed`, the ones met: each gets a diagram of its own
  std::unordered_multimap<std::string, BpmnElement const*> associations;  ///< all of the file, by what they come from
  std::deque<BpmnElement> inputs;  ///< inputs and outputs of steps, as artifacts (a picture may show them)
  std::vector<std::string> remarks;
  RouteBudget budget;

  explicit LayoutJob(BpmnDefinitions const& of);
};

inline constexpr double pool_header = 30, container_padding = 30, sub_process_header = 26;
inline constexpr double event_size = 36, gateway_size = 50, task_width = 100, task_height = 80, name_width = 90;

struct ShapeSize {
  double width = 0, height = 0;
};
/// Of a flow node or artifact as most tools draw it; of a sub-process as if it were collapsed.
ShapeSize standard_size(BpmnElement const& element);
/// A shape without id: ids are given when all shapes are there.
BpmnShape shape_of(BpmnElement const& element, Box const& bounds);

/// A line between a node and its data, as written inside the node: ids of both ends in the direction of the data.
struct DataAssociation {
  std::string id, source, target;
};
std::vector<DataAssociation> data_associations(BpmnElement const& element);
/// dataInput and dataOutput of the element's ioSpecification that the file's own picture shows, kept in the job.
std::vector<BpmnElement const*> shown_inputs(BpmnElement const& element, LayoutJob& job);

/// The content of a process or an expanded sub-process. Where it has lanes they are part of the drawing, without a pool's own header.
/// Connections to what stands in another container are not drawn here.
Drawing draw_container(BpmnElement const& container, LayoutJob& job);

/// Draws what joins things of different containers (message flows, associations), around the shapes that are there.
struct LooseEnd {
  std::string id, source, target;
  bool message = false;
};
void draw_connections(Drawing& drawing, std::vector<LooseEnd> const& connections, std::unordered_set<std::string> const& transparent,
                      RouteBudget& budget);

/// A collaboration with its pools, or a process that no pool shows.
Drawing draw_collaboration(BpmnCollaboration const& collaboration, LayoutJob& job);
Drawing draw_process(BpmnElement const& process, LayoutJob& job);

/// Gives names of events, gateways, data and flows a place where they hide least.
void place_labels(Drawing& drawing, BpmnDefinitions const& definitions);

}  // namespace drivetrain::notation::picture
