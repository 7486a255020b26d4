// An approved change becomes the version in force.
#include "app/policies/policies.h"
#include "app/proposal.h"

namespace drivetrain::app::policies {

void deploy_change(adaptation::ChangeApproved const& event, Reaction& reaction) {
  auto found = reaction.company.adaptation.changes.find(event.change);
  if (found == reaction.company.adaptation.changes.end()) return;
  auto const& proposal = found->second.proposal;
  adaptation::DeployModel command;
  command.revision = proposal.revision;
  command.manifest = manifest_of(apply_edits(reaction.company.model().files, proposal.edits));
  command.change = event.change;
  command.reason = proposal.reason;
  command.summary = proposal.summary;
  command.roll_back = proposal.roll_back;
  reaction.follow("deploy-change", command);
}

}  // namespace drivetrain::app::policies
