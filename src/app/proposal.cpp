// Proposals (see proposal.h).
#include "app/proposal.h"

#include "base/limits.h"
#include "model/merge.h"

namespace drivetrain::app {

model::Files apply_edits(model::Files files, std::vector<adaptation::FileEdit> const& edits) {
  for (auto const& edit : edits) {
    if (edit.removed) files.erase(edit.path);
    else files[edit.path] = edit.content;
  }
  return files;
}

std::string finding_line(Diagnostic const& finding) {
  return finding.span.file + ":" + std::to_string(finding.span.begin.line) + ": " + finding.message + " [" + finding.code + "]";
}

model::ErrorsBeside errors_beside(OperatingModel const& in_force, model::Compilation const& version, Date today) {
  if (version.coherent()) return {};
  return model::errors_beside(version.diagnostics, model::compile(in_force.files, {today}).diagnostics);
}

CheckedEdits check_edits(OperatingModel const& base, std::vector<adaptation::FileEdit> const& edits, Date today) {
  CheckedEdits checked;
  checked.files = apply_edits(base.files, edits);
  checked.compilation = model::compile(checked.files, {today});
  checked.errors = errors_beside(base, checked.compilation, today);
  checked.diff = model::diff(base, *checked.compilation.model);
  // Who may approve follows from the rights in force, never from those that the change itself would grant.
  checked.governing = model::governing_decision(base, checked.diff);
  return checked;
}

adaptation::ProposeChange make_proposal(OperatingModel const& base, ModelLibrary& library, ProposalWords words,
                                        std::vector<adaptation::FileEdit> edits, Date today) {
  auto checked = check_edits(base, edits, today);
  adaptation::ProposeChange command;
  command.title = std::move(words.title);
  command.reason = std::move(words.reason);
  command.signal = std::move(words.signal);
  command.idea = std::move(words.idea);
  command.roll_back = words.roll_back;
  command.base = base.revision;
  command.again = std::move(words.again);
  command.edits = std::move(edits);
  command.revision = checked.compilation.model->revision;
  command.summary = checked.diff.summary();
  command.errors = static_cast<std::int64_t>(checked.errors.fresh_count());
  for (auto const& finding : checked.errors.fresh) command.findings.push_back(finding_line(finding));
  for (auto const& finding : checked.compilation.diagnostics.all())
    if (finding.severity == Severity::warning) command.findings.push_back(finding_line(finding));
  for (auto const& finding : checked.errors.carried) command.carried.push_back(finding_line(finding));
  if (command.carried.size() > limits::max_change_findings) command.carried.resize(limits::max_change_findings);
  if (!checked.diff.meaningless())
    for (auto touch : checked.diff.touches) command.touches.emplace_back(to_string(touch));
  if (!checked.diff.unexplained.empty() && command.touches.empty()) command.touches.emplace_back("files");
  command.decision = checked.governing.decision;
  command.decisions = checked.governing.decisions;
  command.ungoverned = checked.governing.why;
  command.facts = feel::Value(facts_of(checked.diff));
  if (checked.errors.none_fresh()) library.keep(checked.compilation.model);
  return command;
}

feel::Context facts_of(model::Diff const& diff) {
  feel::Context facts;
  facts.set("points", feel::Value(Decimal::from_double(diff.points).value_or(0)));
  facts.set("things", feel::Value(static_cast<std::int64_t>(diff.differences.size())));
  return facts;
}

void leave_out_files(adaptation::ProposeChange& command) {
  command.edits.clear();
  if (command.findings.size() > limits::max_change_findings) command.findings.resize(limits::max_change_findings);
  if (command.summary.size() > limits::max_change_findings) command.summary.resize(limits::max_change_findings);
}

std::optional<model::Files> files_of(Company const& company, adaptation::ChangeProposed const& proposal) {
  if (auto known = company.library().find(proposal.revision)) return known->files;
  auto base = company.library().find(proposal.base);
  if (!base) return std::nullopt;
  return apply_edits(base->files, proposal.edits);
}

Result<std::vector<adaptation::FileEdit>> edits_again(Company const& company, adaptation::ChangeProposed const& proposal) {
  auto base = company.library().find(proposal.base);
  if (!base) return Error{"DT-X907", "version " + proposal.base.substr(0, 8) + ", from which this change was made, is not kept", "propose it anew"};
  auto text_in = [](model::Files const& files, std::string const& path) -> std::optional<std::string> {
    auto found = files.find(path);
    return found == files.end() ? std::nullopt : std::optional(found->second);
  };
  std::vector<adaptation::FileEdit> edits;
  for (auto const& edit : proposal.edits) {
    auto was = text_in(base->files, edit.path), is = text_in(company.model().files, edit.path);
    auto wanted = edit.removed ? std::nullopt : std::optional(edit.content);
    if (is == wanted) continue;   // the version in force says so already
    if (is == was) {
      edits.push_back(edit);
      continue;
    }
    auto merged = was && is && wanted ? model::merge_lines(*was, *is, *wanted) : std::nullopt;
    if (!merged)
      return Error{"DT-X907", "both this change and the version in force changed the same lines of " + edit.path, "make the change anew on the version in force"};
    edits.push_back({edit.path, std::move(*merged), false});
  }
  return edits;
}

Result<std::vector<adaptation::FileEdit>> edits_to_version(Company const& company, std::string const& revision) {
  auto target = company.library().find(revision);
  if (!target || !company.adaptation.find_version(revision))
    return Error{"DT-X901", "there is no version " + revision.substr(0, 8), "versions are listed on the Changes page"};
  std::vector<adaptation::FileEdit> edits;
  auto const& now = company.model().files;
  for (auto const& [path, content] : target->files)
    if (auto current = now.find(path); current == now.end() || current->second != content) edits.push_back({path, content, false});
  for (auto const& [path, content] : now)
    if (!target->files.contains(path)) edits.push_back({path, "", true});
  return edits;
}

}  // namespace drivetrain::app
