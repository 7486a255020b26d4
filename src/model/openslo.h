// OpenSLO v1: a service level objective that another tool wrote, read by its own header as the Slo it says.
#pragma once

#include <optional>

#include "notation/yaml.h"

namespace drivetrain::model {

bool is_openslo(notation::YamlNode const& document);

/// The document as a Slo, each value at the place where the original has it. Nothing when it says what a Slo cannot mean: findings DT-R020
/// (a field that would be dropped silently), DT-R021, DT-R023, DT-R024, DT-R026.
/// Source: github.com/OpenSLO/OpenSLO, Specification, SLO (v1).
std::optional<notation::YamlNode> from_openslo(notation::YamlNode const& document, Diagnostics& diagnostics);

}  // namespace drivetrain::model
