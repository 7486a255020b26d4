// Route: from facts to one person of today. A band names a role; the role's holder decides, or the deputy while the holder is
// away; whoever recommended stands aside when the right asks for separate duties. The ladder only ever climbs in authority.
#pragma once

#include <optional>
#include <string>

#include "decisions/model.h"
#include "decisions/state.h"
#include "feel/value.h"
#include "organisation/state.h"

namespace drivetrain::decisions {

/// Form as the model in force has it, and who is away.
struct People {
  organisation::Model const& form;
  organisation::State const& state;
};

/// The chair of a role on a day. Empty person: nobody of today, and `why` says so.
struct Seat {
  std::string person, via, why;
};
Seat seat_of(std::string const& role, std::string const& excluded, People const& people, Instant now);

struct Route {
  std::string role;      ///< empty: no band, or more than one, holds
  std::string person;    ///< empty: nobody of today
  std::string via;       ///< "holder" or "deputy"
  int band = -1;         ///< index; -1 when named explicitly or beyond the bands
  std::string because;   ///< "delay_hours = 12 is in band 2", or why it was passed up
  std::string seat_why;  ///< why that person acts in the role today
  /// because and seat_why in one line, as DecisionRouted records it.
  std::string why() const;
};

/// By its own band, as at opening.
Route route_facts(Decision const& decision, feel::Value const& facts, std::string const& recommended_by, People const& people, Instant now);
/// Where a live decision belongs today: its own band, or the role it was passed up to.
Route route_live(Decision const& decision, LiveDecision const& live, People const& people, Instant now);

/// The person who may not decide because of having recommended; empty when the right does not separate the two.
std::string stands_aside(Decision const& decision, std::string const& recommended_by);

/// One step up. `step` is -1 when the band above was taken beside the ladder.
struct Rung {
  int step = -1;
  std::string role;
  int band = -1;
  Seat seat;
};
/// The first rung from ladder step `first_step` on that climbs above `from_role` and seats somebody else than `from_person`;
/// failing that the first that climbs at all (it waits there for the next). Nothing: nobody is above.
std::optional<Rung> climb(Decision const& decision, std::string const& from_role, std::string const& from_person,
                          std::string const& excluded, int first_step, People const& people, Instant now);
/// The role of the band with the next higher authority, as a rung beside the ladder.
std::optional<Rung> next_band(Decision const& decision, std::string const& from_role, std::string const& excluded, People const& people,
                              Instant now);

/// The instant by which `work` of the role's working time has passed; of the company's for no role. Every calendar of a model in force
/// has working time: DT-F003 refuses those that cannot be read, have no hours, or ten years without any. Elapsed time only for a
/// wait that its calendar does not yield within a hundred years.
Instant after_working(std::string const& role, Instant from, Duration work, organisation::Model const& form);
Duration worked_between(std::string const& role, Instant from, Instant to, organisation::Model const& form);

/// "Ben Okoro (works-manager)" or "Dora Lind (deputy of works-manager)".
std::string decider_in_words(Route const& route, organisation::Model const& form);

}  // namespace drivetrain::decisions
