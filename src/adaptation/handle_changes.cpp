// Changes of the model: proposed against the version in force, accepted by the compiler, approved by the holder of the
// right, deployed. Nobody, whatever their rank, gets past the compiler or the right.
#include "adaptation/handle.h"

#include <algorithm>

#include "base/limits.h"
#include "base/text.h"

namespace drivetrain::adaptation {

namespace {

Result<Change const*> find_open(State const& state, std::string const& id) {
  auto found = state.changes.find(id);
  if (found == state.changes.end()) return Error{"DT-X901", "there is no change " + id, ""};
  if (found->second.state == ChangeState::outdated)
    return Error{"DT-X907", "another version came into force since change " + id + " was proposed", "propose it again on today's version"};
  if (found->second.state != ChangeState::proposed) return Error{"DT-X903", "change " + id + " is no longer open", ""};
  return &found->second;
}

/// The change, if this is one of the live decisions that asked about it.
Result<Change const*> find_asked(Context const& context, std::string const& id, std::string const& live) {
  DT_TRY(auto const* change, find_open(context.state, id));
  if (change->question(live)) return change;
  return Error{"DT-X904", "change " + id + " is decided by " + change->proposal.decision + ", not by " + live, "take the decision that the proposal asked for"};
}

bool is_policy(Context const& context) { return context.transition.actor().kind == journal::ActorKind::policy; }

}  // namespace

Status may_propose(ProposeChange const& command, State const& state) {
  auto const* current = state.current();
  if (!current || command.base != current->revision)
    return Error{"DT-X907", "this change was made from version " + command.base.substr(0, 8) + ", but " +
                                (current ? current->revision.substr(0, 8) : std::string("none")) + " is in force",
                 "look at the newer version and propose again; your edits are kept in your browser or folder"};
  if (trim(command.reason).empty()) return Error{"DT-X905", "a change needs a reason", "say what it should move, and by when"};
  if (command.revision == command.base) return Error{"DT-X903", "this change changes nothing", ""};
  if (command.errors > 0) {
    std::string first = command.findings.empty() ? "" : ": " + command.findings.front();
    if (command.errors > 1) first += " (and " + counted(static_cast<std::size_t>(command.errors - 1), "more new error") + ")";
    if (!command.carried.empty()) first += "; " + counted(command.carried.size(), "error") + " that the version in force has too " + (command.carried.size() == 1 ? "is" : "are") + " not meant";
    return Error{"DT-X908", "the model with this change is incoherent" + first,
                 "mend what is new; a version is never deployed with an error that the version in force does not have"};
  }
  if (command.touches.empty())
    return Error{"DT-X903", "nothing changed in meaning" + (command.summary.empty() ? "" : ": " + join(command.summary, "; ")),
                 "comments and layout take effect together with a change that means something"};
  if (command.decision.empty())
    return Error{"DT-X909", "no decision right governs this change" + (command.ungoverned.empty() ? "" : ": " + command.ungoverned),
                 "let a decision of kind design say governs: [...]"};
  if (!command.signal.empty() && !state.signals.contains(command.signal))
    return Error{"DT-X901", "there is no signal " + command.signal, ""};
  auto open = std::count_if(state.changes.begin(), state.changes.end(), [](auto const& one) { return one.second.state == ChangeState::proposed; });
  if (static_cast<std::size_t>(open) >= limits::max_open_changes)
    return Error{"DT-X903", std::to_string(open) + " changes wait for an answer already", "answer or withdraw some of them first"};
  return {};
}

Status handle(ProposeChange const& command, Context& context) {
  DT_CHECK(may_propose(command, context.state));
  auto id = "change-" + std::to_string(context.transition.command_position());
  context.transition.emit(ChangeProposed{id, command.title, command.reason, command.signal, command.base, command.edits, command.revision,
                                         command.summary, command.errors, command.findings, command.touches,
                                         context.transition.actor().id, command.decision, command.facts, command.roll_back,
                                         command.decisions, command.again, command.carried, command.idea});
  context.transition.reply(id);
  return {};
}

Status handle(WithdrawChange const& command, Context& context) {
  DT_TRY(auto const* change, find_open(context.state, command.change));
  if (change->proposal.by != context.transition.actor().id && !is_policy(context))
    return Error{"DT-X904", "only " + change->proposal.by + ", who proposed it, may withdraw it", ""};
  context.transition.emit(ChangeWithdrawn{command.change, command.reason, context.transition.actor().id});
  return {};
}

Status handle(ApproveChange const& command, Context& context) {
  if (!is_policy(context))
    return Error{"DT-X904", "a change is approved by taking its decision, not directly", "open the decision on the change's page"};
  DT_TRY(auto const* change, find_asked(context, command.change, command.decision_live));
  if (auto const* current = context.state.current(); !current || change->proposal.base != current->revision)
    return Error{"DT-X907", "another version was deployed since this change was proposed", "withdraw it and propose it again"};
  auto const* asked = change->question(command.decision_live);
  bool all = std::all_of(change->questions.begin(), change->questions.end(), [&](Question const& one) { return one.yes || &one == asked; });
  if (all) context.transition.emit(ChangeApproved{command.change, command.decision_live, context.transition.actor().id});
  else context.transition.emit(ChangeRightGiven{command.change, asked->decision, command.decision_live});
  return {};
}

Status handle(RefuseChange const& command, Context& context) {
  if (!is_policy(context)) return Error{"DT-X904", "a change is refused by taking its decision, not directly", ""};
  DT_CHECK(find_asked(context, command.change, command.decision_live));
  context.transition.emit(ChangeRefused{command.change, command.decision_live, context.transition.actor().id});
  return {};
}

Status handle(OutdateChange const& command, Context& context) {
  if (!is_policy(context)) return Error{"DT-X904", "a change is outdated by another version, not directly", "withdraw it instead"};
  DT_CHECK(find_open(context.state, command.change));
  context.transition.emit(ChangeOutdated{command.change, command.revision});
  return {};
}

/// A program with a token for it puts files into the model as somebody does who edits the served folder: without a change, on the version in force.
/// Whether the token has run out was judged when it was shown, by the machine's clock; the company's may be simulated.
bool deploys(DeployModel const& command, Context const& context) {
  auto const& actor = context.transition.actor();
  if (actor.kind != journal::ActorKind::account || !command.change.empty() || command.roll_back || command.base.empty()) return false;
  auto const& tokens = context.absences.accounts.tokens;
  return std::any_of(tokens.begin(), tokens.end(), [&](auto const& one) { return one.second.account == actor.id && one.second.scope == "deploy"; });
}

Status handle(DeployModel const& command, Context& context) {
  context.transition.about(command.revision);
  auto kind = context.transition.actor().kind;
  if (kind != journal::ActorKind::installation && kind != journal::ActorKind::policy && !deploys(command, context))
    return Error{"DT-X904", "a version is deployed by approving a change, not directly", "propose the change on the Changes page"};
  if (!command.change.empty()) {
    auto found = context.state.changes.find(command.change);
    if (found == context.state.changes.end() || found->second.state != ChangeState::approved)
      return Error{"DT-X903", "change " + command.change + " is not approved", ""};
  }
  auto const* current = context.state.current();
  if (current && current->revision == command.revision)
    return Error{"DT-X903", "version " + command.revision.substr(0, 8) + " is in force already", ""};
  if (!command.base.empty() && (!current || current->revision != command.base))
    return Error{"DT-X907", "this version was made from " + command.base.substr(0, 8) + ", but " + (current ? current->revision.substr(0, 8) : "none") + " is in force", "make it from the version in force"};
  context.transition.emit(ModelDeployed{command.revision, current ? current->revision : "", command.manifest, command.change,
                                        command.reason, command.summary, command.roll_back});
  return {};
}

}  // namespace drivetrain::adaptation
