// /model: what the compiler says about edits and about the version in force, entities as they are written, versions, rolling back.
#include <algorithm>

#include "app/api/api.h"
#include "app/api/model_answers.h"
#include "app/api/problem.h"
#include "app/api/table_answers.h"
#include "app/views/places.h"

namespace drivetrain::app::api {

using platform::Response;

namespace {

char const* severity_in_words(Severity severity) {
  switch (severity) {
    case Severity::note: return "note";
    case Severity::warning: return "warning";
    case Severity::error: return "error";
  }
  return "error";
}

bool contains_finding(std::vector<Diagnostic> const& all, Diagnostic const& wanted) {
  return std::any_of(all.begin(), all.end(), [&](auto const& one) { return model::same_finding(one, wanted); });
}

/// New ones first, then those that were there before; errors first in each.
std::vector<Diagnostic> ordered_findings(std::vector<Diagnostic> findings, std::vector<Diagnostic> const& before) {
  std::stable_sort(findings.begin(), findings.end(), [&](Diagnostic const& a, Diagnostic const& b) {
    return std::tuple(contains_finding(before, a), b.severity) < std::tuple(contains_finding(before, b), a.severity);
  });
  return findings;
}

feel::Value member(feel::Value const& group, char const* name) { return group.kind() == feel::Kind::context ? group.at(name) : feel::Value(); }

std::string text_member(feel::Value const& group, char const* name) {
  auto value = member(group, name);
  return value.kind() == feel::Kind::string ? std::string(value.string()) : "";
}

template <class Take>
void each(feel::Value const& edits, char const* name, Take take) {
  auto list = member(edits, name);
  if (list.kind() == feel::Kind::list)
    for (auto const& one : list.list()) take(one);
}

void write_check(JsonWriter& json, Exchange const& exchange, Reading const& reading, OperatingModel const& base,
                 std::vector<adaptation::FileEdit> const& edits, CheckedEdits const& checked) {
  auto before = exchange.api.findings(base, reading.company.today(reading.now));
  auto const& diagnostics = checked.compilation.diagnostics;
  bool may_come = checked.errors.none_fresh();
  auto const& changed = *checked.compilation.model;
  object(json, [&] {
    json.field("base", base.revision);
    if (may_come) json.field("revision", changed.revision);
    json.field("errors", checked.errors.fresh_count()).field("carried", checked.errors.carried.size()).field("warnings", diagnostics.warnings());
    TablePlaces places(changed);
    list_field(json, "findings", ordered_findings(diagnostics.all(), before->all()), [&](Diagnostic const& finding) {
      write_finding(json, changed, finding, contains_finding(before->all(), finding) ? Known::yes : Known::no, &places);
    });
    json.field("fixed", std::count_if(before->all().begin(), before->all().end(), [&](auto const& one) { return !contains_finding(diagnostics.all(), one); }));
    json.field("summary", checked.diff.summary());
    list_field(json, "touches", checked.diff.touches, [&](model::Touch touch) { json.value(to_string(touch)); });
    write_approvals(json, reading, views::approvals_of(reading.company, checked.diff, reading.now));
    write_file_changes(json, &base, edits);
    if (may_come) {
      json.key("impact");
      write_impact(json, reading, views::impact_of(reading.company, changed, reading.now));
      write_elsewhere(json, reading, changed, checked.diff);
    }
  });
}

/// Compiling takes as long as the sender's model makes it: outside the journal's read, so that no command waits for it.
Response check_model_edits(Exchange& exchange) {
  auto& runtime = exchange.api.runtime();
  auto wanted = edits_of(exchange.value("edits"));
  if (!wanted) return problem(wanted.error());
  std::shared_ptr<OperatingModel const> base;
  Date today;
  Result<std::vector<adaptation::FileEdit>> edits = std::vector<adaptation::FileEdit>{};
  auto read = runtime.journal().read([&] {
    base = runtime.company().model_pointer();
    today = runtime.company().today(runtime.now());
    edits = to_file_edits(runtime.company(), *wanted);
  });
  if (!read) return problem(read.error());
  if (!edits) return problem(edits.error());
  auto checked = check_edits(*base, *edits, today);
  return answer_read(exchange, [&](Reading const& reading, JsonWriter& json) -> Status {
    write_check(json, exchange, reading, *base, *edits, checked);
    return {};
  });
}

Status get_findings(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  auto findings = exchange.api.findings(reading.model(), reading.company.today(reading.now));
  auto all = findings->all();
  std::stable_sort(all.begin(), all.end(), [](auto const& a, auto const& b) { return a.severity > b.severity; });
  object(json, [&] {
    json.field("revision", reading.model().revision).field("errors", findings->errors()).field("warnings", findings->warnings());
    list_field(json, "findings", all, [&](Diagnostic const& finding) { write_finding(json, reading.model(), finding); });
  });
  return {};
}

Status get_entity(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  auto const& kind = exchange.at("kind");
  auto const& id = exchange.at("id");
  auto const& model = reading.model();
  auto named = views::model_kind(kind);
  auto const* entity = model.find(named.empty() ? kind : named, id);
  if (!entity || !entity->document) return Error{"DT-X901", "there is no " + kind + " " + id + " in the model in force", "GET /api/v1/search finds entities by id or title."};
  auto const& span = entity->document->span;
  std::vector<views::Reference> used_by;
  for (auto const& use : model.references) {
    if (use.target_kind != entity->kind || use.id != id) continue;
    auto reference = refer(reading.company, views::api_kind(use.from_kind), use.from_id);
    bool known = std::any_of(used_by.begin(), used_by.end(), [&](auto const& one) { return one.kind == reference.kind && one.id == reference.id; });
    if (!known && !reference.kind.empty() && reference.kind != "company") used_by.push_back(std::move(reference));
  }
  object(json, [&] {
    json.field("kind", kind).field("id", id).field("title", entity->title).field("path", entity->file).field("source", model.files.at(entity->file));
    object_field(json, "span", [&] {
      json.field("line", span.begin.line).field("column", span.begin.column).field("end_line", span.end.line).field("end_column", span.end.column);
    });
    object_field(json, "written", [&] { write_entity_values(json, *entity->document); });
    json.field("revision", model.revision).field("used_by", used_by);
  });
  return {};
}

/// The rights that would have to say yes to going back to a version, and whose they are today.
views::Approvals approvals_of_version(Reading const& reading, std::string const& revision) {
  auto target = reading.company.library().find(revision);
  if (!target || revision == reading.model().revision) return {};
  return views::approvals_of(reading.company, model::diff(reading.model(), *target), reading.now);
}

Status list_versions(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto page, page_of(exchange));
  auto const& state = reading.company.adaptation;
  std::vector<adaptation::Version const*> versions;
  for (auto version = state.versions.rbegin(); version != state.versions.rend(); ++version) versions.push_back(&*version);
  std::map<std::string, std::size_t> running;
  for (auto const& [number, c] : reading.company.processes.open_cases()) ++running[c.revision.text()];
  object(json, [&] {
    write_page(json, versions, page, [&](adaptation::Version const* version) {
      auto change = state.changes.find(version->change);
      object(json, [&] {
        json.field("revision", version->revision);
        text_if(json, "previous", version->previous);
        json.field("deployed_at", version->deployed);
        if (change != state.changes.end()) {
          views::write_person(json, "by", reading.company, change->second.decided_by);
          json.field("change", refer(reading.company, "change", version->change));
        }
        json.field("reason", version->reason).field("summary", version->summary).field("roll_back", version->roll_back);
        bool in_force = version == &state.versions.back();
        json.field("in_force", in_force).field("running_cases", running[version->revision]);
        write_told(json, reading, *version);
        json.field("may_restore", !in_force && approvals_of_version(reading, version->revision).asks(reading.person));
      });
    });
  });
  return {};
}

/// Proposed and approved in one step by the person who holds the right.
Response roll_back(Exchange& exchange) {
  auto revision = exchange.text("revision");
  auto outcome = exchange.api.runtime().roll_back(exchange.person, revision, exchange.text("reason"));
  return answer_outcome(exchange, outcome, [&](Reading const& reading) {
    Hints hints;
    if (auto approvals = approvals_of_version(reading, revision); !approvals.asked.empty()) hints.holder = holder_of(reading.company, approvals.asked.front().route);
    return hints;
  });
}

}  // namespace

void write_finding(JsonWriter& json, OperatingModel const& model, Diagnostic const& finding, Known known, TablePlaces* places) {
  object(json, [&] {
    json.field("code", finding.code).field("severity", severity_in_words(finding.severity)).field("file", finding.span.file);
    json.field("line", finding.span.begin.line).field("column", finding.span.begin.column);
    if (finding.span.end.line > 0) json.field("end_line", finding.span.end.line).field("end_column", finding.span.end.column);
    json.field("message", finding.message);
    text_if(json, "why", finding.why);
    text_if(json, "help", finding.help);
    text_if(json, "subject", finding.subject);
    if (auto place = views::place_of(model, finding.span))
      object_field(json, "place", [&] {
        auto kind = views::api_kind(place->kind);
        json.field("kind", kind.empty() ? place->kind : kind).field("id", place->id).field("path", place->path);
      });
    if (auto source = model.sources.find(finding.span.file); source != model.sources.end()) text_if(json, "excerpt", std::string(source->second.line(finding.span.begin.line)));
    if (known == Known::yes) json.field("known", true);
    if (places) places->write(json, finding);
    list_field(json, "notes", finding.notes, [&](DiagnosticNote const& note) {
      object(json, [&] { json.field("file", note.span.file).field("line", note.span.begin.line).field("column", note.span.begin.column).field("message", note.message); });
    });
  });
}

void write_file_changes(JsonWriter& json, OperatingModel const* base, std::vector<adaptation::FileEdit> const& edits) {
  list_field(json, "files", edits, [&](adaptation::FileEdit const& edit) {
    auto before = base ? base->files.find(edit.path) : model::Files::const_iterator{};
    object(json, [&] {
      json.field("path", edit.path).field("before", base && before != base->files.end() ? before->second : std::string()).field("after", edit.content);
      if (edit.removed) json.field("removed", true);
    });
  });
}

void write_impact(JsonWriter& json, Reading const& reading, views::Impact const& impact) {
  object(json, [&] {
    json.field("sentences", impact.sentences).field("running_cases", impact.running_cases);
    list_field(json, "queues", impact.queues, [&](views::QueueImpact const& queue) {
      object(json, [&] {
        views::write_role(json, "role", reading.company, queue.role);
        json.field("ready", queue.ready).field("moved", queue.moved);
        text_if(json, "first_before", queue.first_before);
        text_if(json, "first_after", queue.first_after);
      });
    });
    json.field("rerouted", impact.rerouted);
  });
}

void write_approvals(JsonWriter& json, Reading const& reading, views::Approvals const& approvals) {
  if (!approvals.asked.empty()) {
    json.field("decision", refer(reading.company, "decision", approvals.asked.front().decision));
    json.field("approver", holder_of(reading.company, approvals.asked.front().route));
  }
  list_field(json, "approvals", approvals.asked, [&](views::Approval const& one) {
    object(json, [&] { json.field("decision", refer(reading.company, "decision", one.decision)).field("state", "waiting").field("approver", holder_of(reading.company, one.route)); });
  });
  text_if(json, "ungoverned", approvals.asked.empty() ? approvals.why : "");
}

Result<ModelEdits> edits_of(feel::Value const& edits) {
  ModelEdits all;
  std::string odd;
  each(edits, "files", [&](auto const& one) { all.files.push_back({text_member(one, "path"), text_member(one, "content"), member(one, "removed").is_true()}); });
  each(edits, "set_weight", [&](auto const& one) { all.weights.push_back({text_member(one, "objective"), member(one, "weight").number()}); });
  each(edits, "set_band", [&](auto const& one) {
    auto band = member(one, "band").number();
    auto index = band.to_int64();
    if (!index || *index < 0 || *index > 1'000) odd = band.to_string();
    BandEdit edit{text_member(one, "decision"), index.value_or(-1), {}, {}};
    if (auto when = member(one, "when"); !when.is_null()) edit.when = text_member(one, "when");
    if (auto role = member(one, "role"); !role.is_null()) edit.role = text_member(one, "role");
    all.bands.push_back(std::move(edit));
  });
  each(edits, "add", [&](auto const& one) { all.added.push_back(new_entity_of(one)); });
  each(edits, "fields", [&](auto const& one) { all.fields.push_back(field_edit_of(one)); });
  each(edits, "set_cell", [&](auto const& one) {
    auto number = [&](char const* name) { return member(one, name).number().to_int64().value_or(-1); };
    all.cells.push_back({text_member(one, "decision"), text_member(one, "element"), number("rule"), number("column"), text_member(one, "text")});
  });
  Status lacking;
  each(edits, "edit_table", [&](auto const& one) {
    auto edit = table_edit_of(one);
    if (edit) all.tables.push_back(*edit);
    else if (lacking) lacking = edit.error();
  });
  DT_CHECK(lacking);
  each(edits, "set_decider", [&](auto const& one) { all.deciders.push_back({text_member(one, "decision"), text_member(one, "role")}); });
  if (!odd.empty()) return Error{"DT-X902", "band " + odd + " is no band of any decision", "bands are counted from 0"};
  return all;
}

void add_model(Router& router) {
  router.add({"check_edits", "POST", "/api/v1/model/check", check_model_edits});
  router.read("/model/findings", "get_findings", get_findings);
  router.read("/model/entities/{kind}/{id}", "get_entity", get_entity);
  router.read("/model/versions", "list_versions", list_versions);
  add_model_forms(router);
  router.write("/model/roll-back", "roll_back", roll_back);
}

}  // namespace drivetrain::app::api
