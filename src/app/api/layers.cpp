// /model/layers and /model/compare: the model as a whole, by the layer that each part belongs to, and beside an earlier version of itself.
// Conflated layers give unclear decision rights and brittle processes; joined ones meet at steps that ask a right and at rhythms that take one.
#include <algorithm>

#include "app/api/api.h"
#include "app/api/model_answers.h"
#include "app/api/router.h"
#include "app/api/write.h"

namespace drivetrain::app::api {

namespace {

/// Writes one layer while counting what is in it.
class LayerWriter {
 public:
  LayerWriter(JsonWriter& json, Reading const& reading) : json_(json), reading_(reading) {}

  template <class Groups>
  void layer(char const* name, Groups groups) {
    count_ = 0;
    object(json_, [&] {
      json_.field("layer", name);
      json_.key("groups").begin_array();
      groups();
      json_.end_array();
      json_.field("count", count_);
    });
  }
  /// All of one kind; nothing when there is none.
  template <class T>
  void group(char const* kind, std::map<std::string, T> const& all) {
    group(kind, all, [](T const&) {});
  }
  template <class T, class More>
  void group(char const* kind, std::map<std::string, T> const& all, More more) {
    if (all.empty()) return;
    begin(kind);
    for (auto const& [id, one] : all) item(refer(reading_.company, kind, id), [&, &one = one] { more(one); });
    end();
  }
  void begin(char const* kind) {
    json_.begin_object();
    json_.field("kind", kind);
    json_.key("items").begin_array();
  }
  void end() {
    json_.end_array();
    json_.end_object();
  }
  template <class More>
  void item(views::Reference const& reference, More more) {
    ++count_;
    object(json_, [&] {
      json_.field("id", reference.id).field("title", reference.title).field("href", reference.href);
      more();
    });
  }

 private:
  JsonWriter& json_;
  Reading const& reading_;
  std::size_t count_ = 0;
};

void write_steps(JsonWriter& json, Reading const& reading, LayerWriter& layers) {
  using processes::ElementKind;
  if (reading.model().programs.empty()) return;
  layers.begin("step");
  for (auto const& [id, program] : reading.model().programs)
    for (processes::NodeIndex i = 0; i < program->nodes().size(); ++i) {
      auto kind = program->node(i).kind;
      if (kind != ElementKind::user_task && kind != ElementKind::plain_task && kind != ElementKind::business_rule_task) continue;
      auto process = refer(reading.company, "process", id);
      layers.item({"step", program->id(i), program->title(i), process.href + "?element=" + program->id(i)}, [&] {
        json.field("of", process);
        if (kind == ElementKind::business_rule_task) json.field("asks", refer(reading.company, "decision", program->word(program->task(i).decision)));
      });
    }
  layers.end();
}

Status get_layers(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  auto const& model = reading.model();
  auto findings = exchange.api.findings(model, reading.company.today(reading.now));
  LayerWriter layers(json, reading);
  object(json, [&] {
    json.field("revision", model.revision);
    json.key("layers").begin_array();
    layers.layer("strategy", [&] {
      auto const& strategy = model.strategy;
      layers.group("intent", strategy.intents), layers.group("choice", strategy.choices), layers.group("objective", strategy.objectives), layers.group("strategy", strategy.strategies);
      layers.group("requirement", strategy.requirements), layers.group("constraint", strategy.constraints), layers.group("principle", strategy.principles), layers.group("assumption", strategy.assumptions);
    });
    layers.layer("decisions", [&] { layers.group("decision", model.decisions.decisions); });
    layers.layer("management", [&] {
      layers.group("rhythm", model.coordination.rhythms, [&](coordination::Rhythm const& rhythm) {
        if (rhythm.takes.empty()) return;
        list_field(json, "takes", rhythm.takes, [&](notation::Text const& decision) { json.any(refer(reading.company, "decision", decision.value)); });
      });
      layers.group("kpi", model.performance.kpis), layers.group("issue_type", model.coordination.issue_types);
      layers.group("improvement", model.coordination.improvements), layers.group("experiment", model.coordination.experiments);
    });
    layers.layer("processes", [&] {
      layers.group("process", model.processes.processes);
      write_steps(json, reading, layers);
      layers.group("sop", model.processes.sops), layers.group("instruction", model.processes.instructions), layers.group("check_plan", model.processes.check_plans);
    });
    json.end_array();
    json.key("conflations").begin_array();
    for (auto const& finding : findings->all())
      if (finding.code.starts_with("DT-L9")) write_finding(json, model, finding);
    json.end_array();
  });
  return {};
}

adaptation::Version const* last_deployment(Reading const& reading, std::string const& revision) {
  auto const& versions = reading.company.adaptation.versions;
  auto found = std::find_if(versions.rbegin(), versions.rend(), [&](auto const& one) { return one.revision == revision; });
  return found == versions.rend() ? nullptr : &*found;
}

Result<std::shared_ptr<OperatingModel const>> version_asked(Reading const& reading, std::string const& revision) {
  if (revision == reading.model().revision) return reading.company.model_pointer();
  auto found = last_deployment(reading, revision) ? reading.company.library().find(revision) : nullptr;
  if (!found) return Error{"DT-X901", "no version " + revision.substr(0, 8) + " was in force", "GET /api/v1/model/versions lists them."};
  return found;
}

Status compare_versions(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto before, version_asked(reading, exchange.query("from").value_or("")));
  DT_TRY(auto after, version_asked(reading, exchange.query("to").value_or(reading.model().revision)));
  auto diff = model::diff(*before, *after);
  auto notes = diff.unexplained;
  notes.insert(notes.end(), diff.notes.begin(), diff.notes.end());
  object(json, [&] {
    json.field("from", before->revision).field("to", after->revision);
    if (auto const* version = last_deployment(reading, before->revision)) json.field("from_deployed_at", version->deployed);
    if (auto const* version = last_deployment(reading, after->revision)) json.field("to_deployed_at", version->deployed);
    list_field(json, "differences", diff.differences, [&](model::Difference const& one) {
      auto kind = views::api_kind(one.kind);
      object(json, [&] {
        json.field("text", one.text).field("kind", kind.empty() ? "diagram" : kind).field("id", one.id).field("title", one.title).field("touch", to_string(one.touch));
        if (!kind.empty() && reading.model().find(one.kind, one.id)) json.field("href", views::href_of(reading.company, kind, one.id));
      });
    });
    json.field("notes", notes);
    list_field(json, "touches", diff.touches, [&](model::Touch touch) { json.value(to_string(touch)); });
    number_field(json, "points", diff.points, 2);
  });
  return {};
}

}  // namespace

void add_layers(Router& router) {
  router.read("/model/layers", "get_layers", get_layers);
  router.read("/model/compare", "compare_versions", compare_versions);
}

}  // namespace drivetrain::app::api
