// From the BPMN tree to the Program (see compile.h): nodes first, each through its element's own part, then the flows between
// them, then the checks of the whole.
#include "processes/compile.h"

#include <algorithm>

#include "base/text.h"
#include "processes/check.h"
#include "processes/compilation.h"
#include "processes/elements/element.h"

namespace drivetrain::processes {

using notation::BpmnElement;
using notation::BpmnKind;

namespace {
constexpr char const* facts_of_every_case[] = {"business_key", "service", "tier", "customer"};
}

Compilation::Compilation(notation::BpmnDefinitions const& definitions, Process const& sidecar, Diagnostics& diagnostics)
    : definitions_(definitions), sidecar_(sidecar), diagnostics_(diagnostics) {}

std::shared_ptr<Program const> compile(notation::BpmnDefinitions const& definitions, Process const& sidecar, Diagnostics& diagnostics) {
  auto program = Compilation(definitions, sidecar, diagnostics).run();
  if (program) check(*program, diagnostics);
  return program;
}

std::shared_ptr<Program const> Compilation::run() {
  auto const& id = sidecar_.header.id;
  process_ = definitions_.process(id);
  if (!process_) {
    std::vector<std::string> there;
    for (auto const& process : definitions_.processes) there.push_back(process.id);
    refuse(sidecar_.bpmn.span,
           sidecar_.bpmn.value + " has no process '" + id + "'; it has: " + (there.empty() ? "none" : join(there, ", ")),
           "give the process in the file the id " + id);
    return nullptr;
  }
  if (process_->xml && process_->xml->value("isExecutable") == "false")
    refuse(process_->span, "the process '" + id + "' says isExecutable=\"false\", and the model is to run it", "set isExecutable=\"true\"");
  notation::walk(*process_, [&](BpmnElement const& element) { elements_.emplace(element.id, &element); });
  scope_ = variables();
  builder_.emplace(id, process_->name.empty() ? sidecar_.header.title : process_->name, process_->span);
  for (auto const& variable : sidecar_.variables) {
    constexpr feel::Kind kinds[] = {feel::Kind::number, feel::Kind::string, feel::Kind::boolean, feel::Kind::date, feel::Kind::null};
    builder_->variable(variable.name.value, kinds[static_cast<std::size_t>(variable.type)]);
    for (auto name : facts_of_every_case)
      if (variable.name.value == name)
        refuse(variable.name.span, "the variable '" + variable.name.value + "' is declared, and every case has it already",
               "give it another name, or take it out");
  }
  allow(*process_, {});
  foreign_engine(*process_);
  contents(*process_, 0);
  if (!whole_) return nullptr;
  notation::walk(*process_, [&](BpmnElement const& element) {
    if (element.kind == BpmnKind::sequence_flow) connect(element);
    if (element.kind == BpmnKind::boundary_event) attach(element);
  });
  if (!whole_) return nullptr;
  return builder_->finish();
}

/// What expressions may read: what the sidecar declares, what decisions yield, and what every case has.
feel::Scope Compilation::variables() const {
  feel::Scope scope;
  for (auto const& variable : sidecar_.variables) scope.names.push_back(variable.name.value);
  scope.open = scope.names.empty();
  auto add = [&](std::string const& name) {
    if (std::find(scope.names.begin(), scope.names.end(), name) == scope.names.end()) scope.names.push_back(name);
  };
  notation::walk(*process_, [&](BpmnElement const& element) {
    if (auto result = element.dt("result"); !result.empty()) add(result.value);
  });
  for (auto name : facts_of_every_case) add(name);
  return scope;
}

notation::BpmnElement const* Compilation::find(std::string_view id) const {
  auto found = elements_.find(id);
  return found == elements_.end() ? nullptr : found->second;
}

void Compilation::contents(BpmnElement const& container, ScopeIndex scope) {
  int starts = 0, all_starts = 0;
  for (auto const& element : container.children) {
    if (!notation::is_flow_node(element.kind)) continue;
    add(element, scope);
    if (element.kind != BpmnKind::start_event) continue;
    ++all_starts;
    if (element.events.empty() && ++starts == 2)
      refuse(element.span, named(container) + " has more than one start event without a trigger", "begin with one, and split behind it");
  }
  if (all_starts > 0) return;
  error("DT-P401", container.span, named(container) + " has no start event", "nothing says where its work begins", "draw a start event");
  whole_ = false;
}

void Compilation::add(BpmnElement const& element, ScopeIndex scope) {
  Refusal refusal;
  auto kind = classify(element, scope != 0, refusal);
  if (!kind) {
    misdrawn(element.span, named(element) + " " + refusal.message, refusal.help);
    return;
  }
  common(element);
  auto node = builder_->node(*kind, element.id, element.name, scope, element.span);
  builder_->documentation(node, element.documentation);
  nodes_.emplace(element.id, node);
  if (auto* part = processes::element(*kind).compile)
    part(*this, element, node);
  else
    allow(element, {});
}

/// What is refused on every element alike.
void Compilation::common(BpmnElement const& element) {
  if (element.loop)
    refuse(element.loop->span, named(element) + " is a loop or multi-instance, which does not run yet",
           "draw the loop with an exclusive gateway, or the instances as parallel branches");
  if (element.for_compensation)
    refuse(element.span, named(element) + " is for compensation, which does not run yet", "draw what undoes the work as ordinary tasks");
  if (element.xml && element.xml->child(notation::bpmn::model, "ioSpecification"))
    refuse(element.span, named(element) + " maps data in or out, which does not run yet",
           "all variables of the case are visible to its tasks; remove the mapping");
  if (!element.default_flow.empty() && element.kind != BpmnKind::exclusive_gateway)
    refuse(element.default_flow.span, named(element) + " has a default flow, which only an exclusive gateway has",
           "put an exclusive gateway behind it");
  for (auto quantity : {"startQuantity", "completionQuantity"})
    if (element.xml && element.xml->attribute(quantity) && element.xml->value(quantity) != "1")
      refuse(element.span, named(element) + " takes or makes several tokens at once (" + quantity + "), which does not run yet",
             "draw parallel branches");
  for (auto performer : {"performer", "humanPerformer", "potentialOwner", "resourceRole"})
    if (element.xml && element.xml->child(notation::bpmn::model, performer))
      refuse(element.span, named(element) + " names its " + performer + " inside, where nothing reads it",
             "say who performs it: dt:role=\"fitter\"");
  bool start = element.kind == BpmnKind::start_event, boundary = element.kind == BpmnKind::boundary_event;
  if ((start || boundary) && !element.incoming.empty())
    misdrawn(element.span, "a sequence flow leads into " + named(element),
             start ? "lead it to what follows the start event" : "lead it to what follows the event");
  if (element.kind == BpmnKind::end_event && !element.outgoing.empty())
    misdrawn(element.span, "a sequence flow leads out of " + named(element), "use an intermediate event, or remove the flow");
  foreign_engine(element);
}

void Compilation::attach(BpmnElement const& event) {
  auto host = nodes_.find(event.attached_to.value);
  auto node = nodes_.at(event.id);
  if (host == nodes_.end() || builder_->at(host->second).scope != builder_->at(node).scope) {
    misdrawn(event.span, named(event) + " is attached to nothing beside it", "attach it to the activity on whose border it is drawn");
    return;
  }
  auto kind = builder_->at(host->second).kind;
  if (kind != ElementKind::user_task && kind != ElementKind::business_rule_task && kind != ElementKind::sub_process)
    return misdrawn(event.span, named(event) + " is attached to " + named(*find(event.attached_to.value)) + ", where nothing waits",
                    "attach it to a user task, a business-rule task or a sub-process");
  builder_->boundary(node, host->second, event.interrupting);
}

void Compilation::connect(BpmnElement const& flow) {
  auto source = nodes_.find(flow.source.value), target = nodes_.find(flow.target.value);
  if (source == nodes_.end() || target == nodes_.end()) {
    // A dangling reference was reported when the file was read; one to a pool or picture was not.
    misdrawn(flow.span, "the sequence flow '" + flow.id + "' does not connect two elements that run",
             "draw it from one element to another");
    return;
  }
  auto from = source->second, to = target->second;
  if (builder_->at(from).scope != builder_->at(to).scope) {
    misdrawn(flow.span, "the sequence flow '" + flow.id + "' crosses the border of a sub-process",
             "lead it to the sub-process itself; inside, begin at its start event");
    return;
  }
  allow(flow, {});
  foreign_engine(flow);
  bool gateway = builder_->at(from).kind == ElementKind::exclusive_gateway;
  auto const& gate = *find(flow.source.value);
  bool is_default = gateway && gate.default_flow.value == flow.id;
  auto condition = no_index;
  if (!flow.condition.empty()) {
    if (!gateway)
      refuse(flow.condition.span,
             "the flow '" + flow.id + "' out of " + named(gate) + " has a condition, which only an exclusive gateway asks",
             "put an exclusive gateway behind " + named(gate));
    else if (is_default)
      refuse(flow.condition.span, "the default flow '" + flow.id + "' of " + named(gate) + " has a condition, which would never be asked",
             "remove it");
    else if (!flow.condition_language.empty() && lower_ascii(flow.condition_language).find("feel") == std::string::npos)
      refuse(flow.condition.span, "the condition of '" + flow.id + "' is written in " + flow.condition_language, "write it in FEEL");
    else
      condition = expression(flow.condition).value_or(no_index);
  } else if (gateway && !is_default && gate.outgoing.size() > 1) {
    refuse(
        flow.span,
        "the flow '" + (flow.name.empty() ? flow.id : flow.name) + "' out of " + named(gate) + " has no condition and is not the default",
        "give it a condition, or make it the gateway's default flow");
  }
  auto handle = builder_->flow(flow.id, from, to, condition, flow.name, flow.span);
  if (is_default) builder_->set_default(from, handle);
}

}  // namespace drivetrain::processes
