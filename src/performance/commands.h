// What may be asked of performance: measure now.
#pragma once

#include <string>

#include "journal/record.h"

namespace drivetrain::performance {

/// By the clock, every hour.
struct MeasureKpis {
  static constexpr journal::Type type{800, "MeasureKpis"};
  std::string kpi;                  ///< one, or empty for all
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "kpi", self.kpi);
  }
};

}  // namespace drivetrain::performance
