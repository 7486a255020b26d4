// /queues and /work: what to do next, in the order that strategy gives it, with the reasons.
#include <algorithm>
#include <set>

#include "app/api/problem.h"
#include "app/api/router.h"
#include "app/api/working_roles.h"
#include "app/api/write.h"
#include "app/task_forms.h"
#include "base/text.h"
#include "coordination/commands.h"
#include "feel/json.h"
#include "organisation/views.h"

namespace drivetrain::app::api {

using coordination::QueueEntry;
using coordination::WorkItem;
using platform::Response;

std::set<std::string> working_roles(Reading const& reading) {
  std::set<std::string> roles;
  for (auto const& [id, program] : reading.model().programs)
    for (processes::NodeIndex node = 0; node < program->nodes().size(); ++node)
      if (program->node(node).kind == processes::ElementKind::user_task) {
        if (auto const& role = program->word(program->task(node).role); !role.empty()) roles.insert(role);
        if (auto const* offer = program->offer(node))
          for (auto const& one : offer->roles)
            if (reading.model().organisation.roles.contains(one.literal)) roles.insert(one.literal);
      }
  for (auto const& [id, item] : reading.company.coordination.items) {
    roles.insert(item.opened.role);
    roles.insert(item.opened.candidate_roles.begin(), item.opened.candidate_roles.end());
  }
  return roles;
}

namespace {

std::vector<QueueEntry> queue_of_role(Reading const& reading, std::string const& role) {
  return coordination::queue_of(role, reading.company.coordination, reading.model().coordination, reading.model().values, reading.now);
}

std::vector<WorkItem const*> started_of_role(Reading const& reading, std::string const& role) {
  std::vector<WorkItem const*> started;
  for (auto const& [id, item] : reading.company.coordination.items)
    if (!item.ready() && item.opened.role == role) started.push_back(&item);
  std::sort(started.begin(), started.end(), [](auto const* a, auto const* b) { return a->started < b->started; });
  return started;
}

bool i_may(Reading const& reading, std::string const& role) {
  return !reading.person.empty() &&
         organisation::may_act(reading.model().organisation, reading.company.organisation, reading.person, role, reading.now);
}

void write_queue_counts(JsonWriter& json, Reading const& reading, std::string const& role, std::vector<QueueEntry> const& ready, std::size_t started) {
  views::write_role(json, "role", reading.company, role);
  json.field("ready", ready.size()).field("started", started).field("mine", i_may(reading, role));
}

/// Why it stands where it stands; what weighs most first.
std::vector<std::string> reasons_of(Reading const& reading, QueueEntry const& entry) {
  std::vector<std::pair<double, std::string>> reasons;
  auto const& opened = entry.item->opened;
  auto const& score = entry.score;
  char number[32];
  if (!entry.stopped_by.empty()) reasons.emplace_back(1000, "stopped by " + views::title_of(reading.company, "issue", entry.stopped_by) + " until that is contained");
  if (!entry.item->expedited_by.empty())
    reasons.emplace_back(100, "expedited by decision: " + entry.item->expedited_because);
  if (score.tier_factor != 1) {
    std::snprintf(number, sizeof number, "%g", score.tier_factor);
    reasons.emplace_back(score.tier_factor, opened.tier + " promise: counts " + number + " times");
  }
  if (score.slack && entry.item->expedited_by.empty()) {
    auto slack = *score.slack;
    auto pressing = coordination::work_facts(*entry.item).promised;
    std::string of = pressing == opened.promised ? "promise" : "due date";
    auto text = slack.us < 0 ? "the " + of + " is short of the work by " + describe_duration({-slack.us}) : describe_duration(slack) + " of slack to the " + of;
    if (pressing && *pressing < reading.now) text = "past its " + of + " by " + describe_duration(reading.now - *pressing);
    reasons.emplace_back(score.urgency, text);
  }
  if (auto value = reading.model().values.processes.find(opened.process); value != reading.model().values.processes.end())
    for (auto const& contribution : value->second.contributes) {
      auto weight = reading.model().values.weights.find(contribution.objective);
      auto percent = weight == reading.model().values.weights.end() ? 0.0 : weight->second;
      std::snprintf(number, sizeof number, "%g", percent);
      reasons.emplace_back(percent / 100 * contribution.strength / 9,
                           "serves " + views::title_of(reading.company, "objective", contribution.objective) + " (weight " + number + ", strength " +
                               std::to_string(contribution.strength) + ")");
    }
  if (entry.sleeps_until) reasons.emplace_back(900, "to be looked at again on " + format_instant(*entry.sleeps_until));
  if (entry.item->priority != 50) reasons.emplace_back(0.01, "priority " + std::to_string(entry.item->priority) + " among what is worth the same");
  if (entry.item->returns > 0) reasons.emplace_back(0, "returned " + counted(static_cast<std::size_t>(entry.item->returns), "time") + ": " + entry.item->missing);
  std::stable_sort(reasons.begin(), reasons.end(), [](auto const& a, auto const& b) { return a.first > b.first; });
  std::vector<std::string> texts;
  for (auto& [weight, text] : reasons) texts.push_back(std::move(text));
  return texts;
}

char const* type_in_words(processes::VariableType type) {
  switch (type) {
    case processes::VariableType::number: return "number";
    case processes::VariableType::string: return "string";
    case processes::VariableType::boolean: return "boolean";
    case processes::VariableType::date: return "date";
    case processes::VariableType::any: return "any";
  }
  return "any";
}

std::string word_in(feel::Value const& schema, std::string_view name) {
  auto found = schema.at(name);
  return found.kind() == feel::Kind::string ? std::string(found.string()) : std::string();
}

/// What a form asks for, as far as plain fields can: for who does not read the schema.
void write_asked_fields(JsonWriter& json, processes::Form const& form) {
  auto properties = form.schema().at("properties");
  if (properties.kind() != feel::Kind::context) return;
  for (auto const& [name, property] : properties.context().entries()) {
    auto type = word_in(property, "type");
    if (type == "object" || property.at("readOnly").is_true()) continue;
    object(json, [&] {
      json.field("name", name);
      json.field("type", word_in(property, "format") == "date" ? "date" : type == "string" || type == "boolean" ? type : type == "number" || type == "integer" ? "number" : "any");
      text_if(json, "title", word_in(property, "title"));
      std::vector<std::string> values;
      for (auto from : {"enum", "oneOf"})
        if (auto choices = property.at(from); choices.kind() == feel::Kind::list)
          for (auto const& one : choices.list()) values.push_back(feel::to_plain_text(one.kind() == feel::Kind::context ? one.at("const") : one));
      if (!values.empty()) json.field("values", values);
    });
  }
}

/// What its form asks for; without one, declared variables of the process that nobody has said yet, except those that a decision will fill.
void write_fields(JsonWriter& json, Reading const& reading, WorkItem const& item) {
  if (auto asked = form_of(reading.company, item); asked.form) {
    json.key("fields").begin_array();
    write_asked_fields(json, *asked.form);
    json.end_array();
    return;
  }
  auto process = reading.model().processes.processes.find(item.opened.process);
  auto const* c = reading.company.processes.find(item.opened.case_id);
  auto const* program = c ? reading.company.find(std::string_view(c->revision.text()), item.opened.process) : nullptr;
  std::set<std::string> decided;
  if (program)
    for (processes::NodeIndex node = 0; node < program->nodes().size(); ++node)
      if (program->node(node).kind == processes::ElementKind::business_rule_task) decided.insert(program->word(program->task(node).result));
  json.key("fields").begin_array();
  if (process != reading.model().processes.processes.end())
    for (auto const& variable : process->second.variables) {
      if (decided.contains(variable.name.value) || (c && c->variables.find(variable.name.value))) continue;
      object(json, [&] {
        json.field("name", variable.name.value).field("type", type_in_words(variable.type));
        text_if(json, "unit", variable.unit);
        if (!variable.values.empty()) json.field("values", variable.values);
      });
    }
  json.end_array();
}

void write_passed_over(JsonWriter& json, QueueEntry const& first) {
  object(json, [&] {
    json.field("item", first.item->opened.item).field("title", first.item->opened.title);
    text_if(json, "business_key", first.item->opened.business_key);
    number_field(json, "score", first.score.value, 3);
  });
}

/// What comes before this item for the signed-in person; null when nothing does.
QueueEntry const* first_before(MyQueue const& mine, QueueEntry const& entry) {
  if (mine.entries.empty()) return nullptr;
  auto const& first = mine.entries.front();
  return first.item != entry.item && first.score.value > entry.score.value ? &first : nullptr;
}

void write_worth(JsonWriter& json, Reading const& reading, QueueEntry const& entry) {
  number_field(json, "score", entry.score.value, 3);
  number_field(json, "value", entry.score.process_value, 3);
  number_field(json, "tier_factor", entry.score.tier_factor, 3);
  number_field(json, "urgency", entry.score.urgency, 2);
  json.field("reasons", reasons_of(reading, entry));
  json.key("contributions").begin_array();
  if (auto value = reading.model().values.processes.find(entry.item->opened.process); value != reading.model().values.processes.end())
    for (auto const& contribution : value->second.contributes)
      object(json, [&] {
        json.field("objective", refer(reading.company, "objective", contribution.objective));
        auto weight = reading.model().values.weights.find(contribution.objective);
        number_field(json, "weight", weight == reading.model().values.weights.end() ? 0 : weight->second, 2);
        json.field("strength", contribution.strength);
      });
  json.end_array();
}

Status list_queues(Exchange const&, Reading const& reading, JsonWriter& json) {
  struct Row {
    std::string role;
    bool waiting;
  };
  std::vector<Row> rows;
  for (auto const& role : working_roles(reading)) rows.push_back({role, !queue_of_role(reading, role).empty()});
  std::stable_sort(rows.begin(), rows.end(), [](Row const& a, Row const& b) { return a.waiting && !b.waiting; });
  object(json, [&] { list_field(json, "items", rows, [&](Row const& row) { write_queue_summary(json, reading, row.role); }); });
  return {};
}

Status get_queue(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  auto const& role = exchange.at("role");
  if (!reading.model().organisation.roles.contains(role)) return Error{"DT-X901", "there is no role " + role + " in the model in force", "GET /api/v1/queues lists them."};
  DT_TRY(auto page, page_of(exchange));
  auto entries = queue_of_role(reading, role);
  auto ready = entries;
  auto started = started_of_role(reading, role);
  for (auto const* item : started) entries.push_back(entry_of(reading, *item));
  auto mine = MyQueue::of(reading);
  object(json, [&] {
    write_queue_counts(json, reading, role, ready, started.size());
    if (auto const& last = reading.company.coordination.last_reordering)
      object_field(json, "reordered", [&] {
        json.field("at", last->at).field("revision", last->what.revision).field("reasons", last->what.reasons).field("moved", last->what.moved);
      });
    write_page(json, entries, page, [&](QueueEntry const& entry) { write_work_item(json, reading, entry, mine); });
  });
  return {};
}

Result<WorkItem const*> find_work(Reading const& reading, std::string const& id) {
  auto found = reading.company.coordination.items.find(id);
  if (found != reading.company.coordination.items.end()) return &found->second;
  return Error{"DT-X901", "there is no work item " + id + " that waits or is under way", "it may be completed or withdrawn; its story is at /audit?subject=" + id};
}

Status get_work(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto const* item, find_work(reading, exchange.at("item")));
  write_work_item(json, reading, entry_of(reading, *item), MyQueue::of(reading));
  return {};
}

/// Whose work it is, and what comes first.
HintsOf work_hints(std::string item) {
  return [item](Reading const& reading) {
    Hints hints;
    auto found = find_work(reading, item);
    if (!found) return hints;
    auto const& work = **found;
    hints.holder = holder_of(reading.company, work.opened.role, reading.now);
    if (!work.ready()) hints.holder->person = work.person, hints.holder->name = views::person_name(reading.company, work.person), hints.holder->via = "holder";
    auto mine = MyQueue::of(reading);
    auto entry = entry_of(reading, work);
    if (auto const* first = first_before(mine, entry)) {
      JsonWriter part;
      write_passed_over(part, *first);
      hints.passed_over = [text = part.take()](JsonWriter& json) { json.raw(text); };
    }
    return hints;
  };
}

Response start_work(Exchange& exchange) {
  auto const& item = exchange.at("item");
  return ask(exchange, coordination::StartWork{item, exchange.text("reason")}, work_hints(item));
}

Response complete_work(Exchange& exchange) {
  auto const& item = exchange.at("item");
  coordination::CompleteWork command{item, exchange.value("result"), {}, exchange.text("reason")};
  if (auto worked = exchange.text("worked"); !worked.empty()) {
    auto duration = parse_duration(worked);
    if (!duration) return misfit_problem(422, "worked is no duration: " + duration.error().message, {{"/worked", duration.error().message}});
    command.worked = *duration;
  }
  auto outcome = execute(exchange, journal::command(command, journal::Actor::person(exchange.person)));
  if (outcome.refusal && outcome.refusal->code == "DT-X902")
    if (auto misfits = form_misfits(exchange, "/result", [&](Reading const& reading) { return form_faults(reading.company, item, command.result); }); !misfits.empty())
      return misfit_problem(422, outcome.refusal->message, misfits);
  return answer_outcome(exchange, outcome, work_hints(item));
}

Response return_work(Exchange& exchange) {
  auto const& item = exchange.at("item");
  return ask(exchange, coordination::ReturnWork{item, exchange.text("reason")}, work_hints(item));
}

}  // namespace

MyQueue MyQueue::of(Reading const& reading) {
  if (reading.person.empty()) return {};
  return {coordination::queue_for(reading.person, reading.company.coordination, reading.model().coordination, reading.model().values,
                                  reading.company.people(), reading.now)};
}

QueueEntry entry_of(Reading const& reading, WorkItem const& item) {
  if (item.ready())
    for (auto& entry : queue_of_role(reading, item.opened.role))
      if (entry.item == &item) return entry;
  return {&item, strategy::score(reading.model().values, coordination::work_facts(item), reading.now), 0, "", {}};
}

void write_queue_summary(JsonWriter& json, Reading const& reading, std::string const& role) {
  auto ready = queue_of_role(reading, role);
  object(json, [&] {
    write_queue_counts(json, reading, role, ready, started_of_role(reading, role).size());
    auto oldest = std::min_element(ready.begin(), ready.end(), [](QueueEntry const& a, QueueEntry const& b) { return a.item->at < b.item->at; });
    if (oldest != ready.end()) json.field("oldest", oldest->item->at);
  });
}

void write_work_item(JsonWriter& json, Reading const& reading, QueueEntry const& entry, MyQueue const& mine) {
  auto const& item = *entry.item;
  auto const& opened = item.opened;
  auto const* c = reading.company.processes.find(opened.case_id);
  object(json, [&] {
    json.field("item", opened.item).field("state", item.ready() ? "ready" : "started").field("case_id", opened.case_id);
    json.field("process", refer(reading.company, "process", opened.process)).field("element", opened.element);
    json.field("title", opened.title).field("business_key", opened.business_key);
    if (c) text_if(json, "customer", c->customer.text());
    views::write_role(json, "role", reading.company, opened.role);
    if (!opened.service.empty()) json.field("service", refer(reading.company, "service", opened.service));
    text_if(json, "tier", opened.tier);
    field_if(json, "promised", opened.promised);
    json.field("opened_at", item.at).field("expected", opened.expected);
    if (!item.ready()) {
      views::write_person(json, "person", reading.company, item.person);
      json.field("started_at", item.started);
    }
    if (item.ready() && entry.rank > 0) json.field("rank", entry.rank);
    write_worth(json, reading, entry);
    json.key("variables");
    if (c) json.any(feel::Value(c->variables));
    else if (opened.variables.kind() == feel::Kind::context) json.any(opened.variables);
    else json.begin_object().end_object();
    write_fields(json, reading, item);
    json.field("may", may_with(reading, entry));
    write_task_fields(json, reading, item);
    if (auto const* first = first_before(mine, entry); item.ready() && first && coordination::may_take(item, reading.person, reading.company.people(), reading.now)) {
      json.key("passes_over");
      write_passed_over(json, *first);
    }
  });
}

void add_work(Router& router) {
  router.read("/queues", "list_queues", list_queues);
  router.read("/queues/{role}", "get_queue", get_queue);
  router.read("/work-items/{item}", "get_work", get_work);
  router.write("/work-items/{item}/start", "start_work", start_work);
  router.write("/work-items/{item}/complete", "complete_work", complete_work);
  router.write("/work-items/{item}/return", "return_work", return_work);
}

}  // namespace drivetrain::app::api
