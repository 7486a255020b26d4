// Writes that are sent again (see repeats.h).
#include "app/api/repeats.h"

#include "app/api/problem.h"
#include "base/hash.h"
#include "base/text.h"

namespace drivetrain::app::api {

using platform::Response;

namespace {

std::string name_of_sender(access::Principal const& who) {
  if (who.kind == access::Principal::Kind::installation) return "installation";
  return who.account.empty() ? "person/" + who.person : "account/" + who.account;
}

/// What is worth keeping: an answer that would be the same tomorrow. Not "try again", and not "sign in first".
bool is_settled(Response const& response) { return !response.events && response.status != 401 && response.status != 429 && response.status < 500; }

Response from_kept(platform::KeptAnswer const& kept) {
  Response response;
  response.status = kept.status;
  response.body = kept.body;
  for (auto line : split(kept.headers, '\n')) {
    auto colon = line.find(": ");
    if (colon != std::string_view::npos) response.headers.emplace_back(std::string(line.substr(0, colon)), std::string(line.substr(colon + 2)));
  }
  response.headers.emplace_back("Idempotency-Replayed", "true");
  return response;
}

platform::KeptAnswer to_keep(std::string request, Response const& response) {
  platform::KeptAnswer kept{std::move(request), response.status, "", response.body};
  for (auto const& [name, value] : response.headers)
    if (name != "Set-Cookie") kept.headers += name + ": " + value + "\n";
  return kept;
}

}  // namespace

Response Repeats::answer(platform::Request const& request, access::Principal const& who, std::function<Response()> const& write, std::function<Response(Error const&)> const& refuse) {
  auto refusal = [&](Error const& error) { return refuse ? refuse(error) : problem(error); };
  auto key = request.header("idempotency-key");
  // What changes who is signed in is not repeated: its answer is a secret.
  bool secret = request.path.starts_with("/api/v1/session") || request.path.starts_with("/api/v1/links/") || request.path.starts_with("/api/v1/accounts") || request.path.starts_with("/api/v1/tokens");
  // Nor are jobs: what was taken is held, and comes again when its lock has run out.
  secret = secret || request.path == "/api/v1/jobs/activation" || request.path == "/v2/jobs/activation" || request.path.ends_with("/external-task/fetchAndLock");
  if (key.empty() || request.method == "GET" || !who.signed_in() || secret) return write();
  if (key.size() > longest_key) return refusal({"DT-X902", "the Idempotency-Key is longer than " + std::to_string(longest_key) + " characters", "A UUID will do."});
  auto whole = name_of_sender(who) + " " + std::string(key);
  auto asked = to_hex(sha256(request.method + " " + request.path + "\n" + request.body));
  auto now = clock_.now();
  bool sweep = false;
  {
    std::lock_guard lock(mutex_);
    if (!under_way_.insert(whole).second) return refusal({"DT-X903", "the first request with this Idempotency-Key is still under way", "Wait for its answer, or send it again in a moment."});
    if (swept_ + hours(1) < now) sweep = true, swept_ = now;
  }
  auto answered = [&]() -> Response {
    auto kept = store_.find(whole, now - Repeats::kept);
    if (!kept) return refusal(kept.error());
    if (*kept && (**kept).request != asked) return refusal({"DT-X902", "this Idempotency-Key was used for another request", "Each request has a key of its own; the same key only sends the same request again."});
    if (*kept) return from_kept(**kept);
    auto response = write();
    // The write stands, whether its answer could be kept or not.
    if (is_settled(response)) (void)store_.keep(whole, to_keep(asked, response), now).ok();
    return response;
  };
  auto response = answered();
  {
    std::lock_guard lock(mutex_);
    under_way_.erase(whole);
  }
  if (sweep) (void)store_.drop_before(now - kept).ok();
  return response;
}

}  // namespace drivetrain::app::api
