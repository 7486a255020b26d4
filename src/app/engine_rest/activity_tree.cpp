// See activity_tree.h.
#include "app/engine_rest/activity_tree.h"

#include "app/engine_rest/query.h"
#include "base/json_writer.h"
#include "processes/views.h"

namespace drivetrain::app::engine_rest {

using processes::Activity;
using processes::ActivityNumber;
using processes::Case;

namespace {

struct Tree {
  JsonWriter& json;
  deployed::Definitions const& definitions;
  processes::Program const* program;
  Case const& c;

  void common(std::string const& id, std::string const& parent, std::string const& element, std::string const& title, std::string const& type) {
    json.field("id", id);
    if (parent.empty()) json.key("parentActivityInstanceId").null();
    else json.field("parentActivityInstanceId", parent);
    json.field("activityId", element).field("activityName", title).field("activityType", type);
    json.field("processInstanceId", c.id()).field("processDefinitionId", definition_id(definitions, c));
  }

  std::string title_of(std::string const& element, std::string const& otherwise) const {
    auto node = program ? program->find(element) : processes::no_index;
    return node == processes::no_index ? otherwise : program->title(node);
  }

  /// What the scope holds: activities, and tokens that wait at joins. `number` 0: the instance itself.
  void children(ActivityNumber scope, std::string const& parent) {
    json.key("childActivityInstances").begin_array();
    for (auto const& [number, activity] : c.activities)
      if (activity.scope == scope && !activity.listens()) instance(number, activity, parent);
    for (auto const& join : c.joins_of(scope)) {
      auto element = join.element.text();
      auto node = program ? program->find(element) : processes::no_index;
      json.begin_object();
      common(element + ":" + c.id() + ".join", parent, element, title_of(element, element), node == processes::no_index ? "parallelGateway" : activity_type(std::string(to_string(program->node(node).kind))));
      json.key("childActivityInstances").begin_array().end_array().key("childTransitionInstances").begin_array().end_array();
      json.key("executionIds").begin_array().value(c.id()).end_array().key("incidentIds").begin_array().end_array().key("incidents").begin_array().end_array().end_object();
    }
    json.end_array().key("childTransitionInstances").begin_array().end_array();
  }

  void instance(ActivityNumber number, Activity const& activity, std::string const& parent) {
    auto id = activity_instance_id(c, number, activity);
    auto execution = c.id() + "." + processes::activity_id(number);
    json.begin_object();
    common(id, parent, activity.element.text(), title_of(activity.element.text(), activity.title.text()), activity_type(activity.kind.text()));
    children(number, id);
    json.key("executionIds").begin_array().value(execution).end_array();
    json.key("incidentIds").begin_array();
    if (activity.incident) json.value(execution);
    json.end_array().key("incidents").begin_array();
    if (activity.incident) json.begin_object().field("id", execution).field("activityId", activity.element.text()).end_object();
    json.end_array().end_object();
  }
};

}  // namespace

std::string activity_instance_id(Case const& c, ActivityNumber number, Activity const& activity) { return activity.element.text() + ":" + c.id() + "." + processes::activity_id(number); }

Place place_of_instance(std::string const& id) {
  auto colon = id.rfind(':');
  return place_of(colon == std::string::npos ? id : id.substr(colon + 1));
}

std::string activity_type(std::string const& kind) {
  if (kind == "job") return "serviceTask";
  if (kind == "plain_task") return "task";
  if (kind == "catch_event" || kind == "message" || kind == "timer" || kind == "signal" || kind == "conditional") return "intermediateCatchEvent";
  if (kind == "throw_event") return "intermediateThrowEvent";
  if (kind == "event_gateway") return "eventBasedGateway";
  if (kind == "event_sub_process") return "subProcess";
  std::string type;
  bool upper = false;
  for (auto letter : kind) {
    if (letter == '_') upper = true;
    else type += upper ? static_cast<char>(letter - 'a' + 'A') : letter, upper = false;
  }
  return type;
}

void write_activity_tree(JsonWriter& json, api::Reading const& reading, deployed::Definitions const& definitions, Case const& c) {
  auto const* program = reading.company.find(std::string_view(c.revision.text()), c.process.text());
  Tree tree{json, definitions, program, c};
  json.begin_object();
  tree.common(c.id(), "", definition_id(definitions, c), program ? program->title() : c.process.text(), "processDefinition");
  tree.children(0, c.id());
  json.key("executionIds").begin_array().value(c.id()).end_array().key("incidentIds").begin_array().end_array().key("incidents").begin_array().end_array().end_object();
}

}  // namespace drivetrain::app::engine_rest
