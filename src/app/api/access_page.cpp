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
    case access::Needs::worker: return "a worker or a person";
    case access::Needs::deployer: return "a program that deploys";
    case access::Needs::administrator: return "an administrator";
  }
  return "";
}

constexpr char const* introduction = R"(# Access: who may ask for what

Made from the API's contract by `drivetrain access --markdown`; a test sends every request of this table as every caller and compares the answers. **yes**: the request is let through, and the model
decides the rest (last column). **401**: nobody is signed in (DT-X940). **403**: this caller may not (DT-X942).

- *Signed in* is an account that is mapped to nobody; *person* is one that is mapped to a person of the model, who has that person's roles, and only those. An *administrator* here is mapped to nobody:
  administering gives no right within the company. An account can be both.
- A *token* has what its account has, up to its scope. Here the read and the write token belong to a person's account, the admin token to an administrator's. The work token belongs to an account of
  nobody: it does jobs of processes, whichever they are, and nothing else. So does the deploy token, which puts diagrams into the model and replaces its decision tables, without anybody's approval, over the addresses of other engines (`/engine-rest/deployment`, `/v2/deployments`), and
  opens nothing here.
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
      caller("token: work", Kind::token, "", false, Scope::work),
      caller("token: deploy", Kind::token, "", false, Scope::deploy),
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

std::string ModelRight::in_words() const {
  switch (kind) {
    case Kind::anybody: return "any person";
    case Kind::role_of: return "role of `" + of + "`";
    case Kind::seat_of: return "role or deputies of `" + of + "`";
    case Kind::self: return "`" + of + "`";
  }
  return "";
}

std::vector<ModelRight> model_rights(Operation const& operation) {
  using Kind = ModelRight::Kind;
  std::vector<ModelRight> rights;
  auto declared = operation.declared.at("x-access.may");
  if (declared.kind() != feel::Kind::list) return rights;
  for (auto const& one : declared.list()) {
    if (one == feel::Value("anybody")) rights.push_back({Kind::anybody, ""});
    for (auto [word, kind] : {std::pair("role_of", Kind::role_of), {"seat_of", Kind::seat_of}, {"self", Kind::self}})
      if (auto of = one.kind() == feel::Kind::context ? one.at(word) : feel::Value(); of.kind() == feel::Kind::string) rights.push_back({kind, std::string(of.string())});
  }
  return rights;
}

std::string unproven(Operation const& operation) {
  auto why = operation.declared.at("x-access.unproven");
  return why.kind() == feel::Kind::string ? std::string(why.string()) : "";
}

std::vector<std::pair<Standing, char const*>> const& standings() {
  static std::vector<std::pair<Standing, char const*>> const all{
      {Standing::holder, "holder"},          {Standing::holder_away, "holder, away"},    {Standing::deputy, "deputy"},     {Standing::deputy_for_absent, "deputy, holder away"},
      {Standing::itself, "the person named"}, {Standing::another_role, "another role"}, {Standing::no_role, "no role"}};
  return all;
}

std::string_view cell_of(ModelRight const& right, Standing standing) {
  using Kind = ModelRight::Kind;
  if (right.kind == Kind::anybody) return "yes";
  switch (standing) {
    case Standing::another_role:
    case Standing::no_role: return "403";
    case Standing::itself: return right.kind == Kind::self ? "yes" : "–";
    case Standing::holder:
    case Standing::deputy_for_absent: return right.kind == Kind::self ? "–" : "yes";
    case Standing::holder_away: return right.kind == Kind::self ? "–" : "403";
    case Standing::deputy: return right.kind == Kind::self ? "–" : right.kind == Kind::seat_of ? "yes" : "403";
  }
  return "–";
}

namespace {

constexpr char const* rights_introduction = R"(
## What the model then decides

Of the operations that only some people of the model may call: a line for each way in which somebody may, as `x-access.may` of the contract says it. A test calls each of them in a small company, about things that are there, as
each of these people, and compares: **yes** is let through (or refused for another reason than who asks), **403** is the wrong hand (DT-X904; DT-X942 where it is read what one person does). Holder and deputy are those of the role
that the line names; *another role* and *no role* are people to whom nothing that the operation asks for belongs. An operation with several lines lets in whoever one of them lets in.

)";

void rights_table(std::string& page, Contract const& contract) {
  page += rights_introduction;
  page += "| operation | who |";
  for (auto const& [standing, title] : standings()) page += " " + std::string(title) + " |";
  page += " called by the test |\n|---|---|";
  for (std::size_t i = 0; i < standings().size(); ++i) page += "---|";
  page += "---|\n";
  for (auto const& operation : contract.operations())
    for (auto const& right : model_rights(operation)) {
      page += "| " + operation.id + " | " + right.in_words() + " |";
      for (auto const& [standing, title] : standings()) page += " " + std::string(cell_of(right, standing)) + " |";
      page += unproven(operation).empty() ? " yes |\n" : " no: " + unproven(operation) + " |\n";
    }
}

}  // namespace

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
  rights_table(page, contract);
  return page;
}

}  // namespace drivetrain::app::api
