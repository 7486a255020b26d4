// From edits to a proposal: the model with the edits is compiled, compared with the one in force in words, and the one
// decision right that governs what it touches is found. Nothing is decided here.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adaptation/commands.h"
#include "app/company.h"
#include "model/diff.h"
#include "model/new_errors.h"

namespace drivetrain::app {

model::Files apply_edits(model::Files files, std::vector<adaptation::FileEdit> const& edits);

struct CheckedEdits {
  model::Files files;
  model::Compilation compilation;
  model::ErrorsBeside errors;        ///< beside those of the base on that day
  model::Diff diff;
  model::Governing governing;
};
/// What a version brings that the one in force does not have, today. Compiles the one in force when there are errors to compare.
model::ErrorsBeside errors_beside(OperatingModel const& in_force, model::Compilation const& version, Date today);
/// Compiles, which may take seconds for what a stranger sends: call it outside the journal's read.
CheckedEdits check_edits(OperatingModel const& base, std::vector<adaptation::FileEdit> const& edits, Date today);

struct ProposalWords {
  std::string title, reason, signal;
  bool roll_back = false;
  std::string again = {};   ///< the outdated change that is proposed anew
  std::string idea = {};    ///< that becomes the standard with it
};
/// The command, as the compiler and the rights say. Compiles (see check_edits). The library keeps a new version that may come into force for a
/// while, so that approval need not compile it again.
adaptation::ProposeChange make_proposal(OperatingModel const& base, ModelLibrary& library, ProposalWords words,
                                        std::vector<adaptation::FileEdit> edits, Date today);
/// What will be refused is recorded without its files, and with no more findings than a person reads.
void leave_out_files(adaptation::ProposeChange& command);
/// "strategy.yaml:12: objectives weigh 99 [DT-S101]"
std::string finding_line(Diagnostic const& finding);
/// The facts of a difference that bands of design decisions ask for: points, things.
feel::Context facts_of(model::Diff const& diff);
/// The files of the model with the proposal's edits; nothing when neither that model nor its base is kept.
std::optional<model::Files> files_of(Company const& company, adaptation::ChangeProposed const& proposal);
/// The edits of an outdated change, moved onto the version in force line by line. DT-X907 when both changed the same lines.
Result<std::vector<adaptation::FileEdit>> edits_again(Company const& company, adaptation::ChangeProposed const& proposal);
/// Edits that lead from the version in force back to an earlier one.
Result<std::vector<adaptation::FileEdit>> edits_to_version(Company const& company, std::string const& revision);

}  // namespace drivetrain::app
