// Unstructured models: gateways joined by chance, with a task on every flow, so that each flow has a place where its token stands. And an oracle
// that plays tokens on them by the words of the standard (BPMN 2.0.2 §13.4.1–13.4.3), with nothing of the engine's or the check's in it.
#pragma once

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "processes/proof/choices_for_test.h"

namespace drivetrain::processes::proof {

/// What every gateway chooses in a step: exclusive ones by number, inclusive ones by mask.
struct Way {
  int number = 0, mask = 0;
};

struct Graph {
  enum class Kind { exclusive, parallel, inclusive, end, terminate };
  struct Vertex {
    Kind kind;
    std::vector<int> in, out;  ///< edges
  };
  struct Edge {
    int from, to;  ///< vertices; from the start: -1
  };
  std::vector<Vertex> vertices;
  std::vector<Edge> edges;  ///< with the task "t<index>"; the first comes from the start

  /// The branch only comes to its end, and meets no other: doing it again while it still runs is no fault (a side branch of a loop).
  bool ends_alone(int edge) const {
    auto const& target = vertices[static_cast<std::size_t>(edges[static_cast<std::size_t>(edge)].to)];
    if (target.out.empty()) return true;
    return target.in.size() == 1 && std::all_of(target.out.begin(), target.out.end(), [&](int out) { return ends_alone(out); });
  }

  static Graph made(Choices& choices) {
    Graph graph;
    auto gateways = 2 + static_cast<int>(choices.below(6));
    for (int i = 0; i < gateways; ++i) {
      constexpr Kind kinds[] = {Kind::exclusive, Kind::parallel, Kind::parallel, Kind::exclusive, Kind::inclusive};
      graph.vertices.push_back({kinds[choices.below(5)], {}, {}});
    }
    graph.vertices.push_back({choices.chance(10) ? Kind::terminate : Kind::end, {}, {}});
    graph.connect(-1, 0);
    // Forward at first, so that most can be reached and most come to an end; then some by chance.
    for (int v = 0; v < gateways; ++v) {
      auto count = 1 + static_cast<int>(choices.below(3));
      for (int i = 0; i < count; ++i) {
        int to = v + 1 + static_cast<int>(choices.below(static_cast<std::size_t>(std::min(3, gateways - v))));
        if (choices.chance(12)) to = static_cast<int>(choices.below(static_cast<std::size_t>(gateways)));
        graph.connect(v, to);
      }
    }
    return graph;
  }

  std::string xml() const {
    auto name = [](int v) { return "v" + std::to_string(v); };
    std::string text = "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" xmlns:dt=\"https://drivetrain.dev/schema/bpmn/1.0\" targetNamespace=\"proof\">\n<process id=\"p\" isExecutable=\"true\">\n<startEvent id=\"s\"/>\n";
    for (int v = 0; v < static_cast<int>(vertices.size()); ++v) {
      auto const& one = vertices[static_cast<std::size_t>(v)];
      bool chooses = one.out.size() > 1 && (one.kind == Kind::exclusive || one.kind == Kind::inclusive);
      auto fallback = chooses ? " default=\"a" + std::to_string(one.out.back()) + "\"" : std::string();
      switch (one.kind) {
        case Kind::exclusive: text += "<exclusiveGateway id=\"" + name(v) + "\"" + fallback + "/>\n"; break;
        case Kind::parallel: text += "<parallelGateway id=\"" + name(v) + "\"/>\n"; break;
        case Kind::inclusive: text += "<inclusiveGateway id=\"" + name(v) + "\"" + fallback + "/>\n"; break;
        case Kind::end: text += "<endEvent id=\"" + name(v) + "\"/>\n"; break;
        case Kind::terminate: text += "<endEvent id=\"" + name(v) + "\"><terminateEventDefinition/></endEvent>\n"; break;
      }
    }
    for (std::size_t e = 0; e < edges.size(); ++e) {
      auto const& edge = edges[e];
      auto number = std::to_string(e);
      std::string condition;
      if (edge.from >= 0) {
        auto const& source = vertices[static_cast<std::size_t>(edge.from)];
        auto place = static_cast<std::size_t>(std::find(source.out.begin(), source.out.end(), static_cast<int>(e)) - source.out.begin());
        if (source.out.size() > 1 && place + 1 < source.out.size()) {
          if (source.kind == Kind::exclusive) condition = "number = " + std::to_string(place);
          if (source.kind == Kind::inclusive) condition = "m" + std::to_string(place) + " = 1";
        }
      }
      text += "<userTask id=\"t" + number + "\" dt:role=\"fitter\"/>\n<sequenceFlow id=\"a" + number + "\" sourceRef=\"" + (edge.from < 0 ? "s" : name(edge.from)) + "\" targetRef=\"t" + number + "\"" +
              (condition.empty() ? "/>\n" : "><conditionExpression>" + condition + "</conditionExpression></sequenceFlow>\n");
      text += "<sequenceFlow id=\"b" + number + "\" sourceRef=\"t" + number + "\" targetRef=\"" + name(edge.to) + "\"/>\n";
    }
    return text + "</process>\n</definitions>\n";
  }

 private:
  void connect(int from, int to) {
    auto e = static_cast<int>(edges.size());
    edges.push_back({from, to});
    if (from >= 0) vertices[static_cast<std::size_t>(from)].out.push_back(e);
    vertices[static_cast<std::size_t>(to)].in.push_back(e);
  }
};

/// Tokens on a graph.
struct Marking {
  std::vector<int> tasks;                  ///< tokens at the task of each edge
  std::map<int, std::map<int, int>> came;  ///< at joins: by vertex and edge
  std::vector<int> order;                  ///< of the joins, by who came first
  auto operator<=>(Marking const&) const = default;

  bool over() const { return came.empty() && std::all_of(tasks.begin(), tasks.end(), [](int n) { return n == 0; }); }
  /// Tokens stand at joins, and nothing moves any more.
  bool dead() const { return !came.empty() && std::all_of(tasks.begin(), tasks.end(), [](int n) { return n == 0; }); }
  bool twice(Graph const& graph) const {
    for (std::size_t e = 0; e < tasks.size(); ++e)
      if (tasks[e] > 1 && !graph.ends_alone(static_cast<int>(e))) return true;
    for (auto const& [_, edges] : came)
      for (auto const& [e, n] : edges)
        if (n > 1) return true;
    return false;
  }
};

class Player {
 public:
  explicit Player(Graph const& graph) : graph_(graph) {}

  Marking begin() const {
    Marking marking;
    marking.tasks.resize(graph_.edges.size());
    marking.tasks[0] = 1;
    return marking;
  }
  /// The task on the edge is done. Precondition: a token stands there.
  Marking step(Marking marking, int edge, Way way) const {
    --marking.tasks[static_cast<std::size_t>(edge)];
    arrive(marking, edge, way);
    while (fire_one(marking, way)) {}
    return marking;
  }

 private:
  using Kind = Graph::Kind;
  Graph::Vertex const& vertex(int v) const { return graph_.vertices[static_cast<std::size_t>(v)]; }

  void arrive(Marking& marking, int edge, Way way) const {
    auto v = graph_.edges[static_cast<std::size_t>(edge)].to;
    auto const& one = vertex(v);
    if (one.kind == Kind::terminate) {
      std::fill(marking.tasks.begin(), marking.tasks.end(), 0);
      marking.came.clear(), marking.order.clear();
    }
    if (one.out.empty()) return;
    bool joins = one.in.size() > 1 && one.kind != Kind::exclusive;
    if (!joins) return leave(marking, v, way);
    if (!marking.came.contains(v)) marking.order.push_back(v);
    ++marking.came[v][edge];
    if (one.kind == Kind::parallel && marking.came[v].size() == one.in.size()) join(marking, v, way);
  }
  void leave(Marking& marking, int v, Way way) const {
    auto const& out = vertex(v).out;
    auto put = [&](int e) { ++marking.tasks[static_cast<std::size_t>(e)]; };
    if (vertex(v).kind == Kind::exclusive) return put(out[std::min(static_cast<std::size_t>(way.number), out.size() - 1)]);
    if (vertex(v).kind == Kind::parallel || out.size() == 1) {
      for (auto e : out) put(e);
      return;
    }
    bool some = false;
    for (std::size_t i = 0; i + 1 < out.size(); ++i)
      if (way.mask >> i & 1) put(out[i]), some = true;
    if (!some) put(out.back());
  }
  void join(Marking& marking, int v, Way way) const {
    for (auto& [_, n] : marking.came[v]) --n;
    std::erase_if(marking.came[v], [](auto const& one) { return one.second == 0; });
    if (marking.came[v].empty()) marking.came.erase(v), std::erase(marking.order, v);
    leave(marking, v, way);
  }
  bool fire_one(Marking& marking, Way way) const {
    for (auto v : marking.order) {
      if (vertex(v).kind != Kind::inclusive) continue;
      if (marking.came[v].size() < vertex(v).in.size() && more_can_come(marking, v)) continue;
      join(marking, v, way);
      return true;
    }
    return false;
  }
  /// For some token elsewhere there is a way to an empty flow into the gateway that does not pass the gateway, and none to a flow that has one.
  bool more_can_come(Marking const& marking, int v) const {
    auto const& here = marking.came.at(v);
    auto looks = [&](std::vector<int> from) {
      std::vector<bool> seen(graph_.edges.size());
      bool to_empty = false, to_full = false;
      while (!from.empty()) {
        auto e = from.back();
        from.pop_back();
        if (seen[static_cast<std::size_t>(e)]) continue;
        seen[static_cast<std::size_t>(e)] = true;
        auto to = graph_.edges[static_cast<std::size_t>(e)].to;
        if (to == v) (here.contains(e) ? to_full : to_empty) = true;
        else from.insert(from.end(), vertex(to).out.begin(), vertex(to).out.end());
      }
      return to_empty && !to_full;
    };
    for (int e = 0; e < static_cast<int>(marking.tasks.size()); ++e)
      if (marking.tasks[static_cast<std::size_t>(e)] > 0 && looks({e})) return true;
    for (auto const& [other, _] : marking.came)
      if (other != v && looks(vertex(other).out)) return true;
    return false;
  }

  Graph const& graph_;
};

struct Deed {
  int edge = 0;
  Way way;
};

struct Search {
  std::optional<std::vector<Deed>> story;  ///< the shortest to a marking that fits
  bool complete = true;                    ///< without one: there is none; else only the first so many markings were looked at
};

/// A marking in which a flow has two tokens is not gone on from.
template <class Fits>
Search story_to(Graph const& graph, Fits fits, std::size_t most = 4'000) {
  Player player(graph);
  struct Seen {
    Marking marking;
    std::size_t parent;
    Deed deed;
  };
  std::deque<Seen> all{{player.begin(), 0, {}}};
  std::map<Marking, bool> known{{all.front().marking, true}};
  for (std::size_t at = 0; at < all.size(); ++at) {
    if (all.size() >= most) return {std::nullopt, false};
    for (int e = 0; e < static_cast<int>(graph.edges.size()); ++e) {
      if (all[at].marking.tasks[static_cast<std::size_t>(e)] == 0 || all[at].marking.twice(graph)) continue;
      for (int number = 0; number < 3; ++number)
        for (int mask = 0; mask < 4; ++mask) {
          auto next = player.step(all[at].marking, e, {number, mask});
          if (!known.emplace(next, true).second) continue;
          all.push_back({std::move(next), at, {e, {number, mask}}});
          if (!fits(all.back().marking)) continue;
          std::vector<Deed> story;
          for (auto one = all.size() - 1; one != 0; one = all[one].parent) story.push_back(all[one].deed);
          std::reverse(story.begin(), story.end());
          return {std::move(story), true};
        }
    }
  }
  return {std::nullopt, true};
}

}  // namespace drivetrain::processes::proof
