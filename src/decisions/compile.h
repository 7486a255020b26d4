// Compiling decision tables: from the DMN files of a model to programs that are tied to the rights which name them. A deployed table is
// compiled strictly, so that a misspelt name is an error here and not another answer tomorrow.
#pragma once

#include <map>
#include <set>
#include <string>

#include "base/diagnostic.h"
#include "base/source.h"
#include "decisions/model.h"
#include "decisions/program.h"

namespace drivetrain::decisions {

/// The tables of all rights that name one. A file that is not there is passed by (DT-R001 is said elsewhere). Findings: those of the
/// file (DT-R03x, DT-R05x, DT-D22x), each once however many rights use it; DT-D230 no such decision; DT-D231 an input that no
/// fact of the right feeds; DT-D232 an answer that is no outcome of the right. What cannot be evaluated is not in the result.
/// `called`: files that processes call; they are in use, and their findings were told (called.h).
Tables compile_tables(Model const& model, std::map<std::string, SourceText> const& sources, Diagnostics& diagnostics, std::set<std::string> const& called = {});

}  // namespace drivetrain::decisions
