// What people do to the tokens of a case by hand: cancel them a part at a time, move them, carry them over to another version.
#include <algorithm>

#include "processes/cancel.h"
#include "processes/case_commands.h"
#include "processes/engine.h"

namespace drivetrain::processes {

/// Where more is over than one command should cancel, it is told at once and done a part at a time: nothing in it moves any more, and what is
/// outside goes on. True when it is so much.
bool Engine::abandon(ActivityNumber scope, std::string const& reason) {
  auto const& c = current();
  if (c.activities.size() <= cancelled_in_one_go || c.cancelling) return false;
  constexpr auto few = cancelled_in_one_go;
  std::size_t many = 0;
  std::vector<ActivityNumber> open{scope};
  while (!open.empty() && many <= few) {
    auto next = open.back();
    open.pop_back();
    if (next == 0) break;  // everything
    auto const& index = c.inside.or_empty();
    for (auto one = index.lower_bound({next, 0}); one != index.end() && one->scope == next && many <= few; ++one, ++many)
      if (c.scopes.contains(one->activity)) open.push_back(one->activity);
  }
  if (scope != 0 && many <= few) return false;
  emit(ScopeAbandoned{case_id(), activity_id(scope), static_cast<std::int64_t>(c.activities_made), reason});
  for (auto* tokens : {&work_, &pushed_})
    std::erase_if(*tokens, [&](Token const& token) {
      bool over = token.run == at_ && (token.scope == scope || (token.scope != 0 && !c.find(token.scope)));
      if (over)
        if (auto pending = pending_.find({at_, token.scope}); pending != pending_.end() && --pending->second == 0) pending_.erase(pending);
      return over;
    });
  stir(scope);
  context_.transition.set_timer(case_id() + "/cancel", now() + pause_for_others, CancelFurther{case_id()});
  return true;
}

bool Engine::clear_some(std::size_t budget) {
  while (budget > 0 && current().abandoned) {
    auto const& c = current();
    auto const& [scope, over] = *c.abandoned->begin();
    auto reason = over.reason;
    // Down to where nothing lies within: what was made last in each scope.
    auto last_in = [&](ActivityNumber around, ActivityNumber until) -> ActivityNumber {
      if (around == 0) {  // all that was made by then
        auto one = c.activities.upper_bound(until);
        return one == c.activities.begin() ? 0 : (--one)->first;
      }
      auto const& index = c.inside.or_empty();
      auto one = index.upper_bound({around, until});
      return one == index.begin() || (--one)->scope != around ? 0 : one->activity;
    };
    auto number = last_in(scope, over.last);
    if (number == 0) {
      emit(ScopeCleared{case_id(), activity_id(scope)});
      continue;
    }
    for (auto within = number; within != 0 && scope != 0; within = last_in(within, c.activities_made)) number = within;
    if (auto const* called = context_.state.called_by(c.number, number)) {
      Selected inner(*this, run_of(called->id(), called->revision.text(), called->process.text()));
      auto left = called->activities.size();
      if (!cancel_some(budget, reason)) return false;
      budget -= std::min(budget, left);
      continue;
    }
    cancel_one(number, reason);
    --budget;
  }
  if (current().abandoned) return false;
  if (!context_.state.suspended(current())) touch(0), run();
  return true;
}

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
        if (current().activities.empty()) case_cancelled(reason);
        continue;
      }
      cancel_one(number, words);
      --budget;
    }
    return true;
  };
  if (!drain()) return false;
  case_cancelled(reason);
  run();
  return true;
}

void Engine::case_cancelled(std::string const& reason) {
  auto process = program().process(), key = current().business_key;
  if (current().abandoned) context_.transition.cancel_timer(case_id() + "/cancel");
  emit(CaseCancelled{case_id(), process, reason});
  runs_[at_].ended = true;
  key_is_free(process, key);
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
      auto const* alive = current().scopes.find(scope);
      if (!alive || alive->waiting > 0 || alive->arrived > 0) break;
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
  current().scopes.each([&](ActivityNumber scope, Scope const&) { touch(scope); });
  run();
}

}  // namespace drivetrain::processes
