// argon2id by the reference library (see password.h).
#include "platform/password.h"

#include <argon2.h>

#include <vector>

namespace drivetrain::platform {

Result<std::string> hash_password(std::string_view password, std::span<std::uint8_t const> salt, PasswordCost cost) {
  constexpr std::uint32_t lanes = 1, hash_bytes = 32;
  auto size = argon2_encodedlen(cost.passes, cost.memory_kib, lanes, static_cast<std::uint32_t>(salt.size()), hash_bytes, Argon2_id);
  std::vector<char> encoded(size);
  auto code = argon2id_hash_encoded(cost.passes, cost.memory_kib, lanes, password.data(), password.size(), salt.data(), salt.size(), hash_bytes, encoded.data(), encoded.size());
  if (code != ARGON2_OK) return Error{"DT-X926", std::string("the password could not be hashed: ") + argon2_error_message(code), "Is the machine out of memory?"};
  return std::string(encoded.data());
}

bool password_fits(std::string_view password, std::string const& hash) {
  return argon2id_verify(hash.c_str(), password.data(), password.size()) == ARGON2_OK;
}

}  // namespace drivetrain::platform
