// variables: what cases and their activities know, a row for each, its value written as JSON; and setting them.
#include "app/api/api.h"
#include "app/zeebe_rest/call.h"
#include "app/zeebe_rest/keys.h"
#include "app/zeebe_rest/search.h"
#include "base/hash.h"
#include "base/json_writer.h"
#include "feel/json.h"
#include "processes/case_commands.h"

namespace drivetrain::app::zeebe_rest {

using api::Reading;
using platform::Response;

namespace {

/// Of the scope and the name, which is all that tells a variable from others.
std::string variable_key(std::string const& scope, std::string const& name) {
  auto digest = sha256(scope + '\n' + name);
  std::uint64_t number = 0;
  for (int i = 0; i < 7; ++i) number = number << 8 | digest[static_cast<std::size_t>(i)];
  return std::to_string(variable_space | number);
}

void add_variables(std::vector<feel::Context>& rows, Reading const& reading, processes::Case const& c, processes::ActivityNumber scope, feel::Context const& variables) {
  for (auto const& [name, value] : variables.entries())
    if (!name.starts_with('$')) rows.push_back(variable_row(reading, c, scope, name, value));
}

Response list_variables(Call const& call) {
  // Whole values, always; a request not to cut them asks for what is done anyway.
  return search_cases(call, {"name", "value", "isTruncated", "variableKey", "scopeKey", "processInstanceKey"}, {.finished = true},
                      [](Reading const& reading, deployed::Definitions const&, Asked const&, processes::Case const& c, std::vector<feel::Context>& rows) {
                        add_variables(rows, reading, c, 0, c.variables);
                        for (auto const& [number, activity] : c.activities) add_variables(rows, reading, c, number, activity.variables);
                      });
}

}  // namespace

feel::Context variable_row(Reading const& reading, processes::Case const& c, processes::ActivityNumber scope, std::string const& name, feel::Value const& value) {
  auto scope_key = key_of(c.number, scope);
  JsonWriter json;
  feel::write_json(json, value);
  feel::Context row;
  row.append("name", feel::Value(name)), row.append("value", feel::Value(json.take())), row.append("isTruncated", feel::Value(false)), row.append("tenantId", feel::Value(tenant));
  row.append("variableKey", feel::Value(variable_key(scope_key, name))), row.append("scopeKey", feel::Value(scope_key)), row.append("processInstanceKey", feel::Value(key_of(c.number, 0)));
  row.append("rootProcessInstanceKey", feel::Value(root_key(reading, c)));
  return row;
}

std::optional<Response> variables(Call const& call) {
  if (call.is("POST", {"variables", "search"})) return list_variables(call);
  if (!call.is("PUT", {"element-instances", "*", "variables"})) return std::nullopt;
  auto place = place_of(call.parts[1]);
  if (!place) return refuse(no_such("element instance", call.parts[1]));
  if (call.body.at("local").is_true()) return refuse({"DT-X902", "local is not known here: a variable goes to where its name is known, else to the case", "leave it out"});
  return ask(call, processes::SetVariables{processes::case_id(place->case_number), processes::activity_id(place->activity), call.body.at("variables")});
}

}  // namespace drivetrain::app::zeebe_rest
