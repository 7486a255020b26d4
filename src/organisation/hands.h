// Hands: who asks, and what may that person do today. A refusal names those who may: one that only says no sends people around
// the house.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "journal/record.h"
#include "organisation/model.h"
#include "organisation/state.h"

namespace drivetrain::organisation {

class Hand {
 public:
  /// All must outlive this.
  Hand(Model const& form, State const& absences, journal::Actor const& actor, Instant now)
      : form_(form), absences_(absences), actor_(actor), now_(now) {}

  bool is_person() const { return actor_.kind == journal::ActorKind::person; }
  /// A consequence of what happened, which nobody asks for by hand.
  bool is_policy() const { return actor_.kind == journal::ActorKind::policy; }
  /// A person who holds the role today, or stands in; one of them where several do.
  bool may(std::string_view role) const;
  bool may_one_of(std::vector<std::string> const& roles) const;

  /// "you are planner, fitter", "you hold no role", or for others than people "this is done by people, not by …".
  std::string you_are() const;
  /// "Ben Okoro (works-manager)", "Ana Ruiz and Bo Lind (winder)", "nobody today (winder)". At most five names.
  std::string who_may(std::string_view role) const;
  /// The same for any of the roles, "…, or …".
  std::string who_may(std::vector<std::string> const& roles) const;

  /// DT-X904 unless a person who may act in one of the roles asks: "{what} by {who may}; you are …". `what` ends in a participle:
  /// "case-17 is cancelled". No role at all: `nobody` says what the model leaves open.
  Status check(std::vector<std::string> const& roles, std::string const& what, std::string const& nobody) const;

 private:
  Model const& form_;
  State const& absences_;
  journal::Actor const& actor_;
  Instant now_;
};

}  // namespace drivetrain::organisation
