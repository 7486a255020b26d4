// DT-P401, second half: what is split is joined alike. After reduction (flow_graph.h) the knotted rest is explored like a Petri
// net: a marking says which edges carry a token. Two tokens on one edge are a lack of synchronisation; a marking in which
// tokens remain but none can move is a deadlock. Each finding tells one story that leads there. Bounded by
// limits::max_soundness_markings; past it a note says that nothing was proved.
#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "base/limits.h"
#include "processes/check.h"
#include "processes/flow_graph.h"

namespace drivetrain::processes {

namespace {

using Index = FlowGraph::Index;
using Kind = FlowGraph::Kind;
using Marking = std::vector<Index>;  ///< edges that carry a token, ascending

/// One vertex fires: which tokens it takes, which it leaves.
struct Move {
  Index vertex = no_index;
  Marking taken, left;
};

class Explorer {
 public:
  Explorer(Program const& program, ScopeIndex scope, Diagnostics& diagnostics)
      : program_(program), scope_(scope), graph_(FlowGraph::of(program, scope)), diagnostics_(diagnostics) {}

  void run() {
    graph_.reduce();
    visit({graph_.first()}, no_parent, {});
    for (std::size_t at = 0; at < reached_.size(); ++at) {
      if (reached_.size() > limits::max_soundness_markings) return give_up();
      auto marking = reached_[at].marking;
      auto moves = moves_of(marking);
      if (moves.empty() && !marking.empty()) deadlock(at);
      for (auto& move : moves) go(at, marking, std::move(move));
    }
  }

 private:
  static constexpr std::size_t no_parent = ~std::size_t{0};
  struct Reached {
    Marking marking;
    std::size_t parent = no_parent;
    Move move;
  };

  std::vector<Move> moves_of(Marking const& marking) const {
    std::vector<Move> moves;
    for (auto e : marking) {
      auto v = graph_.edges()[e].to;
      auto const& vertex = graph_.vertices()[v];
      switch (vertex.kind) {
        case Kind::end: moves.push_back({v, {e}, {}}); break;
        case Kind::terminate: moves.push_back({v, marking, {}}); break;
        case Kind::exclusive_split:
          for (auto out : vertex.out) moves.push_back({v, {e}, {out}});
          break;
        case Kind::parallel_join:
          if (vertex.in.front() == e && std::all_of(vertex.in.begin(), vertex.in.end(), [&](Index in) { return carries(marking, in); }))
            moves.push_back({v, vertex.in, vertex.out});
          break;
        case Kind::inclusive_split: choose_some(v, e, moves); break;
        case Kind::inclusive_join: {
          Marking come;
          for (auto in : vertex.in)
            if (carries(marking, in)) come.push_back(in);
          std::sort(come.begin(), come.end());
          if (come.front() == e && (come.size() == vertex.in.size() || !more_can_come(v, marking))) moves.push_back({v, come, vertex.out});
          break;
        }
        default: moves.push_back({v, {e}, vertex.out});
      }
    }
    return moves;
  }

  /// Every set of branches that an inclusive split may choose; of many branches each alone, each pair and all.
  void choose_some(Index v, Index e, std::vector<Move>& moves) const {
    constexpr std::size_t few = 5;
    auto const& vertex = graph_.vertices()[v];
    std::vector<Index> branches;
    for (auto out : vertex.out)
      if (out != vertex.fallback) branches.push_back(out);
    auto ways = std::size_t{1} << std::min(branches.size(), few);
    if (branches.size() <= few) {
      for (std::size_t chosen = 1; chosen < ways; ++chosen) {
        Marking left;
        for (std::size_t i = 0; i < branches.size(); ++i)
          if (chosen >> i & 1) left.push_back(branches[i]);
        moves.push_back({v, {e}, left});
      }
    } else {
      for (std::size_t i = 0; i < branches.size(); ++i) {
        moves.push_back({v, {e}, {branches[i]}});
        for (std::size_t j = i + 1; j < branches.size(); ++j) moves.push_back({v, {e}, {branches[i], branches[j]}});
      }
      moves.push_back({v, {e}, branches});
    }
    if (vertex.fallback != no_index) moves.push_back({v, {e}, {vertex.fallback}});
  }

  /// A token elsewhere can still come to an empty flow of the inclusive join, and could not as well come to a full one (BPMN 2.0.2 §13.4.3).
  bool more_can_come(Index join, Marking const& marking) const {
    auto const& ins = graph_.vertices()[join].in;
    for (auto token : marking) {
      if (graph_.edges()[token].to == join) continue;
      auto const& reached = reachable_without(token, join);
      bool to_empty = false, to_full = false;
      for (auto in : ins)
        if (reached[in]) (carries(marking, in) ? to_full : to_empty) = true;
      if (to_empty && !to_full) return true;
    }
    return false;
  }

  /// Edges that a token on `from` can come to without passing the join.
  std::vector<bool> const& reachable_without(Index from, Index join) const {
    auto& reached = reachable_[{from, join}];
    if (!reached.empty()) return reached;
    reached.resize(graph_.edges().size());
    std::vector<Index> open{from};
    reached[from] = true;
    while (!open.empty()) {
      auto to = graph_.edges()[open.back()].to;
      open.pop_back();
      if (to == join) continue;
      for (auto out : graph_.vertices()[to].out)
        if (!reached[out]) reached[out] = true, open.push_back(out);
    }
    return reached;
  }

  static bool carries(Marking const& marking, Index e) { return std::binary_search(marking.begin(), marking.end(), e); }

  void go(std::size_t from, Marking marking, Move move) {
    for (auto e : move.taken) std::erase(marking, e);
    for (auto e : move.left) {
      if (carries(marking, e)) return twice(from, move, e);
      marking.insert(std::lower_bound(marking.begin(), marking.end(), e), e);
    }
    visit(std::move(marking), from, std::move(move));
  }

  void visit(Marking marking, std::size_t parent, Move move) {
    if (seen_.insert(marking).second) reached_.push_back({std::move(marking), parent, std::move(move)});
  }

  std::vector<Move const*> story(std::size_t at) const {
    std::vector<Move const*> moves;
    for (; reached_[at].parent != no_parent; at = reached_[at].parent) moves.push_back(&reached_[at].move);
    std::reverse(moves.begin(), moves.end());
    return moves;
  }

  /// Elements through which the token on each edge has come, when the story is told to its end.
  std::map<Index, std::vector<NodeIndex>> histories(std::vector<Move const*> const& moves) const {
    std::map<Index, std::vector<NodeIndex>> tokens;
    tokens[graph_.first()] = graph_.edges()[graph_.first()].along;
    for (auto const* move : moves) {
      std::vector<NodeIndex> before;
      for (auto e : move->taken) {
        if (auto const& one = tokens[e]; one.size() > before.size()) before = one;
        tokens.erase(e);
      }
      auto origin = graph_.vertices()[move->vertex].origin;
      if (origin != no_index && (before.empty() || before.back() != origin)) before.push_back(origin);
      for (auto e : move->left) {
        auto& after = tokens[e] = before;
        auto const& along = graph_.edges()[e].along;
        after.insert(after.end(), along.begin(), along.end());
      }
    }
    return tokens;
  }

  std::string named(NodeIndex node) const {
    return "the " + std::string(describe(program_.node(node).kind)) + " '" + program_.title(node) + "'";
  }

  std::string path(std::vector<NodeIndex> const& nodes, std::size_t from = 0) const {
    std::string text;
    for (auto i = from; i < nodes.size(); ++i) {
      if (i > from && nodes[i] == nodes[i - 1]) continue;
      text += (text.empty() ? "'" : " → '") + program_.title(nodes[i]) + "'";
    }
    return text;
  }

  Diagnostic finding(NodeIndex at) const {
    Diagnostic d;
    d.code = "DT-P401";
    d.span = at == no_index ? program_.span() : program_.span(at);
    d.subject = program_.process();
    return d;
  }

  /// `edge` would carry a second token.
  void twice(std::size_t at, Move const& move, Index edge) {
    auto join = graph_.vertices()[move.vertex].origin;
    if (join == no_index || !told_.insert({join, false}).second) return;
    auto tokens = histories(story(at));
    auto first = tokens[edge];
    auto second = tokens[move.taken.front()];
    // Where the two ways part is where the case was split.
    std::size_t same = 0;
    while (same < first.size() && same < second.size() && first[same] == second[same]) ++same;
    auto d = finding(join);
    d.message = program_.process() + ": two branches that run at the same time meet in " + named(join) + ", which does not wait for both";
    d.why = "what follows is done twice in the same case";
    d.help = program_.node(join).kind == ElementKind::exclusive_gateway
                 ? "make it a parallel gateway, if both branches are meant to be done before the case goes on"
                 : "put a parallel gateway in front of it, if both branches are meant to be done before the case goes on";
    if (same > 0) {
      d.notes.push_back({program_.span(first[same - 1]), "the case splits at " + named(first[same - 1])});
      d.notes.push_back({{}, "one branch: " + path(first, same - 1)});
      second.push_back(join);
      d.notes.push_back({{}, "the other: " + path(second, same - 1)});
    }
    diagnostics_.add(std::move(d));
  }

  void deadlock(std::size_t at) {
    auto const& marking = reached_[at].marking;
    auto waiting = graph_.edges()[marking.front()].to;
    auto join = graph_.vertices()[waiting].origin;
    if (join == no_index || !told_.insert({join, true}).second) return;
    auto moves = story(at);
    auto tokens = histories(moves);
    auto d = finding(join);
    d.message = program_.process() + ": " + named(join) + " waits for ever for a branch that does not come";
    d.why = "cases stop here without anybody noticing";
    auto arrived = tokens[marking.front()];
    arrived.push_back(join);
    d.notes.push_back({{}, "what has come: " + path(arrived)});
    auto choice = choice_against(waiting, marking, moves);
    if (choice) {
      auto split = graph_.vertices()[choice->vertex].origin;
      std::vector<NodeIndex> taken{split};
      auto const& along = graph_.edges()[choice->left.front()].along;
      taken.insert(taken.end(), along.begin(), along.end());
      d.notes.push_back({program_.span(split), named(split) + " sent the case another way: " + path(taken)});
      d.help = "join exclusive branches with an exclusive gateway, parallel ones with a parallel gateway";
    } else {
      d.help = "the missing branch can only come from behind this gateway; join it with an exclusive gateway in front";
    }
    diagnostics_.add(std::move(d));
  }

  /// The last choice of the story that could have sent a token to where one is missing.
  Move const* choice_against(Index join, Marking const& marking, std::vector<Move const*> const& moves) const {
    std::set<Index> leading;  // edges from which a missing one can be reached
    std::vector<Index> open;
    for (auto e : graph_.vertices()[join].in)
      if (!carries(marking, e)) open.push_back(e);
    while (!open.empty()) {
      auto e = open.back();
      open.pop_back();
      if (!leading.insert(e).second) continue;
      for (auto in : graph_.vertices()[graph_.edges()[e].from].in) open.push_back(in);
    }
    for (auto move = moves.rbegin(); move != moves.rend(); ++move) {
      auto const& vertex = graph_.vertices()[(*move)->vertex];
      if (vertex.kind != Kind::exclusive_split || vertex.origin == no_index) continue;
      bool could = std::any_of(vertex.out.begin(), vertex.out.end(), [&](Index e) { return leading.contains(e); });
      if (could && !leading.contains((*move)->left.front())) return *move;
    }
    return nullptr;
  }

  void give_up() {
    auto d = finding(no_index);
    d.severity = Severity::note;
    auto owner = program_.scopes()[scope_].owner;
    d.message = program_.process() + ": " + (owner == no_index ? "the process" : named(owner)) +
                " is too knotted to prove that its branches always meet";
    d.why = "a case that stops for ever would be found only when it happens";
    d.help = "close each parallel split with a parallel join before other branches touch it";
    diagnostics_.add(std::move(d));
  }

  Program const& program_;
  ScopeIndex scope_;
  FlowGraph graph_;
  Diagnostics& diagnostics_;
  std::vector<Reached> reached_;
  std::set<Marking> seen_;
  mutable std::map<std::pair<Index, Index>, std::vector<bool>> reachable_;  ///< by token's edge and join
  std::set<std::pair<NodeIndex, bool>> told_;  ///< element, whether as a deadlock
};

}  // namespace

/// What a complex gateway waits for is in its condition, and what leaves an element beside conditions always does: about those nothing is claimed here.
static bool has_known_splits(Program const& program, ScopeIndex scope) {
  if (program.scopes()[scope].starts.empty()) return false;
  for (NodeIndex n = 0; n < program.nodes().size(); ++n) {
    auto const& node = program.node(n);
    if (node.scope != scope || node.kind == ElementKind::exclusive_gateway) continue;
    if (node.kind == ElementKind::complex_gateway) return false;
    std::size_t conditional = 0, always = 0;
    for (auto const& flow : program.outgoing(n)) ++(flow.condition != no_index ? conditional : always);
    if (node.default_flow != no_index) --always;
    if (conditional > 0 && always > 0) return false;
  }
  return true;
}

void check_synchronisation(Program const& program, Diagnostics& diagnostics) {
  for (ScopeIndex scope = 0; scope < program.scopes().size(); ++scope)
    if (has_known_splits(program, scope)) Explorer(program, scope, diagnostics).run();
}

}  // namespace drivetrain::processes
