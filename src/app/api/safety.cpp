// How safe the memory is: the last backup, the last time the chain was verified, how large the journal is and what room it has; and whether the
// files of the model are the version in force.
#include <algorithm>

#include "app/api/api.h"
#include "app/api/exchange.h"
#include "app/api/json.h"
#include "app/safekeeping.h"

namespace drivetrain::app::api {

using platform::Response;

namespace {

Response get_backup_state(Exchange& exchange) {
  // Files are looked at before the reading begins, so that no command waits for a disk.
  auto const& data = exchange.api.options().data;
  auto backup = data.empty() ? std::nullopt : last_backup(data);
  auto verified = data.empty() ? std::nullopt : last_verification(data);
  auto head = data.empty() ? std::nullopt : known_head(data);
  auto size = data.empty() ? std::nullopt : journal_size(data);
  return answer_read(exchange, [&](Reading const& reading, JsonWriter& json) -> Status {
    object(json, [&] {
      object_field(json, "journal", [&] {
        json.field("records", reading.position);
        if (size) json.field("bytes", size->bytes).field("free_bytes", size->free_bytes);
      });
      if (backup)
        object_field(json, "backup", [&] {
          json.field("made_at", backup->made_at).field("to", backup->to).field("position", backup->position).field("bytes", backup->bytes);
          json.field("records_since", reading.position - std::min(reading.position, backup->position));
        });
      if (verified)
        object_field(json, "verified", [&] {
          json.field("at", verified->at).field("records", verified->records).field("intact", verified->intact);
          text_if(json, "problem", verified->problem);
        });
      if (head) object_field(json, "head", [&] { json.field("position", head->position).field("hash", head->hash).field("seen_at", head->seen_at); });
    });
    return {};
  });
}

Response get_model_folder(Exchange& exchange) {
  auto const* folder = exchange.api.options().folder;
  JsonWriter json;
  object(json, [&] {
    if (!folder) return void(json.field("state", "none").field("writes", false).field("follows", false));
    auto state = folder->state();
    json.field("folder", folder->folder()).field("state", state.revision.empty() ? "none" : to_string(state.seen));
    json.field("writes", folder->options().write).field("follows", folder->options().deploy);
    text_if(json, "revision", state.revision);
    if (!state.revision.empty()) json.field("looked_at", state.at);
    text_if(json, "text", state.in_step ? "" : state.text);
    text_if(json, "help", state.help);
  });
  return Response::json(json.take());
}

}  // namespace

void add_safety(Router& router) {
  router.add({"get_backup_state", "GET", "/api/v1/admin/backup", get_backup_state});
  router.add({"get_model_folder", "GET", "/api/v1/admin/model-folder", get_model_folder});
}

}  // namespace drivetrain::app::api
