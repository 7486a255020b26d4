// Called decisions: decisions that processes ask by themselves, by the id of their DMN element, as models of other engines do. Nobody
// decides there: the rule does, and what it was asked and answered is on record.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/source.h"
#include "decisions/dmn/decision_model.h"
#include "decisions/events.h"

namespace drivetrain {
class Zone;
}

namespace drivetrain::decisions {

struct CalledDecision {
  std::string id;
  std::string file;         ///< "decisions/risk.dmn"
  std::string hash;         ///< of the file and of what it imports
  std::string version_tag;  ///< camunda:versionTag or zeebe:versionTag; empty when it has none
  std::shared_ptr<dmn::DecisionModel const> model;
  std::uint32_t node = 0;
};
/// By the id of the decision.
using CalledDecisions = std::map<std::string, std::shared_ptr<CalledDecision const>, std::less<>>;

/// Finds decisions in a model's DMN files and compiles what is called, each file once. Findings: those of the files, and DT-D224 for an id
/// that two files have. Reads nothing before somebody asks.
class CallableDecisions {
 public:
  CallableDecisions(std::map<std::string, SourceText> const& sources, Diagnostics& diagnostics) : sources_(sources), diagnostics_(diagnostics) {}
  /// A process calls it. False when no file has such a decision.
  bool call(std::string_view id);
  /// A process computes which one it calls.
  void call_all();
  /// Of all decisions that there are.
  std::vector<std::string> ids();

  CalledDecisions const& called() const { return called_; }
  std::set<std::string> const& files() const { return compiled_; }

 private:
  struct Place {
    std::string file;
    std::shared_ptr<notation::DmnDefinitions const> definitions;
  };
  void gather();
  void compile_file(Place const& place);

  std::map<std::string, SourceText> const& sources_;
  Diagnostics& diagnostics_;
  bool gathered_ = false;
  std::map<std::string, std::shared_ptr<notation::DmnDefinitions const>> files_;
  std::map<std::string, Place, std::less<>> places_;
  std::set<std::string> compiled_;
  CalledDecisions called_;
};

/// What came of asking.
struct CalledOutcome {
  feel::Value value;                ///< as DMN says it
  std::vector<feel::Context> rows;  ///< each rule that decided, by the names of its outputs; a decision without a table is one row
  std::vector<MatchedRule> rules;
  std::vector<std::string> warnings;
  std::string failure;              ///< why nothing came of it, though something should have; else empty. That no rule matches is none
};
/// `inputs` by the names that the decision takes; what is absent is null.
CalledOutcome evaluate_called(CalledDecision const& called, feel::Context const& inputs, Instant now, std::shared_ptr<Zone const> zone);

}  // namespace drivetrain::decisions
