// What may be asked of performance: measure now, begin a chart anew; and what another system tells it.
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

/// By whoever answers for the KPI: its control chart begins anew from there. Limits never move by themselves, or they would follow what they should tell.
struct RebaseKpi {
  static constexpr journal::Type type{802, "RebaseKpi"};
  std::string kpi;
  Instant from;                     ///< not in the future; the phase begins with the first period from there on
  std::string reason;               ///< what has changed; required
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "kpi", self.kpi);
    visit(2, "from", self.from);
    visit(3, "reason", self.reason);
  }
};
struct UndoRebase {
  static constexpr journal::Type type{803, "UndoRebase"};
  std::string kpi;
  Instant from;                     ///< as it was asked
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "kpi", self.kpi);
    visit(2, "from", self.from);
  }
};

}  // namespace drivetrain::performance
