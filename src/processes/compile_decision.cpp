// Business-rule tasks that call a rule of the model by its id: camunda:decisionRef and zeebe:calledDecision. The file need not be edited:
// the decision is found among the DMN files of the operating model.
#include <algorithm>

#include "base/text.h"
#include "processes/compilation.h"

namespace drivetrain::processes {

using notation::BpmnElement;
using notation::XmlAttribute;

namespace {

constexpr std::pair<std::string_view, Binding> bindings[] = {
    {"latest", Binding::latest}, {"deployment", Binding::deployment}, {"version", Binding::version}, {"versionTag", Binding::version_tag}};
constexpr std::pair<std::string_view, DecisionResult> results[] = {
    {"singleEntry", DecisionResult::single_entry}, {"singleResult", DecisionResult::single_result}, {"collectEntries", DecisionResult::collect_entries}, {"resultList", DecisionResult::result_list}};

}  // namespace

bool Compilation::calls_decision(BpmnElement const& element) const {
  if (element.kind != notation::BpmnKind::business_rule_task) return false;
  return dialect_ == Dialect::zeebe ? extension(element, "calledDecision") != nullptr : vendor(element, "decisionRef") != nullptr;
}

/// The expression that yields the id. One that is written plainly must be there.
std::uint32_t Compilation::called_id(BpmnElement const& element, XmlAttribute const& attribute) {
  auto id = std::string(trim(attribute.value));
  if (id.empty()) {
    refuse(attribute.span, named(element) + " calls a decision, and says not which", "name the id of a decision in a DMN file of the model");
    return constant("");
  }
  auto made = compiled_value(id, attribute.span);
  if (!made) return constant("");
  bool computed = !made->is_constant();
  if (callable_ && computed) callable_->call_all();
  if (!computed && (callable_ ? !callable_->call(id) : !alone_)) {
    auto ids = callable_ ? callable_->ids() : std::vector<std::string>();
    auto near = nearest(id, ids);
    error("DT-D230", attribute.span, named(element) + " calls the decision '" + id + "', which no DMN file of the model has", "the case would stop here",
          near          ? "did you mean " + *near + "?"
          : ids.empty() ? "put the DMN file with that decision into the model; its id is the id of the decision element"
                        : "put the DMN file with that decision into the model; there are: " + join(ids, ", "));
  }
  return builder_->expression(std::move(*made));
}

void Compilation::bind(BpmnElement const& element, std::string const& what, XmlAttribute const* binding, XmlAttribute const* version, XmlAttribute const* tag, Bound& part) {
  auto known = std::find_if(std::begin(bindings), std::end(bindings), [&](auto const& one) { return binding && one.first == binding->value; });
  if (binding && (known == std::end(bindings) || (known->second == Binding::version && dialect_ == Dialect::zeebe))) {
    return refuse(binding->span, named(element) + " binds its " + what + " by '" + binding->value + "'",
                  dialect_ == Dialect::zeebe ? "write latest, deployment or versionTag" : "write latest, deployment, version or versionTag");
  }
  if (binding) part.binding = known->second;
  bool numbered = part.binding == Binding::version, tagged = part.binding == Binding::version_tag;
  auto const* wanted = numbered ? version : tagged ? tag : nullptr;
  if ((numbered || tagged) && (!wanted || trim(wanted->value).empty()))
    return refuse(binding->span, named(element) + " binds its " + what + " by " + binding->value + ", and names none",
                  dialect_ == Dialect::zeebe ? "write versionTag=\"1.4\"" : numbered ? "write camunda:" + (version ? version->name : std::string("…Version")) + "=\"3\"" : "write camunda:…VersionTag=\"1.4\"");
  for (auto const* other : {version, tag})
    if (other && other != wanted) warn(other->span, other->name + " of " + named(element) + " has no effect: its " + what + " is bound by " + (binding ? binding->value : std::string("latest")), "bind by it, or remove it");
  if (!wanted) return;
  part.version = value(std::string(trim(wanted->value)), wanted->span).value_or(no_index);
  if (numbered && part.version != no_index && wanted->value.find('{') == std::string::npos) {
    auto number = Decimal::parse(trim(wanted->value));
    auto whole = number ? number->to_int64() : std::nullopt;
    if (!whole || *whole < 1) refuse(wanted->span, named(element) + " calls version '" + wanted->value + "' of its " + what, "write a whole number from 1");
  }
}

DecisionPart Compilation::decision(BpmnElement const& element) {
  DecisionPart part;
  if (auto const* called = extension(element, "calledDecision"); called && dialect_ == Dialect::zeebe) {
    auto const* id = vendor(*called, "decisionId");
    if (id) part.decision = called_id(element, *id);
    else refuse(called->span, named(element) + " calls a decision, and says not which", "write decisionId=\"…\"");
    bind(element, "decision", vendor(*called, "bindingType"), nullptr, vendor(*called, "versionTag"), part);
    auto const* result = vendor(*called, "resultVariable");
    if (result && !trim(result->value).empty()) part.result = builder_->word(trim(result->value));
    else refuse(result ? result->span : called->span, named(element) + " calls a decision, and no variable takes the answer", "write resultVariable=\"…\"");
    if (extension(element, "taskDefinition")) refuse(called->span, named(element) + " calls a decision and is left to a worker", "keep one of both");
  } else if (auto const* reference = vendor(element, "decisionRef")) {
    part.decision = called_id(element, *reference);
    bind(element, "decision", vendor(element, "decisionRefBinding"), vendor(element, "decisionRefVersion"), vendor(element, "decisionRefVersionTag"), part);
    part.mapping = DecisionResult::result_list;
    if (auto const* result = vendor(element, "resultVariable")) part.result = builder_->word(trim(result->value));
    if (auto const* mapping = vendor(element, "mapDecisionResult")) {
      auto known = std::find_if(std::begin(results), std::end(results), [&](auto const& one) { return one.first == mapping->value; });
      if (known == std::end(results)) refuse(mapping->span, named(element) + " maps its decision's answer by '" + mapping->value + "'", "write singleEntry, singleResult, collectEntries or resultList");
      else if (part.result != 0) part.mapping = known->second;
      else warn(mapping->span, "mapDecisionResult of " + named(element) + " has no effect without a variable that takes the answer", "write camunda:resultVariable=\"…\"");
    }
  }
  if (part.decision == no_index) part.decision = constant("");
  return part;
}

}  // namespace drivetrain::processes
