// Names of the origins (see record.h).
#include "journal/record.h"

namespace drivetrain::journal {

std::string_view to_string(ActorKind kind) {
  switch (kind) {
    case ActorKind::person: return "person";
    case ActorKind::worker: return "worker";
    case ActorKind::feed: return "feed";
    case ActorKind::clock: return "clock";
    case ActorKind::policy: return "policy";
    case ActorKind::installation: return "installation";
    case ActorKind::account: return "account";
  }
  return "unknown";
}

}  // namespace drivetrain::journal
