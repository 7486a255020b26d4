// One command after the other (see writer.h).
#include "journal/writer.h"

#include <algorithm>
#include <exception>

#include "base/limits.h"
#include "journal/errors.h"
#include "journal/events.h"
#include "journal/fold.h"

namespace drivetrain::journal {

/// What a handler sees of one command.
class Writer::Turn final : public Transition {
 public:
  Turn(Writer& writer, Actor const& actor, Instant now, std::uint64_t command_position, std::uint64_t cause)
      : writer_(writer), actor_(actor), now_(now), command_position_(command_position), cause_(cause) {}

  Instant now() const override { return now_; }
  Actor const& actor() const override { return actor_; }
  std::uint64_t command_position() const override { return command_position_; }
  std::string const& model_revision() const override { return writer_.machine_.model_revision(); }
  void reply(std::string id) override { reply_ = std::move(id); }
  void about(std::string subject) override { subject_ = std::move(subject); }
  void cancel_timer(std::string_view key) override {
    if (writer_.timers_.has(key)) emit(TimerCancelled{std::string(key)});
  }

  std::size_t emitted = 0;
  std::string take_reply() { return std::move(reply_); }
  std::string take_subject() { return std::move(subject_); }

 protected:
  void emit_encoded(TypeNumber type, Bytes payload) override {
    ++emitted;
    writer_.apply(writer_.append(RecordKind::event, type, std::move(payload), actor_, cause_, now_));
  }
  void set_timer_command(std::string key, Instant due, Command command) override {
    emit(TimerSet{std::move(key), due, command.type, std::move(command.payload)});
  }

 private:
  Writer& writer_;
  Actor const& actor_;
  Instant now_;
  std::uint64_t command_position_;
  std::uint64_t cause_;
  std::string reply_, subject_;
};

Writer::Writer(World world, Machine& machine, TypeNames const& names, Options options)
    : world_(world), machine_(machine), names_(names), options_(options) {}

Outcome Writer::take(Command command) { return take_whole(command, nullptr); }

std::optional<Outcome> Writer::fire_due_timer() {
  auto next = timers_.next();
  if (needs_rebuild_ || !next || next->due > due_until()) return std::nullopt;
  auto timer = *next;  // its own TimerFired takes it out of the timers
  return take_whole({timer.command, timer.payload, Actor::clock(timer.key), timer.set_at}, &timer);
}

/// The fence for exceptions of third parties: the command and all it caused is undone, what was collected before it stays.
Outcome Writer::take_whole(Command const& command, Timer const* fired) {
  if (needs_rebuild_) return {.refusal = lost_};
  auto before = batch_.records.size();
  std::string failure;
  try {
    auto const at = fired ? std::max(now(), fired->due) : now();
    auto outcome = handle(command, at, fired);
    std::vector<Command> follow_ups;
    collect_reactions(before, follow_ups);
    for (std::size_t i = 0; i < follow_ups.size(); ++i) {
      if (i == limits::max_follow_up_commands) {
        cut_follow_ups(follow_ups[i], at);
        break;
      }
      auto first = batch_.records.size();
      handle(Command(std::move(follow_ups[i])), at, nullptr);
      collect_reactions(first, follow_ups);
    }
    outcome.position = head();
    return outcome;
  } catch (std::exception const& exception) {
    failure = exception.what();
  }
  if (auto undone = undo_to(before); !undone.ok()) return {.refusal = lost_};
  return refuse_undone(command, fired, failure);
}

Outcome Writer::handle(Command const& command, Instant now, Timer const* fired) {
  auto position = head() + 1;
  auto cause = command.cause;
  if (options_.record_commands) {
    append(RecordKind::command, command.type, command.payload, command.actor, command.cause, now);
    cause = position;
  }
  Turn turn(*this, command.actor, now, position, cause);
  if (fired) turn.emit(TimerFired{fired->key, fired->due});
  turn.emitted = 0;
  Outcome outcome;
  auto status = machine_.handle(command, turn);
  if (!status.ok()) {
    DT_ASSERT(turn.emitted == 0 && "a handler that has emitted may no longer refuse");
    outcome.refusal = status.error();
    turn.emit(CommandRejected{names_.command_name(command.type), outcome.refusal->code, outcome.refusal->message, turn.take_subject()});
  } else {
    outcome.reply = turn.take_reply();
  }
  outcome.position = head();
  return outcome;
}

/// What failed inside is on record like any refusal; a timer has fired all the same, or it would fail again for ever.
Outcome Writer::refuse_undone(Command const& command, Timer const* fired, std::string const& failure) {
  auto const now = fired ? std::max(this->now(), fired->due) : this->now();
  auto position = head() + 1;
  if (options_.record_commands) append(RecordKind::command, command.type, command.payload, command.actor, command.cause, now);
  Turn turn(*this, command.actor, now, position, options_.record_commands ? position : command.cause);
  if (fired) turn.emit(TimerFired{fired->key, fired->due});
  auto name = names_.command_name(command.type);
  auto refusal = errors::internal_failure(name, failure);
  turn.emit(CommandRejected{name, refusal.code, refusal.message, {}});
  return {.position = head(), .refusal = std::move(refusal)};
}

void Writer::collect_reactions(std::size_t first_record, std::vector<Command>& follow_ups) {
  for (auto i = first_record; i < batch_.records.size(); ++i) {
    auto const& record = batch_.records[i].record;
    if (record.kind != RecordKind::event) continue;
    auto known = follow_ups.size();
    machine_.react(record, follow_ups);
    for (; known < follow_ups.size(); ++known)
      if (follow_ups[known].cause == 0) follow_ups[known].cause = record.position;
  }
}

void Writer::cut_follow_ups(Command const& dropped, Instant now) {
  auto cut = errors::follow_ups_cut(dropped.actor.id);
  Turn turn(*this, dropped.actor, now, head() + 1, dropped.cause);
  turn.emit(CommandRejected{names_.command_name(dropped.type), cut.code, cut.message, dropped.actor.id});
}

Record& Writer::append(RecordKind kind, TypeNumber type, Bytes payload, Actor actor, std::uint64_t cause, Instant at) {
  auto& record = batch_.records.emplace_back().record;
  record.position = head_.load(std::memory_order_relaxed) + 1;
  record.kind = kind;
  record.type = type;
  record.at = at;
  record.actor = std::move(actor);
  record.cause = cause;
  record.model = machine_.model_revision();
  record.payload = std::move(payload);
  head_.store(record.position, std::memory_order_release);
  last_at_ = at;
  return record;
}

void Writer::apply(Record const& event) {
  if (event.type >= TimerSet::type.number && event.type <= TimerFired::type.number) {
    std::lock_guard lock(timers_mutex_);
    timers_.apply(event);
  }
  machine_.apply(event);
}

void Writer::attach(std::vector<Blob> blobs) {
  std::lock_guard lock(blobs_mutex_);
  std::move(blobs.begin(), blobs.end(), std::back_inserter(blobs_));
}

Result<std::optional<std::string>> Writer::blob(std::string const& hash) {
  {
    std::lock_guard lock(blobs_mutex_);
    for (auto const& blob : blobs_)
      if (blob.hash == hash) return std::optional(blob.content);
  }
  return world_.store.blob(hash);
}

Sha256 Writer::state_hash() const {
  std::lock_guard lock(timers_mutex_);
  return journal::state_hash(machine_, timers_);
}

std::optional<Instant> Writer::next_timer() const {
  std::lock_guard lock(timers_mutex_);
  auto timer = timers_.next();
  return timer ? std::optional(timer->due) : std::nullopt;
}

std::vector<Journal::PendingTimer> Writer::pending_timers() const {
  std::lock_guard lock(timers_mutex_);
  std::vector<Journal::PendingTimer> pending;
  for (auto timer : timers_.in_order()) pending.push_back({timer->key, timer->due, timer->command});
  return pending;
}

}  // namespace drivetrain::journal
