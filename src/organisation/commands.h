// What may be asked of form: who is away, who is back; who may sign in, and as whom. Assignments themselves are files and change
// by a new model version.
#pragma once

#include <string>

#include "base/time.h"
#include "journal/record.h"

namespace drivetrain::organisation {

/// Somebody is away from `from` (inclusive) to `to` (exclusive); deputies stand in. Reported by the person,
/// or by whoever leads the person's unit or one above it (who is ill may be unable to); the journal keeps who did. Replies with its id ("absence-<position>"); ends by itself at `to`.
/// DT-X901 no such person, DT-X904 another's absence, DT-X902 it ends before it begins, is over already, or lasts longer than two years, DT-X903 it
/// overlaps another absence of that person.
struct ReportAbsence {
  static constexpr journal::Type type{100, "ReportAbsence"};
  std::string person;
  Instant from, to;
  std::string reason;               ///< may be empty
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "person", self.person);
    visit(2, "from", self.from);
    visit(3, "to", self.to);
    visit(4, "reason", self.reason);
  }
};

/// The clock's, when a reported absence begins: whoever stands in is asked from now on. Nothing when it was ended before.
struct BeginAbsence {
  static constexpr journal::Type type{102, "BeginAbsence"};
  std::string person;
  std::string absence;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "person", self.person);
    visit(2, "absence", self.absence);
  }
};

/// The person is back, or will not be away after all; also the clock's command at the end of the absence.
/// By the same people. DT-X901 no such absence, DT-X904 another's, DT-X903 the person is neither away nor about to be.
struct EndAbsence {
  static constexpr journal::Type type{101, "EndAbsence"};
  std::string person;
  std::string absence;              ///< id; empty: the one that holds now, else the next to come
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "person", self.person);
    visit(2, "absence", self.absence);
  }
};

// Accounts: who may sign in, and in whose name. Only the installation (a one-time link, the command line on the data folder) and
// administrators may ask for these; DT-X942 says so to anybody else. Secrets are never part of a command.

/// Somebody new may sign in once a password is set. `person`: of the model, whose rights the account then has; empty: nobody's.
/// DT-X901 no such person, DT-X902 no name of an account, DT-X903 there is one of that name, or the person has one already.
struct InviteAccount {
  static constexpr journal::Type type{130, "InviteAccount"};
  std::string account;
  std::string person;
  bool administrator = false;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "account", self.account);
    visit(2, "person", self.person);
    visit(3, "administrator", self.administrator);
  }
};

/// A password was chosen, by one-time link or by the account itself. DT-X901 no such account, DT-X903 it is deactivated.
struct SetPassword {
  static constexpr journal::Type type{131, "SetPassword"};
  std::string account;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "account", self.account);
  }
};

/// The password holds no more; a new one is set by one-time link. Lets a deactivated account in again. DT-X901 no such account.
struct ResetAccount {
  static constexpr journal::Type type{132, "ResetAccount"};
  std::string account;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "account", self.account);
  }
};

/// Nobody signs in by it any more, and whoever is, is not. DT-X901 no such account, DT-X903 it is already, or nobody else administers.
struct DeactivateAccount {
  static constexpr journal::Type type{133, "DeactivateAccount"};
  std::string account;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "account", self.account);
  }
};

/// Whose rights it has from now on, and whether it administers. Errors as InviteAccount's; DT-X903 nobody else administers.
struct MapAccount {
  static constexpr journal::Type type{134, "MapAccount"};
  std::string account;
  std::string person;               ///< empty: nobody's
  bool administrator = false;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "account", self.account);
    visit(2, "person", self.person);
    visit(3, "administrator", self.administrator);
  }
};

/// A program may act in the account's name, within `scope`. Replies with its id ("token-<position>"). An account may ask for itself.
/// DT-X901 no such account, DT-X902 a scope that there is not, DT-X903 not active, or too many tokens, DT-X942 admin without being it.
struct CreateToken {
  static constexpr journal::Type type{135, "CreateToken"};
  std::string account;
  std::string title;
  std::string scope;                ///< read; write, which includes it; admin, which includes both; work or deploy, of an account of nobody
  Instant expires;                  ///< of the machine's clock
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "account", self.account);
    visit(2, "title", self.title);
    visit(3, "scope", self.scope);
    visit(4, "expires", self.expires);
  }
};

/// It opens nothing any more. DT-X901 no such token.
struct RevokeToken {
  static constexpr journal::Type type{136, "RevokeToken"};
  std::string token;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "token", self.token);
  }
};

}  // namespace drivetrain::organisation
