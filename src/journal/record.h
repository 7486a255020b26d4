// Record: one line of the journal: a command that was asked, an event that happened, or a refusal. What is here is the
// truth; all state is folded from it.
#pragma once

#include <cstdint>
#include <string>

#include "base/codec.h"
#include "base/time.h"

namespace drivetrain::journal {

/// Where a record comes from. Everything that happens has one of these origins; there is no other.
enum class ActorKind : std::uint8_t { person = 1, worker = 2, feed = 3, clock = 4, policy = 5, installation = 6, account = 7 };
std::string_view to_string(ActorKind kind);

struct Actor {
  ActorKind kind = ActorKind::person;
  std::string id;  ///< person id, worker name, feed name, timer key, policy name, account name
  static Actor person(std::string id) { return {ActorKind::person, std::move(id)}; }
  static Actor clock(std::string timer) { return {ActorKind::clock, std::move(timer)}; }
  static Actor policy(std::string name) { return {ActorKind::policy, std::move(name)}; }
  static Actor feed(std::string name) { return {ActorKind::feed, std::move(name)}; }
  /// Somebody who is signed in and administers; what is done in the company is done as a person.
  static Actor account(std::string name) { return {ActorKind::account, std::move(name)}; }
  static Actor installation() { return {ActorKind::installation, "drivetrain"}; }
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "kind", self.kind);
    visit(2, "id", self.id);
  }
  bool operator==(Actor const&) const = default;
};

/// Stable number of a command or event type. Commands and events are numbered apart. By folder: journal 1–99,
/// organisation 100–199, strategy 200–299, decisions 300–399, coordination 400–499, processes 500–599 and 602–619,
/// execution 600–699, resources 700–799, performance 800–899, adaptation 900–999.
using TypeNumber = std::uint16_t;

enum class RecordKind : std::uint8_t { command = 1, event = 2 };

struct Record {
  std::uint64_t position = 0;  ///< from 1, without gaps; commands and events share the sequence
  RecordKind kind = RecordKind::event;
  TypeNumber type = 0;
  Instant at;                  ///< time of the World when the command was handled; never goes backwards
  Actor actor;
  std::uint64_t cause = 0;     ///< of an event: its command's position; of a command: the event that a policy answered or that set
                               ///< the timer, else 0. Where commands are not recorded, an event has its command's cause.
  std::string model;           ///< revision of the operating model in force
  Bytes payload;               ///< fields by number (base/codec.h); of an erased record those that remain, perhaps none
  bool erased = false;         ///< a tombstone: what spoke of a person is gone for good; the chain still verifies
};

/// A command on its way in.
struct Command {
  TypeNumber type = 0;
  Bytes payload;
  Actor actor;
  std::uint64_t cause = 0;
};

/// Commands and events declare `static constexpr journal::Type type{402, "ClaimTask"};`
struct Type {
  TypeNumber number;
  char const* name;
};

template <class C>
Command command(C const& value, Actor actor, std::uint64_t cause = 0) {
  return {C::type.number, encode(value), std::move(actor), cause};
}

}  // namespace drivetrain::journal
