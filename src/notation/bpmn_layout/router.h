// Flows at right angles around everything that stands in their way: the cheapest path (A*) over the lines that shapes suggest, where
// length, bends, crossings and running along other flows cost. Flows that leave the same node, or enter the same one, may share a line.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "notation/bpmn_layout/geometry.h"

namespace drivetrain::notation::picture {

enum class Side : std::uint8_t { right, bottom, left, top };

/// Where a flow may touch a shape, and how unwelcome that is.
struct Port {
  Side side = Side::right;
  Point at;
  double cost = 0;
};

/// Steps that may be spent on finding ways, for all routers of one file together.
struct RouteBudget {
  std::size_t left = 3'000'000;
  std::size_t given_up = 0;  ///< flows that got no way, because too much was spent or there is none
};

struct RouteWish {
  std::vector<Port> from, to;
  int source = 0, target = 0;  ///< of whom: flows of the same may share lines
};

class Router {
 public:
  /// `hard` is never crossed (ports at its borders are reached straight); crossing `soft` costs. Lines are where flows may run beside those
  /// that the shapes suggest: `quiet_x` and `quiet_y` are preferred for bends. Nothing leaves `within`.
  Router(std::vector<Box> const& hard, std::vector<Box> const& soft, std::vector<double> quiet_x, std::vector<double> quiet_y,
         Box const& within, RouteBudget& budget);

  /// Ends at ports included. Empty when there is no way, or no more work may be spent on finding one.
  std::vector<Point> route(RouteWish const& wish);
  /// Takes a line that is drawn already into account.
  void occupy(std::vector<Point> const& line, int source, int target);

 private:
  struct Gate {
    int x = -1, y = -1;
    double cost = 0;
    Port const* port = nullptr;
  };
  struct Use {
    int source, target, next;
  };
  std::vector<Point> find(RouteWish const& wish);
  Gate gate_of(Port const& port) const;
  int at(int x, int y) const { return y * columns() + x; }
  int columns() const { return static_cast<int>(xs_.size()); }
  int rows() const { return static_cast<int>(ys_.size()); }
  double step_cost(int point, int direction, RouteWish const& wish) const;
  double crossing_cost(int point, int direction, RouteWish const& wish) const;
  void take(int x1, int y1, int x2, int y2, int source, int target);

  std::vector<double> xs_, ys_, x_cost_, y_cost_;
  std::vector<std::uint8_t> blocked_;       ///< 0 free, 1 soft, 2 hard
  std::vector<int> horizontal_, vertical_;  ///< first use of the piece to the right, or below
  std::vector<Use> uses_;
  std::vector<double> cost_;
  std::vector<std::uint32_t> stamp_;
  std::vector<int> came_from_;
  std::uint32_t round_ = 0;
  RouteBudget& budget_;
  double haste_ = 1;  ///< how much more the way ahead counts than the way behind: on large maps nearly the best way is good enough
  bool too_large_ = false;
};

/// The middles of the four sides.
std::array<Port, 4> ports_of(Box const& box, double right_cost, double bottom_cost, double left_cost, double top_cost);
/// Without points that lie on the straight line between their neighbours.
std::vector<Point> without_straight_points(std::vector<Point> line);

}  // namespace drivetrain::notation::picture
