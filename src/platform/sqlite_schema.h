// The tables of the journal in SQLite, and how an older file becomes a newer one.
#pragma once

#include "platform/sqlite.h"

namespace drivetrain::platform {

/// Application id in the file's header ("DrTn"), so that `file` and we know whose it is.
inline constexpr std::int64_t application_id = 0x4472546E;

/// Refuses a file that is not ours (DT-X920), or that a newer Drivetrain wrote. An empty file is ours.
Status check_schema(Connection& connection, std::string const& path);
/// Brings the file to the newest schema, each step in a transaction of its own and noted in the table migrations.
Status migrate(Connection& connection);

}  // namespace drivetrain::platform
