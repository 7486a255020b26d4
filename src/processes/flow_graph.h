// FlowGraph: the flow of one scope as splits and joins alone, for proving that what is split is joined alike. Work and events
// are stretches of edges; an activity with boundary events is an exclusive split behind it; a non-interrupting one adds a
// parallel branch that may or may not be used. reduce() takes out what is sound by construction (sequences, matching blocks,
// plain loops), so that only what is knotted remains to be explored.
#pragma once

#include <cstdint>
#include <vector>

#include "processes/program.h"

namespace drivetrain::processes {

class FlowGraph {
 public:
  using Index = std::uint32_t;
  enum class Kind : std::uint8_t { start, end, terminate, pass, exclusive_split, exclusive_join, parallel_split, parallel_join, inclusive_split, inclusive_join };
  struct Vertex {
    Kind kind = Kind::pass;
    NodeIndex origin = no_index;  ///< the element that it stands for
    bool work = false;            ///< of a pass: doing it twice matters
    Index fallback = no_index;    ///< of an inclusive split: the edge that is taken when no other is
    std::vector<Index> in, out;   ///< edges
  };
  struct Edge {
    Index from = no_index, to = no_index;
    bool work = false;
    bool meets = false;           ///< several tokens of one round meet on it; those of two rounds would be mixed
    std::vector<NodeIndex> along;  ///< elements that it leads through
  };

  /// Of a scope in which every element can be reached.
  static FlowGraph of(Program const& program, ScopeIndex scope);
  void reduce();

  std::vector<Vertex> const& vertices() const { return vertices_; }
  std::vector<Edge> const& edges() const { return edges_; }
  /// The edge out of the start.
  Index first() const;

 private:
  Index vertex(Kind kind, NodeIndex origin, bool work = false);
  Index edge(Index from, Index to);
  void remove(Index edge);
  void move_target(Index edge, Index to);
  void move_source(Index edge, Index from);
  bool bypass(Index vertex);
  bool merge_parallel_edges(Index split);
  bool merge_same_kind(Index vertex);
  bool drop_loop(Index split);
  bool drop_ending_branch(Index split);
  bool comes_back(Index split) const;
  bool end_directly(Index join);
  bool close_inclusive(Index split);

  std::vector<Vertex> vertices_;
  std::vector<Edge> edges_;  ///< a removed one has no `from`
};

}  // namespace drivetrain::processes
