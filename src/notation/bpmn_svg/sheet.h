// The elements of one diagram, drawn with a pen: what knows of BPMN's notation.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "notation/bpmn_svg/pen.h"

namespace drivetrain::notation::picture {

/// All that a diagram may show, by id.
class Elements {
 public:
  explicit Elements(BpmnDefinitions const& definitions);
  BpmnElement const* element(std::string_view id) const;
  BpmnParticipant const* participant(std::string_view id) const;
  BpmnMessageFlow const* message_flow(std::string_view id) const;
  /// Whatever has that id; null pointer when nothing has.
  XmlNode const* node(std::string_view id) const;
  /// The name to be read, or the text of a note.
  std::string_view name(std::string_view id) const;
  /// "User task: Strip and inspect"
  std::string title(std::string_view id) const;
  bool is_default(std::string_view flow) const { return defaults_.contains(flow); }
  BpmnElement const* source_of(BpmnElement const& flow) const { return element(flow.source.value); }

 private:
  void collect(XmlNode const& node);
  std::unordered_map<std::string_view, BpmnElement const*> elements_;
  std::unordered_map<std::string_view, BpmnParticipant const*> participants_;
  std::unordered_map<std::string_view, BpmnMessageFlow const*> message_flows_;
  std::unordered_map<std::string_view, XmlNode const*> nodes_;
  std::unordered_set<std::string_view> defaults_;
};

// nodes.cpp: inside a group of the pen
void draw_event(Pen& pen, BpmnElement const& event, Box const& box);
void draw_gateway(Pen& pen, BpmnElement const& gateway, BpmnShape const& shape);
/// Expanded ones are frames: their name stands on top.
void draw_activity(Pen& pen, BpmnElement const& activity, Box const& box, bool expanded);
void draw_data(Pen& pen, XmlNode const& node, Box const& box, bool collection);
void draw_note(Pen& pen, Box const& box, std::string_view text);

// lines.cpp
void draw_edge(Pen& pen, Elements const& elements, BpmnEdge const& edge);

}  // namespace drivetrain::notation::picture
