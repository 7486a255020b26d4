// What people do to the tokens of a case by hand: cancel them a part at a time, move them, carry them over to another version.
#include <algorithm>

#include "processes/engine.h"

namespace drivetrain::processes {

/// Those made last lie innermost: a listener after its host, what is in a sub-process after the sub-process.
bool Engine::cancel_some(std::size_t budget, std::string const& reason) {
  auto words = "the case was cancelled: " + reason;
  auto drain = [&] {
    while (!current().activities.empty()) {
      if (budget == 0) return false;
      auto number = current().activities.rbegin()->first;
      if (auto const* called = context_.state.called_by(current().number, number)) {
        // What it called itself is cancelled with it; one level at a time keeps this a loop.
        auto const* inner = called;
        while (!inner->activities.empty()) {
          auto const* deeper = context_.state.called_by(inner->number, inner->activities.rbegin()->first);
          if (!deeper) break;
          inner = deeper;
        }
        Selected innermost(*this, run_of(inner->id(), inner->revision.text(), inner->process.text()));
        for (; budget > 0 && !current().activities.empty(); --budget) {
          auto last = current().activities.rbegin()->first;
          if (context_.state.called_by(current().number, last)) break;
          cancel_one(last, words);
        }
        if (current().activities.empty()) {
          emit(CaseCancelled{case_id(), program().process(), reason});
          runs_[at_].ended = true;
        }
        continue;
      }
      cancel_one(number, words);
      --budget;
    }
    return true;
  };
  if (!drain()) return false;
  emit(CaseCancelled{case_id(), program().process(), reason});
  runs_[at_].ended = true;
  return true;
}

void Engine::modify(std::vector<ActivityNumber> const& cancelled, std::vector<Change> const& begun, std::string const& reason) {
  auto const& actor = context_.transition.actor();
  by_ = actor.kind == journal::ActorKind::person ? actor.id : std::string();
  emit(CaseModified{case_id(), program().process(), reason, by_});
  for (auto const& change : begun) {
    auto scope = change.scope;
    for (auto sub_process : change.around) {
      Opening opening;
      opening.opens = true;
      auto opened = open({sub_process, no_index, scope, Stage::instance}, opening);
      if (!opened) break;  // stuck there, which a person resolves
      scope = *opened;
      begin_scope(scope, program().node(sub_process).part, false);
    }
    if (!change.variables.empty()) set_local(change.variables, scope);
    push({change.node, no_index, scope, change.after ? Stage::leaving : Stage::arriving});
  }
  for (auto number : cancelled) {
    auto const* activity = current().find(number);
    if (!activity) continue;  // went with one before
    auto scope = activity->scope;
    cancel(number, "it was moved by hand: " + reason);
    // A sub-process that nothing is left of goes, too: nobody finished it.
    while (scope != 0 && !pending_.contains({at_, scope})) {
      auto alive = current().scopes.find(scope);
      if (alive == current().scopes.end() || alive->second.waiting > 0 || alive->second.arrived > 0) break;
      auto outer = current().find(scope)->scope;
      cancel(scope, "nothing was left in it: " + reason);
      scope = outer;
    }
    touch(scope);
  }
  by_.clear();
  run();
}

void Engine::rearm(std::vector<ActivityNumber> const& obsolete, std::vector<Rearmed> const& fresh, bool moves) {
  for (auto number : obsolete)
    if (current().find(number)) cancel_one(number, "the new version of the process has it no more");
  for (auto const& one : fresh)
    for (auto const& listening : one.listeners) {
      Opening opening;
      opening.listening = listening;
      activate({listening.node, no_index, one.scope}, opening, one.host, one.of_scope);
    }
  if (!moves) return;
  for (auto const& [scope, _] : current().scopes) touch(scope);
  run();
}

}  // namespace drivetrain::processes
