// What a service manager wants to hear (systemd's sd_notify protocol): that the server is ready, that it stops, that it is alive.
#pragma once

#include <string_view>

namespace drivetrain::platform {

/// "READY=1", "STOPPING=1", "WATCHDOG=1", "STATUS=…", several on lines of their own. Does nothing where nobody listens (NOTIFY_SOCKET).
void tell_service_manager(std::string_view state);

}  // namespace drivetrain::platform
