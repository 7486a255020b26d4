// What a right's table suggests for the facts of a case: an outcome, the rules that matched, and what could not be computed.
#pragma once

#include <string>

#include "decisions/events.h"
#include "decisions/program.h"

namespace drivetrain {
class Zone;
}

namespace drivetrain::decisions {

namespace dmn {
struct DecisionTable;
}

/// The outcome that a table's value names: the value itself when it is a text, the entry "outcome" of a context; else empty.
std::string outcome_of(feel::Value const& value);
/// Inputs by the names that the table knows, from facts by the names that the right knows; absent facts are null.
feel::Context inputs_of(TableProgram const& table, feel::Value const& facts);
/// What a rule of a table asks and answers, as a short hash: equal wherever in the table it stands, another when a cell or the head of a column
/// says something else. Ids and annotations do not count.
std::string digest_of(dmn::DecisionTable const& table, std::size_t rule);
/// Rules of a trace with their ids and annotations.
std::vector<MatchedRule> matched_rules(dmn::DecisionModel const& model, dmn::Trace const& trace);
/// Everything but the live decision's id and the model's revision.
DecisionSuggested answer_of(TableProgram const& table, feel::Context const& inputs, Instant now, std::shared_ptr<Zone const> zone);
/// The same, from facts by the names that the right knows.
DecisionSuggested suggest(TableProgram const& table, feel::Value const& facts, Instant now, std::shared_ptr<Zone const> zone);

}  // namespace drivetrain::decisions
