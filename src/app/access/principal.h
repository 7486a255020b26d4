// Principal: who asks, as far as it was proven, and what an operation demands of whoever asks. One function, judge(), decides for
// every operation of the API; what only the model can say (whose decision, whose queue) the journal's handlers decide after it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "journal/record.h"

namespace drivetrain::app::access {

/// What a token may be made for; a session has all that its account has. write includes read and work, admin includes all. A token for
/// work does jobs of processes, and nothing else: it neither reads the company nor acts in anybody's name. A token for deploy puts diagrams into the model
/// and replaces its decision tables, those of rights included, without anybody's approval; it does nothing else, and no other scope includes that.
enum class Scope : std::uint8_t { read, write, admin, work, deploy };
std::string_view to_string(Scope scope);
std::optional<Scope> scope_from(std::string_view text);
/// Whether a token with the first may do what demands the second.
bool covers(Scope has, Scope demanded);

enum class Needs : std::uint8_t {
  nothing,        ///< public
  sign_in,        ///< anybody who is signed in
  person,         ///< signed in, and mapped to a person of the model
  worker,         ///< a token for work, or a person
  deployer,       ///< a token for deploy
  administrator,
};
std::string_view to_string(Needs needs);
std::optional<Needs> needs_from(std::string_view text);

/// What an operation demands.
struct Demand {
  Needs needs = Needs::administrator;
  Scope scope = Scope::admin;
};

struct Principal {
  enum class Kind : std::uint8_t {
    nobody,
    sample_person,  ///< of a demo, chosen without proof
    account,        ///< by a session
    token,          ///< an account's, by Authorization: Bearer
    installation,   ///< whoever may read the data folder: the command line beside the server
  };
  Kind kind = Kind::nobody;
  std::string account;              ///< empty: none
  std::string person;               ///< of the model, in whose name it acts; empty: nobody's
  bool administrator = false;
  Scope scope = Scope::admin;       ///< of a token, its widest
  std::string session;              ///< what names the session in the store; empty: none

  /// A program that does jobs, in nobody's name.
  bool is_worker() const { return kind == Kind::token && scope == Scope::work; }
  bool signed_in() const { return kind != Kind::nobody; }
  /// Of what is administered; in the company one acts as a person.
  journal::Actor administering() const { return kind == Kind::installation ? journal::Actor::installation() : journal::Actor::account(account); }
};

enum class Verdict : std::uint8_t { allowed, sign_in_first, needs_person, needs_administrator, needs_scope };
/// What anybody may read without signing in: nothing, except in a demo.
enum class OpenReads : std::uint8_t { no, yes };
Verdict judge(Principal const& who, Demand const& demand, OpenReads open_reads);

}  // namespace drivetrain::app::access
