// SHA-256: names a model revision, chains the journal, and lets anyone verify both.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace drivetrain {

using Sha256 = std::array<std::uint8_t, 32>;

Sha256 sha256(std::span<std::uint8_t const> bytes);
Sha256 sha256(std::string_view text);
std::string to_hex(std::span<std::uint8_t const> bytes);

}  // namespace drivetrain
