// Company and journal together (see runtime.h).
#include "app/runtime.h"

#include "app/edits.h"
#include "app/ideas.h"
#include "app/views/holders.h"
#include "app/views/impact.h"
#include "base/hash.h"
#include "decisions/commands.h"
#include "model/diff.h"

namespace drivetrain::app {

namespace {
std::vector<journal::Blob> blobs_of(model::Files const& files) {
  std::vector<journal::Blob> blobs;
  for (auto const& [path, content] : files) blobs.push_back({to_hex(sha256(content)), content});
  return blobs;
}
}  // namespace

namespace {
Error incoherent(std::vector<Diagnostic> const& errors) {
  auto first = errors.empty() ? "more errors than can be listed" : errors.front().span.file + ": " + errors.front().message;
  return {"DT-X908", "the model is incoherent: " + first, "run drivetrain check on its folder"};
}
}  // namespace

Runtime::Runtime(journal::World world, journal::Options options)
    : world_(world), company_(library_), journal_(world, company_, company_.catalogue(), std::move(options)) {
  library_.set_blobs([this](std::string const& hash) -> std::optional<std::string> {
    auto blob = journal_.blob(hash);
    return blob ? blob.take() : std::nullopt;
  });
}

Status Runtime::open() {
  DT_CHECK(journal_.open());
  return carry_out_erasures();
}

Result<journal::Outcome> Runtime::erase(journal::Actor actor, ErasurePlan const& plan, std::string reason) {
  auto outcome = ask(std::move(actor), journal::OrderErasure{plan.about, std::move(reason), plan.tombstones()});
  if (outcome.accepted()) DT_CHECK(carry_out_erasures());
  return outcome;
}

Status Runtime::carry_out_erasures() {
  std::vector<journal::ErasureOrdered> open;
  DT_CHECK(journal_.read([&] {
    open.clear();
    for (auto const& [id, order] : company_.open_erasures) open.push_back(order);
  }));
  for (auto const& order : open) {
    DT_TRY(auto remains, remains_of(order, company_.catalogue(), world_.store));
    DT_CHECK(world_.store.erase(remains));
    DT_CHECK(world_.store.drop_snapshots());
    DT_CHECK(journal_.retell());
    auto confirmed = ask(journal::Actor::installation(), journal::ConfirmErasure{order.erasure});
    if (confirmed.refusal) return *confirmed.refusal;
  }
  return {};
}

Result<journal::Outcome> Runtime::deploy_first(model::Compilation const& compilation) {
  if (!compilation.coherent()) return incoherent(model::errors_beside(compilation.diagnostics, {}).fresh);
  auto const& model = compilation.model;
  library_.add(model);
  journal_.attach(blobs_of(model->files));
  adaptation::DeployModel command;
  command.revision = model->revision;
  command.manifest = manifest_of(model->files);
  command.reason = "first version";
  return ask(journal::Actor::installation(), command);
}

journal::Outcome Runtime::deploy_folder(model::Compilation const& compilation, std::string const& base, std::vector<std::string> summary) {
  return deploy_files(journal::Actor::installation(), compilation, base, std::move(summary), "the served folder was changed");
}

journal::Outcome Runtime::deploy_files(journal::Actor actor, model::Compilation const& compilation, std::string const& base, std::vector<std::string> summary, std::string reason) {
  if (!compilation.coherent()) {
    std::shared_ptr<OperatingModel const> made_from;
    Date today;
    auto read = journal_.read([&] {
      made_from = library_.find(base);
      today = company_.today(now());
    });
    if (!read) return {0, read.error(), ""};
    auto errors = made_from ? errors_beside(*made_from, compilation, today) : model::errors_beside(compilation.diagnostics, {});
    if (!errors.none_fresh()) return {0, incoherent(errors.fresh), ""};
  }
  auto const& model = compilation.model;
  library_.add(model);
  journal_.attach(blobs_of(model->files));
  adaptation::DeployModel command;
  command.revision = model->revision;
  command.manifest = manifest_of(model->files);
  command.reason = std::move(reason);
  command.summary = std::move(summary);
  command.base = base;
  return ask(std::move(actor), command);
}

journal::Outcome Runtime::propose(journal::Actor actor, ProposalWords words, std::vector<adaptation::FileEdit> edits) {
  if (auto fits = check_paths(edits); !fits) return {0, fits.error(), ""};
  std::shared_ptr<OperatingModel const> base;
  Date today;
  auto read = journal_.read([&] {
    base = company_.model_pointer();
    today = company_.today(now());
  });
  if (!read) return {0, read.error(), ""};
  auto command = make_proposal(*base, library_, std::move(words), std::move(edits), today);
  Status may;
  read = journal_.read([&] {
    may = adaptation::may_propose(command, company_.adaptation);
    if (may && !command.idea.empty()) may = may_become_standard(company_, command.idea);
  });
  if (!read) return {0, read.error(), ""};
  if (!may) leave_out_files(command);
  // Only what this change brings: the files of its base came with their own version.
  model::Files files;
  for (auto const& edit : command.edits)
    if (!edit.removed) files[edit.path] = edit.content;
  if (!files.empty()) journal_.attach(blobs_of(files));
  return ask(std::move(actor), command);
}

journal::Outcome Runtime::propose_again(journal::Actor actor, std::string const& change) {
  Result<std::vector<adaptation::FileEdit>> edits = std::vector<adaptation::FileEdit>{};
  ProposalWords words;
  auto read = journal_.read([&] {
    auto const& changes = company_.adaptation.changes;
    auto found = changes.find(change);
    if (found == changes.end()) {
      edits = Error{"DT-X901", "there is no change " + change, ""};
    } else if (found->second.state != adaptation::ChangeState::outdated) {
      edits = Error{"DT-X903", "change " + change + " is not outdated", "only what was made from a version that is no longer in force is proposed again"};
    } else if (!found->second.again.empty()) {
      edits = Error{"DT-X903", "change " + change + " was proposed again already: " + found->second.again, "go on there"};
    } else {
      auto const& proposal = found->second.proposal;
      edits = edits_again(company_, proposal);
      words = {proposal.title, proposal.reason, proposal.signal, proposal.roll_back, change, proposal.idea};
    }
  });
  if (!read) return {0, read.error(), ""};
  if (!edits) return {0, edits.error(), ""};
  return propose(std::move(actor), std::move(words), edits.take());
}

namespace {

/// The roll-back that this person proposed from the version in force and that still waits: a second try goes on with it.
std::string begun_roll_back(Company const& company, std::string const& person, std::string const& revision) {
  for (auto const& [id, change] : company.adaptation.changes)
    if (change.state == adaptation::ChangeState::proposed && change.proposal.roll_back && change.proposal.by == person &&
        change.proposal.revision == revision && change.proposal.base == company.model().revision)
      return id;
  return "";
}

Status may_roll_back(Company const& company, std::string const& person, std::string const& revision, Instant now) {
  auto target = company.library().find(revision);
  auto version = revision.substr(0, 8);
  if (revision == company.model().revision) return Error{"DT-X903", "version " + version + " is in force", ""};
  if (!target || !company.adaptation.find_version(revision)) return Error{"DT-X901", "there is no version " + version, "versions are listed on the Changes page"};
  auto approvals = views::approvals_of(company, model::diff(company.model(), *target), now);
  if (approvals.asked.empty()) return Error{"DT-X909", "no decision right governs going back to version " + version + ": " + approvals.why, "propose it in parts"};
  if (approvals.asks(person)) return {};
  auto holder = views::holder_of(company, approvals.asked.front().route);
  return Error{"DT-X904", "going back to version " + version + " is approved by " + (holder.name.empty() ? "nobody of today" : holder.name) + " (" + holder.role_title + ")",
               "ask them, or propose the change"};
}

/// The answers that this person may give to what is asked about the change.
std::vector<decisions::TakeDecision> answers_of(Company const& company, std::string const& change, std::string const& person, std::string const& reason, Instant now) {
  std::vector<decisions::TakeDecision> answers;
  for (auto const& [id, live] : company.decisions.live) {
    if (live.kind != "change" || live.subject != change || views::route_of(company, live, now).person != person) continue;
    auto const* declared = company.find(live.revision, live.decision);
    if (declared && !declared->outcomes.empty()) answers.push_back({id, declared->outcomes.front().value, reason});
  }
  return answers;
}

}  // namespace

journal::Outcome Runtime::roll_back(std::string const& person, std::string const& revision, std::string const& reason) {
  auto actor = journal::Actor::person(person);
  Status may;
  Result<std::vector<adaptation::FileEdit>> edits = std::vector<adaptation::FileEdit>{};
  std::string change;
  auto read = journal_.read([&] {
    may = may_roll_back(company_, person, revision, now());
    change = begun_roll_back(company_, person, revision);
    if (may.ok()) edits = edits_to_version(company_, revision);
  });
  if (!read) return {0, read.error(), ""};
  if (!may) {
    // Reaching for a version is reaching for its right: it is refused on record, as any wrong hand is.
    adaptation::DeployModel reach;
    reach.revision = revision, reach.reason = reason, reach.roll_back = true;
    auto position = may.error().code == "DT-X904" ? ask(actor, reach).position : 0;
    return {position, may.error(), ""};
  }
  if (!edits) return {0, edits.error(), ""};
  journal::Outcome outcome;
  if (change.empty()) {
    outcome = propose(actor, {"Roll back to version " + revision.substr(0, 8), reason, "", true, ""}, edits.take());
    if (outcome.refusal) return outcome;
    change = outcome.reply;
  }
  std::vector<decisions::TakeDecision> answers;
  read = journal_.read([&] { answers = answers_of(company_, change, person, reason, now()); }, outcome.position);
  if (!read) return {0, read.error(), ""};
  for (auto const& answer : answers) {
    outcome = ask(actor, answer);
    if (outcome.refusal) return outcome;
  }
  outcome.reply = change;
  return outcome;
}

}  // namespace drivetrain::app
