// Context: what a handler of this folder may read and ask.
#pragma once

#include <functional>

#include "base/time.h"
#include "base/zone.h"
#include "journal/transition.h"
#include "organisation/state.h"
#include "processes/model.h"
#include "processes/program.h"
#include "processes/state.h"

namespace drivetrain::processes {

struct Context {
  journal::Transition& transition;
  State const& state;
  ProgramSource const& programs;
  Model const& model;  ///< in force: what services promise
  /// The instant by which so much of the company's working time has passed since another (organisation's add_working).
  std::function<Result<Instant>(Instant, Duration)> after_working;
  organisation::Model const& form;  ///< in force
  organisation::State const& absences;

  /// Of the company; UTC when it names none that there is.
  Zone const& zone() const {
    if (!zone_) {
      auto found = Zone::find(form.company.timezone.value);
      zone_ = found.ok() ? *found : Zone::utc();
    }
    return *zone_;
  }
  mutable std::shared_ptr<Zone const> zone_ = nullptr;
  std::uint64_t cases_begun = 0;  ///< by this command, beside the one that has its position
};

}  // namespace drivetrain::processes
