// The matrix of access (see access_page.h).
#include "app/api/access_page.h"

namespace drivetrain::app::api {

using access::Principal;
using access::Scope;

namespace {

Caller caller(char const* title, Principal::Kind kind, char const* person, bool administrator, Scope scope = Scope::admin) {
  Principal who;
  who.kind = kind;
  who.account = kind == Principal::Kind::nobody ? "" : "account";
  who.person = person;
  who.administrator = administrator;
  who.scope = scope;
  return {title, who};
}

std::string in_words(access::Needs needs) {
  switch (needs) {
    case access::Needs::nothing: return "anybody";
    case access::Needs::sign_in: return "signed in";
    case access::Needs::person: return "a person";
    case access::Needs::administrator: return "an administrator";
  }
  return "";
}

constexpr char const* introduction = R"(# Access: who may ask for what

Made from the API's contract by `drivetrain access --markdown`; a test sends every request of this table as every caller and compares the answers. **yes**: the request is let through, and the model
decides the rest (last column). **401**: nobody is signed in (DT-X940). **403**: this caller may not (DT-X942).

- *Signed in* is an account that is mapped to nobody; *person* is one that is mapped to a person of the model, who has that person's roles, and only those. An *administrator* here is mapped to nobody:
  administering gives no right within the company. An account can be both.
- A *token* has what its account has, up to its scope. Here the read and the write token belong to a person's account, the admin token to an administrator's.
- *Deactivated*: session or token of an account that was deactivated.
- In a demo, whatever needs only a sign-in to read is open to everybody, and anybody may act as any sample person.
- Whoever can read the data folder administers through the command line (`drivetrain user`, `drivetrain token`). Whoever can write the model's folder deploys by live reload, without any decision right: see
  [running it](../operating/README.md).

)";

}  // namespace

std::vector<Caller> const& callers() {
  using Kind = Principal::Kind;
  static std::vector<Caller> const all{
      caller("nobody", Kind::nobody, "", false),
      caller("deactivated", Kind::nobody, "", false),
      caller("signed in", Kind::account, "", false),
      caller("person", Kind::account, "ann", false),
      caller("administrator", Kind::account, "", true),
      caller("token: read", Kind::token, "ann", false, Scope::read),
      caller("token: write", Kind::token, "ann", false, Scope::write),
      caller("token: admin", Kind::token, "", true, Scope::admin),
  };
  return all;
}

std::string_view cell_of(access::Verdict verdict) {
  switch (verdict) {
    case access::Verdict::allowed: return "yes";
    case access::Verdict::sign_in_first: return "401";
    default: return "403";
  }
}

std::string access_page(Contract const& contract) {
  std::string page = introduction;
  page += "| operation | request | needs | scope |";
  for (auto const& one : callers()) page += " " + std::string(one.title) + " |";
  page += " then decided by |\n|---|---|---|---|";
  for (std::size_t i = 0; i < callers().size(); ++i) page += "---|";
  page += "---|\n";
  for (auto const& operation : contract.operations()) {
    page += "| " + operation.id + " | " + operation.method + " " + operation.path + " | " + in_words(operation.demand.needs) + " | " + std::string(to_string(operation.demand.scope)) + " |";
    for (auto const& one : callers()) page += " " + std::string(cell_of(access::judge(one.who, operation.demand, access::OpenReads::no))) + " |";
    page += " " + operation.model_right + " |\n";
  }
  return page;
}

}  // namespace drivetrain::app::api
