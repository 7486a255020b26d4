// AnswerStore: what was answered to writes that carry a key of their sender's (Idempotency-Key, IETF draft-ietf-httpapi-idempotency-key-header),
// so that a write sent again after a lost answer is answered again and not done again.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace drivetrain::platform {

class Connection;

struct KeptAnswer {
  std::string request;   ///< hex SHA-256 of what was asked
  int status = 0;
  std::string headers;   ///< lines "Name: value\n"
  std::string body;
};

/// Outlives a killed process; the last moment before a loss of power may be missing, because a key is not worth a sync of its own.
class AnswerStore {
 public:
  /// ":memory:" keeps nothing. DT-X920, DT-X921.
  static Result<std::unique_ptr<AnswerStore>> open(std::string const& path);
  ~AnswerStore();

  Result<std::optional<KeptAnswer>> find(std::string_view key, Instant not_before);
  Status keep(std::string_view key, KeptAnswer const& answer, Instant at);
  Status drop_before(Instant instant);

 private:
  explicit AnswerStore(std::unique_ptr<Connection> connection);
  std::mutex mutex_;
  std::unique_ptr<Connection> connection_;
};

}  // namespace drivetrain::platform
