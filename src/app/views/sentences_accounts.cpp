// Sentences of access: who may sign in, in whose name, and which programs act for them.
#include "app/local_words.h"
#include "app/views/names.h"
#include "app/views/sentences.h"
#include "organisation/events.h"

namespace drivetrain::app::views {

std::optional<Sentence> account_sentence(Company const& company, journal::Record const& record) {
  using namespace drivetrain::organisation;
  std::optional<Sentence> sentence;
  auto acts_as = [&](std::string const& person, bool administrator) {
    return (person.empty() ? std::string(" in nobody's name") : " in the name of " + person_name(company, person)) + (administrator ? ", as an administrator" : "");
  };
  says<AccountInvited>(record, sentence, [&](auto const& e) {
    return Sentence{"The account " + e.account + " was invited" + acts_as(e.person, e.administrator), 3};
  }) || says<PasswordSet>(record, sentence, [&](auto const& e) {
        bool by_link = record.actor.kind == journal::ActorKind::installation;
        return Sentence{"A password was set for the account " + e.account + (by_link ? ", by its one-time link" : ""), 2};
      }) ||
      says<AccountReset>(record, sentence, [&](auto const& e) { return Sentence{"The account " + e.account + " was reset; its sessions and tokens have ended, a new password is needed", 3}; }) ||
      says<AccountDeactivated>(record, sentence, [&](auto const& e) { return Sentence{"The account " + e.account + " was deactivated", 3}; }) ||
      says<AccountMapped>(record, sentence, [&](auto const& e) { return Sentence{"The account " + e.account + " acts" + acts_as(e.person, e.administrator), 3}; }) ||
      says<TokenCreated>(record, sentence, [&](auto const& e) {
        return Sentence{"A token was made for " + e.title + ": it may " + e.scope + " as " + e.account + " until " + day_and_time(company, e.expires), 2};
      }) || says<TokenRevoked>(record, sentence, [&](auto const& e) { return Sentence{"The token " + e.token + " of " + e.account + " was revoked", 2}; });
  return sentence;
}

}  // namespace drivetrain::app::views
