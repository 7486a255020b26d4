// Whether a recurrence rule can come round at all: libical looks for centuries, month by month, before it says that it does not.
#pragma once

struct icalrecurrencetype;

namespace drivetrain::coordination {

/// False when no day can be one of the rule's, or its BYSETPOS asks for more than a period has. True says that looking is worth it,
/// not that something is found. RFC 5545, 3.3.10.
bool has_possible_day(icalrecurrencetype const& rule);

}  // namespace drivetrain::coordination
