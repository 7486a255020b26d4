// Compensation as it is drawn (BPMN 2.0.2 §10.7): an event on the border of an activity, associated with what undoes it. Each without the others
// would be accepted and do nothing.
#include <set>

#include "processes/compilation.h"

namespace drivetrain::processes {

using notation::BpmnElement;
using notation::BpmnEventKind;
using notation::BpmnKind;

void Compilation::compensation() {
  if (dialect_ != Dialect::own) return;  // other engines take such files, and nothing happens there either
  std::set<NodeIndex> handlers;
  for (auto const& [id, node] : nodes_)
    if (builder_->at(node).handler != no_index) handlers.insert(builder_->at(node).handler);
  notation::walk(*process_, [&](BpmnElement const& element) {
    auto node = nodes_.find(element.id);
    if (element.for_compensation && node != nodes_.end() && !handlers.contains(node->second))
      refuse(element.span, named(element) + " is for compensation, and no compensation event leads to it, so that nothing would ever begin it", "associate a compensation event on the border of what it undoes with it");
    bool boundary = element.kind == BpmnKind::boundary_event;
    bool throws = element.kind == BpmnKind::end_event || element.kind == BpmnKind::intermediate_throw_event;
    for (auto const& event : element.events) {
      if (event.kind != BpmnEventKind::compensate || (!boundary && !throws)) continue;
      auto const& of = boundary ? element.attached_to.value : event.ref.value;
      auto undone = nodes_.find(of);
      if (of.empty() || undone == nodes_.end()) continue;  // everything in the scope; or found already
      auto const& drawn = builder_->at(undone->second);
      if (drawn.handler != no_index || (throws && is_scope(drawn.kind))) continue;
      refuse(element.span, named(element) + " is about " + named(*find(of)) + ", and nothing undoes that", "draw an activity for compensation, and associate the compensation event on the border of " + named(*find(of)) + " with it");
    }
  });
}

}  // namespace drivetrain::processes
