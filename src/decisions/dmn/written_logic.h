// What is written of a decision, and of everything that it uses, as texts that are equal when the content is: two versions of which nothing differs
// decide alike, and what differs has a name. Ids, labels, descriptions, annotations, layout and vendors' elements are no content.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "decisions/dmn/decision_model.h"

namespace drivetrain::decisions::dmn {

/// Of a decision's logic, or of business knowledge; empty when it has none. Of a decision service: its decisions and parameters by name.
std::string content_of(DecisionModel const& model, std::uint32_t node);

/// What a node uses besides its own logic and the decisions that are told for themselves: business knowledge, decision services, item definitions, and
/// the types that it, its inputs and required decisions are declared with. By name in words ("the type \"tAge\""), with its content.
std::map<std::string, std::string> used_by(DecisionModel const& model, std::uint32_t node);

}  // namespace drivetrain::decisions::dmn
