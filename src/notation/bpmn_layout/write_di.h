// A picture as BPMN DI, in the words of the file that it joins.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "notation/bpmn_layout/layout.h"

namespace drivetrain::notation::picture {

/// The prefixes under which a file knows DI's namespaces, and those it must still declare on its root.
struct DiPrefixes {
  std::string diagram, common, interchange;
  std::vector<std::pair<std::string, std::string>> missing;  ///< prefix, URI
};
DiPrefixes di_prefixes(XmlNode const& root);

XmlNode shape_node(BpmnShape const& shape, DiPrefixes const& prefixes);
XmlNode edge_node(BpmnEdge const& edge, DiPrefixes const& prefixes);
XmlNode diagram_node(BpmnDiagram const& diagram, std::string const& plane_id, DiPrefixes const& prefixes);

/// At most two decimals, none when they are zeros.
std::string coordinate(double value);

}  // namespace drivetrain::notation::picture
