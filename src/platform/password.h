// Passwords, kept as argon2id hashes (RFC 9106): whoever steals the file has to spend memory and time on each guess.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace drivetrain::platform {

/// OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, two passes, one lane.
struct PasswordCost {
  std::uint32_t memory_kib = 19'456;
  std::uint32_t passes = 2;
};

/// "$argon2id$v=19$m=…": carries its salt and cost. `salt`: 16 bytes that nobody can guess. Error when memory runs out.
Result<std::string> hash_password(std::string_view password, std::span<std::uint8_t const> salt, PasswordCost cost = {});
/// False also for a hash that cannot be read. Takes as long for a wrong password as for the right one.
bool password_fits(std::string_view password, std::string const& hash);

}  // namespace drivetrain::platform
