// Runtime: a company and its journal, put together over a World. The server, the command line, the case runner and the
// simulation all work on this one.
#pragma once

#include <memory>
#include <string>

#include "app/company.h"
#include "app/erasure.h"
#include "app/model_library.h"
#include "app/proposal.h"
#include "journal/journal.h"

namespace drivetrain::app {

class Runtime {
 public:
  /// `options`: of the journal; with a build it keeps snapshots.
  explicit Runtime(journal::World world, journal::Options options = {});
  Runtime(Runtime const&) = delete;

  /// Opens the store and replays it; carries out what erasures a crash left undone.
  Status open();
  /// Puts the first version into force. Refused with the findings when it is incoherent, or when one is in force already.
  Result<journal::Outcome> deploy_first(model::Compilation const& compilation);
  /// Puts what the installation's folder holds into force, in place of `base`; `summary` says in words what is different.
  /// DT-X908 with the first error that `base` does not have too; DT-X907 when another version than `base` is in force by now.
  journal::Outcome deploy_folder(model::Compilation const& compilation, std::string const& base, std::vector<std::string> summary);
  /// The same, as a program that deploys: who, and its own words for it.
  journal::Outcome deploy_files(journal::Actor actor, model::Compilation const& compilation, std::string const& base, std::vector<std::string> summary, std::string reason);
  bool deployed() const { return company_.adaptation.current() != nullptr; }

  /// Thread-safe when the journal was started.
  journal::Outcome execute(journal::Command command) { return journal_.execute(std::move(command)); }
  template <class C>
  journal::Outcome ask(journal::Actor actor, C const& command) {
    return execute(journal::command(command, std::move(actor)));
  }
  /// Compiles the edits against the version in force and proposes them. DT-X902 when an edit is of no file of a model.
  journal::Outcome propose(journal::Actor actor, ProposalWords words, std::vector<adaptation::FileEdit> edits);
  /// An outdated change on the version in force, in its own words; replies with the new one. DT-X907 when both changed the same.
  journal::Outcome propose_again(journal::Actor actor, std::string const& change);
  /// Proposes an earlier version and says yes with every right of it that the person holds; in force at once when those are all.
  /// DT-X904 when the person holds none of them. Asked again after a failure, it goes on where it was.
  journal::Outcome roll_back(std::string const& person, std::string const& revision, std::string const& reason);

  /// Orders the erasure and carries it out: when this answers without an error, nothing of it is in storage or memory any more. The error
  /// is the refusal of the order, or the store's; an order that was taken is carried out again at the next open().
  Result<journal::Outcome> erase(journal::Actor actor, ErasurePlan const& plan, std::string reason);

  /// Reads are taken inside journal().read().
  Company const& company() const { return company_; }
  journal::Journal& journal() { return journal_; }
  Instant now() { return world_.clock.now(); }

 private:
  Status carry_out_erasures();
  journal::World world_;
  ModelLibrary library_;
  Company company_;
  journal::Journal journal_;
};

}  // namespace drivetrain::app
