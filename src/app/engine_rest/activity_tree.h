// The tree of what a process instance does now: the instance, its sub-processes, and what waits in each.
#pragma once

#include <string>

#include "app/engine_rest/call.h"

namespace drivetrain::app::engine_rest {

/// "book:case-7.a3", as external tasks call it, too.
std::string activity_instance_id(processes::Case const& c, processes::ActivityNumber number, processes::Activity const& activity);
/// Where "book:case-7.a3", "case-7.a3" or, of a case as a whole, "case-7" is.
Place place_of_instance(std::string const& id);
/// "userTask": as the standard's element is called, from "user_task".
std::string activity_type(std::string const& kind);
void write_activity_tree(JsonWriter& json, api::Reading const& reading, deployed::Definitions const& definitions, processes::Case const& c);

}  // namespace drivetrain::app::engine_rest
