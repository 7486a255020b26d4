// What answers about the operating model share: findings, files, impact, edits.
#pragma once

#include "app/api/write.h"
#include "app/edits.h"
#include "app/proposal.h"
#include "app/views/impact.h"

namespace drivetrain::app::api {

enum class Known { no, yes };   ///< whether the version that something was made from has the finding, too
class TablePlaces;
/// `places`: where answers show tables, so that a finding says its rules and cells.
void write_finding(JsonWriter& json, OperatingModel const& model, Diagnostic const& finding, Known known = Known::no, TablePlaces* places = nullptr);
/// Before and after of every file that the edits change. `base`: the version that they were made from; null when it is not kept.
void write_file_changes(JsonWriter& json, OperatingModel const* base, std::vector<adaptation::FileEdit> const& edits);
void write_impact(JsonWriter& json, Reading const& reading, views::Impact const& impact);

/// What the changed entities touch elsewhere, as "elsewhere".
void write_elsewhere(JsonWriter& json, Reading const& reading, OperatingModel const& changed, model::Diff const& diff);
/// "metadata" and "spec" as they are written, each an object.
void write_entity_values(JsonWriter& json, notation::YamlNode const& document);
FieldEdit field_edit_of(feel::Value const& one);
/// DT-X902 when it lacks what its kind of edit asks for.
Result<TableEdit> table_edit_of(feel::Value const& one);
NewEntity new_entity_of(feel::Value const& one);

void write_release_note(JsonWriter& json, Reading const& reading, adaptation::ReleaseNote const& note);
/// Those that wait for the signed-in person, as "release_notes".
void write_my_release_notes(JsonWriter& json, Reading const& reading);
/// "Your rights changed": what waits for the signed-in person to be acknowledged, and that person's own about a role; as "rights_notices".
void write_my_rights_notices(JsonWriter& json, Reading const& reading);
void write_rights_notices_of_role(JsonWriter& json, Reading const& reading, std::string const& role);
/// How many units a version of the state's versions was told to, as "told"; nothing when to none.
void write_told(JsonWriter& json, Reading const& reading, adaptation::Version const& version);

class Router;
void add_model_forms(Router& router);

/// From the body's `edits`, which fit the contract. DT-X902 where the contract cannot say what fits: a band is a small whole number.
Result<ModelEdits> edits_of(feel::Value const& edits);

/// The rights that would be asked, each with who holds it today: "decision" and "approver" of the first, all in "approvals".
void write_approvals(JsonWriter& json, Reading const& reading, views::Approvals const& approvals);

}  // namespace drivetrain::app::api
