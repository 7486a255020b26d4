// The picture of a process (BPMN DI): where its shapes and edges stand.
#pragma once

#include "notation/bpmn.h"
#include "notation/bpmn_references.h"

namespace drivetrain::notation {

BpmnDiagram read_bpmn_diagram(XmlNode const& diagram, BpmnIds const& ids);

}  // namespace drivetrain::notation
