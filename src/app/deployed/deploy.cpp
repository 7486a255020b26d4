// See deploy.h.
#include "app/deployed/deploy.h"

#include <algorithm>
#include <set>

#include "app/edits.h"
#include "app/proposal.h"
#include "base/text.h"
#include "feel/json.h"
#include "model/diff.h"
#include "notation/bpmn.h"
#include "notation/declaration.h"
#include "notation/yaml_edit.h"

namespace drivetrain::app::deployed {

namespace {

constexpr int tries = 3;  ///< while others deploy, too

std::string folder_of(std::string const& path) {
  auto slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash + 1);
}

/// "invoice.bpmn" of "C:\models\invoice.bpmn20.xml": the last part, in letters that every file system takes.
std::string plain_name(std::string name) {
  if (auto slash = name.find_last_of("/\\"); slash != std::string::npos) name = name.substr(slash + 1);
  if (name.ends_with(".bpmn20.xml")) name = name.substr(0, name.size() - 6 - 5) + ".bpmn";
  for (auto& c : name) {
    bool fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    if (!fits) c = '-';
  }
  while (!name.empty() && (name.front() == '.' || name.front() == '-')) name.erase(0, 1);
  return name;
}

/// It becomes a file's name and a word in another file.
bool is_plain(std::string const& id) { return !id.empty() && id.size() <= 100 && plain_name(id) == id; }

processes::Process const* process_of(OperatingModel const& base, std::string const& id) {
  auto found = base.processes.processes.find(id);
  return found == base.processes.processes.end() ? nullptr : &found->second;
}

/// What the model must know of a process beside its diagram. Who answers for the company answers for what nobody else does.
std::string declaration_of(OperatingModel const& base, notation::BpmnElement const& process, std::string const& diagram) {
  auto text = "# Made when " + diagram + " was deployed. Say here what the process is for, whose it is and which objectives it serves; its work has no priority until then.\napiVersion: " +
              std::string(notation::api_version) + "\nkind: Process\nmetadata: {id: " + process.id;
  if (!process.name.empty()) text += ", title: " + notation::yaml_quoted(process.name);
  std::string unit, owner;
  for (auto const& [id, one] : base.organisation.units)
    if (one.parent.empty() && !one.header.owner.empty()) {
      unit = id, owner = one.header.owner;
      break;
    }
  // Where nobody is named for the whole, it is the role with the most authority.
  std::optional<std::int64_t> most;
  if (owner.empty())
    for (auto const& [id, role] : base.organisation.roles)
      if (!most || *most < role.authority) most = role.authority, owner = id, unit = role.unit.text();
  if (!owner.empty()) text += ", owner: " + owner;
  text += "}\nspec:\n  bpmn: " + notation::yaml_quoted(diagram) + "\n";
  if (!unit.empty()) text += "  unit: " + unit + "\n";
  return text;
}

/// Where files go in the model, and what goes with them.
class Placing {
 public:
  explicit Placing(OperatingModel const& base) : base_(base), files_(base.files) {}

  Status place(SentFile const& file, Diagnostics& findings) {
    auto name = plain_name(file.name);
    if (name.ends_with(".bpmn")) return diagram(file, name, findings);
    if (name.ends_with(".dmn")) return table(file, name);
    if (name.ends_with(".form")) return form(file, name);
    return Error{"DT-X902", file.name + " is neither a diagram (.bpmn) nor a decision table (.dmn) nor a form (.form)", "leave it out"};
  }
  model::Files take_files() { return std::move(files_); }
  std::vector<std::string> const& paths() const { return paths_; }

 private:
  Status diagram(SentFile const& file, std::string const& name, Diagnostics& findings) {
    auto definitions = notation::read_bpmn(SourceText(file.name, file.content), findings);
    if (!definitions) return {};
    std::vector<notation::BpmnElement const*> executable;
    for (auto const& process : definitions->processes)
      if (process.executable) executable.push_back(&process);
    if (executable.empty()) return Error{"DT-X902", file.name + " has no process with isExecutable=\"true\"", "say in the modeler that it is executable; a drawing that does not run belongs into the model's folder"};
    for (auto const* process : executable)
      if (!is_plain(process->id)) return Error{"DT-X902", file.name + ":" + std::to_string(process->span.begin.line) + ":" + std::to_string(process->span.begin.column) + ": \"" + process->id.substr(0, 100) + "\" is no id for a process here", "use letters, digits, _ - and ."};
    // A process that the model has keeps its file, whatever the file is called that was sent.
    std::string path;
    for (auto const* process : executable) {
      auto const* known = process_of(base_, process->id);
      if (!known) continue;
      auto its = folder_of(known->header.file) + known->bpmn.value;
      if (!path.empty() && path != its) return Error{"DT-X902", file.name + " has processes that the model keeps in two files: " + path + " and " + its, "send a file for each"};
      path = its;
    }
    if (path.empty()) path = "processes/" + name;
    if (std::find(paths_.begin(), paths_.end(), path) != paths_.end()) return Error{"DT-X902", "two of the files sent would become " + path, "give them names of their own"};
    if (files_.contains(path) && none_known(executable)) return Error{"DT-X903", "the model has another diagram " + path, "give the file " + file.name + " another name"};
    files_[path] = file.content;
    paths_.push_back(path);
    for (auto const* process : executable) {
      if (process_of(base_, process->id)) continue;
      auto beside = folder_of(path) + process->id + ".yaml";
      if (files_.contains(beside)) return Error{"DT-X903", "the model has another file " + beside, "declare the process " + process->id + " in the model's folder"};
      files_[beside] = declaration_of(base_, *process, path.substr(folder_of(path).size()));
    }
    return {};
  }

  bool none_known(std::vector<notation::BpmnElement const*> const& executable) const {
    return std::none_of(executable.begin(), executable.end(), [&](auto const* process) { return process_of(base_, process->id) != nullptr; });
  }

  /// A table is used by a decision right of the model, which says who may decide by it; so it can be replaced, not come by itself.
  Status table(SentFile const& file, std::string const& name) {
    std::vector<std::string> same;
    for (auto const& [path, _] : base_.files)
      if (path.substr(folder_of(path).size()) == name) same.push_back(path);
    if (same.size() > 1) return Error{"DT-X903", "the model has several tables " + name + ": " + join(same, ", "), "change it in the model's folder"};
    if (same.empty()) return Error{"DT-X902", "no decision of the model uses a table " + name, "declare the decision, with who decides and when, in the model's folder; its table can be deployed from then on"};
    files_[same.front()] = file.content;
    paths_.push_back(same.front());
    return {};
  }

  /// What a task asks for: in place of the one of its name, or beside the diagrams. What it holds is checked where a task refers to it.
  Status form(SentFile const& file, std::string const& name) {
    auto content = feel::from_json(file.content);
    if (!content.ok() || content->kind() != feel::Kind::context) return Error{"DT-X902", file.name + " is no JSON object" + (content.ok() ? "" : ": " + content.error().message), "export the form from the modeler again"};
    std::vector<std::string> same;
    for (auto const& [path, _] : base_.files)
      if (path.substr(folder_of(path).size()) == name) same.push_back(path);
    if (same.size() > 1) return Error{"DT-X903", "the model has several forms " + name + ": " + join(same, ", "), "change it in the model's folder"};
    auto path = same.empty() ? "processes/" + name : same.front();
    if (std::find(paths_.begin(), paths_.end(), path) != paths_.end()) return Error{"DT-X902", "two of the files sent would become " + path, "give them names of their own"};
    files_[path] = file.content;
    paths_.push_back(path);
    return {};
  }

  OperatingModel const& base_;
  model::Files files_;
  std::vector<std::string> paths_;
};

struct Moment {
  std::shared_ptr<OperatingModel const> base;
  Date today;
};

Deployed refused(Error error, std::vector<Diagnostic> const& findings = {}) {
  Deployed result;
  result.refusal = std::move(error), result.findings = findings;
  return result;
}

std::vector<Diagnostic> errors_among(Diagnostics const& findings) {
  std::vector<Diagnostic> errors;
  for (auto const& one : findings.all())
    if (one.severity == Severity::error) errors.push_back(one);
  return errors;
}

Error incoherent(std::vector<Diagnostic> const& errors) {
  std::vector<std::string> lines;
  for (auto const& one : errors) lines.push_back(one.span.file + ":" + std::to_string(one.span.begin.line) + ":" + std::to_string(one.span.begin.column) + ": " + one.message + " [" + one.code + "]");
  return {"DT-X908", "the model would be incoherent, so nothing of it was deployed: " + join(lines, "; "), "mend the files and deploy them again"};
}

Deployed try_once(Runtime& runtime, Wish const& wish) {
  Moment moment;
  auto read = runtime.journal().read([&] { moment = {runtime.company().model_pointer(), runtime.company().today(runtime.now())}; });
  if (!read.ok()) return refused(read.error());
  Placing placing(*moment.base);
  Diagnostics unreadable;
  for (auto const& file : wish.files)
    if (auto placed = placing.place(file, unreadable); !placed.ok()) return refused(placed.error());
  if (auto errors = errors_among(unreadable); !errors.empty()) return refused(incoherent(errors), errors);
  Deployed result;
  result.paths = placing.paths(), result.revision = moment.base->revision;
  auto files = placing.take_files();
  if (files == moment.base->files) {
    result.unchanged = true;
    return result;
  }
  std::vector<adaptation::FileEdit> edits;
  for (auto const& [path, content] : files)
    if (auto before = moment.base->files.find(path); before == moment.base->files.end() || before->second != content) edits.push_back({path, content, false});
  if (auto fits = check_paths(edits); !fits.ok()) return refused(fits.error());
  auto compilation = model::compile(files, {moment.today});
  auto errors = errors_beside(*moment.base, compilation, moment.today);
  if (!errors.none_fresh()) return refused(incoherent(errors.fresh), errors.fresh);
  auto outcome = runtime.deploy_files(journal::Actor::account(wish.account), compilation, moment.base->revision, model::diff(*moment.base, *compilation.model).lines(),
                                      wish.name.empty() ? "deployed by " + wish.account : wish.name);
  if (outcome.refusal) return refused(*outcome.refusal);
  result.revision = compilation.model->revision, result.position = outcome.position;
  for (auto const& one : compilation.diagnostics.all())
    if (std::any_of(edits.begin(), edits.end(), [&](auto const& edit) { return edit.path == one.span.file; })) result.findings.push_back(one);
  return result;
}

}  // namespace

Status may_deploy(ServedFolder const* folder) {
  if (!folder || folder->options().deploy) return {};
  return Error{"DT-X903", "files do not come into force here without a decision (setting reload)", "propose the change on the Changes page"};
}

Deployed deploy(Runtime& runtime, Wish const& wish) {
  if (wish.files.empty()) return refused({"DT-X902", "no file was sent", "send at least one diagram"});
  for (int attempt = 1;; ++attempt) {
    auto result = try_once(runtime, wish);
    // Somebody else's version came between: the files may well fit that one, too.
    if (!result.refusal || result.refusal->code != "DT-X907" || attempt == tries) return result;
  }
}

}  // namespace drivetrain::app::deployed
