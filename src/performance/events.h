// What performance found, and what other systems reported to it.
#pragma once

#include <optional>
#include <string>

#include "base/decimal.h"
#include "base/time.h"
#include "feel/codec.h"
#include "journal/record.h"

namespace drivetrain::performance {

/// no_data is a state of its own: a silent source is never green.
enum class KpiStatus : std::uint8_t { ok = 1, warn = 2, alarm = 3, no_data = 4 };
std::string_view to_string(KpiStatus status);

/// Recorded when the value or status changed since the last record.
struct KpiMeasured {
  static constexpr journal::Type type{800, "KpiMeasured"};
  std::string kpi;
  std::optional<Decimal> value;
  KpiStatus status;
  std::int64_t evidence = 0;        ///< events in the window
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "kpi", self.kpi);
    visit(2, "value", self.value);
    visit(3, "status", self.status);
    visit(4, "evidence", self.evidence);
  }
};

/// The status became alarm, or the control chart tells a signal at the end of a period.
struct KpiSignalled {
  static constexpr journal::Type type{801, "KpiSignalled"};
  std::string kpi;
  std::optional<Decimal> value;
  std::optional<Decimal> limit;
  std::string text;
  std::string rule{};                      ///< that the chart breaks, in a person's words; empty: the alarm limit was reached
  std::optional<Instant> until{};          ///< end of the period at which it does
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "kpi", self.kpi);
    visit(2, "value", self.value);
    visit(3, "limit", self.limit);
    visit(4, "text", self.text);
    visit(5, "rule", self.rule);
    visit(6, "until", self.until);
  }
};

/// Somebody who answers for the KPI said that from then on the process is another one, and why.
struct KpiRebased {
  static constexpr journal::Type type{803, "KpiRebased"};
  std::string kpi;
  Instant from;
  std::string reason;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "kpi", self.kpi);
    visit(2, "from", self.from);
    visit(3, "reason", self.reason);
  }
};
/// It was no other process after all.
struct KpiRebaseUndone {
  static constexpr journal::Type type{804, "KpiRebaseUndone"};
  std::string kpi;
  Instant from;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "kpi", self.kpi);
    visit(2, "from", self.from);
  }
};

/// An alert of a promise: its error budget is used up faster than the alert allows.
struct SloBurning {
  static constexpr journal::Type type{805, "SloBurning"};
  std::string slo;
  Duration window;                         ///< of the alert
  Decimal rate;                            ///< of burning, over that window
  std::optional<Decimal> used;             ///< percent of the budget, over the Slo's window
  std::string text;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "slo", self.slo);
    visit(2, "window", self.window);
    visit(3, "rate", self.rate);
    visit(4, "used", self.used);
    visit(5, "text", self.text);
  }
};
/// It burns no longer too fast, or the alert is no longer in the model.
struct SloCalmed {
  static constexpr journal::Type type{806, "SloCalmed"};
  std::string slo;
  Duration window;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "slo", self.slo);
    visit(2, "window", self.window);
  }
};

/// Something happened elsewhere. Measures over a declared type read the attributes, `at` (occurred_at) and `actor`.
struct FactReported {
  static constexpr journal::Type type{802, "FactReported"};
  std::string interface;
  std::string type_of_event;
  feel::Value attributes;           ///< context; each value of the type that the interface declares
  Instant occurred_at;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "interface", self.interface);
    visit(2, "type", self.type_of_event);
    visit(3, "attributes", self.attributes);
    visit(4, "occurred_at", self.occurred_at);
  }
};

}  // namespace drivetrain::performance
