// Who may let whom in: the rules about accounts that hold whichever way they are asked for.
#include "organisation/accounts.h"

#include <gtest/gtest.h>

#include "journal/journal.h"
#include "journal/machine.h"
#include "journal/registry.h"
#include "journal/sim_world.h"
#include "organisation/company_for_test.h"
#include "organisation/handle.h"

namespace drivetrain::organisation::test {
namespace {

using journal::Actor;

struct Lodge final : journal::Machine {
  Lodge() {
    auto with = [this]<class C>(C const& command, State& state, journal::Transition& transition) {
      Context context{transition, state, model};
      return organisation::handle(command, context);
    };
    registry.command<InviteAccount>(with);
    registry.command<SetPassword>(with);
    registry.command<ResetAccount>(with);
    registry.command<DeactivateAccount>(with);
    registry.command<MapAccount>(with);
    registry.command<CreateToken>(with);
    registry.command<RevokeToken>(with);
    auto into = [](auto const& event, journal::Record const& record, State& state) { organisation::apply(event, record, state.accounts); };
    registry.event<AccountInvited>(into);
    registry.event<PasswordSet>(into);
    registry.event<AccountReset>(into);
    registry.event<AccountDeactivated>(into);
    registry.event<AccountMapped>(into);
    registry.event<TokenCreated>(into);
    registry.event<TokenRevoked>(into);
  }
  Status handle(journal::Command const& command, journal::Transition& transition) override { return registry.handle(command, state, transition); }
  void apply(journal::Record const& event) override { registry.apply(event, state); }
  bool knows(journal::TypeNumber event) const override { return registry.knows(event); }
  void react(journal::Record const&, std::vector<journal::Command>&) override {}
  std::string const& model_revision() const override { return revision; }
  void reset() override { state = {}; }

  Model model = works();
  State state;
  journal::Registry<State> registry;
  std::string revision = "r1";
};

class AccountsTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(journal.open().ok());
    ASSERT_EQ(ask(Actor::installation(), InviteAccount{"root", "", true}), "accepted");
    ASSERT_EQ(ask(Actor::installation(), SetPassword{"root"}), "accepted");
  }
  template <class C>
  std::string ask(Actor actor, C const& command) {
    auto outcome = journal.execute(journal::command(command, std::move(actor)));
    reply = outcome.reply;
    return outcome.refusal ? outcome.refusal->code : "accepted";
  }
  Account const& account(std::string const& name) { return lodge.state.accounts.by_name.at(name); }
  Actor root = Actor::account("root");
  journal::SimWorld sim{1, at("2026-03-27T08:00:00Z")};
  Lodge lodge;
  journal::Journal journal{sim.world(), lodge, lodge.registry};
  std::string reply;
};

TEST(AccountName, IsShortPlainAndMayBeAnAddress) {
  for (auto const* name : {"ann", "ann.bell@mill.example", "7up", "a+b_c-d"}) EXPECT_TRUE(is_account_name(name)) << name;
  for (auto const* name : {"", "Ann", ".ann", "ann bell", "ann/bell", "änn"}) EXPECT_FALSE(is_account_name(name)) << name;
  EXPECT_TRUE(is_account_name(std::string(64, 'a')));
  EXPECT_FALSE(is_account_name(std::string(65, 'a')));
}

TEST_F(AccountsTest, OnlyTheInstallationAndAdministratorsLetPeopleIn) {
  EXPECT_EQ(ask(Actor::person("ben"), InviteAccount{"ben", "ben", true}), "DT-X942");
  EXPECT_EQ(ask(Actor::account("nobody"), InviteAccount{"ben", "ben", true}), "DT-X942");
  EXPECT_EQ(ask(root, InviteAccount{"ben", "ben", false}), "accepted");
  EXPECT_EQ(ask(Actor::account("ben"), InviteAccount{"ida", "ida", false}), "DT-X942") << "ben does not administer";
  EXPECT_EQ(ask(root, InviteAccount{"eva", "eva", true}), "accepted");
  EXPECT_EQ(ask(Actor::account("eva"), InviteAccount{"ida", "ida", false}), "DT-X942") << "eva has set no password yet";
}

TEST_F(AccountsTest, AnAccountGoesFromInvitedToActiveAndBack) {
  ASSERT_EQ(ask(root, InviteAccount{"ben", "ben", false}), "accepted");
  EXPECT_EQ(account("ben").state, AccountState::invited);
  ASSERT_EQ(ask(Actor::installation(), SetPassword{"ben"}), "accepted");
  EXPECT_EQ(account("ben").state, AccountState::active);
  ASSERT_EQ(ask(root, ResetAccount{"ben"}), "accepted");
  EXPECT_EQ(account("ben").state, AccountState::invited);
  ASSERT_EQ(ask(root, DeactivateAccount{"ben"}), "accepted");
  EXPECT_EQ(ask(Actor::installation(), SetPassword{"ben"}), "DT-X903");
  EXPECT_EQ(ask(root, DeactivateAccount{"ben"}), "DT-X903");
  ASSERT_EQ(ask(root, ResetAccount{"ben"}), "accepted");
  EXPECT_EQ(account("ben").state, AccountState::invited);
}

TEST_F(AccountsTest, ADeactivatedAccountDoesNotComeBackBesideItsSuccessor) {
  ASSERT_EQ(ask(root, InviteAccount{"ben", "ben", false}), "accepted");
  ASSERT_EQ(ask(root, DeactivateAccount{"ben"}), "accepted");
  ASSERT_EQ(ask(root, InviteAccount{"ben2", "ben", false}), "accepted") << "the person is free again";
  EXPECT_EQ(ask(root, ResetAccount{"ben"}), "DT-X903");
}

TEST_F(AccountsTest, TheLastAdministratorStays) {
  EXPECT_EQ(ask(root, DeactivateAccount{"root"}), "DT-X903");
  EXPECT_EQ(ask(Actor::installation(), MapAccount{"root", "ben", false}), "DT-X903");
  EXPECT_EQ(ask(root, MapAccount{"root", "ben", true}), "accepted");
  EXPECT_EQ(account("root").person, "ben");
}

TEST_F(AccountsTest, TokensBelongToAnActiveAccountAndEndWithIt) {
  ASSERT_EQ(ask(root, InviteAccount{"ben", "ben", false}), "accepted");
  auto token = [](char const* scope) { return CreateToken{"ben", "line clock", scope, at("2026-06-01T00:00:00Z")}; };
  EXPECT_EQ(ask(root, token("read")), "DT-X903") << "not active yet";
  ASSERT_EQ(ask(Actor::installation(), SetPassword{"ben"}), "accepted");
  EXPECT_EQ(ask(root, token("admin")), "DT-X942");
  EXPECT_EQ(ask(root, token("read")), "DT-X942") << "administering gives nobody a hand in Ben's name";
  auto ben = Actor::account("ben");
  EXPECT_EQ(ask(ben, token("everything")), "DT-X902");
  EXPECT_EQ(ask(Actor::account("ben"), token("write")), "accepted");
  auto id = reply;
  EXPECT_EQ(lodge.state.accounts.tokens.at(id).scope, "write");
  EXPECT_EQ(ask(Actor::person("ida"), RevokeToken{id}), "DT-X942");
  for (std::size_t i = 1; i < max_tokens_of_an_account; ++i) ASSERT_EQ(ask(ben, token("read")), "accepted") << i;
  EXPECT_EQ(ask(ben, token("read")), "DT-X903") << "fifty are enough";
  EXPECT_EQ(ask(Actor::account("ben"), RevokeToken{id}), "accepted");
  EXPECT_EQ(ask(root, RevokeToken{id}), "DT-X901");
  ASSERT_EQ(ask(root, DeactivateAccount{"ben"}), "accepted");
  EXPECT_TRUE(lodge.state.accounts.tokens.empty());
}

TEST_F(AccountsTest, WhatActsInNobodysNameEndsWhenTheAccountBecomesSomebodys) {
  ASSERT_EQ(ask(root, InviteAccount{"bot", "", false}), "accepted");
  ASSERT_EQ(ask(Actor::installation(), SetPassword{"bot"}), "accepted");
  for (auto const* scope : {"deploy", "work", "read"}) ASSERT_EQ(ask(root, CreateToken{"bot", scope, scope, at("2026-06-01T00:00:00Z")}), "accepted") << scope;
  auto reads = reply;
  ASSERT_EQ(ask(root, MapAccount{"bot", "", true}), "accepted");
  EXPECT_EQ(lodge.state.accounts.tokens.size(), 3u) << "still nobody's";
  ASSERT_EQ(ask(root, MapAccount{"bot", "ben", false}), "accepted");
  ASSERT_EQ(lodge.state.accounts.tokens.size(), 1u);
  EXPECT_TRUE(lodge.state.accounts.tokens.contains(reads));
}

TEST_F(AccountsTest, AResetEndsTheTokensOfThatAccountAloneAndSaysWhich) {
  for (auto const* name : {"ben", "ida"}) {
    ASSERT_EQ(ask(root, InviteAccount{name, name, false}), "accepted");
    ASSERT_EQ(ask(Actor::installation(), SetPassword{name}), "accepted");
    ASSERT_EQ(ask(Actor::account(name), CreateToken{name, "clock", "read", at("2026-06-01T00:00:00Z")}), "accepted");
  }
  auto of_ida = reply;
  ASSERT_EQ(ask(Actor::account("ben"), CreateToken{"ben", "board", "read", at("2026-06-01T00:00:00Z")}), "accepted");
  ASSERT_EQ(ask(root, ResetAccount{"ben"}), "accepted");
  ASSERT_EQ(lodge.state.accounts.tokens.size(), 1u);
  EXPECT_TRUE(lodge.state.accounts.tokens.contains(of_ida));
  std::size_t revoked = 0;
  for (auto const& stored : sim.store.records())
    if (stored.record.kind == journal::RecordKind::event && stored.record.type == TokenRevoked::type.number) {
      EXPECT_EQ(stored.record.actor.id, "root");
      ++revoked;
    }
  EXPECT_EQ(revoked, 2u);
  ASSERT_EQ(ask(Actor::installation(), SetPassword{"ben"}), "accepted");
  EXPECT_EQ(lodge.state.accounts.tokens.size(), 1u) << "a new password brings none of them back";
}

TEST_F(AccountsTest, ReplayLeadsToTheSameAccounts) {
  ASSERT_EQ(ask(root, InviteAccount{"ben", "ben", false}), "accepted");
  ASSERT_EQ(ask(Actor::installation(), SetPassword{"ben"}), "accepted");
  ASSERT_EQ(ask(Actor::account("ben"), CreateToken{"ben", "clock", "read", at("2026-06-01T00:00:00Z")}), "accepted");
  ASSERT_EQ(ask(root, MapAccount{"ben", "ida", true}), "accepted");
  Lodge other;
  journal::Journal replayed(sim.world(), other, other.registry);
  ASSERT_TRUE(replayed.open().ok());
  ASSERT_EQ(other.state.accounts.by_name.size(), 2u);
  EXPECT_EQ(other.state.accounts.by_name.at("ben").person, "ida");
  EXPECT_TRUE(other.state.accounts.by_name.at("ben").administrator);
  EXPECT_EQ(other.state.accounts.by_name.at("ben").state, AccountState::active);
  EXPECT_EQ(other.state.accounts.tokens.size(), 1u);
}

}  // namespace
}  // namespace drivetrain::organisation::test
