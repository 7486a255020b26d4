// /work-items/{item}/standards: how the step of a piece of work is done and checked, as the version of the model says with which its case
// began: standard operating procedures, work instructions, check plans. Who works by an older revision than the one in force is told so.
#include <algorithm>

#include "app/api/problem.h"
#include "app/api/router.h"
#include "app/api/write.h"

namespace drivetrain::app::api {

using coordination::WorkItem;
using processes::CheckPlan;
using processes::Instruction;
using processes::Sop;
using processes::StepOf;

namespace {

/// A step of a process, as one version of the model has it.
struct PinnedStep {
  std::shared_ptr<OperatingModel const> version;
  std::string process, element;
};

/// For this step (2), for its whole process (1), or for neither.
int concerns(PinnedStep const& step, std::vector<StepOf> const& applies_to) {
  int best = 0;
  for (auto const& one : applies_to)
    if (one.process.text() == step.process && (one.step.value.empty() || one.step.value == step.element)) best = std::max(best, one.step.value.empty() ? 1 : 2);
  return best;
}

template <class T>
bool names(std::vector<Ref<T>> const& list, std::string const& id) {
  return std::any_of(list.begin(), list.end(), [&](auto const& one) { return one.text() == id; });
}

/// What the process itself says of the step; null when it says nothing.
processes::StepNeeds const* needs_of(PinnedStep const& step, processes::Process const* process) {
  if (!process) return nullptr;
  auto found = std::find_if(process->steps.begin(), process->steps.end(), [&](auto const& one) { return one.step.value == step.element; });
  return found == process->steps.end() ? nullptr : &*found;
}

/// Those of the step before those of the whole process; each group by id.
template <class T, class Concerns>
std::vector<T const*> fitting(std::map<std::string, T> const& all, Concerns how_near) {
  std::vector<std::pair<int, T const*>> found;
  for (auto const& [id, one] : all)
    if (auto near = how_near(id, one); near > 0) found.emplace_back(near, &one);
  std::stable_sort(found.begin(), found.end(), [](auto const& a, auto const& b) { return a.first > b.first; });
  std::vector<T const*> ordered;
  for (auto const& [near, one] : found) ordered.push_back(one);
  return ordered;
}

/// What any document of the way of working says of itself. `in_force`: the same document today; null when it is gone.
template <class Controlled>
void write_controlled(JsonWriter& json, Reading const& reading, PinnedStep const& step, Controlled const& one, Controlled const* in_force) {
  json.field("id", one.header.id).field("title", one.header.title).field("version", one.revision);
  field_if(json, "revised", one.revised);
  if (in_force && in_force->revision != one.revision) json.field("in_force", in_force->revision);
  json.field("withdrawn", in_force == nullptr);
  if (!one.approver.empty()) views::write_role(json, "approver", reading.company, one.approver.text());
  json.field("skills", views::refer_all(reading.company, "skill", one.training));
  if (one.text.value.empty()) return;
  if (auto file = step.version->files.find(one.text.value); file != step.version->files.end()) json.field("text", file->second);
}

template <class T>
T const* today(std::map<std::string, T> const& all, std::string const& id) {
  auto found = all.find(id);
  return found == all.end() ? nullptr : &found->second;
}

void write_check(JsonWriter& json, CheckPlan const& plan) {
  json.field("id", plan.header.id).field("title", plan.header.title).field("characteristic", plan.characteristic);
  text_if(json, "unit", plan.unit);
  if (plan.limits) {
    field_if(json, "lower", plan.limits->lower);
    field_if(json, "upper", plan.limits->upper);
    field_if(json, "nominal", plan.limits->nominal);
  }
  json.field("accepted", plan.accepted);
  if (plan.sample) {
    field_if(json, "size", plan.sample->size);
    field_if(json, "every", plan.sample->every);
    text_if(json, "rule", plan.sample->rule);
  }
  text_if(json, "gauge", plan.gauge);
}

void write_standards(JsonWriter& json, Reading const& reading, PinnedStep const& step) {
  auto const& model = step.version->processes;
  auto const& in_force = reading.model().processes;
  auto const* process = today(model.processes, step.process);
  auto const* needs = needs_of(step, process);
  auto procedures = fitting(model.sops, [&](std::string const& id, Sop const& one) {
    if (needs && names(needs->sops, id)) return 2;
    return std::max(concerns(step, one.applies_to), process && names(process->sops, id) ? 1 : 0);
  });
  auto instructions = fitting(model.instructions, [&](std::string const&, Instruction const& one) {
    if (!one.applies_to.empty()) return concerns(step, one.applies_to);
    return std::any_of(procedures.begin(), procedures.end(), [&](auto const* sop) { return sop->header.id == one.sop.text(); }) ? 1 : 0;
  });
  auto checks = fitting(model.check_plans, [&](std::string const& id, CheckPlan const& one) { return needs && names(needs->checks, id) ? 2 : concerns(step, one.applies_to); });
  json.field("revision", step.version->revision).field("process", refer(reading.company, "process", step.process)).field("element", step.element);
  list_field(json, "procedures", procedures, [&](Sop const* sop) { object(json, [&] { write_controlled(json, reading, step, *sop, today(in_force.sops, sop->header.id)); }); });
  list_field(json, "instructions", instructions, [&](Instruction const* one) {
    object(json, [&] {
      write_controlled(json, reading, step, *one, today(in_force.instructions, one->header.id));
      json.field("steps", one->steps).field("hazards", one->hazards).field("tools", one->tools);
    });
  });
  list_field(json, "checks", checks, [&](CheckPlan const* plan) {
    object(json, [&] {
      write_check(json, *plan);
      if (!plan->instrument.empty()) json.field("instrument", refer(reading.company, "asset", plan->instrument.text()));
      if (plan->disposition && !plan->disposition->decision.empty()) json.field("when_out", refer(reading.company, "decision", plan->disposition->decision.text()));
      if (plan->disposition && !plan->disposition->issue.empty()) json.field("when_out", refer(reading.company, "issue_type", plan->disposition->issue.text()));
    });
  });
}

Status get_standards(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  auto found = reading.company.coordination.items.find(exchange.at("item"));
  if (found == reading.company.coordination.items.end())
    return Error{"DT-X901", "there is no work item " + exchange.at("item") + " that waits or is under way", "it may be completed or withdrawn; its story is at /audit?subject=" + exchange.at("item")};
  auto const& opened = found->second.opened;
  auto const* c = reading.company.processes.find(opened.case_id);
  auto version = c ? reading.company.library().find(c->revision.text()) : nullptr;
  if (!version) version = reading.company.model_pointer();
  object(json, [&] { write_standards(json, reading, {version, opened.process, opened.element}); });
  return {};
}

}  // namespace

void add_standards(Router& router) { router.read("/work-items/{item}/standards", "get_standards", get_standards); }

}  // namespace drivetrain::app::api
