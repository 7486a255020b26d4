// Time zones from the system's tzdata (TZif, RFC 8536), with the POSIX footer for the years after the table ends.
// Own reader because Debian's date-tz is wrong after 2037 and ICU's data is old (docs/decisions).
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/time.h"

namespace drivetrain {

class Zone {
 public:
  /// IANA name ("Europe/Berlin", "UTC"). Cached; thread-safe. Error when tzdata has no such zone.
  static Result<std::shared_ptr<Zone const>> find(std::string_view name);
  static std::shared_ptr<Zone const> utc();

  std::string const& name() const { return name_; }
  Duration offset_at(Instant instant) const;
  LocalTime to_local(Instant instant) const;
  /// RFC 5545 §3.3.5: a time in the spring gap is read with the offset before the gap; of a doubled time the first is taken.
  Instant to_instant(LocalTime local) const;
  /// The second moment of a doubled time; the same as to_instant() where there is only one.
  Instant to_later_instant(LocalTime local) const;

  struct Table;
  Zone(std::string name, std::shared_ptr<Table const> table);

 private:
  Instant instant_of(LocalTime local, bool later) const;
  std::string name_;
  std::shared_ptr<Table const> table_;
};

}  // namespace drivetrain
