// Decisions whether they wait, were taken or were withdrawn, in one shape for lists and pages. What has left memory is folded again
// from the journal's records about it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/api/write.h"
#include "decisions/state.h"

namespace drivetrain::app::api {

enum class DecisionPhase : std::uint8_t { open, taken, withdrawn };

struct DecisionRow {
  DecisionPhase phase = DecisionPhase::open;
  decisions::LiveDecision asked;
  std::string outcome, reason, person, role;   ///< of a taken one; reason also of a withdrawn one
  Instant ended;
  Duration latency;
  bool late = false;
  bool automatic = false;
  std::vector<std::string> against;            ///< roles that disagreed with the answer
};

/// DT-X901 when there never was one.
Result<DecisionRow> find_decision(Reading const& reading, std::string const& live);
/// Live decisions that were withdrawn, latest first.
std::vector<std::string> withdrawn_decisions(Reading const& reading);

decisions::Route route_of(Reading const& reading, DecisionRow const& row);
/// The version's declaration, else the one in force; null when neither has it.
decisions::Decision const* declared(Reading const& reading, decisions::LiveDecision const& live);

/// Parts of RAPID with whose they are and what was said; and whether the decider is asked yet.
void write_parts(JsonWriter& json, Reading const& reading, DecisionRow const& row, decisions::Decision const& decision);
/// What too old information does to the answer of an open one; what an answered one rested on.
void write_briefing(JsonWriter& json, Reading const& reading, DecisionRow const& row, decisions::Decision const& decision);

/// As MatchedRule of the contract.
void write_matched_rule(JsonWriter& json, decisions::MatchedRule const& rule);

/// Fields of DecisionSummary, without braces.
void write_decision_fields(JsonWriter& json, Reading const& reading, DecisionRow const& row);

/// Adds what the page of one decision shows beyond its summary: /decisions/{live}.
Status get_decision(Exchange const& exchange, Reading const& reading, JsonWriter& json);

}  // namespace drivetrain::app::api
