// The known head: a journal whose last records were cut off is a whole chain, so its end is held against the last record that was seen
// there. That note lies beside the journal (safekeeping.h): it finds an older copy that was put in its place, a lost log, removed rows.
// It is no proof against somebody who rewrites both; who fears that keeps the head elsewhere (drivetrain audit verify --expect).
#pragma once

#include <optional>
#include <string>

#include "app/safekeeping.h"
#include "base/result.h"
#include "journal/store.h"

namespace drivetrain::app {

/// The journal's last record, as seen now; nothing when there is none.
Result<std::optional<KnownHead>> head_of(journal::Store& store, Instant now, std::string seen_by);

/// DT-X952 when the journal ends before `known`, or has another record there; `data` is its folder, for the words. Errors of the store.
Status check_head(journal::Store& store, std::string const& data, KnownHead const& known);
/// Against what the data folder knows; nothing known is fine.
Status check_known_head(journal::Store& store, std::string const& data);
/// The same before a journal is opened, or made: one that is gone altogether has lost its end, too.
Status check_known_head_before_opening(journal::Store& store, std::string const& data);

/// "512:HASH", as `drivetrain audit verify` prints it. DT-X902 when it is not that.
Result<KnownHead> parse_head(std::string const& text);

}  // namespace drivetrain::app
