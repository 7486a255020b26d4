// Who does a task and when, as a model says it: in our sidecar, in Camunda 7's attributes and in BPMN's own humanPerformer and
// potentialOwner, in Camunda 8's extension elements. What is written plainly is checked here, what is computed when the case comes.
#include <algorithm>

#include "base/text.h"
#include "processes/compilation.h"

namespace drivetrain::processes {

using notation::BpmnElement;
using notation::Text;
using notation::XmlNode;

namespace {

/// "a, ${b(c, d)}" at the commas that stand outside braces.
std::vector<std::string> listed(std::string_view text) {
  std::vector<std::string> all(1);
  int depth = 0;
  for (char c : text) {
    if (c == '{') ++depth;
    if (c == '}') --depth;
    if (c == ',' && depth == 0) all.emplace_back();
    else all.back() += c;
  }
  for (auto& one : all) one = std::string(trim(one));
  std::erase(all, "");
  return all;
}

}  // namespace

bool Compilation::is_computed(std::string_view text) const {
  return dialect_ == Dialect::camunda ? text.find("${") != std::string_view::npos || text.find("#{") != std::string_view::npos : trim(text).starts_with('=');
}

StepNeeds const* Compilation::needs_of(BpmnElement const& element) const {
  for (auto const& step : sidecar_.steps)
    if (step.step.value == element.id) return &step;
  return nullptr;
}

void Compilation::named_in(Text const& text, std::vector<OfferPart::Named>& into) {
  if (trim(text.value).empty()) return;
  auto add = [&](std::string const& one) {
    if (auto compiled = value(one, text.span)) into.push_back({*compiled, text.span, is_computed(one) ? std::string() : one});
  };
  if (dialect_ != Dialect::camunda && is_computed(text.value)) return add(text.value);
  for (auto const& one : listed(text.value)) add(one);
}

std::uint32_t Compilation::moment(Text const& text, std::string const& what, BpmnElement const& element) {
  if (trim(text.value).empty()) return no_index;
  if (!is_computed(text.value) && !TimerDefinition::date(trim(text.value)).ok()) {
    refuse(text.span, "the " + what + " of " + named(element) + " is '" + text.value + "', which is no time", "write a date and time such as 2026-03-27T16:00:00Z, a duration such as PT4H, or an expression");
    return no_index;
  }
  return value(text.value, text.span).value_or(no_index);
}

/// BPMN's own words (§10.3.4.1, table 8.48): an expression in a resource assignment. user(…) and group(…) are Camunda 7's.
void Compilation::resources(BpmnElement const& element, OfferPart& offer, Text& assignee) {
  if (!element.xml || dialect_ != Dialect::camunda) return;
  for (auto const& child : element.xml->children) {
    if (child.space != notation::bpmn::model || (child.name != "humanPerformer" && child.name != "potentialOwner")) continue;
    auto const* assignment = child.child(notation::bpmn::model, "resourceAssignmentExpression");
    auto const* formal = assignment ? assignment->child(notation::bpmn::model, "formalExpression") : nullptr;
    if (!formal) {
      refuse(child.span, child.name + " of " + named(element) + " names nobody", "write resourceAssignmentExpression with a formalExpression");
      continue;
    }
    auto text = std::string(trim(formal->own_text()));
    if (child.name == "humanPerformer") {
      if (assignee.value.empty()) assignee = {text, formal->span};
      continue;
    }
    for (auto one : listed(text)) {
      bool user = one.starts_with("user(") && one.ends_with(')'), group = one.starts_with("group(") && one.ends_with(')');
      if (user || group) one = std::string(trim(std::string_view(one).substr(user ? 5 : 6, one.size() - (user ? 6 : 7))));
      named_in({one, formal->span}, user ? offer.people : offer.roles);
    }
  }
}

std::optional<OfferPart> Compilation::offer_of(BpmnElement const& element) {
  OfferPart offer;
  Text assignee, roles, people, due, follow_up, priority;
  auto look = [&](XmlNode const* node, std::string_view name, Text& into) {
    if (auto const* attribute = node ? vendor(*node, name) : vendor(element, name)) into = {attribute->value, attribute->span};
  };
  if (dialect_ == Dialect::camunda) {
    look(nullptr, "assignee", assignee), look(nullptr, "candidateGroups", roles), look(nullptr, "candidateUsers", people);
    look(nullptr, "dueDate", due), look(nullptr, "followUpDate", follow_up), look(nullptr, "priority", priority);
  }
  if (auto const* assignment = extension(element, "assignmentDefinition"))
    look(assignment, "assignee", assignee), look(assignment, "candidateGroups", roles), look(assignment, "candidateUsers", people);
  if (auto const* schedule = extension(element, "taskSchedule")) look(schedule, "dueDate", due), look(schedule, "followUpDate", follow_up);
  if (auto const* definition = extension(element, "priorityDefinition")) look(definition, "priority", priority);
  resources(element, offer, assignee);
  if (auto const* needs = needs_of(element)) {  // the company's own word counts
    if (!needs->assignee.value.empty()) assignee = needs->assignee;
    if (!needs->due.value.empty()) due = needs->due;
    if (!needs->follow_up.value.empty()) follow_up = needs->follow_up;
    if (!needs->priority.value.empty()) priority = needs->priority;
    if (!needs->candidates.roles.empty()) roles = {};
    if (!needs->candidates.people.empty()) people = {};
    for (auto const& role : needs->candidates.roles) named_in(role, offer.roles);
    for (auto const& person : needs->candidates.people) named_in(person, offer.people);
  }
  named_in(roles, offer.roles);
  named_in(people, offer.people);
  if (!trim(assignee.value).empty()) {
    offer.assignee = value(std::string(trim(assignee.value)), assignee.span).value_or(no_index);
    offer.assigned = {offer.assignee, assignee.span, is_computed(assignee.value) ? std::string() : std::string(trim(assignee.value))};
  }
  offer.due = moment(due, "due date", element);
  offer.follow_up = moment(follow_up, "follow-up date", element);
  if (!trim(priority.value).empty()) {
    auto number = Decimal::parse(trim(priority.value));
    if (!is_computed(priority.value) && (!number || !number->is_integer()))
      refuse(priority.span, "priority of " + named(element) + " is '" + priority.value + "', which is no whole number", "write a whole number such as 50, or an expression");
    else offer.priority = value(std::string(trim(priority.value)), priority.span).value_or(no_index);
  }
  bool says = offer.assignee != no_index || !offer.roles.empty() || !offer.people.empty() || offer.due != no_index || offer.follow_up != no_index || offer.priority != no_index;
  return says ? std::optional(std::move(offer)) : std::nullopt;
}

TaskPart Compilation::task_of(BpmnElement const& element) {
  TaskPart part;
  // By itself a foreign file is run without people: nobody is asked, and what it says of them is not ours to refuse.
  auto offer = alone_ ? std::nullopt : offer_of(element);
  auto role = element.dt("role").value;
  if (offer)
    for (auto const& one : offer->roles)
      if (role.empty()) role = one.literal;
  if (offer && role.empty() && !alone_ && (offer->assignee != no_index || !offer->roles.empty() || !offer->people.empty())) {
    role = sidecar_.header.owner;
    offer->fallback = true;
  }
  if (role.empty() && !alone_)
    error("DT-P402", element.span, named(element) + " has no performing role", "its work would lie in no queue, and nobody would do it",
          "say who performs it: dt:role=\"fitter\"");
  part.role = builder_->word(role);
  // One literal group is the role itself, and says no more.
  bool only_role = offer && offer->assignee == no_index && offer->people.empty() && offer->due == no_index && offer->follow_up == no_index && offer->priority == no_index &&
                   offer->roles.size() <= 1 && (offer->roles.empty() || offer->roles.front().literal == role);
  if (offer && !only_role) part.offer = builder_->offer(std::move(*offer));
  part.form = form_of(element);
  return part;
}

}  // namespace drivetrain::processes
