// The one place where access is decided (see principal.h).
#include "app/access/principal.h"

namespace drivetrain::app::access {

std::string_view to_string(Scope scope) {
  switch (scope) {
    case Scope::read: return "read";
    case Scope::write: return "write";
    case Scope::admin: return "admin";
    case Scope::work: return "work";
    case Scope::deploy: return "deploy";
  }
  return "";
}

std::optional<Scope> scope_from(std::string_view text) {
  for (auto scope : {Scope::read, Scope::write, Scope::admin, Scope::work, Scope::deploy})
    if (to_string(scope) == text) return scope;
  return std::nullopt;
}

bool covers(Scope has, Scope demanded) {
  if (has == Scope::work || has == Scope::deploy || demanded == Scope::deploy) return has == demanded;
  return demanded == Scope::work ? has != Scope::read : has >= demanded;
}

std::string_view to_string(Needs needs) {
  switch (needs) {
    case Needs::nothing: return "nothing";
    case Needs::sign_in: return "sign_in";
    case Needs::person: return "person";
    case Needs::worker: return "worker";
    case Needs::deployer: return "deployer";
    case Needs::administrator: return "administrator";
  }
  return "";
}

std::optional<Needs> needs_from(std::string_view text) {
  for (auto needs : {Needs::nothing, Needs::sign_in, Needs::person, Needs::worker, Needs::deployer, Needs::administrator})
    if (to_string(needs) == text) return needs;
  return std::nullopt;
}

Verdict judge(Principal const& who, Demand const& demand, OpenReads open_reads) {
  if (demand.needs == Needs::nothing) return Verdict::allowed;
  if (!who.signed_in()) {
    bool open = open_reads == OpenReads::yes && demand.needs == Needs::sign_in && demand.scope == Scope::read;
    return open ? Verdict::allowed : Verdict::sign_in_first;
  }
  // Of an account that has become a person's since.
  bool nobodys = who.kind == Principal::Kind::token && (who.scope == Scope::work || who.scope == Scope::deploy);
  if (nobodys && !who.person.empty()) return Verdict::needs_scope;
  if (demand.needs == Needs::deployer) return who.kind == Principal::Kind::token && who.scope == Scope::deploy ? Verdict::allowed : Verdict::needs_scope;
  if (demand.needs == Needs::administrator && !who.administrator) return Verdict::needs_administrator;
  if (who.kind == Principal::Kind::token && !covers(who.scope, demand.scope)) return Verdict::needs_scope;
  if (demand.needs == Needs::worker && who.is_worker()) return Verdict::allowed;
  if ((demand.needs == Needs::person || demand.needs == Needs::worker) && who.person.empty()) return Verdict::needs_person;
  return Verdict::allowed;
}

}  // namespace drivetrain::app::access
