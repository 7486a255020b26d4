// The inventory (see personal_data.h). By name of the field, because a word means one thing here; where a type uses one otherwise, it is
// listed with its type.
#include "app/personal_data.h"

#include <algorithm>
#include <span>

namespace drivetrain::app {

namespace {

bool is_one_of(std::span<std::string_view const> names, std::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); }

constexpr std::string_view content_fields[] = {
    "actions",  "agenda", "attributes", "business_key", "cause", "containment", "customer", "detail",         "edits",  "evidence", "facts", "findings", "fix",      "help",
     "message_id", "start", "refused", "details", "local", "matching", "topics", "whys", "problem", "hypothesis", "says",
     "key",      "message", "note",        "reason", "reasons",    "recommendation", "result", "signature", "summary", "text",     "title", "values", "variables", "warnings", "why"};

constexpr std::string_view person_fields[] = {"person", "by", "chair", "owner", "raised_by", "recommended_by", "assignee", "candidate_people", "signed_by"};

constexpr std::string_view structure_fields[] = {
    "against", "inputs", "part", "stance", "about",   "rule", "jobs", "worker", "engine", "rules", "suggested", "table", "absence",  "account",    "again",     "decisions", "interface",  "release_note", "token",    "type",      "ungoverned", "rights_notice", "lines", "moved_to", "moved_from",
    "scope",    "action",     "activity",  "after",    "base",        "case_id",  "change",    "code",       "command",
    "decision", "decision_live", "disposition", "element", "end", "erasure",     "flow",     "from_role", "gauge",      "hash",
    "host",    "initiative", "issue",    "issue_type", "item",    "kind",        "kpi", "slo",     "live",      "manifest",   "milestone",
    "moved",   "occurrence", "outcome",  "passed_over", "path",   "payload",     "previous", "process",   "records",    "remains",   "requirement",
    "revision", "rhythm",  "right",      "role",      "service",     "signal",   "source",    "status",     "step",
     "batch", "broadcast", "name", "cases", "candidate_roles", "owner_role", "changes", "buffered", "definition", "cancel", "plan", "category",
    "parent",  "parent_activity", "compensates", "into", "topic", "caught_in", "caught_by", "idea", "verdict", "compared", "before",
    "subject", "tier",     "to_role",    "touches",   "unit",     "until",       "value",    "via"};

/// Where a name that elsewhere is content, or a person, means something that the story needs to be told at all.
constexpr std::string_view structure_of_types[] = {
    "TimerSet.key", "TimerFired.key", "TimerCancelled.key",                                       // names of timers
    "ErasureOrdered.reason",                                                                       // the order answers for the tombstones
    "ModelDeployed.reason", "ModelDeployed.summary", "DeployModel.reason", "DeployModel.summary",  // versions of the model speak of no customer
    "ChangeProposed.edits", "ChangeProposed.summary", "ChangeProposed.findings", "ChangeProposed.carried", "ChangeProposed.facts", "ChangeProposed.title",
    "ProposeChange.edits", "ProposeChange.summary", "ProposeChange.findings", "ProposeChange.carried", "ProposeChange.facts", "ProposeChange.title",
    "QueuesReordered.reasons", "ReorderQueues.reasons", "OccurrenceHeld.actions",
    "RequirementAccepted.statement"};

}  // namespace

std::string_view to_string(DataClass data_class) {
  switch (data_class) {
    case DataClass::structure: return "structure";
    case DataClass::person: return "person";
    case DataClass::content: return "content";
  }
  return "structure";
}

std::optional<DataClass> class_of(journal::TypeInfo const& type, std::string_view field) {
  auto known = std::find_if(type.fields.begin(), type.fields.end(), [&](auto const& info) { return info.name == field; });
  if (known == type.fields.end()) return std::nullopt;
  using journal::FieldKind;
  // Numbers, times and answers of yes and no are what is counted; they say nothing of anybody without the texts beside them.
  if (known->kind != FieldKind::text && known->kind != FieldKind::bytes && known->kind != FieldKind::group && known->kind != FieldKind::other) return DataClass::structure;
  if (is_one_of(structure_of_types, type.name + "." + std::string(field))) return DataClass::structure;
  if (is_one_of(content_fields, field)) return DataClass::content;
  if (is_one_of(person_fields, field)) return DataClass::person;
  if (is_one_of(structure_fields, field)) return DataClass::structure;
  return std::nullopt;
}

Bytes without_content(journal::Catalogue const& catalogue, journal::Record const& record) {
  Bytes remains;
  auto const* type = catalogue.find(record.kind, record.type);
  if (!type) return remains;
  // Fields lie in the payload one after the other, each with its number and its length (base/codec.h).
  Decoder in(record.payload);
  Encoder out(remains);
  while (!in.done()) {
    auto number = in.varint();
    auto body = in.blob();
    if (!in.ok()) return {};
    auto field = std::find_if(type->fields.begin(), type->fields.end(), [&](auto const& info) { return static_cast<std::uint64_t>(info.number) == number; });
    if (field == type->fields.end() || class_of(*type, field->name).value_or(DataClass::content) == DataClass::content) continue;
    out.varint(number);
    out.blob(body);
  }
  return remains;
}

}  // namespace drivetrain::app
