// Repeats: a write that carries an Idempotency-Key is done once, however often it is sent within a day
// (IETF draft-ietf-httpapi-idempotency-key-header-06): the same key with the same request gets the same answer, with another request a refusal.
#pragma once

#include <functional>
#include <mutex>
#include <set>
#include <string>

#include "app/access/principal.h"
#include "journal/world.h"
#include "platform/answer_store.h"
#include "platform/http.h"

namespace drivetrain::app::api {

class Repeats {
 public:
  Repeats(platform::AnswerStore& store, journal::Clock& clock) : store_(store), clock_(clock) {}

  static constexpr Duration kept = days(1);
  static constexpr std::size_t longest_key = 200;
  /// Answers by `write`, or by what it answered before. Without a key, for a read, or for nobody in particular it is always `write`.
  /// 409 DT-X903 while the first one is under way; 422 DT-X902 for a key that was used for something else.
  /// `refuse`: how a face words refusals; empty: as problems.
  platform::Response answer(platform::Request const& request, access::Principal const& who, std::function<platform::Response()> const& write, std::function<platform::Response(Error const&)> const& refuse = {});

 private:
  platform::AnswerStore& store_;
  journal::Clock& clock_;
  std::mutex mutex_;
  std::set<std::string, std::less<>> under_way_;
  Instant swept_;
};

}  // namespace drivetrain::app::api
