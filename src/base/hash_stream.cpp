// By OpenSSL (see hash_stream.h).
#include "base/hash_stream.h"

#include <openssl/evp.h>

namespace drivetrain {

struct Sha256Stream::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  ~State() { EVP_MD_CTX_free(context); }
};

Sha256Stream::Sha256Stream() : state_(std::make_unique<State>()) { EVP_DigestInit_ex(state_->context, EVP_sha256(), nullptr); }
Sha256Stream::~Sha256Stream() = default;
void Sha256Stream::add(std::span<std::uint8_t const> bytes) { EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()); }

Sha256 Sha256Stream::digest() {
  Sha256 digest;
  EVP_DigestFinal_ex(state_->context, digest.data(), nullptr);
  return digest;
}

}  // namespace drivetrain
