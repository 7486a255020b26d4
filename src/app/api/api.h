// Api: the HTTP API of a running company and the web UI's files beside it. One object; answers on any thread.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>

#include "app/access/access.h"
#include "app/api/case_bell.h"
#include "app/api/changed.h"
#include "app/api/job_bell.h"
#include "app/api/job_streams.h"
#include "app/api/repeats.h"
#include "app/api/router.h"
#include "app/demo_clock.h"
#include "app/deployed/definitions.h"
#include "app/journal_index.h"
#include "app/past.h"
#include "app/runtime.h"
#include "app/served_folder.h"
#include "platform/http.h"
#include "platform/metrics.h"

namespace drivetrain::app::api {

struct ApiOptions {
  bool demo = false;                   ///< sample people may be chosen to sign in as, and reading needs no sign-in
  bool loopback_only = true;           ///< the server listens on this machine only: other names in Host are refused (DNS rebinding)
  std::string version = "development"; ///< of the build
  TimeKeeper* time = nullptr;          ///< moves simulated time; null: the clock is the real one
  journal::Clock* machine_clock = nullptr;        ///< by which sessions, links and tokens expire; null: the company's
  platform::AccessStore* access_store = nullptr;  ///< null: one that ends with this
  access::AccessOptions access = {};
  platform::AnswerStore* answer_store = nullptr;  ///< null: repeated writes are known until this ends
  int requests_per_second = 100;       ///< of each account or address, five seconds' worth at once; 0: as many as they like
  std::string data = {};               ///< folder of the journal, for what is said of its size and its backups; empty: it is in none
  ServedFolder const* folder = nullptr;  ///< that the model is served from; null: it came from none
  bool secure_cookies = false;         ///< pages are reached by https: the session's cookie goes nowhere else
};

class Api {
 public:
  /// `runtime` is open, and a model is in force; both outlive this.
  Api(Runtime& runtime, journal::World world, ApiOptions options);
  /// Reads the journal once, for timelines, and who may sign in. To be called before the first request.
  Status open();

  /// Never throws, never fails: refusals are answers.
  platform::Response answer(platform::Request const& request);

  Runtime& runtime() { return runtime_; }
  journal::Store& store() { return store_; }
  JournalIndex const& index() const { return index_; }
  access::Access& access() { return *access_; }
  platform::RequestMeter& meter() { return meter_; }
  // For other faces of the same company (engine_rest/).
  std::optional<platform::Response> refuse_origin(platform::Request const& request) const;
  /// Who asks, let through by what is demanded. DT-X940 to DT-X942.
  Result<access::Principal> let_in(platform::Request const& request, access::Demand const& demand);
  /// The same, of a request that was let in and goes on: its turn has been counted.
  Result<access::Principal> look_who(platform::Request const& request, access::Demand const& demand);

  /// DT-X944 when it is to be done in another's name than that of who asks (Drivetrain-Person).
  static Status check_hand(platform::Request const& request, access::Principal const& who);
  /// A write that carries an Idempotency-Key is done once.
  Repeats& repeats() { return *repeats_; }

  /// From now on /readyz says that requests should go elsewhere.
  void drain() { draining_ = true; }
  bool draining() const { return draining_; }
  Past& past() { return past_; }
  Changed& changed() { return changed_; }
  JobBell& job_bell() { return job_bell_; }
  CaseBell& case_bell() { return case_bell_; }
  JobStreams& job_streams() { return job_streams_; }
  ApiOptions const& options() const { return options_; }
  std::vector<Route> const& routes() const { return router_.routes(); }
  /// In the cookie of a request; empty when there is none.
  static std::string session_secret(platform::Request const& request);
  static constexpr char const* session_cookie = "drivetrain_session";
  /// What the compiler says about a version on a day; compiled once for each.
  std::shared_ptr<Diagnostics const> findings(OperatingModel const& model, Date day);
  /// The versions of the model as other engines count them. To be called inside the journal's read.
  std::shared_ptr<deployed::Definitions const> definitions();

 private:
  /// `operation`: set to the contract's name of what was asked, as soon as it is known.
  platform::Response route(platform::Request const& request, std::string& operation);
  platform::Response write(Exchange& exchange);
  std::optional<Duration> wait_for_turn(platform::Request const& request, access::Principal const& who);
  std::optional<platform::Response> check_request(Exchange& exchange) const;
  /// What a table of now is about: company, moment, zone, version.
  std::vector<std::pair<std::string, std::string>> about_table();
  /// By session or token; DT-X940 when a token was shown that opens nothing.
  Result<access::Principal> identify(platform::Request const& request);
  std::optional<Error> refuse_access(access::Principal const& who, access::Demand const& demand) const;

  Runtime& runtime_;
  journal::World world_;
  journal::Store& store_;
  ApiOptions options_;
  Router router_;
  std::unique_ptr<platform::AccessStore> own_access_store_;
  std::unique_ptr<access::Access> access_;
  std::unique_ptr<platform::AnswerStore> own_answer_store_;
  std::unique_ptr<Repeats> repeats_;
  std::unique_ptr<platform::RateLimiter> turns_;
  platform::RequestMeter meter_;
  std::atomic<bool> draining_ = false;
  std::shared_mutex versions_;         ///< held alone from the look at a version until what depends on it is done
  JournalIndex index_;
  Past past_;
  Changed changed_;
  JobBell job_bell_;
  CaseBell case_bell_;
  std::mutex findings_mutex_;
  std::string findings_key_;
  std::shared_ptr<Diagnostics const> findings_;
  std::mutex definitions_mutex_;
  std::size_t definitions_of_ = 0;     ///< how many versions there were when they were counted
  std::shared_ptr<deployed::Definitions const> definitions_;
  JobStreams job_streams_;
};

}  // namespace drivetrain::app::api
