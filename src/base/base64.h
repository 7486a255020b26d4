// Base64 (RFC 4648 §4): bytes inside JSON.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace drivetrain {

std::string to_base64(std::string_view bytes);
/// Strict: padding is required, nothing else may stand there. Nothing for other texts.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace drivetrain
