// Facts: what a decision is about. They are checked against their declaration before anything is decided on them, because a
// band that reads a misspelt or missing fact would route to nobody.
#pragma once

#include <string>

#include "base/result.h"
#include "decisions/model.h"
#include "feel/value.h"

namespace drivetrain::decisions {

/// DT-X902, naming the first fact that is missing, unknown, of another type, outside its range or not among its values.
Status check_facts(Decision const& decision, feel::Value const& facts);

/// "delay_hours = 12, amount = 300", in the order declared; only the named ones, all when `only` is empty.
std::string facts_in_words(Decision const& decision, feel::Value const& facts, std::vector<std::string> const& only = {});

}  // namespace drivetrain::decisions
