// messages, signals: telling. A message goes by name and correlation key; published, it is kept for its time to live, and nobody is told when it came to
// nothing; correlated, it must find somebody at once.
#include "app/api/api.h"
#include "app/zeebe_rest/call.h"
#include "app/zeebe_rest/keys.h"
#include "processes/case_commands.h"
#include "processes/commands.h"

namespace drivetrain::app::zeebe_rest {

using platform::Response;

namespace {

Status check_tenant(Call const& call) {
  auto said = call.body.at("tenantId");
  if (said.is_null() || said == feel::Value(tenant)) return {};
  return Error{"DT-X902", "there is no tenant " + words(said), "leave tenantId out"};
}

Response tell(Call const& call, bool published) {
  if (auto mine = check_tenant(call); !mine.ok()) return refuse(mine.error());
  processes::CorrelateMessage command;
  command.message = words(call.body.at("name")), command.key = words(call.body.at("correlationKey")), command.variables = call.body.at("variables");
  command.ttl = milliseconds(call.body.at("timeToLive")), command.message_id = words(call.body.at("messageId"));
  if (command.message.empty()) return refuse({"DT-X902", "there is no name", "say which message it is"});
  auto outcome = as_person(call, command);
  // There a message that nobody waits for is taken all the same; here that is on record, with the reason.
  bool to_nobody = outcome.refusal && outcome.refusal->code == "DT-X901";
  if (outcome.refusal && !(published && to_nobody)) return refuse(*outcome.refusal);
  feel::Context row;
  row.append("tenantId", feel::Value(tenant)), row.append("messageKey", feel::Value(message_key(outcome.position)));
  if (!published) row.append("processInstanceKey", feel::Value(key_of(processes::case_number(outcome.reply), 0)));
  return answer_row(row);
}

Response broadcast(Call const& call) {
  if (auto mine = check_tenant(call); !mine.ok()) return refuse(mine.error());
  auto outcome = as_person(call, processes::BroadcastSignal{words(call.body.at("signalName")), call.body.at("variables")});
  if (outcome.refusal) return refuse(*outcome.refusal);
  feel::Context row;
  row.append("tenantId", feel::Value(tenant)), row.append("signalKey", feel::Value(message_key(outcome.position)));
  return answer_row(row);
}

}  // namespace

std::optional<Response> messages(Call const& call) {
  if (call.is("POST", {"messages", "publication"})) return tell(call, true);
  if (call.is("POST", {"messages", "correlation"})) return tell(call, false);
  if (call.is("POST", {"signals", "broadcast"})) return broadcast(call);
  return std::nullopt;
}

}  // namespace drivetrain::app::zeebe_rest
