// The versions of the model as other engines count them: each version of the model is a deployment, and each text of a diagram a version of
// its processes. A version of the model that leaves a diagram alone makes no new version of its processes. Numbers and keys follow from the order in
// which versions came into force, so they are the same after a restart.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/company.h"

namespace drivetrain::app::deployed {

/// One version of a process.
struct Definition {
  std::string process, title;
  int version = 1;             ///< from 1, by process
  std::size_t deployment = 0;  ///< place of the version of the model with which it came, from 1
  std::string revision;        ///< of that version
  std::string file, hash;      ///< the diagram: path and content
  std::uint64_t key = 0;
  bool latest = false;
  bool in_force = false;       ///< the model in force has it

  /// "loan:2:deployment-7"
  std::string id() const;
};

/// A version of the model.
struct Deployment {
  std::size_t number = 0;      ///< from 1
  std::string revision, reason;
  Instant at;
  std::vector<adaptation::ManifestEntry> files;  ///< diagrams, tables and forms
  std::vector<Definition const*> definitions;    ///< that came with it
  std::uint64_t key = 0;
  std::string id() const;
};
/// "deployment-7"
std::string deployment_id(std::size_t number);

/// Immutable; made anew when another version comes into force.
class Definitions {
 public:
  explicit Definitions(Company const& company);
  Definitions(Definitions const&) = delete;

  /// Which version of it runs in that version of the model; null when that is not known.
  Definition const* of(std::string const& revision, std::string const& process) const;
  /// In force today; null when there is no such process.
  Definition const* latest(std::string const& process) const;
  /// The versions of the model in which it runs, in the order of their names.
  std::vector<std::string> revisions_of(Definition const& definition) const;
  Definition const* by_id(std::string_view id) const;
  Definition const* by_key(std::uint64_t key) const;
  Deployment const* deployment(std::string_view id) const;
  Deployment const* deployment_by_key(std::uint64_t key) const;
  /// By process, then version.
  std::vector<std::unique_ptr<Definition>> const& all() const { return definitions_; }
  /// Oldest first.
  std::vector<Deployment> const& deployments() const { return deployments_; }

 private:
  std::vector<std::unique_ptr<Definition>> definitions_;
  std::vector<Deployment> deployments_;
  std::map<std::pair<std::string, std::string>, Definition const*> of_;  ///< by revision and process
};

/// Keys of definitions and deployments lie above those of cases and activities (keys.h).
inline constexpr std::uint64_t definition_space = 1ull << 60;

}  // namespace drivetrain::app::deployed
