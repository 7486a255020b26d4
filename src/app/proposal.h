// From edits to a proposal: the model with the edits is compiled, compared with the one in force in words, and the one
// decision right that governs what it touches is found. Nothing is decided here.
#pragma once

#include <string>
#include <vector>

#include "adaptation/commands.h"
#include "app/company.h"
#include "model/diff.h"

namespace drivetrain::app {

model::Files apply_edits(model::Files files, std::vector<adaptation::FileEdit> const& edits);

struct CheckedEdits {
  model::Files files;
  model::Compilation compilation;
  model::Diff diff;
  model::Governing governing;
};
/// Compiles, which may take seconds for what a stranger sends: call it outside the journal's read.
CheckedEdits check_edits(OperatingModel const& base, std::vector<adaptation::FileEdit> const& edits, Date today);

struct ProposalWords {
  std::string title, reason, signal;
  bool roll_back = false;
};
/// The command, as the compiler and the rights say; the library learns the new version, so that approval can deploy it.
/// Compiles (see check_edits).
adaptation::ProposeChange make_proposal(OperatingModel const& base, ModelLibrary& library, ProposalWords words,
                                        std::vector<adaptation::FileEdit> edits, Date today);
/// Edits that lead from the version in force back to an earlier one.
Result<std::vector<adaptation::FileEdit>> edits_to_version(Company const& company, std::string const& revision);

/// One value of an entity, as a form changes it: `path` within spec ("bands", "1", "when"), `yaml` the new value on one line.
struct FormEdit {
  std::string kind, id;
  std::vector<std::string> path;
  std::string yaml;
};
/// Edits of the files of the version in force, one for each file touched, comments kept. Error when there is no such value.
Result<std::vector<adaptation::FileEdit>> edit_by_form(Company const& company, std::vector<FormEdit> const& edits);

}  // namespace drivetrain::app
