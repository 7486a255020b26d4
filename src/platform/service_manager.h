// What a service manager wants to hear (systemd's sd_notify protocol): that the server is ready, that it stops, that it is alive.
#pragma once

#include <string>
#include <string_view>

namespace drivetrain::platform {

/// "READY=1", "STOPPING=1", "WATCHDOG=1", "STATUS=…", several on lines of their own. Does nothing where nobody listens (NOTIFY_SOCKET).
void tell_service_manager(std::string_view state);

/// One line on stderr that says "error"; of that level in the journal of a service manager that reads stderr (sd-daemon(3), JOURNAL_STREAM). Thread-safe.
void say_error(std::string const& text);

}  // namespace drivetrain::platform
