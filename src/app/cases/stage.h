// Stage: the company of one case run, with the names that the case gave to what it made.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "app/cases/words.h"
#include "app/runtime.h"
#include "journal/sim_world.h"

namespace drivetrain::app::cases {

class Stage {
 public:
  Stage(model::Files files, std::string const& start);
  /// Opens the journal and puts the model into force.
  Status begin();
  /// A new process over the same store.
  Status restart();

  Company const& company() const { return runtime_->company(); }
  Runtime& runtime() { return *runtime_; }
  journal::SimStore& store() { return world_.store; }
  journal::SimStore const& store() const { return const_cast<Stage*>(this)->world_.store; }
  Instant now() const { return const_cast<Stage*>(this)->world_.clock.now(); }

  /// Before each act: what a want asks of the journal is asked of what came after it.
  void mark() { since_ = runtime_->journal().head(); }
  std::uint64_t since() const { return since_; }

  /// Lets time pass, the clock's commands included, in order.
  Status advance_to(Instant then);
  /// "2026-03-27T16:50" or "16:50" of the same day, in the company's zone.
  Result<Instant> local(std::string const& text) const;
  /// "3 h", "2 days", "2 business days", "5 working hours".
  Result<Instant> later(std::string const& amount) const;

  /// The id behind a name that the case gave, or the word itself.
  std::string id_of(std::string const& name) const;
  void call(std::string const& name, std::string const& id) { names_[name] = id; }
  /// A FEEL value; names that the case gave stand for their ids.
  Result<feel::Value> value(std::string const& text) const;

  // What a case means by a few words. Errors say what there is instead.
  Result<std::string> work(std::string const& element, std::string const& case_name) const;
  /// A live decision by name, or by what it is about (a case, a work item, a change).
  Result<std::string> decision(std::string const& name) const;
  /// The same; of several about one change, the one that is this person's.
  Result<std::string> decision(std::string const& name, std::string const& person) const;
  Result<std::string> occurrence(std::string const& name) const;
  /// A signal by name, or the newest about a gauge.
  std::string signal(std::string const& name) const;

 private:
  model::Files files_;
  std::string start_;
  journal::SimWorld world_;
  std::unique_ptr<Runtime> runtime_;
  std::map<std::string, std::string> names_;
  std::uint64_t since_ = 0;
};

}  // namespace drivetrain::app::cases
