// How the flows of a container run, and the dotted lines to data and notes (see container.h).
#include <algorithm>
#include <cmath>

#include "notation/bpmn_layout/container.h"
#include "notation/bpmn_layout/text_size.h"

namespace drivetrain::notation::picture {

namespace {

constexpr double outside = 70;

/// The side of a box on which a point of its border lies.
Side side_of(Box const& box, Point const& point) {
  double gaps[] = {std::abs(point.x - right(box)), std::abs(point.y - bottom(box)), std::abs(point.x - box.x), std::abs(point.y - box.y)};
  return static_cast<Side>(std::min_element(gaps, gaps + 4) - gaps);
}

}  // namespace

Container::Terminal const* Container::terminal(std::string const& id) const {
  auto found = terminals_.find(id);
  return found == terminals_.end() ? nullptr : &found->second;
}

/// Where names will probably stand: below events and boundary events, above data. Flows keep away if they can.
std::vector<Box> Container::expected_labels() const {
  std::vector<Box> labels;
  auto below = [&](BpmnElement const& element, Box const& box) {
    if (!is_event(element.kind) || element.name.empty()) return;
    auto size = wrapped_size(element.name, name_width, 4);
    if (element.kind == BpmnKind::boundary_event)
      labels.push_back({right(box) + 2, bottom(box) - 12, size.width, size.height});
    else
      labels.push_back({centre(box).x - size.width / 2, bottom(box) + 4, size.width, size.height});
  };
  auto above = [&](Attached const& artifact) {
    if (artifact.element->kind == BpmnKind::text_annotation || artifact.element->name.empty()) return;
    auto size = wrapped_size(artifact.element->name, name_width, 3);
    labels.push_back({centre(artifact.box).x - size.width / 2, artifact.box.y - size.height - 4, size.width, size.height});
  };
  for (auto const& item : items_) {
    below(*item.element, item.box);
    for (auto const& event : item.boundary) below(*event.element, event.box);
    for (auto const& artifact : item.artifacts) above(artifact);
  }
  for (auto const& artifact : free_artifacts_) above(artifact);
  return labels;
}

/// Work leaves on the right and enters on the left; gateways split and join at their corners; ways back prefer top and bottom.
std::vector<Port> Container::ports(Terminal const& at, bool outgoing, bool backward) const {
  auto const& element = *at.element;
  if (element.kind == BpmnKind::boundary_event && !element.attached_to.empty()) {
    auto all = ports_of(at.box, 40, 0, 40, 0);
    return outgoing ? std::vector<Port>{all[1]} : std::vector<Port>{all[0], all[1], all[2]};
  }
  bool many = (outgoing ? element.outgoing.size() : element.incoming.size()) > 1;
  double side = is_gateway(element.kind) ? (many ? 4 : 40) : 60;
  if (backward) side = std::min(side, 16.0);
  double ahead = 0, behind = 170;
  auto all = outgoing ? ports_of(at.box, ahead, side, behind, side + 3) : ports_of(at.box, behind, side, ahead, side + 3);
  std::vector<Port> chosen(all.begin(), all.end());
  for (auto& port : chosen) {
    auto used = port_uses_.find({at.key, static_cast<int>(port.side)});
    if (used == port_uses_.end()) continue;
    int incoming = used->second / 1000, leaving_flows = used->second % 1000;
    if (outgoing ? incoming : leaving_flows) port.cost += 90;
    if (is_gateway(element.kind) && (outgoing ? leaving_flows : incoming)) port.cost += 30;
  }
  return chosen;
}

void Container::use_port(Terminal const& at, Point const& point, bool outgoing) {
  port_uses_[{at.key, static_cast<int>(side_of(at.box, point))}] += outgoing ? 1 : 1000;
}

void Container::add_edge(std::string const& id, std::vector<Point> line) {
  BpmnEdge edge;
  edge.element.value = id;
  edge.waypoints = std::move(line);
  drawing_.edges.push_back(std::move(edge));
}

void Container::route() {
  std::vector<Box> hard;
  std::vector<double> quiet_y;
  std::optional<Box> reach;
  for (auto const& item : items_) {
    hard.push_back(item.box);
    for (auto const& event : item.boundary) hard.push_back(event.box);
    for (auto const& artifact : item.artifacts) hard.push_back(artifact.box);
    double half = std::max(40.0, item.height / 2) + 20;
    quiet_y.push_back(item.middle.y - half), quiet_y.push_back(item.middle.y + half);
    quiet_y.push_back(item.middle.y - half - 10), quiet_y.push_back(item.middle.y + half + 10);
  }
  for (auto const& artifact : free_artifacts_) hard.push_back(artifact.box);
  for (auto const& box : hard) reach = reach ? united(*reach, box) : box;
  if (!reach) return;
  auto within = inflated(*reach, outside);
  if (has_lanes()) {
    within.y = 8;
    within.height = leaves_.back().y + leaves_.back().height - 16;
  }
  Router router(hard, expected_labels(), quiet_x_, quiet_y, within, job_.budget);
  struct Wanted {
    Flow const* flow;
    Terminal const *from, *to;
    bool backward;
    double length;
  };
  std::vector<Wanted> wanted;
  for (auto const& flow : flows_) {
    auto from = terminal(flow.element->source.value), to = terminal(flow.element->target.value);
    if (!from || !to) continue;
    auto a = centre(from->box), b = centre(to->box);
    bool backward = b.x <= a.x && from->element->kind != BpmnKind::boundary_event;
    wanted.push_back({&flow, from, to, backward, std::abs(a.x - b.x) + std::abs(a.y - b.y)});
  }
  // What is straight keeps its line, what is short comes before what is long; ways back come last and find a way round.
  std::stable_sort(wanted.begin(), wanted.end(), [](Wanted const& a, Wanted const& b) {
    auto turn = [](Wanted const& each) { return each.backward ? 2 : centre(each.from->box).y == centre(each.to->box).y ? 0 : 1; };
    return turn(a) != turn(b) ? turn(a) < turn(b) : a.length < b.length;
  });
  for (auto const& each : wanted) {
    std::vector<Point> line;
    if (each.from == each.to) {
      auto const& box = each.from->box;
      double x = right(box) + 18, y = box.y - 18;
      line = {{right(box), centre(box).y}, {x, centre(box).y}, {x, y}, {centre(box).x, y}, {centre(box).x, box.y}};
    } else {
      RouteWish wish{ports(*each.from, true, each.backward), ports(*each.to, false, each.backward), each.from->key, each.to->key};
      line = router.route(wish);
    }
    if (line.empty()) line = {leaving(each.from->box, centre(each.to->box)), leaving(each.to->box, centre(each.from->box))};
    use_port(*each.from, line.front(), true), use_port(*each.to, line.back(), false);
    add_edge(each.flow->element->id, std::move(line));
  }
}

void Container::route_plainly() {
  for (auto const& flow : flows_) {
    auto from = terminal(flow.element->source.value), to = terminal(flow.element->target.value);
    if (!from || !to) continue;
    if (from == to)
      add_edge(flow.element->id, {{right(from->box), centre(from->box).y},
                                  {right(from->box) + 15, centre(from->box).y},
                                  {right(from->box) + 15, from->box.y - 15},
                                  {centre(from->box).x, from->box.y - 15},
                                  {centre(from->box).x, from->box.y}});
    else
      add_edge(flow.element->id, {leaving(from->box, centre(to->box)), leaving(to->box, centre(from->box))});
  }
}

/// Associations and data associations of this container: straight down to the step that they stand above, else around what is in between.
void Container::draw_artifact_lines() {
  std::vector<LooseEnd> far;
  std::unordered_map<std::string_view, Item const*> owner;
  for (auto const& item : items_)
    for (auto const& artifact : item.artifacts) owner.emplace(artifact.element->id, &item);
  auto draw = [&](std::string const& id, std::string const& source, std::string const& target) {
    auto from = terminal(source), to = terminal(target);
    if (!from || !to || from == to) return;
    auto above_own = [&](Terminal const* artifact, Terminal const* node) {
      auto found = owner.find(artifact->element->id);
      return found != owner.end() && found->second->element == node->element;
    };
    bool from_above = above_own(from, to), to_above = above_own(to, from);
    if (!from_above && !to_above) {
      far.push_back({id, source, target});
      return;
    }
    auto const &artifact = from_above ? from->box : to->box, &node = from_above ? to->box : from->box;
    double x = centre(artifact).x;
    bool wide_enough = !is_event((from_above ? to : from)->element->kind) && !is_gateway((from_above ? to : from)->element->kind);
    Point high{x, bottom(artifact)}, low{centre(node).x, node.y};
    if (wide_enough && x > node.x + 10 && x < right(node) - 10) low.x = x;
    add_edge(id, from_above ? std::vector<Point>{high, low} : std::vector<Point>{low, high});
  };
  for (auto const* association : associations_) {
    bool both_steps = item_of_.contains(association->source.value) && item_of_.contains(association->target.value);
    if (!both_steps) draw(association->id, association->source.value, association->target.value);
  }
  auto draw_data = [&](BpmnElement const& element) {
    for (auto const& each : data_associations(element)) draw(each.id, each.source, each.target);
  };
  for (auto const& item : items_) {
    draw_data(*item.element);
    for (auto const& event : item.boundary) draw_data(*event.element);
  }
  if (far.empty()) return;
  std::unordered_set<std::string> transparent;
  for (auto const* group : groups_) transparent.insert(group->id);
  draw_connections(drawing_, far, transparent, job_.budget);
}

}  // namespace drivetrain::notation::picture
