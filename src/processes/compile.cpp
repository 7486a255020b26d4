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
using notation::BpmnEventKind;
using notation::BpmnKind;

namespace {
constexpr char const* facts_of_every_case[] = {"business_key", "service", "tier", "customer"};
}

Compilation::Compilation(notation::BpmnDefinitions const& definitions, Process const& sidecar, Dialect dialect, bool alone, Diagnostics& diagnostics, decisions::CallableDecisions* callable,
                         std::map<std::string, SourceText> const* files)
    : definitions_(definitions), sidecar_(sidecar), dialect_(dialect), alone_(alone), diagnostics_(diagnostics), callable_(callable), files_(files) {}

std::shared_ptr<Program const> compile(notation::BpmnDefinitions const& definitions, Process const& sidecar, Diagnostics& diagnostics, decisions::CallableDecisions* callable,
                                       std::map<std::string, SourceText> const* files) {
  auto program = Compilation(definitions, sidecar, dialect_of(definitions), false, diagnostics, callable, files).run();
  if (program) check(*program, diagnostics);
  return program;
}

std::shared_ptr<Program const> compile_foreign(notation::BpmnDefinitions const& definitions, std::string const& process, Dialect dialect, Diagnostics& diagnostics,
                                               decisions::CallableDecisions* callable) {
  Process sidecar;
  sidecar.header.id = process;
  return Compilation(definitions, sidecar, dialect, true, diagnostics, callable).run();
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
  here_ = process_;
  if (dialect_ == Dialect::own) gather_data();
  builder_.emplace(id, process_->name.empty() ? sidecar_.header.title : process_->name, process_->span);
  builder_->dialect(dialect_);
  for (auto const& variable : sidecar_.variables) {
    constexpr feel::Kind kinds[] = {feel::Kind::number, feel::Kind::string, feel::Kind::boolean, feel::Kind::date, feel::Kind::null};
    builder_->variable(variable.name.value, kinds[static_cast<std::size_t>(variable.type)]);
    for (auto name : facts_of_every_case)
      if (variable.name.value == name)
        refuse(variable.name.span, "the variable '" + variable.name.value + "' is declared, and every case has it already",
               "give it another name, or take it out");
  }
  declare_data();
  allow(*process_, {});
  foreign_engine(*process_);
  if (dialect_ == Dialect::camunda) vendor_signals();
  check_called_steps();
  refuse_process_listeners();
  if (auto const* tag = vendor(*process_, "versionTag")) builder_->version_tag(tag->value);
  if (auto const* tag = extension(*process_, "versionTag"))
    if (auto const* value = vendor(*tag, "value")) builder_->version_tag(value->value);
  notation::walk(*process_, [&](BpmnElement const& element) {
    if (dialect_ == Dialect::camunda) vendor_checks(element);
    if (!element.children.empty()) catchers(element);
  });
  contents(*process_, 0);
  if (!whole_) return nullptr;
  notation::walk(*process_, [&](BpmnElement const& element) {
    if (element.kind == BpmnKind::sequence_flow) connect(element);
    if (element.kind == BpmnKind::boundary_event) attach(element);
    if (element.kind == BpmnKind::association) compensate(element);
  });
  if (!whole_) return nullptr;
  compensation();
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
    if (element.xml && dialect_ == Dialect::zeebe) names_set_in(*element.xml, add);
  });
  for (auto const& step : sidecar_.steps)
    if (step.http && !step.http->result.empty()) add(step.http->result.value);
  for (auto name : facts_of_every_case) add(name);
  return scope;
}

/// Variables that extension elements set: so that one with a function's name (sum, count) is the variable.
void Compilation::names_set_in(notation::XmlNode const& node, std::function<void(std::string const&)> const& add) const {
  auto const* extensions = node.child(notation::bpmn::model, "extensionElements");
  if (!extensions) return;
  std::vector<notation::XmlNode const*> open{extensions};
  while (!open.empty()) {
    auto const& inner = *open.back();
    open.pop_back();
    for (auto name : {"target", "resultVariable", "outputCollection", "inputElement"})
      if (auto const* attribute = vendor(inner, name); attribute && !attribute->value.empty()) add(attribute->value.substr(0, attribute->value.find('.')));
    for (auto const& child : inner.children) open.push_back(&child);
  }
}

notation::BpmnElement const* Compilation::find(std::string_view id) const {
  auto found = elements_.find(id);
  return found == elements_.end() ? nullptr : found->second;
}

bool Compilation::is_top(BpmnElement const& element) const {
  return std::any_of(process_->children.begin(), process_->children.end(), [&](BpmnElement const& child) { return &child == &element; });
}

void Compilation::contents(BpmnElement const& container, ScopeIndex scope, bool free) {
  if (auto owner = builder_->owner_of(scope); owner != no_index)
    for (auto const& [id, data] : data_)
      if (data.container == &container) builder_->scope_of(owner).data.push_back(builder_->word(data.name));
  int starts = 0, all_starts = 0;
  for (auto const& element : container.children) {
    if (!notation::is_flow_node(element.kind)) continue;
    add(element, scope);
    if (element.instantiate) ++all_starts;
    if (element.kind != BpmnKind::start_event) continue;
    ++all_starts;
    if (element.events.empty() && ++starts == 2)
      refuse(element.span, named(container) + " has more than one start event without a trigger", "begin with one, and split behind it");
    if (container.kind == BpmnKind::process && element.parallel_multiple && element.events.size() > 1 && dialect_ == Dialect::own)
      refuse(element.span, named(element) + " needs several triggers at once, and until the last has come there is no case to which the first could belong", "begin with one of them, and wait for the others in the case");
    if (container.triggered_by_event && element.events.empty())
      refuse(element.span, named(element) + " of an event sub-process has no trigger, so that nothing would ever begin it", "say which event begins it");
    if (!container.triggered_by_event && container.kind != BpmnKind::process && !element.events.empty())
      refuse(element.span, named(element) + " has a trigger, but a sub-process begins when the case reaches it", "remove the trigger, or make it an event sub-process");
  }
  if (container.triggered_by_event && all_starts != 1)
    refuse(container.span, named(container) + " has " + std::to_string(all_starts) + " start events, and an event sub-process has exactly one", "draw one");
  if (all_starts > 0 || free) return;
  error("DT-P401", container.span, named(container) + " has no start event", "nothing says where its work begins", "draw a start event");
  whole_ = false;
}

void Compilation::add(BpmnElement const& element, ScopeIndex scope) {
  Here here(*this, element);
  Refusal refusal;
  auto owner = builder_->owner_of(scope);
  auto kind = classify(*this, element, owner != no_index && builder_->at(owner).kind == ElementKind::event_sub_process, refusal);
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
  marks(element, node);
}

/// What is refused on every element alike.
void Compilation::common(BpmnElement const& element) {
  for (auto quantity : {"startQuantity", "completionQuantity"})
    if (element.xml && element.xml->attribute(quantity) && element.xml->value(quantity) != "1")
      refuse(element.span, named(element) + " takes or makes several tokens at once (" + quantity + "), which does not run yet",
             "draw parallel branches");
  if (dialect_ == Dialect::own)
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
  if (element.triggered_by_event && (!element.incoming.empty() || !element.outgoing.empty()))
    misdrawn(element.span, "a sequence flow leads into or out of " + named(element) + ", which an event begins", "remove the flow");
  if (element.for_compensation && (!element.incoming.empty() || !element.outgoing.empty()))
    misdrawn(element.span, "a sequence flow leads into or out of " + named(element) + ", which only compensation begins", "remove the flow");
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
  if (!is_activity(kind) || kind == ElementKind::event_sub_process)
    return misdrawn(event.span, named(event) + " is attached to " + named(*find(event.attached_to.value)) + ", which is no activity",
                    "attach it to a task, a call activity or a sub-process");
  if (kind == ElementKind::plain_task && dialect_ == Dialect::own && event.events.front().kind != BpmnEventKind::compensate)
    return misdrawn(event.span, named(event) + " is attached to " + named(*find(event.attached_to.value)) + ", where nothing waits",
                    "attach it to a user task, a business-rule task or a sub-process");
  bool compensation = event.events.size() == 1 && event.events.front().kind == BpmnEventKind::compensate;
  if (compensation) {
    if (!event.outgoing.empty()) misdrawn(event.span, "a sequence flow leads out of " + named(event), "associate it with the activity that compensates");
    return;  // never fires by itself: its association names the handler
  }
  if (event.events.size() == 1 && event.events.front().kind == BpmnEventKind::cancel && kind != ElementKind::transaction)
    return refuse(event.span, named(event) + " is attached to " + named(*find(event.attached_to.value)) + ", and only a transaction can be cancelled", "attach it to a transaction");
  builder_->boundary(node, host->second, event.interrupting);
  if (event.parallel_multiple) builder_->at(node).all_triggers = true;
}

/// From a compensation event on the border of an activity to what undoes it.
void Compilation::compensate(BpmnElement const& association) {
  auto const* event = find(association.source.value);
  if (!event || event->kind != BpmnKind::boundary_event || event->events.empty() || event->events.front().kind != BpmnEventKind::compensate) return;
  auto handler = nodes_.find(association.target.value), host = nodes_.find(event->attached_to.value);
  if (handler == nodes_.end() || host == nodes_.end() || !builder_->at(handler->second).for_compensation)
    return misdrawn(association.span, named(*event) + " is associated with nothing that is for compensation", "associate it with an activity that has isForCompensation=\"true\"");
  builder_->at(host->second).handler = handler->second;
}

void Compilation::connect(BpmnElement const& flow) {
  Here here(*this, flow);
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
  auto kind = builder_->at(from).kind;
  bool exclusive = kind == ElementKind::exclusive_gateway;
  bool asks = exclusive || kind == ElementKind::inclusive_gateway || kind == ElementKind::complex_gateway || is_activity(kind) || (dialect_ != Dialect::own && kind != ElementKind::parallel_gateway && kind != ElementKind::event_gateway);
  auto const& gate = *find(flow.source.value);
  bool is_default = asks && gate.default_flow.value == flow.id;
  auto condition = no_index;
  if (!flow.condition.empty() && !(flow.condition.text.find_first_not_of(" \t\r\n") == std::string::npos)) {
    if (!asks) {
      if (dialect_ == Dialect::own)
        refuse(flow.condition.span,
               "the flow '" + flow.id + "' out of " + named(gate) + " has a condition, which it never asks",
               "put an exclusive gateway behind " + named(gate));
    } else if (is_default) {
      if (dialect_ == Dialect::own)
        refuse(flow.condition.span, "the default flow '" + flow.id + "' of " + named(gate) + " has a condition, which would never be asked",
               "remove it");
    } else if (!flow.condition_language.empty() && lower_ascii(flow.condition_language).find("feel") == std::string::npos &&
               lower_ascii(flow.condition_language).find("juel") == std::string::npos && lower_ascii(flow.condition_language).find("xpath") == std::string::npos) {
      refuse(flow.condition.span, "the condition of '" + flow.id + "' is written in " + flow.condition_language, "write it in FEEL");
    } else {
      condition = expression(flow.condition).value_or(no_index);
    }
  } else if (exclusive && !is_default && gate.outgoing.size() > 1 && dialect_ == Dialect::own) {
    refuse(
        flow.span,
        "the flow '" + (flow.name.empty() ? flow.id : flow.name) + "' out of " + named(gate) + " has no condition and is not the default",
        "give it a condition, or make it the gateway's default flow");
  }
  auto handle = builder_->flow(flow.id, from, to, condition, flow.name, flow.span);
  if (is_default) builder_->set_default(from, handle);
  if (auto listeners = flow_listeners(flow); listeners != no_index) builder_->flow_listeners(handle, listeners);
}

}  // namespace drivetrain::processes
