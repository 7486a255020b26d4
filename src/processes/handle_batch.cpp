// The same for many cases. They are named a part at a time, and who asks must answer for each of them; when all are named, each is done like a
// command of its own, a few at a time by a timer that is due shortly. What is refused is on record with its reason, and holds up nothing else.
#include <algorithm>

#include "base/text.h"
#include "processes/cancel.h"
#include "processes/handle.h"
#include "processes/handle_refusals.h"

namespace drivetrain::processes {

namespace {

constexpr std::size_t max_batch_cases = 100'000;
constexpr std::size_t batch_at_once = 20;  ///< cases done by one command
constexpr Duration named_within = minutes(10);  ///< the next of its cases; whoever names them is gone when none come for so long
constexpr char const* batch_actions[] = {"cancel", "retry", "suspend", "resume", "migrate", "set_variables"};

/// Every stuck token of the case; the first that cannot be tried again is the answer.
Status retry_all(std::string const& id, feel::Value const& variables, Context& context) {
  DT_TRY(auto running, find_running(context, id));
  std::vector<std::string> stuck;
  for (auto const& [number, activity] : running.c->activities)
    if (activity.incident) stuck.push_back(activity_id(number));
  if (stuck.empty()) return Error{"DT-X903", id + " has no incident", "look at where the case waits"};
  for (auto const& activity : stuck) {
    auto const* c = context.state.open(id);
    if (!c || !c->find(activity_number(activity))) continue;  // went when another was resolved
    DT_CHECK(handle(ResolveIncident{id, activity, variables}, context));
  }
  return {};
}

Status do_one(Batch const& batch, std::string const& id, std::string const& reason, Context& context) {
  feel::Value variables(batch.variables);
  if (batch.action == "cancel") return handle(CancelCase{id, reason}, context);
  if (batch.action == "retry") return retry_all(id, variables, context);
  if (batch.action == "suspend") return handle(SuspendCase{id, reason}, context);
  if (batch.action == "resume") return handle(ResumeCase{id}, context);
  if (batch.action == "set_variables") return handle(SetVariables{id, {}, variables}, context);
  return handle(MigrateCase{id, batch.revision, batch.plan, reason, false}, context);
}

/// Who asks answers for each of the cases that are open. One that has ended since it was chosen is refused when its turn comes.
Status answers_for_each(std::vector<std::string> const& cases, Context const& context) {
  if (cases.size() > batch_cases_at_once)
    return Error{"DT-X902", std::to_string(cases.size()) + " cases are too many for one command", "name at most " + std::to_string(batch_cases_at_once) + ", and the others by AddToBatch"};
  for (auto const& id : cases) {
    auto running = find_running(context, id);
    if (running) DT_CHECK(answers_for(*running->c, {}, id + " is changed", context));
    else if (!context.state.find(id)) return running.error();
  }
  return {};
}

Result<Batch const*> find_batch(std::string const& id, Context const& context) {
  context.transition.about(id);
  auto found = context.state.batches().find(batch_number(id));
  if (found == context.state.batches().end()) return Error{"DT-X901", "there is no batch " + id, "look at the batches of late"};
  if (found->second.ended) return Error{"DT-X903", id + " has ended", "begin another one"};
  return &found->second;
}

std::string person_asking(Context const& context) {
  auto const& actor = context.transition.actor();
  return actor.kind == journal::ActorKind::person ? actor.id : std::string();
}

/// It begins when all of its cases are named, and is given up when the next ones do not come.
void go_on_when_named(std::string const& id, bool complete, Context& context) {
  context.transition.set_timer(id, context.transition.now() + (complete ? Duration{} : named_within), ContinueBatch{id});
}

}  // namespace

Status handle(StartBatch const& command, Context& context) {
  if (std::none_of(std::begin(batch_actions), std::end(batch_actions), [&](char const* action) { return command.action == action; }))
    return Error{"DT-X902", "a batch does not know " + command.action, "say one of cancel, retry, suspend, resume, migrate, set_variables"};
  if (command.cases.empty()) return Error{"DT-X903", "no case fits", "widen the filter"};
  if (command.in_all > static_cast<std::int64_t>(max_batch_cases))
    return Error{"DT-X902", std::to_string(command.in_all) + " cases are too many for one batch", "at most " + std::to_string(max_batch_cases) + "; narrow the filter"};
  if (command.in_all != 0 && command.in_all < static_cast<std::int64_t>(command.cases.size()))
    return Error{"DT-X902", "a batch of " + std::to_string(command.in_all) + " cases cannot have " + std::to_string(command.cases.size()), "say how many it has in all"};
  if (trim(command.reason).empty()) return Error{"DT-X905", "many cases are changed without a reason", "say why: whoever reads one of them later will ask"};
  if (!command.variables.is_null() && command.variables.kind() != feel::Kind::context)
    return Error{"DT-X902", "variables are given as a " + std::string(to_string(command.variables.kind())), "give them by name"};
  auto const& batches = context.state.batches();
  if (std::count_if(batches.begin(), batches.end(), [](auto const& one) { return !one.second.ended; }) >= static_cast<std::ptrdiff_t>(State::most_batches))
    return Error{"DT-X903", "too many batches are under way", "wait until one of them has ended"};
  DT_CHECK(answers_for_each(command.cases, context));
  auto batch = batch_id(context.transition.command_position());
  context.transition.about(batch);
  context.transition.emit(BatchBegun{batch, command.action, command.cases, command.reason, command.variables, command.revision, command.plan, person_asking(context), command.in_all});
  go_on_when_named(batch, context.state.batches().at(batch_number(batch)).complete(), context);
  context.transition.reply(batch);
  return {};
}

Status handle(AddToBatch const& command, Context& context) {
  DT_TRY(auto const* batch, find_batch(command.batch, context));
  if (batch->by != person_asking(context)) return Error{"DT-X904", command.batch + " was begun by " + (batch->by.empty() ? "a program" : batch->by), "begin a batch of your own"};
  auto left = batch->in_all - batch->cases.size();
  if (command.cases.empty() || command.cases.size() > left)
    return Error{"DT-X902", command.batch + " waits for " + std::to_string(left) + " cases more, and " + std::to_string(command.cases.size()) + " are named", "name those that are left"};
  DT_CHECK(answers_for_each(command.cases, context));
  context.transition.emit(BatchWidened{command.batch, command.cases});
  go_on_when_named(command.batch, batch->complete(), context);
  context.transition.reply(command.batch);
  return {};
}

Status handle(StopBatch const& command, Context& context) {
  DT_TRY(auto const* batch, find_batch(command.batch, context));
  if (trim(command.reason).empty()) return Error{"DT-X905", command.batch + " is stopped without a reason", "say why: whoever waits for it will ask"};
  auto by = person_asking(context);
  if (by != batch->by) {
    auto next = batch->next < batch->cases.size() ? context.state.open(case_id(batch->cases[batch->next])) : nullptr;
    if (!next) return Error{"DT-X904", command.batch + " was begun by " + (batch->by.empty() ? "a program" : batch->by), "ask there to stop it"};
    DT_CHECK(answers_for(*next, {}, command.batch + " is stopped", context));
  }
  context.transition.emit(BatchStopped{command.batch, command.reason, by});
  context.transition.cancel_timer(command.batch);
  context.transition.reply(command.batch);
  return {};
}

Status handle(ContinueBatch const& command, Context& context) {
  DT_TRY(auto const* found, find_batch(command.batch, context));
  if (hand_of(context).is_person()) return Error{"DT-X904", command.batch + " goes on by itself", "look at its progress"};
  auto const& batch = *found;
  if (!batch.complete()) {
    context.transition.emit(BatchStopped{command.batch, std::to_string(batch.cases.size()) + " of its " + std::to_string(batch.in_all) + " cases were named, and then no more", {}});
    return {};
  }
  auto reason = batch.reason + " (" + command.batch + (batch.by.empty() ? "" : " by " + batch.by) + ")";
  BatchAdvanced advanced;
  advanced.batch = command.batch;
  auto end = std::min<std::size_t>(batch.cases.size(), batch.next + batch_at_once);
  std::size_t touched = 0;  // activities of the cases done: large ones go one by one
  for (auto at = batch.next; at < end; ++at) {
    auto id = case_id(batch.cases[at]);
    if (auto const* c = context.state.open(id)) touched += std::min(c->activities.size(), cancelled_at_once);
    if (touched > cancelled_at_once && at > batch.next) {
      end = at;
      break;
    }
    auto outcome = do_one(batch, id, reason, context);
    if (outcome.ok()) ++advanced.done;
    else advanced.refused.push_back({id, outcome.error().message});
  }
  bool more = end < batch.cases.size();
  context.transition.emit(advanced);
  context.transition.about(command.batch);
  context.transition.reply(command.batch);
  if (more) context.transition.set_timer(command.batch, context.transition.now() + pause_for_others, ContinueBatch{command.batch});
  return {};
}

}  // namespace drivetrain::processes
