// SHA-256 by OpenSSL (see hash.h).
#include "base/hash.h"

#include <openssl/sha.h>

namespace drivetrain {

Sha256 sha256(std::span<std::uint8_t const> bytes) {
  Sha256 digest;
  SHA256(bytes.data(), bytes.size(), digest.data());
  return digest;
}

Sha256 sha256(std::string_view text) {
  return sha256(std::span(reinterpret_cast<std::uint8_t const*>(text.data()), text.size()));
}

std::string to_hex(std::span<std::uint8_t const> bytes) {
  constexpr char digits[] = "0123456789abcdef";
  std::string hex;
  hex.reserve(bytes.size() * 2);
  for (auto byte : bytes) hex += digits[byte >> 4], hex += digits[byte & 15];
  return hex;
}

}  // namespace drivetrain
