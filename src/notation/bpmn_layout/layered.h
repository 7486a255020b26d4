// A drawing of nodes and arrows in layers from left to right, after Sugiyama, Tagawa, Toda (1981): loops are opened, nodes put into
// layers, arrows that span several layers given places in between, the order within layers chosen so that few arrows cross, and
// last the coordinates, with the longest way through as one straight line (blocks as in Brandes, Köpf 2002, one direction).
// Bands are horizontal strips (lanes) that no node leaves.
#pragma once

#include <cstddef>
#include <vector>

namespace drivetrain::notation::picture {

struct LayeredNode {
  double width = 100;         ///< room it needs in its column
  double up = 40, down = 40;  ///< room above and below its middle line
  int band = 0;
  // set by the steps
  int layer = -1;
  double x = 0, y = 0;  ///< its middle; y counts from the top of its band
};

enum class LayeredPull { straight, downward };  ///< downward: the target stands lower than the source (an exception's path)

struct LayeredEdge {
  int from = 0, to = 0;
  LayeredPull pull = LayeredPull::straight;
  double label_width = 0;    ///< room its name needs between two columns
  bool closes_loop = false;  ///< set by rank()
  int priority = 0;          ///< set by rank(): length of the longest way that leads over it
};

struct LayeredGraph {
  std::vector<LayeredNode> nodes;  ///< in the order of the file, which breaks every tie
  std::vector<LayeredEdge> edges;
  int bands = 1;
  // set by the steps
  int layers = 0;
  std::vector<double> band_heights;
  double width = 0;
};

/// Opens loops and sets layers: longest way from the left, sources moved up to what they lead to. Linear.
void rank(LayeredGraph& graph);

/// A place in a layer: a node, or where an arrow passes.
struct Slot {
  int node = -1;  ///< -1: an arrow passes
  int layer = 0, band = 0, position = 0;
  std::vector<int> edges_left, edges_right;  ///< indices of joints
};
struct Joint {
  int left = 0, right = 0;  ///< slots
  LayeredPull pull = LayeredPull::straight;
  int priority = 0;
};
struct Ordering {
  std::vector<Slot> slots;
  std::vector<Joint> joints;             ///< between neighbouring layers
  std::vector<std::vector<int>> layers;  ///< slots from top to bottom; bands in order
};
/// Orders each layer: sweeps by barycentre and exchanges of neighbours, as long as crossings become fewer.
Ordering order(LayeredGraph const& graph);

/// Sets x and y of all nodes, and the heights of bands.
void place(LayeredGraph& graph, Ordering const& ordering);

}  // namespace drivetrain::notation::picture
