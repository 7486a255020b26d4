// See task_faces.h.
#include "app/task_faces.h"

#include <algorithm>
#include <map>

#include "app/api/job_poll.h"
#include "app/journal_index.h"
#include "app/views/visibility.h"
#include "base/text.h"
#include "coordination/commands.h"
#include "coordination/events.h"
#include "coordination/task_commands.h"
#include "coordination/task_events.h"
#include "feel/json.h"

namespace drivetrain::app {

using coordination::WorkItem;

namespace {

/// A copy of what a decision needs to know of it, read at one moment.
struct Standing {
  bool known = false;
  bool ready = true;
  std::string holder;
  std::vector<processes::FormFault> faults;
};

Standing standing_of(Runtime& runtime, std::string const& item, feel::Value const* result = nullptr) {
  Standing standing;
  // What cannot be read is refused by the command itself.
  (void)runtime.journal().read([&] {
    auto const& company = runtime.company();
    auto found = company.coordination.items.find(item);
    if (found == company.coordination.items.end()) return;
    standing.known = true, standing.ready = found->second.ready(), standing.holder = holder_of_task(found->second);
    if (result) standing.faults = form_faults(company, item, *result);
  }).ok();
  return standing;
}

template <class C>
journal::Outcome as(Runtime& runtime, std::string const& me, C const& command) {
  return runtime.ask(journal::Actor::person(me), command);
}

std::pair<processes::Case const*, processes::Activity const*> place_of_task(Company const& company, WorkItem const& item) {
  auto const* running = company.processes.open(item.opened.case_id);
  return {running, running ? running->find(processes::activity_number(item.opened.activity)) : nullptr};
}

}  // namespace

std::string const& holder_of_task(WorkItem const& item) { return item.ready() ? item.assignee : item.person; }

WorkItem const* task_at(Company const& company, std::string const& case_id, std::string const& activity) {
  auto const& coordination = company.coordination;
  auto id = coordination.of_activity.find(case_id + "/" + activity);
  if (id == coordination.of_activity.end()) return nullptr;
  auto item = coordination.items.find(id->second);
  return item == coordination.items.end() ? nullptr : &item->second;
}

feel::Context variables_of_task(Company const& company, WorkItem const& item) {
  auto [running, activity] = place_of_task(company, item);
  if (!activity) return {};
  api::TakenJob place;
  place.c = running, place.activity = activity, place.number = processes::activity_number(item.opened.activity);
  auto variables = api::visible_variables(place);
  if (item.given.kind() == feel::Kind::context)
    for (auto const& [name, value] : item.given.context().entries()) variables.set(name, value);
  return variables;
}

feel::Context own_variables_of_task(Company const& company, WorkItem const& item) {
  auto activity = place_of_task(company, item).second;
  return activity ? processes::own_variables(*activity) : feel::Context();
}

bool is_shown_elsewhere(processes::Form const& form) {
  auto const& source = form.source();
  return form.schema().at("properties").is_null() && source != "inline" && !source.ends_with(".json") && !source.ends_with(".form");
}

std::optional<FormFile> form_file(Company const& company, std::string const& revision, processes::Form const& form) {
  auto model = form.source().ends_with(".form") ? company.library().find(revision) : nullptr;
  if (!model) return std::nullopt;
  auto file = model->files.find(form.source());
  if (file == model->files.end()) return std::nullopt;
  FormFile found{form.source(), form.source(), file->second, 0};
  if (auto content = feel::from_json(found.text); content.ok())
    if (auto id = content->at("id"); id.kind() == feel::Kind::string && !id.string().empty()) found.id = std::string(id.string());
  std::string last;
  for (auto const& version : company.adaptation.versions) {
    for (auto const& entry : version.manifest)
      if (entry.path == found.path && entry.hash != last) last = entry.hash, ++found.version;
    if (version.revision == revision) break;
  }
  return found;
}

journal::Outcome give_task(Runtime& runtime, std::string const& me, std::string const& item, std::string const& person, Override override) {
  auto now = standing_of(runtime, item);
  if (now.known && now.holder == person) return {};
  if (person == me) {
    auto claimed = as(runtime, me, coordination::ClaimWork{item});
    if (claimed.accepted() || now.holder.empty() || override == Override::no) return claimed;
  } else if (!now.holder.empty() && override == Override::no) {
    journal::Outcome refused;
    refused.refusal = Error{"DT-X903", item + " is " + now.holder + "'s", "it is given back first"};
    return refused;
  }
  return as(runtime, me, coordination::AssignWork{item, person});
}

journal::Outcome release_task(Runtime& runtime, std::string const& me, std::string const& item) {
  if (auto now = standing_of(runtime, item); now.known && now.holder.empty()) return {};
  return as(runtime, me, coordination::UnclaimWork{item});
}

journal::Outcome complete_task(Runtime& runtime, std::string const& me, std::string const& item, feel::Value result, std::string const& through) {
  auto now = standing_of(runtime, item, &result);
  bool claims = now.known && now.holder.empty();
  if (claims && now.faults.empty()) {
    auto claimed = as(runtime, me, coordination::ClaimWork{item});
    if (!claimed.accepted()) return claimed;
  }
  coordination::CompleteWork command;
  command.item = item, command.result = std::move(result), command.reason = through;
  auto outcome = as(runtime, me, command);
  if (claims && now.faults.empty() && !outcome.accepted()) (void)as(runtime, me, coordination::UnclaimWork{item}).accepted();  // as it was
  return outcome;
}

namespace {

namespace told = coordination;

class TaskStory {
 public:
  TaskStory(api::Reading const& reading, processes::Case const& c) : reading_(reading), case_id_(c.id()) {
    auto positions = reading.index.about(case_id_);
    std::sort(positions.begin(), positions.end());
    for (auto position : positions) {
      auto entry = reading.index.entry(position);
      if (entry.kind != journal::RecordKind::event || !is_of_task(entry.type)) continue;
      if (auto record = reading.index.record(position)) tell(*record);
    }
  }

  std::vector<PastTask> take_past() {
    std::vector<PastTask> past;
    for (auto& one : order_) {
      auto& task = tasks_.at(one);
      if (task.ended == Instant{}) continue;
      for (auto* name : {&task.person, &task.owner})
        if (!name->empty() && !views::sees_person(reading_.company, reading_.person, *name, reading_.now)) name->clear();
      past.push_back(std::move(task));
    }
    return past;
  }

 private:
  static bool is_of_task(journal::TypeNumber type) {
    static constexpr journal::TypeNumber types[] = {told::WorkItemOpened::type.number, told::WorkStarted::type.number,   told::WorkCompleted::type.number, told::WorkItemWithdrawn::type.number, told::WorkClaimed::type.number,
                                                    told::WorkUnclaimed::type.number,  told::WorkAssigned::type.number, told::WorkDelegated::type.number, told::WorkResolved::type.number,      told::WorkRescheduled::type.number};
    return std::find(std::begin(types), std::end(types), type) != std::end(types);
  }

  template <class E, class Tell>
  void on(journal::Record const& record, Tell const& tell) {
    E event{};
    if (record.type != E::type.number || !decode_fields(record.payload, event)) return;
    auto found = tasks_.find(event.item);
    if (found != tasks_.end()) tell(found->second, event);
  }

  void tell(journal::Record const& record) {
    if (record.type == told::WorkItemOpened::type.number) return open(record);
    on<told::WorkStarted>(record, [](PastTask& task, auto const& event) { task.person = event.person; });
    on<told::WorkClaimed>(record, [](PastTask& task, auto const& event) { task.person = event.person; });
    on<told::WorkUnclaimed>(record, [](PastTask& task, auto const&) { task.person.clear(); });
    on<told::WorkAssigned>(record, [](PastTask& task, auto const& event) { task.person = event.person; });
    on<told::WorkDelegated>(record, [](PastTask& task, auto const& event) { task.person = event.person, task.owner = event.owner; });
    on<told::WorkResolved>(record, [](PastTask& task, auto const& event) { task.person = event.owner; });
    on<told::WorkRescheduled>(record, [](PastTask& task, auto const& event) { task.due = event.due, task.follow_up = event.follow_up, task.priority = event.priority; });
    on<told::WorkCompleted>(record, [&](PastTask& task, auto const& event) { task.ended = record.at, task.completed = true, task.person = event.person; });
    on<told::WorkItemWithdrawn>(record, [&](PastTask& task, auto const& event) { task.ended = record.at, task.reason = event.reason; });
  }

  void open(journal::Record const& record) {
    told::WorkItemOpened event;
    if (!decode_fields(record.payload, event) || event.case_id != case_id_) return;
    auto [task, fresh] = tasks_.try_emplace(event.item);
    if (!fresh) return;
    order_.push_back(event.item);
    auto& made = task->second;
    made.item = event.item, made.activity = event.activity, made.element = event.element, made.title = event.title, made.at = record.at, made.position = record.position, made.person = event.assignee;
    made.candidate_roles = event.candidate_roles, made.candidate_people = event.candidate_people;
    made.candidate_roles.insert(made.candidate_roles.begin(), event.role);
    made.due = event.due, made.follow_up = event.follow_up, made.priority = event.priority;
  }

  api::Reading const& reading_;
  std::string case_id_;
  std::map<std::string, PastTask> tasks_;
  std::vector<std::string> order_;
};

}  // namespace

std::vector<PastTask> past_tasks(api::Reading const& reading, processes::Case const& c) { return TaskStory(reading, c).take_past(); }

}  // namespace drivetrain::app
