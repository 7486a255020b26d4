// What several answers show: people, figures, work, decisions, meetings, issues, timelines. Each is written by the file of its resource.
#pragma once

#include "app/api/contract.h"
#include "app/api/json.h"
#include "app/views/drift.h"
#include "app/views/sentences.h"
#include "coordination/views.h"
#include "performance/views.h"
#include "processes/form.h"

namespace drivetrain::app::api {

using views::holder_of;
using views::refer;

void write_full_person(JsonWriter& json, Reading const& reading, std::string const& person);
void write_clock(JsonWriter& json, Exchange const& exchange, Reading const& reading);

void write_queue_summary(JsonWriter& json, Reading const& reading, std::string const& role);
/// `mine`: the signed-in person's own queue, for what comes first and what may be done.
struct MyQueue {
  std::vector<coordination::QueueEntry> entries;
  static MyQueue of(Reading const& reading);
};
void write_work_item(JsonWriter& json, Reading const& reading, coordination::QueueEntry const& entry, MyQueue const& mine);
/// Whose it is, who may do it, when, its form and draft: the part that task lists know (work_items.cpp).
void write_task_fields(JsonWriter& json, Reading const& reading, coordination::WorkItem const& item);
/// What does not fit a form, under the place of the body where its values stand.
std::vector<Misfit> form_misfits(Exchange const& exchange, std::string const& place, std::function<std::vector<processes::FormFault>(Reading const&)> const& faults);
void write_form(JsonWriter& json, std::string_view field, processes::Form const& form, processes::Form::Known const& known);
/// What the signed-in person may do with it, as `may` lists it.
std::vector<std::string> may_with(Reading const& reading, coordination::QueueEntry const& entry);
/// The entry as it would stand in its queue; rank 0 for what is started.
coordination::QueueEntry entry_of(Reading const& reading, coordination::WorkItem const& item);

void write_facts(JsonWriter& json, std::string_view name, decisions::Decision const& decision, feel::Value const& facts);
void write_information(JsonWriter& json, Reading const& reading, decisions::Decision const& decision);
/// Steps of the ladder; "next-band" is resolved when `from_role` says where it starts.
void write_ladder(JsonWriter& json, std::string_view name, Reading const& reading, decisions::Decision const& decision, std::string const& from_role);
/// The contract's word for a kind of element: "none_start" → "start".
std::string step_kind(std::string const& kind);

void write_live_decision(JsonWriter& json, Reading const& reading, decisions::LiveDecision const& live);

void write_occurrence(JsonWriter& json, Reading const& reading, coordination::Occurrence const& occurrence);
void write_planned(JsonWriter& json, Reading const& reading, coordination::Rhythm const& rhythm, Instant due);
void write_action(JsonWriter& json, Reading const& reading, coordination::Action const& action, coordination::DoneAction const* done);

void write_issue(JsonWriter& json, Reading const& reading, coordination::Issue const& issue, coordination::ResolvedIssue const* resolved);

/// "capability", "standard", …
char const* requirement_kind(strategy::RequirementKind kind);

void write_share(JsonWriter& json, Reading const& reading, views::ShareView const& share);

void write_kpi(JsonWriter& json, Reading const& reading, performance::Kpi const& kpi);
/// The fields without the braces, for answers that add to them.
void write_kpi_fields(JsonWriter& json, Reading const& reading, performance::Kpi const& kpi);
performance::KpiReading read_kpi(Reading const& reading, performance::Kpi const& kpi);

/// Objective, requirement, decision, process, KPI: those that lead to this entity. Nothing is written when there are none.
void write_line_of_sight(JsonWriter& json, Reading const& reading, std::string_view kind, std::string const& id);

/// Whether an answer names people, or shows roles where the reader may not see what that person does (views/visibility.h).
enum class Names : std::uint8_t { all, seen };
void write_timeline_entry(JsonWriter& json, Reading const& reading, journal::Record const& record, Names names = Names::all);
/// The records at these positions, latest first; those that cannot be read are left out.
void write_timeline(JsonWriter& json, std::string_view field, Reading const& reading, std::vector<std::uint64_t> positions, std::size_t most);
/// A page of them as {items, next_cursor}.
Status answer_timeline(Exchange const& exchange, Reading const& reading, JsonWriter& json, std::vector<std::uint64_t> positions, Names names = Names::all);
/// Events and refusals among what is said about a subject, without the clocks.
std::vector<std::uint64_t> story_of(Reading const& reading, std::string const& subject);

/// The last instant of so many days back from now, for "in the last 28 days".
inline Instant days_back(Reading const& reading, int count) { return reading.now - days(count); }

}  // namespace drivetrain::app::api
