// The web UI inside the binary: the files that the UI's build made, ready to send, so that one file is the whole product.
// cmake/embed_web.cmake generates the definition from src/web/dist (or from DRIVETRAIN_WEB_DIST).
#pragma once

#include <span>
#include <string_view>

namespace drivetrain::platform {

/// One file of the web UI. All views live as long as the program.
struct EmbeddedFile {
  std::string_view path;                  ///< as in a URL, beginning with a slash: "/index.html", "/assets/app-3f2a.js"
  std::string_view content_type;          ///< with charset where it is text: "text/html; charset=utf-8"
  std::string_view etag;                  ///< RFC 9110 section 8.8.3, quotes included; SHA-256 of the uncompressed content
  std::span<const unsigned char> brotli;  ///< the content, compressed (RFC 7932); never empty
};

/// Every file of the web UI, ordered by path, bytes compared. Empty when the binary was built without the UI:
/// whoever serves it then says how to build it (`./dev build`).
std::span<const EmbeddedFile> embedded_files();

}  // namespace drivetrain::platform
