// The vocabulary of BPMN 2.0.2's XML: which element name is which kind, and which names exist at all.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "notation/bpmn.h"

namespace drivetrain::notation {

std::optional<BpmnKind> bpmn_kind(std::string_view element_name);
/// "timerEventDefinition" → timer.
std::optional<BpmnEventKind> bpmn_event_kind(std::string_view element_name);
/// Every element name of the namespace bpmn::model (Semantic.xsd, BPMN20.xsd), ordered.
std::span<std::string const> bpmn_element_names();
bool is_bpmn_element_name(std::string_view name);

}  // namespace drivetrain::notation
