// /processes: the catalogue, and one process with its steps and what is happening in each.
#include <algorithm>

#include "app/api/problem.h"
#include "app/api/router.h"
#include "app/api/write.h"
#include "app/task_forms.h"
#include "organisation/working_time.h"
#include "processes/views.h"

namespace drivetrain::app::api {

using processes::Process;
using processes::Program;

namespace {

constexpr int counted_process_days = 28;

Result<Process const*> find_process(Reading const& reading, std::string const& id) {
  auto const& all = reading.model().processes.processes;
  auto found = all.find(id);
  if (found != all.end()) return &found->second;
  return Error{"DT-X901", "there is no process " + id + " in the model in force", "GET /api/v1/processes lists them."};
}

Program const* program_of(OperatingModel const& model, std::string const& process) {
  auto found = model.programs.find(process);
  return found == model.programs.end() ? nullptr : found->second.get();
}

Duration median(std::vector<Duration> durations) {
  auto middle = durations.begin() + static_cast<std::ptrdiff_t>(durations.size() / 2);
  std::nth_element(durations.begin(), middle, durations.end());
  return *middle;
}

struct Ended {
  std::size_t completed = 0, promised = 0, kept = 0;
  std::vector<Duration> took;
};

Ended ended_cases(Reading const& reading, std::string const& process) {
  Ended ended;
  for (auto const& c : reading.company.processes.finished_cases()) {
    if (c.process.text() != process || c.status != processes::CaseStatus::completed || !c.ended || *c.ended < days_back(reading, counted_process_days)) continue;
    ++ended.completed;
    ended.took.push_back(*c.ended - c.started);
    if (c.promised) ++ended.promised, ended.kept += c.promise_kept;
  }
  return ended;
}

double value_of(Reading const& reading, std::string const& process) {
  auto found = reading.model().values.processes.find(process);
  return found == reading.model().values.processes.end() ? 0 : found->second.value;
}

void write_process_fields(JsonWriter& json, Reading const& reading, Process const& process) {
  auto const& id = process.header.id;
  auto now = processes::view_process(reading.company.processes, id);
  auto ended = ended_cases(reading, id);
  auto const* program = program_of(reading.model(), id);
  json.field("id", id).field("title", process.header.title).field("purpose", process.purpose);
  views::write_owner(json, reading.company, process.header, reading.now);
  if (!process.unit.empty()) json.field("unit", refer(reading.company, "unit", process.unit.text()));
  number_field(json, "value", value_of(reading, id), 3);
  list_field(json, "contributes", process.contributes, [&](processes::Contributes const& one) {
    object(json, [&] { json.field("objective", refer(reading.company, "objective", one.objective.text())).field("strength", one.strength.value); });
  });
  field_if(json, "promise", process.promise);
  json.field("running", now.running).field("incidents", now.incidents).field("completed", ended.completed);
  if (!ended.took.empty()) json.field("median_took", median(ended.took));
  if (ended.promised > 0) number_field(json, "promise_kept", 100.0 * static_cast<double>(ended.kept) / static_cast<double>(ended.promised), 1);
  field_if(json, "oldest", now.oldest);
  json.field("startable", program && program->scopes().front().start != processes::no_index);
}

/// By when the token that has waited longest should be done: so much working time of the role after it came.
std::optional<Instant> target_of(Reading const& reading, processes::ElementView const& step) {
  if (!step.oldest || step.expected.us <= 0) return std::nullopt;
  auto const& organisation = reading.model().organisation;
  auto hours = step.role.empty() ? organisation::hours_of_company(organisation) : organisation::hours_of_role(organisation, step.role);
  auto due = hours ? organisation::add_working(*hours, *step.oldest, step.expected) : Result<Instant>(hours.error());
  return due ? std::optional(*due) : std::nullopt;
}

void write_steps(JsonWriter& json, Reading const& reading, Program const& program, std::string const& revision) {
  list_field(json, "steps", processes::view_elements(reading.company.processes, program, reading.now, revision), [&](processes::ElementView const& step) {
    object(json, [&] {
      json.field("element", step.element).field("kind", step_kind(step.kind)).field("title", step.title);
      if (!step.role.empty()) views::write_role(json, "role", reading.company, step.role);
      if (!step.decision.empty()) json.field("decision", refer(reading.company, "decision", step.decision));
      if (step.expected.us > 0) json.field("expected", step.expected);
      json.field("waiting", step.waiting).field("done", step.passed).field("incidents", step.incidents);
      field_if(json, "oldest", step.oldest);
      field_if(json, "target", target_of(reading, step));
      field_if(json, "median_took", step.median_took);
    });
  });
}

char const* variable_type(processes::VariableType type) {
  switch (type) {
    case processes::VariableType::number: return "number";
    case processes::VariableType::string: return "string";
    case processes::VariableType::boolean: return "boolean";
    case processes::VariableType::date: return "date";
    case processes::VariableType::any: return "any";
  }
  return "any";
}

void write_services(JsonWriter& json, Reading const& reading, std::string const& process) {
  json.key("services").begin_array();
  for (auto const& [id, service] : reading.model().processes.services) {
    if (service.process.text() != process) continue;
    object(json, [&] {
      json.field("id", id).field("title", service.header.title).field("promise", service.promise);
      list_field(json, "tiers", service.tiers, [&](processes::Tier const& tier) {
        object(json, [&] {
          json.field("id", tier.id.value).field("title", tier.title.empty() ? tier.id.value : tier.title).field("factor", tier.factor);
          field_if(json, "promise", tier.promise);
        });
      });
    });
  }
  json.end_array();
}

/// The one in force when none is asked for.
Result<std::shared_ptr<OperatingModel const>> version_of(Reading const& reading, std::string const& revision) {
  auto version = revision.empty() || revision == reading.model().revision ? reading.company.model_pointer() : reading.company.library().find(revision);
  if (version) return version;
  return Error{"DT-X901", "there is no version " + revision.substr(0, 8) + " of the model", "GET /api/v1/model/versions lists them."};
}

Status list_processes(Exchange const&, Reading const& reading, JsonWriter& json) {
  std::vector<Process const*> all;
  for (auto const& [id, process] : reading.model().processes.processes) all.push_back(&process);
  std::stable_sort(all.begin(), all.end(), [&](auto const* a, auto const* b) { return value_of(reading, a->header.id) > value_of(reading, b->header.id); });
  object(json, [&] {
    list_field(json, "items", all, [&](Process const* process) { object(json, [&] { write_process_fields(json, reading, *process); }); });
  });
  return {};
}

Status get_process(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto const* process, find_process(reading, exchange.at("process")));
  auto now = processes::view_process(reading.company.processes, process->header.id);
  auto asked = exchange.query("revision").value_or("");
  DT_TRY(auto version, version_of(reading, asked));
  auto const* program = program_of(*version, process->header.id);
  object(json, [&] {
    write_process_fields(json, reading, *process);
    json.field("revision", version->revision).field("in_force", reading.model().revision);
    if (program) write_steps(json, reading, *program, asked);
    else json.key("steps").begin_array().end_array();
    list_field(json, "variables", process->variables, [&](processes::Variable const& variable) {
      object(json, [&] {
        json.field("name", variable.name.value).field("type", variable_type(variable.type));
        text_if(json, "unit", variable.unit);
      });
    });
    write_services(json, reading, process->header.id);
    list_field(json, "versions", now.revisions, [&](processes::RevisionView const& version) {
      object(json, [&] { json.field("revision", version.revision).field("running", version.running).field("since", version.since); });
    });
    write_line_of_sight(json, reading, "process", process->header.id);
    if (auto const* form = start_form(reading.model(), process->header.id)) write_form(json, "start_form", *form, [](std::string_view) { return std::nullopt; });
  });
  return {};
}

std::string folder_of(std::string const& path) {
  auto slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash + 1);
}

Status get_diagram(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  auto const& id = exchange.at("process");
  DT_TRY(auto version, version_of(reading, exchange.query("revision").value_or("")));
  auto const& revision = version->revision;
  auto process = version->processes.processes.find(id);
  if (process == version->processes.processes.end()) return Error{"DT-X901", "version " + revision.substr(0, 8) + " has no process " + id, ""};
  auto path = folder_of(process->second.header.file) + process->second.bpmn.value;
  auto file = version->files.find(path);
  if (file == version->files.end()) return Error{"DT-X901", "the model has no file " + path, ""};
  object(json, [&] { json.field("process", id).field("revision", revision).field("bpmn", file->second); });
  return {};
}

}  // namespace

std::string step_kind(std::string const& kind) {
  // The first names are those of journals from before the engine knew more than they say.
  if (kind == "none_start" || kind == "message_start" || kind == "start_event") return "start";
  if (kind == "none_end" || kind == "terminate_end" || kind == "end_event") return "end";
  if (kind == "timer_catch" || kind == "boundary_timer") return "timer";
  if (kind == "message_catch") return "message";
  if (kind == "plain_task") return "task";
  if (kind == "none_intermediate" || kind == "catch_event" || kind == "throw_event" || kind == "boundary_event") return "intermediate";
  if (kind == "multi_instance" || kind == "loop" || kind == "compensation_of_several") return "several";
  if (kind == "listener") return "job";
  if (kind == "compensation_throw") return "compensation";
  if (kind == "async_before" || kind == "async_after") return "rest";
  return kind;
}

void add_processes(Router& router) {
  router.read("/processes", "list_processes", list_processes);
  router.read("/processes/{process}", "get_process", get_process);
  router.add({"get_diagram", "GET", "/api/v1/processes/{process}/diagram", [](Exchange& exchange) {
                auto response = answer_read(exchange, [&](Reading const& reading, JsonWriter& json) { return get_diagram(exchange, reading, json); });
                // A version never changes.
                if (response.status == 200 && exchange.query("revision")) response.headers.emplace_back("Cache-Control", "private, max-age=31536000, immutable");
                return response;
              }});
}

}  // namespace drivetrain::app::api
