// See rehearsal.h.
#include "processes/rehearsal.h"

#include "feel/json.h"  // the registry writes values of records as JSON
#include "processes/registration.h"

namespace drivetrain::processes {

Rehearsal::Rehearsal(Instant begin) : now_(begin) {
  enlist(
      registry_, [](Rehearsal& rehearsal, journal::Transition&) { return rehearsal.context(); }, [](Rehearsal& rehearsal) -> State& { return rehearsal.state_; });
  form_.company.timezone.value = "UTC";
}

Context Rehearsal::context() {
  auto clock_time = [](Instant from, Duration duration) -> Result<Instant> { return from + duration; };
  return Context{*this, state_, *this, model_, clock_time, form_, absences_};
}

void Rehearsal::deploy(std::shared_ptr<Program const> program) {
  auto process = program->process();
  model_.processes[process].header.id = process;
  programs_[process] = std::move(program);
}

Program const* Rehearsal::find(std::string_view, std::string_view process) const {
  auto found = programs_.find(process);
  return found == programs_.end() ? nullptr : found->second.get();
}

void Rehearsal::emit_encoded(journal::TypeNumber type, Bytes payload) {
  journal::Record record;
  record.position = ++position_, record.type = type, record.at = now_, record.actor = actor_, record.model = revision_, record.payload = std::move(payload);
  if (before_apply) before_apply(record);
  registry_.apply(record, *this);
  events_.push_back(std::move(record));
}

void Rehearsal::take_back(std::size_t events) {
  DT_ASSERT(!forgotten_);
  events_.resize(events);
  state_.clear();
  for (auto const& record : events_) registry_.apply(record, *this);
}

Result<std::string> Rehearsal::start(Program const& program, std::vector<NodeIndex> const& starts, feel::Context variables, bool whole) {
  if (starts.empty()) return Error{"", "the process " + program.process() + " has no such start event", ""};
  auto before = events_.size();
  command_ = ++position_;
  CaseStarted event;
  event.case_id = processes::case_id(command_), event.process = program.process(), event.revision = revision_;
  event.variables = feel::Value(std::move(variables));
  emit(event);
  auto begun = act(event.case_id, whole, [&](Engine& engine) { engine.start(starts); });
  if (begun.ok()) return event.case_id;
  take_back(before);
  return begun.error();
}

Status Rehearsal::act(std::string const& case_id, bool whole, std::function<void(Engine&)> const& work) {
  auto const* c = state_.open(case_id);
  DT_ASSERT(c != nullptr);
  auto before = events_.size();
  command_ = ++position_;
  auto context = this->context();
  Engine engine(context, case_id, *find(revision_, c->process.text()));
  work(engine);
  if (!whole) return {};
  for (auto i = before; i < events_.size(); ++i) {
    IncidentRaised incident;
    if (events_[i].type != IncidentRaised::type.number || !decode_fields(events_[i].payload, incident)) continue;
    auto const* stands = state_.open(incident.case_id);
    auto const* join = stands ? stands->find_join(incident.element, activity_number(incident.scope)) : nullptr;
    if (join && !join->arrivals.empty()) continue;  // nothing failed: tokens wait where nothing can come any more
    take_back(before);
    return Error{"", incident.message, incident.help};
  }
  return {};
}

bool Rehearsal::holds(Program const& program, NodeIndex start, feel::Context const& variables, Instant now) {
  auto const* trigger = program.trigger(start, TriggerKind::conditional);
  if (!trigger || trigger->expression == no_index) return false;
  Surroundings asked;
  asked.now = now;
  asked.lookup = [&](std::string_view name) -> std::optional<feel::Value> {
    auto const* value = variables.find(name);
    return value ? std::optional(*value) : std::nullopt;
  };
  auto value = program.expression(trigger->expression).evaluate(asked);
  return value.ok() && value->is_true();
}

}  // namespace drivetrain::processes
