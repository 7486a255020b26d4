// What may be asked of performance: measure now; and what another system tells it.
#pragma once

#include <optional>
#include <string>

#include "base/time.h"
#include "feel/codec.h"
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

/// By a feed: something happened elsewhere. Refused unless an interface declares the type and every attribute fits.
struct ReportFacts {
  static constexpr journal::Type type{801, "ReportFacts"};
  std::string interface;
  std::string type_of_event;        ///< as the interface declares it, e.g. InvoiceSent
  feel::Value attributes;           ///< context with every declared attribute; days and times may come as ISO 8601 text
  std::optional<Instant> occurred_at;  ///< now when absent; never in the future
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "interface", self.interface);
    visit(2, "type", self.type_of_event);
    visit(3, "attributes", self.attributes);
    visit(4, "occurred_at", self.occurred_at);
  }
};

}  // namespace drivetrain::performance
