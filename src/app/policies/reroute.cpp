// Who is there today changed: decisions that wait for a person ask again whose they are.
#include "app/policies/policies.h"
#include "decisions/views.h"

namespace drivetrain::app::policies {

namespace {
void reroute(Reaction& reaction, std::string const& why) {
  auto const& company = reaction.company;
  for (auto const& live : decisions::moved(company.decisions, company.declarations(), company.people(), reaction.record.at))
    reaction.follow("reroute", decisions::RerouteDecision{live, why});
}
}  // namespace

void reroute_for_absence(organisation::PersonAbsent const& event, Reaction& reaction) {
  reroute(reaction, organisation::name_of(reaction.company.model().organisation, event.person) + " is away");
}

void reroute_for_leave(organisation::PersonLeft const& event, Reaction& reaction) {
  reroute(reaction, organisation::name_of(reaction.company.model().organisation, event.person) + " is away");
}

void reroute_for_return(organisation::PersonReturned const& event, Reaction& reaction) {
  reroute(reaction, organisation::name_of(reaction.company.model().organisation, event.person) + " is back");
}

}  // namespace drivetrain::app::policies
