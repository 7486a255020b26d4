// What happened to form: somebody is away, somebody is back; who may sign in, and as whom.
#pragma once

#include <string>

#include "base/time.h"
#include "journal/record.h"

namespace drivetrain::organisation {

/// Known from now on; `from` may lie ahead.
struct PersonAbsent {
  static constexpr journal::Type type{100, "PersonAbsent"};
  std::string absence;
  std::string person;
  Instant from, to;
  std::string reason;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "absence", self.absence);
    visit(2, "person", self.person);
    visit(3, "from", self.from);
    visit(4, "to", self.to);
    visit(5, "reason", self.reason);
  }
};

/// A reported absence began. Not for one that began when it was reported.
struct PersonLeft {
  static constexpr journal::Type type{102, "PersonLeft"};
  std::string absence;
  std::string person;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "absence", self.absence);
    visit(2, "person", self.person);
  }
};

struct PersonReturned {
  static constexpr journal::Type type{101, "PersonReturned"};
  std::string absence;
  std::string person;
  bool early = false;               ///< before the reported end
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "absence", self.absence);
    visit(2, "person", self.person);
    visit(3, "early", self.early);
  }
};

// Accounts: facts without secrets; hashes of passwords, links and tokens are kept beside the journal (platform/access_store.h).

struct AccountInvited {
  static constexpr journal::Type type{130, "AccountInvited"};
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

/// From now on the account signs in.
struct PasswordSet {
  static constexpr journal::Type type{131, "PasswordSet"};
  std::string account;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "account", self.account);
  }
};

struct AccountReset {
  static constexpr journal::Type type{132, "AccountReset"};
  std::string account;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "account", self.account);
  }
};

struct AccountDeactivated {
  static constexpr journal::Type type{133, "AccountDeactivated"};
  std::string account;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "account", self.account);
  }
};

struct AccountMapped {
  static constexpr journal::Type type{134, "AccountMapped"};
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

struct TokenCreated {
  static constexpr journal::Type type{135, "TokenCreated"};
  std::string token;
  std::string account;
  std::string title;
  std::string scope;
  Instant expires;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "token", self.token);
    visit(2, "account", self.account);
    visit(3, "title", self.title);
    visit(4, "scope", self.scope);
    visit(5, "expires", self.expires);
  }
};

struct TokenRevoked {
  static constexpr journal::Type type{136, "TokenRevoked"};
  std::string token;
  std::string account;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "token", self.token);
    visit(2, "account", self.account);
  }
};

}  // namespace drivetrain::organisation
