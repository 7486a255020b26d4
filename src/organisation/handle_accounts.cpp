// Who may sign in, and in whose name (see commands.h).
#include <algorithm>

#include "base/text.h"
#include "organisation/handle.h"
#include "organisation/views.h"

namespace drivetrain::organisation {

namespace {

Account const* signed_in(Context const& context) {
  auto const& actor = context.transition.actor();
  return actor.kind == journal::ActorKind::account ? context.state.accounts.find(actor.id) : nullptr;
}

Status need_administrator(Context const& context, std::string const& own_account = {}) {
  auto const& actor = context.transition.actor();
  if (actor.kind == journal::ActorKind::installation) return {};
  auto const* account = signed_in(context);
  if (account && account->state == AccountState::active && (account->administrator || account->name == own_account)) return {};
  return Error{"DT-X942", "accounts are changed by administrators", "ask one of them, or use drivetrain user on the data folder"};
}

Result<Account const*> need_account(Context const& context, std::string const& name) {
  if (auto const* account = context.state.accounts.find(name)) return account;
  std::vector<std::string> names;
  for (auto const& [known, account] : context.state.accounts.by_name) names.push_back(known);
  auto near = nearest(name, names);
  return Error{"DT-X901", "there is no account " + name, near ? "did you mean " + *near + "?" : "drivetrain user list names them"};
}

Status need_free_person(Context const& context, std::string const& person, std::string const& account) {
  if (person.empty()) return {};
  if (!context.model.people.contains(person)) {
    std::vector<std::string> ids;
    for (auto const& [id, one] : context.model.people) ids.push_back(id);
    auto near = nearest(person, ids);
    return Error{"DT-X901", "there is no person " + person + " in the model in force", near ? "did you mean " + *near + "?" : "people are the documents of kind Person"};
  }
  auto const* other = context.state.accounts.of_person(person);
  if (!other || other->name == account) return {};
  return Error{"DT-X903", name_of(context.model, person) + " has the account " + other->name + " already", "deactivate that one first, or map it to somebody else: each deed has one doer"};
}

/// Somebody must be left who can let others in.
Status need_another_administrator(Context const& context, Account const& account) {
  bool counts = account.administrator && account.state == AccountState::active;
  if (!counts || context.state.accounts.administrators() > 1) return {};
  return Error{"DT-X903", account.name + " is the only account that administers", "make another one an administrator first"};
}

Error bad_name(std::string const& name) {
  return {"DT-X902", "\"" + name + "\" is no name for an account", "1 to 64 of a-z, 0-9 and . _ - + @, beginning with a letter or a digit"};
}

}  // namespace

Status handle(InviteAccount const& command, Context& context) {
  context.transition.about(command.account);
  DT_CHECK(need_administrator(context));
  if (!is_account_name(command.account)) return bad_name(command.account);
  if (auto const* known = context.state.accounts.find(command.account))
    return Error{"DT-X903", "there is an account " + known->name + " already (" + std::string(to_string(known->state)) + ")", "reset it for a new link, or choose another name"};
  DT_CHECK(need_free_person(context, command.person, command.account));
  context.transition.emit(AccountInvited{command.account, command.person, command.administrator});
  context.transition.reply(command.account);
  return {};
}

Status handle(SetPassword const& command, Context& context) {
  context.transition.about(command.account);
  DT_CHECK(need_administrator(context, command.account));
  DT_TRY(auto const* account, need_account(context, command.account));
  if (account->state == AccountState::deactivated) return Error{"DT-X903", "the account " + account->name + " is deactivated", "an administrator can reset it"};
  context.transition.emit(PasswordSet{account->name});
  return {};
}

Status handle(ResetAccount const& command, Context& context) {
  context.transition.about(command.account);
  DT_CHECK(need_administrator(context));
  DT_TRY(auto const* account, need_account(context, command.account));
  // Who comes back must not find the person's rights with somebody else by now.
  if (account->state == AccountState::deactivated) DT_CHECK(need_free_person(context, account->person, account->name));
  auto name = account->name;
  // Whoever had the password may have made tokens with it.
  std::vector<std::string> tokens;
  for (auto const& [id, token] : context.state.accounts.tokens)
    if (token.account == name) tokens.push_back(id);
  for (auto const& token : tokens) context.transition.emit(TokenRevoked{token, name});
  context.transition.emit(AccountReset{name});
  return {};
}

Status handle(DeactivateAccount const& command, Context& context) {
  context.transition.about(command.account);
  DT_CHECK(need_administrator(context));
  DT_TRY(auto const* account, need_account(context, command.account));
  if (account->state == AccountState::deactivated) return Error{"DT-X903", "the account " + account->name + " is deactivated already", ""};
  DT_CHECK(need_another_administrator(context, *account));
  context.transition.emit(AccountDeactivated{account->name});
  return {};
}

Status handle(MapAccount const& command, Context& context) {
  context.transition.about(command.account);
  DT_CHECK(need_administrator(context));
  DT_TRY(auto const* account, need_account(context, command.account));
  DT_CHECK(need_free_person(context, command.person, command.account));
  if (!command.administrator) DT_CHECK(need_another_administrator(context, *account));
  // What acts in nobody's name does not go on in somebody's: a person changes the model by a change that others approve, and does jobs as themselves.
  auto name = account->name;
  std::vector<std::string> ended;
  if (!command.person.empty())
    for (auto const& [id, token] : context.state.accounts.tokens)
      if (token.account == name && (token.scope == "work" || token.scope == "deploy")) ended.push_back(id);
  for (auto const& token : ended) context.transition.emit(TokenRevoked{token, name});
  context.transition.emit(AccountMapped{name, command.person, command.administrator});
  return {};
}

Status handle(CreateToken const& command, Context& context) {
  context.transition.about(command.account);
  DT_CHECK(need_administrator(context, command.account));
  DT_TRY(auto const* account, need_account(context, command.account));
  if (account->state != AccountState::active) return Error{"DT-X903", "the account " + account->name + " is " + std::string(to_string(account->state)), "a token acts for an account that could itself sign in"};
  // Administering gives no right within the company: nobody acts in a person's name but that person.
  auto const* by = signed_in(context);
  if (context.transition.actor().kind == journal::ActorKind::account && !account->person.empty() && (!by || by->name != account->name))
    return Error{"DT-X942", "the account " + account->name + " acts in a person's name, so only that person makes its tokens", "let them make it themselves, or invite an account of nobody for the program"};
  if (command.title.empty()) return Error{"DT-X902", "a token needs a title", "say which program will have it"};
  auto const& scope = command.scope;
  if (scope != "read" && scope != "write" && scope != "admin" && scope != "work" && scope != "deploy") return Error{"DT-X902", "there is no scope \"" + scope + "\"", "read, write, admin, work or deploy"};
  if (scope == "work" && !account->person.empty())
    return Error{"DT-X942", "the account " + account->name + " acts in a person's name, and who does jobs acts in nobody's", "invite an account of nobody for the worker"};
  if (scope == "deploy") {
    DT_CHECK(need_administrator(context));
    if (!account->person.empty())
      return Error{"DT-X942", "the account " + account->name + " acts in a person's name, and a person changes the model by a change that others approve", "invite an account of nobody for the program that deploys"};
  }
  if (scope == "admin" && !account->administrator) return Error{"DT-X942", "the account " + account->name + " does not administer, so its tokens cannot", "take the scope write or read"};
  auto const& tokens = context.state.accounts.tokens;
  auto count = std::count_if(tokens.begin(), tokens.end(), [&](auto const& one) { return one.second.account == account->name; });
  if (count >= static_cast<std::ptrdiff_t>(max_tokens_of_an_account)) return Error{"DT-X903", account->name + " has " + std::to_string(count) + " tokens already", "revoke those that no program uses any more"};
  auto id = "token-" + std::to_string(context.transition.command_position());
  context.transition.emit(TokenCreated{id, account->name, command.title, scope, command.expires});
  context.transition.reply(id);
  return {};
}

Status handle(RevokeToken const& command, Context& context) {
  context.transition.about(command.token);
  auto found = context.state.accounts.tokens.find(command.token);
  if (found == context.state.accounts.tokens.end()) return Error{"DT-X901", "there is no token " + command.token, "drivetrain token list names them"};
  DT_CHECK(need_administrator(context, found->second.account));
  context.transition.emit(TokenRevoked{found->second.id, std::string(found->second.account)});
  return {};
}

}  // namespace drivetrain::organisation
