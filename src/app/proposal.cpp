// Proposals (see proposal.h).
#include "app/proposal.h"

#include <cstdlib>

#include "base/text.h"
#include "notation/yaml_edit.h"

namespace drivetrain::app {

model::Files apply_edits(model::Files files, std::vector<adaptation::FileEdit> const& edits) {
  for (auto const& edit : edits) {
    if (edit.removed) files.erase(edit.path);
    else files[edit.path] = edit.content;
  }
  return files;
}

CheckedEdits check_edits(OperatingModel const& base, std::vector<adaptation::FileEdit> const& edits, Date today) {
  CheckedEdits checked;
  checked.files = apply_edits(base.files, edits);
  checked.compilation = model::compile(checked.files, {today});
  checked.diff = model::diff(base, *checked.compilation.model);
  // Who may approve follows from the rights in force, never from those that the change itself would grant.
  checked.governing = model::governing_decision(base, checked.diff.touches);
  return checked;
}

adaptation::ProposeChange make_proposal(OperatingModel const& base, ModelLibrary& library, ProposalWords words,
                                        std::vector<adaptation::FileEdit> edits, Date today) {
  auto checked = check_edits(base, edits, today);
  adaptation::ProposeChange command;
  command.title = std::move(words.title);
  command.reason = std::move(words.reason);
  command.signal = std::move(words.signal);
  command.roll_back = words.roll_back;
  command.base = base.revision;
  command.edits = std::move(edits);
  command.revision = checked.compilation.model->revision;
  command.summary = checked.diff.lines();
  command.errors = static_cast<std::int64_t>(checked.compilation.diagnostics.errors());
  for (auto const& finding : checked.compilation.diagnostics.all())
    if (finding.severity != Severity::note)
      command.findings.push_back(finding.span.file + ":" + std::to_string(finding.span.begin.line) + ": " + finding.message + " [" +
                                 finding.code + "]");
  for (auto touch : checked.diff.touches) command.touches.emplace_back(to_string(touch));
  command.decision = checked.governing.decision;
  feel::Context facts;
  facts.set("points", feel::Value(Decimal::from_double(checked.diff.points).value_or(0)));
  facts.set("things", feel::Value(static_cast<std::int64_t>(checked.diff.differences.size())));
  command.facts = feel::Value(std::move(facts));
  if (checked.compilation.coherent()) library.add(checked.compilation.model);
  return command;
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

namespace {

notation::YamlNode const* find_value(std::vector<notation::YamlNode> const& documents, FormEdit const& edit) {
  for (auto const& document : documents) {
    auto const* kind = document.find("kind");
    auto const* metadata = document.find("metadata");
    auto const* id = metadata ? metadata->find("id") : nullptr;
    if (!kind || !id || kind->text != edit.kind || id->text != edit.id) continue;
    auto const* node = document.find("spec");
    for (auto const& step : edit.path) {
      if (!node) return nullptr;
      if (node->kind != notation::YamlKind::sequence) {
        node = node->find(step);
        continue;
      }
      char* end = nullptr;
      auto index = std::strtoul(step.c_str(), &end, 10);
      node = *end == 0 && index < node->items.size() ? &node->items[index] : nullptr;
    }
    return node;
  }
  return nullptr;
}

}  // namespace

Result<std::vector<adaptation::FileEdit>> edit_by_form(Company const& company, std::vector<FormEdit> const& edits) {
  std::map<std::string, std::string> changed;
  for (auto const& edit : edits) {
    auto const* entity = company.model().find(edit.kind, edit.id);
    if (!entity) return Error{"DT-X901", "there is no " + edit.kind + " " + edit.id + " in the model in force", ""};
    auto content = changed.emplace(entity->file, company.model().files.at(entity->file)).first;
    // Read again after each edit: places move.
    SourceText source(entity->file, content->second);
    Diagnostics unused;
    auto documents = notation::read_yaml(source, unused);
    auto const* value = find_value(documents, edit);
    if (!value || (value->kind != notation::YamlKind::scalar && value->kind != notation::YamlKind::null))
      return Error{"DT-X901", edit.kind + " " + edit.id + " has no single value at " + (edit.path.empty() ? "its top" : join(edit.path, ".")),
                   "change the file's text instead"};
    DT_ASSIGN(content->second, notation::replace_scalar(source, value->span, edit.yaml));
  }
  std::vector<adaptation::FileEdit> files;
  for (auto& [path, content] : changed) files.push_back({path, std::move(content), false});
  return files;
}

}  // namespace drivetrain::app
