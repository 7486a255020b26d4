// The journal's refusals: each says what could not be done, why, and what to do. Codes DT-X920 to DT-X927.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace drivetrain::journal::errors {

/// DT-X920. `what`: what was tried, with the place; `why`: the storage's own words.
Error storage_unavailable(std::string const& what, std::string const& why);
/// DT-X920, found while reading: the records do not follow each other.
Error journal_damaged(std::uint64_t expected, std::uint64_t found);
/// DT-X920: the journal was written by a newer Drivetrain.
Error unknown_event(std::uint64_t position, std::uint16_t type);
/// DT-X921.
Error disk_full(std::string const& where);
/// DT-X922. `owner` says who, as far as known.
Error another_owner(std::string const& owner);
/// DT-X923.
Error position_not_reached(std::uint64_t wanted, std::uint64_t durable);
/// DT-X924.
Error follow_ups_cut(std::string const& last_policy);
/// DT-X925: the command's type or payload makes no sense here.
Error unreadable_command(std::string const& command);
/// DT-X926: a bug of ours or an exception of a library; nothing of the command was kept.
Error internal_failure(std::string const& command, std::string_view why);
/// DT-X927.
Error stopping();

}  // namespace drivetrain::journal::errors
