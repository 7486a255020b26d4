// Company and journal together (see runtime.h).
#include "app/runtime.h"

#include "base/hash.h"

namespace drivetrain::app {

namespace {
std::vector<journal::Blob> blobs_of(model::Files const& files) {
  std::vector<journal::Blob> blobs;
  for (auto const& [path, content] : files) blobs.push_back({to_hex(sha256(content)), content});
  return blobs;
}
}  // namespace

Runtime::Runtime(journal::World world) : world_(world), company_(library_), journal_(world, company_, company_.catalogue()) {
  library_.set_blobs([this](std::string const& hash) -> std::optional<std::string> {
    auto blob = journal_.blob(hash);
    return blob ? blob.take() : std::nullopt;
  });
}

Status Runtime::open() { return journal_.open(); }

Result<journal::Outcome> Runtime::deploy_first(model::Compilation const& compilation) {
  if (!compilation.coherent()) {
    auto const& first = compilation.diagnostics.all().front();
    return Error{"DT-X908", "the model is incoherent: " + first.span.file + ": " + first.message, "run drivetrain check on its folder"};
  }
  auto const& model = compilation.model;
  library_.add(model);
  journal_.attach(blobs_of(model->files));
  adaptation::DeployModel command;
  command.revision = model->revision;
  command.manifest = manifest_of(model->files);
  command.reason = "first version";
  return ask(journal::Actor::installation(), command);
}

journal::Outcome Runtime::propose(journal::Actor actor, ProposalWords words, std::vector<adaptation::FileEdit> edits) {
  std::shared_ptr<OperatingModel const> base;
  Date today;
  auto read = journal_.read([&] {
    base = company_.model_pointer();
    today = company_.today(now());
  });
  if (!read) return {0, read.error(), ""};
  auto command = make_proposal(*base, library_, std::move(words), edits, today);
  journal_.attach(blobs_of(apply_edits(base->files, edits)));
  return ask(std::move(actor), command);
}

journal::Outcome Runtime::propose_roll_back(journal::Actor actor, std::string const& revision, std::string const& reason) {
  Result<std::vector<adaptation::FileEdit>> edits = std::vector<adaptation::FileEdit>{};
  auto read = journal_.read([&] { edits = edits_to_version(company_, revision); });
  if (!read) return {0, read.error(), ""};
  if (!edits) return {0, edits.error(), ""};
  return propose(std::move(actor), {"Roll back to version " + revision.substr(0, 8), reason, "", true}, edits.take());
}

}  // namespace drivetrain::app
