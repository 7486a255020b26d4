// One process or sub-process on its way to a drawing: what stands in it, in which band, where, and how the flows run.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "notation/bpmn_layout/drawing.h"
#include "notation/bpmn_layout/layered.h"
#include "notation/bpmn_layout/router.h"

namespace drivetrain::notation::picture {

class Container {
 public:
  Container(BpmnElement const& element, LayoutJob& job) : element_(element), job_(job) {}
  Drawing draw();

 private:
  struct Attached {
    BpmnElement const* element = nullptr;
    Box box{};
  };
  /// A flow node with all that stands around it.
  struct Item {
    BpmnElement const* element = nullptr;
    double width = 0, height = 0;
    std::vector<Attached> boundary;   ///< on its lower border
    std::vector<Attached> artifacts;  ///< in a row above it
    std::optional<Drawing> inside;    ///< of an expanded sub-process
    int band = 0;
    LayeredNode room;  ///< with all that stands around it
    Point middle{};
    Box box{};
  };
  struct Flow {
    BpmnElement const* element = nullptr;
    int from = -1, to = -1;  ///< items; of a boundary event its host
    LayeredPull pull = LayeredPull::straight;
  };
  struct Terminal {
    Box box;
    BpmnElement const* element;
    int key;
  };
  struct Leaf {
    BpmnLane const* lane = nullptr;  ///< null: for what no lane names
    double y = 0, height = 0;
  };

  // container.cpp
  void collect();
  void own_artifacts();
  void measure();
  void put_shapes();
  Drawing finish();
  // container_lanes.cpp
  void find_bands();
  void gather_lane(BpmnLane const& lane, std::size_t depth, std::unordered_map<std::string_view, int>& leaf_of);
  void put_lanes(double width);
  // container_arrange.cpp
  void arrange();
  void arrange_plainly();
  std::vector<std::vector<int>> components() const;
  double arrange_flow(std::vector<int> const& members, Point const& corner, std::vector<double>* band_heights);
  Box shelve(std::vector<int> const& members, Point const& corner, double width);
  // container_routes.cpp
  void route();
  void route_plainly();
  void draw_artifact_lines();
  std::vector<Box> expected_labels() const;
  std::vector<Port> ports(Terminal const& at, bool outgoing, bool backward) const;
  void use_port(Terminal const& at, Point const& point, bool outgoing);
  void add_edge(std::string const& id, std::vector<Point> line);

  bool has_lanes() const { return !leaves_.empty(); }
  Terminal const* terminal(std::string const& id) const;

  BpmnElement const& element_;
  LayoutJob& job_;
  std::vector<Item> items_;
  std::unordered_map<std::string, int> item_of_;  ///< by id, boundary events by their host
  std::vector<Flow> flows_;
  std::vector<BpmnElement const*> associations_, groups_;
  std::vector<Attached> free_artifacts_;
  std::vector<Leaf> leaves_;
  struct LaneRange {
    BpmnLane const* lane;
    std::size_t depth, first, last;  ///< leaves
  };
  std::vector<LaneRange> lanes_;
  std::size_t lane_depth_ = 0;
  bool plain_ = false;
  std::vector<double> quiet_x_;
  std::unordered_map<std::string, Terminal> terminals_;
  std::map<std::pair<int, int>, int> port_uses_;  ///< terminal and side; incoming count 1000
  Drawing drawing_;
};

}  // namespace drivetrain::notation::picture
