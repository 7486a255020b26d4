// Both ways to the API of a data folder (see office.h).
#include "app/cli/office.h"

#include <filesystem>

#include "app/access/operator_key.h"
#include "app/api/api.h"
#include "app/known_head.h"
#include "feel/json.h"
#include "platform/http_client.h"
#include "platform/os_world.h"
#include "platform/sqlite_store.h"

namespace drivetrain::app::cli {

namespace {

/// The server that is running on the folder.
class RunningOffice final : public Office {
 public:
  explicit RunningOffice(access::OperatorKey key) : key_(std::move(key)) {}
  std::string url() const override { return key_.url; }
  bool answers() { return send("GET", "/accounts?limit=1", "").ok(); }

 protected:
  Result<Answer> send(std::string const& method, std::string const& path, std::string const& body) override {
    platform::ClientRequest request{key_.url + "/api/v1" + path, method, {{"Authorization", "Bearer " + key_.key}}, body};
    if (method == "POST") request.headers["Content-Type"] = "application/json";
    DT_TRY(auto answer, platform::ask_server(request));
    return Answer{answer.status, answer.body};
  }

 private:
  access::OperatorKey key_;
};

/// The folder itself, owned while this lives.
class ClosedOffice final : public Office {
 public:
  static Result<std::unique_ptr<Office>> open(std::string const& folder) {
    auto office = std::unique_ptr<ClosedOffice>(new ClosedOffice);
    DT_TRY(office->store_, platform::SqliteStore::open(folder));
    DT_CHECK(check_known_head_before_opening(*office->store_, folder));
    office->runtime_ = std::make_unique<Runtime>(office->os_.world(*office->store_));
    DT_CHECK(office->runtime_->open());
    DT_TRY(office->secrets_, platform::AccessStore::open(folder + "/accounts.db"));
    api::ApiOptions options;
    options.access_store = office->secrets_.get();
    options.access.operator_key = office->key_ = access::new_operator_key(office->os_.entropy);
    office->api_ = std::make_unique<api::Api>(*office->runtime_, office->os_.world(*office->store_), options);
    DT_CHECK(office->api_->open());
    return std::unique_ptr<Office>(std::move(office));
  }
  std::string url() const override { return ""; }

 protected:
  Result<Answer> send(std::string const& method, std::string const& path, std::string const& body) override {
    auto target = platform::parse_target("/api/v1" + path);
    DT_ASSERT(target);
    platform::Request request{method, target->path, target->query, {{"authorization", "Bearer " + key_}, {"content-type", "application/json"}}, body, "127.0.0.1"};
    auto response = api_->answer(request);
    return Answer{response.status, response.body};
  }

 private:
  ClosedOffice() = default;
  platform::OsWorld os_;
  std::unique_ptr<platform::SqliteStore> store_;
  std::unique_ptr<Runtime> runtime_;
  std::unique_ptr<platform::AccessStore> secrets_;
  std::string key_;
  std::unique_ptr<api::Api> api_;
};

std::string text_at(feel::Value const& value, std::string_view name) {
  auto found = value.at(name);
  return found.kind() == feel::Kind::string ? std::string(found.string()) : "";
}

}  // namespace

Result<std::unique_ptr<Office>> Office::open(std::string const& data_folder) {
  if (!std::filesystem::exists(data_folder + "/journal.db"))
    return Error{"DT-X920", "there is no journal in " + data_folder, "name the folder that 'drivetrain serve --data DIR' was started with"};
  DT_TRY(auto key, access::read_operator_key(data_folder));
  if (key) {
    auto running = std::make_unique<RunningOffice>(*key);
    // A key that a crash left behind leads nowhere; then the folder is free, or its lock says who has it.
    if (running->answers()) return std::unique_ptr<Office>(std::move(running));
  }
  return ClosedOffice::open(data_folder);
}

Result<feel::Value> Office::answered(std::string const& method, std::string const& path, std::string const& body) {
  DT_TRY(auto answer, send(method, path, body));
  auto json = feel::from_json(answer.body);
  if (!json) return Error{"DT-X926", "the answer to " + path + " is no JSON (status " + std::to_string(answer.status) + ")", ""};
  if (answer.status >= 400) return Error{text_at(*json, "code"), text_at(*json, "detail"), text_at(*json, "help")};
  return json.take();
}

}  // namespace drivetrain::app::cli
