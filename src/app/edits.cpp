// Edits by meaning (see edits.h).
#include "app/edits.h"

#include <algorithm>
#include <cmath>

#include "base/limits.h"
#include "notation/yaml_edit.h"

namespace drivetrain::app {

namespace {

bool decides_by_list(Company const& company, std::string const& decision) {
  auto const* entity = company.model().find("Decision", decision);
  auto const* spec = entity && entity->document ? entity->document->find("spec") : nullptr;
  auto const* rapid = spec ? spec->find("rapid") : nullptr;
  auto const* decide = rapid ? rapid->find("decide") : nullptr;
  return decide && decide->kind == notation::YamlKind::sequence;
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
                   "a path is relative to the model's folder and ends with .yaml, .yml, .bpmn, .dmn, .md, .form or .schema.json"};
    bytes += edit.content.size();
  }
  if (bytes > limits::max_change_bytes)
    return Error{"DT-X902", "the files of this change have " + std::to_string(bytes >> 10) + " KiB, more than " + std::to_string(limits::max_change_bytes >> 10), "propose it in parts"};
  return {};
}

Result<std::vector<adaptation::FileEdit>> to_file_edits(Company const& company, ModelEdits const& edits) {
  DT_CHECK(check_paths(edits.files));
  ModelEditor editor(company.model());
  editor.take(edits.files);
  for (auto const& edit : edits.weights) DT_CHECK(editor.apply({"Objective", edit.objective, {"spec", "weight"}, edit.weight.to_string()}));
  for (auto const& edit : edits.bands) {
    auto band = [&](char const* field, std::string const& text) {
      return editor.apply({"Decision", edit.decision, {"spec", "bands", std::to_string(edit.band), field}, notation::yaml_text(text)});
    };
    if (edit.when) DT_CHECK(band("when", *edit.when));
    if (edit.role) DT_CHECK(band("role", *edit.role));
  }
  for (auto const& edit : edits.deciders) {
    std::vector<std::string> path{"spec", "rapid", "decide"};
    if (decides_by_list(company, edit.decision)) path.push_back("0");
    DT_CHECK(editor.apply({"Decision", edit.decision, std::move(path), notation::yaml_text(edit.role)}));
  }
  for (auto const& edit : edits.values) {
    std::vector<std::string> path{"spec"};
    path.insert(path.end(), edit.path.begin(), edit.path.end());
    DT_CHECK(editor.apply({edit.kind, edit.id, std::move(path), edit.yaml}));
  }
  for (auto const& entity : edits.added) DT_CHECK(editor.add(entity));
  for (auto const& edit : edits.fields) DT_CHECK(editor.apply(edit));
  DT_CHECK(apply_cells(editor, company.model(), edits.cells));
  DT_CHECK(apply_tables(editor, company.model(), edits.tables));
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
