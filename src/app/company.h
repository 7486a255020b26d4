// Company: the machine that the journal drives. It holds the state of every folder and the model in force, hands each
// command to its folder's handler with what that handler may see, and applies each event to whoever remembers it.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "adaptation/handle.h"
#include "app/model_library.h"
#include "coordination/events.h"
#include "coordination/handle.h"
#include "coordination/ideas.h"
#include "decisions/events.h"
#include "decisions/handle.h"
#include "decisions/subjects.h"
#include "decisions/views.h"
#include "execution/handle.h"
#include "journal/commands.h"
#include "journal/machine.h"
#include "journal/registry.h"
#include "organisation/events.h"
#include "organisation/handle.h"
#include "organisation/views.h"
#include "organisation/working_time.h"
#include "performance/handle.h"
#include "processes/apply.h"
#include "processes/events.h"
#include "processes/handle.h"
#include "strategy/handle.h"

namespace drivetrain::app {

class Company final : public journal::Machine, public decisions::DecisionSource, public decisions::SubjectSource, public decisions::InformationSource, public processes::ProgramSource {
 public:
  explicit Company(ModelLibrary& library);

  organisation::State organisation;
  strategy::State strategy;
  decisions::State decisions;
  coordination::State coordination;
  coordination::Ideas ideas;
  processes::State processes;
  execution::State execution;
  performance::State performance;
  adaptation::State adaptation;
  std::map<std::string, journal::ErasureOrdered> open_erasures;  ///< ordered and not carried out yet, by id

  /// In force; before the first deployment an empty model, never null.
  OperatingModel const& model() const { return *model_; }
  std::shared_ptr<OperatingModel const> model_pointer() const { return model_; }
  ModelLibrary& library() const { return library_; }
  /// Names, fields and JSON of every command and event.
  journal::Catalogue const& catalogue() const { return registry_; }

  Zone const& zone() const { return *zone_; }
  Date today(Instant now) const { return zone_->to_local(now).date; }
  decisions::People people() const { return {model_->organisation, organisation}; }
  execution::KpiValue kpi_values(Instant now) const;
  adaptation::GaugeInput gauge_input(Instant now) const;
  decisions::DeclarationOf declarations() const;

  // journal::Machine
  Status handle(journal::Command const& command, journal::Transition& transition) override;
  /// DT-X920 when a file of a deployed version is missing or is not what was deployed.
  Status prepare(journal::Record const& event) override;
  void apply(journal::Record const& event) override;
  bool knows(journal::TypeNumber event) const override { return registry_.knows(event); }
  void react(journal::Record const& event, std::vector<journal::Command>& follow_ups) override;
  std::string const& model_revision() const override { return model_->revision; }
  void reset() override;
  std::optional<Bytes> image() const override;
  std::string image_layout() const override;
  bool load_image(std::span<std::uint8_t const> image) override;

  // decisions::SubjectSource
  Status find_subject(decisions::OpenDecision const& command) const override;
  Result<Decimal> measure(std::string const& measured, decisions::OpenDecision const& command, Instant now) const override;

  // decisions::InformationSource
  decisions::BriefedInput look_up(decisions::Information const& information, Instant now) const override;

  // Versions of declarations that running work began with.
  decisions::Decision const* find(std::string const& revision, std::string const& id) const override;
  processes::Program const* find(std::string_view revision, std::string_view process) const override;
  std::string owner(std::string_view revision, std::string_view process) const override;
  std::shared_ptr<decisions::CalledDecision const> called_decision(processes::Asked const& asked) const override;
  Called called_process(processes::Asked const& asked) const override;

 private:
  void take_into_force(std::shared_ptr<OperatingModel const> model);
  void register_organisation();
  void register_strategy();
  void register_decisions();
  void register_coordination();
  void register_ideas();
  void register_processes();
  void register_execution();
  void register_performance();
  void register_adaptation();
  void register_erasure();

  ModelLibrary& library_;
  journal::Registry<Company> registry_;
  std::shared_ptr<OperatingModel const> model_;
  std::shared_ptr<Zone const> zone_;
};

}  // namespace drivetrain::app
