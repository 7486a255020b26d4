// The web UI's files over HTTP: compressed as they lie in the binary for who takes Brotli, plain for who does not (browsers
// take Brotli only over TLS or from the same machine), and not at all for who has them already.
#pragma once

#include <span>

#include "platform/embedded_files.h"
#include "platform/http.h"

namespace drivetrain::platform {

/// Answers GET for a file of `files` (ordered by path); a path without a dot in its last part is a view of the UI and gets
/// /index.html. 404 when there is no such file, 405 when it is not a GET, 503 when the binary was built without the UI.
Response serve_asset(Request const& request, std::span<EmbeddedFile const> files = embedded_files());

/// The content of a Brotli stream (RFC 7932); nothing when it is damaged.
std::optional<std::string> brotli_decoded(std::span<unsigned char const> compressed);

}  // namespace drivetrain::platform
