// Serve: a company on a data folder, with its API and pages, until somebody stops it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "app/demo_clock.h"
#include "app/runtime.h"
#include "app/served_folder.h"
#include "base/diagnostic.h"

namespace drivetrain::app {

struct ServeOptions {
  std::string model;                     ///< folder; its files become the first version when the journal is empty
  std::string data;                      ///< folder of the journal
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;             ///< 0: any free one
  bool demo = false;                     ///< simulated time, which can be moved
  double speed = 1;                      ///< of simulated time, in seconds per second
  std::optional<Instant> start;          ///< of simulated time, when the data folder knows none; now when absent
  std::string version = "development";
  bool reload = false;                   ///< a changed and coherent model folder comes into force as a new version
  bool write_model = false;              ///< a version that came into force by a change is written into the model folder; never in a demo
  int requests_per_second = 100;         ///< of each account or address; 0: as many as they like
  std::string http_allow;                ///< where steps of processes may call (platform/outbound_rules.h); nowhere when empty
  std::string http_secrets;              ///< file of secrets that such calls name (connectors/secrets.h); empty: those of the environment alone
  bool http_calls = true;                ///< it makes such calls itself; else they wait for another worker
  std::string public_url;                ///< by which people reach the pages, for links; as it listens when empty. https: the cookie goes nowhere else
  Duration verify_every = hours(24);     ///< the journal's whole chain is verified at the start and then so often, beside the work; zero: never
  std::function<void(std::string const&)> say_alarm;  ///< hears on any thread that the journal is not what was written; an error on stderr when empty
  ServedFolder::Say say_folder;          ///< hears what became of a changed folder, and of one that should change
  TimeKeeper::Play play;                 ///< what the sample people do while time is moved; nothing when empty
};

/// Why others on the network could read along, and what to do; empty when only this machine is listened to, or https stands before it.
std::string warning_of_address(ServeOptions const& options);

class Served {
 public:
  /// Listens when it returns. Errors: DT-X908 the model is incoherent (see `incoherent`), DT-X920 to DT-X922 the data folder cannot be
  /// had, DT-X928 the address cannot, DT-X952 the journal has lost its end.
  static Result<std::unique_ptr<Served>> start(ServeOptions options, model::Compilation* incoherent = nullptr);
  ~Served();  ///< stops
  Served(Served const&) = delete;

  std::string url() const;
  Runtime& runtime();
  /// What the person who started it should know: what became of the model's folder, when it was not the version in force.
  std::string const& note() const;
  /// While nobody administers: the whole address at which whoever started it becomes the first administrator, once. Empty otherwise.
  std::string const& first_administrator_link() const;
  /// Looks at the model's folder now; says what became of it.
  void look_at_folder();
  /// Answers what is under way, then ends; the journal is whole.
  void stop();

 private:
  struct Parts;
  explicit Served(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace drivetrain::app
