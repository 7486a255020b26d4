// Waivers: a finding may be lived with for a while, by an owner, for a reason, until a day. A waiver that has run out, or for which
// nobody answers, brings its finding back as DT-G705; one that excuses nothing is dead wood and says so.
#pragma once

#include "base/diagnostic.h"
#include "base/sarif.h"
#include "model/compile.h"
#include "model/operating_model.h"

namespace drivetrain::model {

struct AfterWaivers {
  Diagnostics diagnostics;              ///< without the excused ones; each of an invalid waiver as DT-G705
  std::vector<ExcusedFinding> excused;  ///< with the waiver's owner, reason and last day in words
};

/// Of several waivers that fit, one that holds wins over one that does not, and one that names the entity over one for all. What
/// cannot be read (codes from DT-R010 on) cannot be excused. A waiver that ends within 30 days of `at` is a note.
AfterWaivers apply_waivers(OperatingModel const& model, Date at, Diagnostics const& diagnostics);

/// As compile() in compile.h, and what waivers that hold on that day excused.
Compilation compile(Files const& files, CompileOptions const& options, std::vector<ExcusedFinding>& excused);

}  // namespace drivetrain::model
