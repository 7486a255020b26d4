// How safe the memory is: the last backup, the last time the chain was verified, how large the journal is and what room it has.
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

}  // namespace

void add_safety(Router& router) { router.add({"get_backup_state", "GET", "/api/v1/admin/backup", get_backup_state}); }

}  // namespace drivetrain::app::api
