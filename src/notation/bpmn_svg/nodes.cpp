// Events, gateways, activities, data and notes as the standard depicts them (see sheet.h). Source: BPMN 2.0.2 §10.3 to §10.6, §13.2.
#include "notation/bpmn_svg/icons.h"
#include "notation/bpmn_svg/sheet.h"

#include <fmt/format.h>

#include "notation/bpmn_layout/text_size.h"
#include "notation/bpmn_layout/write_di.h"

namespace drivetrain::notation::picture {

namespace {

/// Lines of a sign; throwing events and senders have it filled.
enum class Sign { open, filled };

void draw_envelope(Pen& pen, Point const& middle, double size, Sign sign) {
  pen.icon(icons::envelope, middle, size, sign == Sign::filled ? "k" : "i f");
  pen.icon(icons::envelope_flap, middle, size, sign == Sign::filled ? "n" : "i");
}

std::string diamond(Box const& box) {
  auto middle = centre(box);
  return fmt::format("M{} {}L{} {}L{} {}L{} {}z", coordinate(middle.x), coordinate(box.y), coordinate(right(box)), coordinate(middle.y),
                     coordinate(middle.x), coordinate(bottom(box)), coordinate(box.x), coordinate(middle.y));
}

void draw_event_sign(Pen& pen, BpmnElement const& event, Point const& middle, double size) {
  bool throws = event.kind == BpmnKind::end_event || event.kind == BpmnKind::intermediate_throw_event;
  if (event.events.empty()) return;
  if (event.events.size() > 1) {
    pen.icon(event.parallel_multiple ? icons::plus_outline : icons::pentagon, middle, size, throws ? "k" : "i");
    return;
  }
  auto kind = event.events[0].kind;
  if (kind == BpmnEventKind::terminate)
    pen.circle(middle, size * 0.52, "k");
  else if (kind == BpmnEventKind::message)
    draw_envelope(pen, middle, size, throws ? Sign::filled : Sign::open);
  else
    pen.icon(icons::of(kind), middle, size, throws && kind != BpmnEventKind::timer && kind != BpmnEventKind::conditional ? "k" : "i");
}

void draw_task_sign(Pen& pen, BpmnElement const& task, Box const& box) {
  if (box.width < 50 || box.height < 40) return;
  Point at{box.x + 14, box.y + 13};
  switch (task.kind) {
    case BpmnKind::user_task: pen.icon(icons::person, at, 16, "i"); break;
    case BpmnKind::service_task: pen.icon(icons::gear, at, 17, "i"); break;
    case BpmnKind::script_task: pen.icon(icons::scroll, at, 16, "i"); break;
    case BpmnKind::manual_task: pen.icon(icons::hand, at, 17, "i"); break;
    case BpmnKind::send_task: draw_envelope(pen, at, 17, Sign::filled); break;
    case BpmnKind::business_rule_task:
      pen.icon(icons::table_head, at, 17, "k q");
      pen.icon(icons::table, at, 17, "i");
      break;
    case BpmnKind::receive_task:
      if (task.instantiate) pen.circle({at.x + 1, at.y + 1}, 10, "i");
      draw_envelope(pen, task.instantiate ? Point{at.x + 1, at.y + 1} : at, task.instantiate ? 12 : 17, Sign::open);
      break;
    default: break;
  }
}

/// Along the lower border, in the order of the standard's examples.
void draw_activity_markers(Pen& pen, BpmnElement const& activity, Box const& box, bool expanded) {
  std::vector<std::pair<std::string_view, std::string_view>> markers;
  if (activity.loop)
    markers.emplace_back(activity.loop->kind == BpmnLoopKind::standard   ? icons::loop
                         : activity.loop->kind == BpmnLoopKind::parallel ? icons::parallel_bars
                                                                         : icons::sequential_bars,
                         "i b");
  if (is_sub_process(activity.kind) && !expanded) markers.emplace_back(icons::plus_box, "i");
  if (activity.kind == BpmnKind::ad_hoc_sub_process) markers.emplace_back(icons::tilde, "i b");
  if (activity.for_compensation) markers.emplace_back(icons::rewind, "i");
  double x = box.x + box.width / 2 - (static_cast<double>(markers.size()) - 1) * 9;
  for (auto const& [data, css_class] : markers) pen.icon(data, {x, bottom(box) - 11}, 14, css_class), x += 18;
}

bool has_markers(BpmnElement const& activity) { return activity.loop || activity.for_compensation || is_sub_process(activity.kind); }

}  // namespace

void draw_event(Pen& pen, BpmnElement const& event, Box const& box) {
  auto middle = centre(box);
  double radius = std::min(box.width, box.height) / 2;
  bool starts = event.kind == BpmnKind::start_event, ends = event.kind == BpmnKind::end_event;
  bool dashed = !event.interrupting && (starts || event.kind == BpmnKind::boundary_event);
  std::string look = starts ? "es" : ends ? "ee" : "em";
  if (dashed) look += " da";
  pen.circle(middle, radius, look);
  if (!starts && !ends) pen.circle(middle, std::max(radius - 3.4, 1.0), dashed ? "em r da" : "em r");
  draw_event_sign(pen, event, middle, radius * (ends ? 1.12 : 1.08));
}

void draw_gateway(Pen& pen, BpmnElement const& gateway, BpmnShape const& shape) {
  auto const& box = shape.bounds;
  auto middle = centre(box);
  double size = std::min(box.width, box.height);
  pen.path(diamond(box), "g");
  auto strokes = [&](double reach, bool upright, bool slanted) {
    std::string data;
    double slant = reach * 0.72;
    auto line = [&](double dx, double dy) {
      data += fmt::format("M{} {}L{} {}", coordinate(middle.x - dx), coordinate(middle.y - dy), coordinate(middle.x + dx),
                          coordinate(middle.y + dy));
    };
    if (upright) line(reach, 0), line(0, reach);
    if (slanted) line(slant, slant), line(slant, -slant);
    pen.path(data, "gm");
  };
  switch (gateway.kind) {
    case BpmnKind::exclusive_gateway:
      if (shape.marker_visible.value_or(false)) strokes(size * 0.2, false, true);
      break;
    case BpmnKind::parallel_gateway: strokes(size * 0.24, true, false); break;
    case BpmnKind::complex_gateway: strokes(size * 0.24, true, true); break;
    case BpmnKind::inclusive_gateway: pen.circle(middle, size * 0.23, "gm"); break;
    default:
      pen.circle(middle, size * 0.28, "gr");
      if (!gateway.instantiate) pen.circle(middle, size * 0.235, "gr");
      pen.icon(gateway.parallel_event_gateway ? icons::plus_outline : icons::pentagon, middle, size * 0.3, "i");
  }
}

void draw_activity(Pen& pen, BpmnElement const& activity, Box const& box, bool expanded) {
  std::string look = expanded ? "sp" : "ta";
  if (activity.kind == BpmnKind::call_activity) look += " ca";
  if (activity.triggered_by_event) look += " do";
  double radius = std::min({9.0, box.width / 4, box.height / 4});
  pen.rect(box, radius, look);
  if (activity.kind == BpmnKind::transaction) pen.rect(inflated(box, -3.5), std::max(radius - 3, 1.0), "fr");
  if (expanded) {
    pen.text_in({box.x + 8, box.y + 5, std::max(box.width - 16, 24.0), 18}, activity.name, "t c");
  } else {
    if (activity.triggered_by_event && !activity.children.empty())
      for (auto const& child : activity.children)
        if (child.kind == BpmnKind::start_event) {
          pen.circle({box.x + 14, box.y + 14}, 8, child.interrupting ? "es" : "es da");
          draw_event_sign(pen, child, {box.x + 14, box.y + 14}, 9);
          break;
        }
    bool signed_top = activity.kind != BpmnKind::task && !is_sub_process(activity.kind) && activity.kind != BpmnKind::call_activity;
    double top = signed_top ? 18 : 4, low = has_markers(activity) ? 20 : 4;
    auto lines = wrapped_size(activity.name, std::max(box.width - 10, 24.0), 40).height;
    // In the middle of the shape, unless a sign or marker needs the room.
    double middle = box.y + box.height / 2;
    Box room{box.x + 5, middle - lines / 2, box.width - 10, lines};
    if (room.y < box.y + top || bottom(room) > bottom(box) - low)
      room = {box.x + 5, box.y + top, box.width - 10, std::max(box.height - top - low, 14.0)};
    if (!activity.name.empty()) pen.text_in(room, activity.name, "t");
    draw_task_sign(pen, activity, box);
  }
  draw_activity_markers(pen, activity, box, expanded);
}

void draw_data(Pen& pen, XmlNode const& node, Box const& box, bool collection) {
  auto middle = centre(box);
  if (node.name.starts_with("dataStore")) {
    double lift = std::min(box.height / 6, 9.0), half = box.width / 2;
    auto arc = [&](double y, int sweep) {
      return fmt::format("A{} {} 0 0 {} {} {}", coordinate(half), coordinate(lift), sweep, coordinate(sweep ? right(box) : box.x),
                         coordinate(y));
    };
    double top = box.y + lift, low = bottom(box) - lift;
    pen.path(fmt::format("M{0} {1}{2}V{3}A{4} {5} 0 0 1 {0} {3}z", coordinate(box.x), coordinate(top), arc(top, 1), coordinate(low),
                         coordinate(half), coordinate(lift)),
             "dt");
    for (double down : {0.0, 5.0, 10.0})
      pen.path(fmt::format("M{0} {1}A{2} {3} 0 0 0 {4} {1}", coordinate(box.x), coordinate(top + down), coordinate(half), coordinate(lift),
                           coordinate(right(box))),
               "fr");
    return;
  }
  double fold = std::min({10.0, box.width / 3, box.height / 3});
  pen.path(fmt::format("M{0} {1}H{2}L{3} {4}V{5}H{0}z", coordinate(box.x), coordinate(box.y), coordinate(right(box) - fold),
                       coordinate(right(box)), coordinate(box.y + fold), coordinate(bottom(box))),
           "dt");
  pen.path(
      fmt::format("M{0} {1}V{2}H{3}", coordinate(right(box) - fold), coordinate(box.y), coordinate(box.y + fold), coordinate(right(box))),
      "fr");
  if (node.name == "dataInput" || node.name == "dataOutput")
    pen.icon(icons::data_arrow, {box.x + 9, box.y + 10}, 13, node.name == "dataOutput" ? "k" : "i");
  if (collection) pen.icon(icons::parallel_bars, {middle.x, bottom(box) - 9}, 12, "i b");
}

void draw_note(Pen& pen, Box const& box, std::string_view text) {
  double reach = std::min(12.0, box.width / 3);
  pen.path(fmt::format("M{0} {1}H{2}V{3}H{0}", coordinate(box.x + reach), coordinate(box.y), coordinate(box.x), coordinate(bottom(box))),
           "no");
  pen.note(box, text);
}

}  // namespace drivetrain::notation::picture
