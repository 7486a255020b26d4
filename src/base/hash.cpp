// SHA-256 by OpenSSL (see hash.h).
#include "base/hash.h"

#include <openssl/evp.h>

#include "base/result.h"

namespace drivetrain {

namespace {

/// Looking an algorithm up by its name costs OpenSSL 3 more than hashing a record does: each thread looks once.
struct Hasher {
  EVP_MD* algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  ~Hasher() {
    EVP_MD_CTX_free(context);
    EVP_MD_free(algorithm);
  }
};

}  // namespace

Sha256 sha256(std::span<std::uint8_t const> bytes) {
  thread_local Hasher hasher;
  Sha256 digest;
  bool hashed = EVP_DigestInit_ex2(hasher.context, hasher.algorithm, nullptr) == 1 && EVP_DigestUpdate(hasher.context, bytes.data(), bytes.size()) == 1 &&
                EVP_DigestFinal_ex(hasher.context, digest.data(), nullptr) == 1;
  DT_ASSERT(hashed);
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
