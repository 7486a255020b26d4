// Edits by meaning (see edits.h).
#include "app/edits.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "app/proposal.h"
#include "base/limits.h"
#include "base/text.h"
#include "notation/yaml_edit.h"

namespace drivetrain::app {

namespace {

using notation::YamlKind;
using notation::YamlNode;

bool has_id(YamlNode const& document, std::string_view kind, std::string_view id) {
  auto const* written = document.find("kind");
  auto const* metadata = document.find("metadata");
  auto const* named = metadata ? metadata->find("id") : nullptr;
  return written && named && written->text == kind && named->text == id;
}

YamlNode const* step_into(YamlNode const* node, std::string const& step) {
  if (!node || node->kind != YamlKind::sequence) return node ? node->find(step) : nullptr;
  std::size_t index = 0;
  auto [end, error] = std::from_chars(step.data(), step.data() + step.size(), index);
  return error == std::errc() && end == step.data() + step.size() && index < node->items.size() ? &node->items[index] : nullptr;
}

/// Puts a value in the place of spec/path… in the file where the entity stands.
class Editor {
 public:
  explicit Editor(Company const& company) : company_(company), files_(company.model().files) {}

  void take(std::vector<adaptation::FileEdit> const& edits) { files_ = apply_edits(std::move(files_), edits); }

  Status set(std::string_view kind, std::string const& id, std::vector<std::string> const& path, std::string const& yaml) {
    auto const* entity = company_.model().find(kind, id);
    auto file = entity ? files_.find(entity->file) : files_.end();
    if (file == files_.end()) return no_such(kind, id, "");
    SourceText source(file->first, file->second);
    Diagnostics findings;
    auto documents = notation::read_yaml(source, findings);
    auto document = std::find_if(documents.begin(), documents.end(), [&](YamlNode const& one) { return has_id(one, kind, id); });
    if (document == documents.end()) return no_such(kind, id, "");
    auto const* node = document->find("spec");
    for (auto const& step : path) node = step_into(node, step);
    if (!node || node->kind == YamlKind::mapping || node->kind == YamlKind::sequence) return no_such(kind, id, path.empty() ? "its top" : join(path, "."));
    DT_TRY(file->second, notation::replace_scalar(source, node->span, yaml));
    return {};
  }

  std::vector<adaptation::FileEdit> take_edits() const {
    std::vector<adaptation::FileEdit> edits;
    auto const& before = company_.model().files;
    for (auto const& [path, content] : files_)
      if (auto old = before.find(path); old == before.end() || old->second != content) edits.push_back({path, content, false});
    for (auto const& [path, content] : before)
      if (!files_.contains(path)) edits.push_back({path, "", true});
    return edits;
  }

 private:
  static Error no_such(std::string_view kind, std::string const& id, std::string const& place) {
    auto what = std::string(kind) + " " + id;
    return {"DT-X901", place.empty() ? "there is no " + what + " in the model in force" : what + " has no single value at " + place, "edit the file's text instead"};
  }
  Company const& company_;
  model::Files files_;
};

bool decides_by_list(Company const& company, std::string const& decision) {
  auto const* entity = company.model().find("Decision", decision);
  auto const* spec = entity && entity->document ? entity->document->find("spec") : nullptr;
  auto const* rapid = spec ? spec->find("rapid") : nullptr;
  auto const* decide = rapid ? rapid->find("decide") : nullptr;
  return decide && decide->kind == YamlKind::sequence;
}

}  // namespace

Status check_paths(std::vector<adaptation::FileEdit> const& edits) {
  std::size_t bytes = 0;
  for (auto const& edit : edits) {
    auto odd = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\\' || c == 0x7f; };
    bool fits = model::belongs_to_model(edit.path) && edit.path.front() != '/' && edit.path.find("//") == std::string::npos &&
                edit.path.size() <= limits::max_model_path_bytes && std::none_of(edit.path.begin(), edit.path.end(), odd);
    if (!fits)
      return Error{"DT-X902", "\"" + edit.path.substr(0, limits::max_model_path_bytes) + "\" is no file of a model",
                   "a path is relative to the model's folder and ends with .yaml, .yml, .bpmn, .dmn or .md"};
    bytes += edit.content.size();
  }
  if (bytes > limits::max_change_bytes)
    return Error{"DT-X902", "the files of this change have " + std::to_string(bytes >> 10) + " KiB, more than " + std::to_string(limits::max_change_bytes >> 10), "propose it in parts"};
  return {};
}

Result<std::vector<adaptation::FileEdit>> to_file_edits(Company const& company, ModelEdits const& edits) {
  DT_CHECK(check_paths(edits.files));
  Editor editor(company);
  editor.take(edits.files);
  for (auto const& edit : edits.weights) DT_CHECK(editor.set("Objective", edit.objective, {"weight"}, edit.weight.to_string()));
  for (auto const& edit : edits.bands) {
    std::vector<std::string> band{"bands", std::to_string(edit.band)};
    if (edit.when) DT_CHECK(editor.set("Decision", edit.decision, {band[0], band[1], "when"}, notation::yaml_text(*edit.when)));
    if (edit.role) DT_CHECK(editor.set("Decision", edit.decision, {band[0], band[1], "role"}, notation::yaml_text(*edit.role)));
  }
  for (auto const& edit : edits.deciders) {
    std::vector<std::string> path{"rapid", "decide"};
    if (decides_by_list(company, edit.decision)) path.push_back("0");
    DT_CHECK(editor.set("Decision", edit.decision, path, notation::yaml_text(edit.role)));
  }
  for (auto const& edit : edits.values) DT_CHECK(editor.set(edit.kind, edit.id, edit.path, edit.yaml));
  return editor.take_edits();
}

std::vector<WeightEdit> weights_as_lived(Company const& company, Instant now) {
  double hours = 0;
  std::vector<std::pair<std::string, double>> lived;
  for (auto const& share : adaptation::effort_shares(company.gauge_input(now)))
    if (share.objective != "none") lived.emplace_back(share.objective, share.hours), hours += share.hours;
  if (hours <= 0) return {};
  // Largest remainder: whole points that sum to 100.
  std::vector<std::pair<double, std::size_t>> remainders;
  std::vector<std::int64_t> points;
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < lived.size(); ++i) {
    auto exact = 100 * lived[i].second / hours;
    points.push_back(static_cast<std::int64_t>(std::floor(exact)));
    remainders.emplace_back(exact - std::floor(exact), i);
    sum += points.back();
  }
  std::stable_sort(remainders.begin(), remainders.end(), [](auto const& a, auto const& b) { return a.first > b.first; });
  for (std::size_t i = 0; sum < 100 && i < remainders.size(); ++i, ++sum) ++points[remainders[i].second];
  std::vector<WeightEdit> edits;
  for (std::size_t i = 0; i < lived.size(); ++i) {
    auto now_stated = company.model().strategy.objectives.at(lived[i].first).weight.value;
    if (now_stated != Decimal(points[i])) edits.push_back({lived[i].first, Decimal(points[i])});
  }
  return edits;
}

}  // namespace drivetrain::app
