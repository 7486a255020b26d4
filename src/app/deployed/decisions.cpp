// See decisions.h. A key is a hash of what it is of, in a space of its own above those of variables.
#include "app/deployed/decisions.h"

#include <algorithm>

#include "base/hash.h"

namespace drivetrain::app::deployed {

namespace {

constexpr std::uint64_t decision_space = 3ull << 61;

std::uint64_t hashed_key(std::string const& text) {
  auto digest = sha256(text);
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < 7; ++i) number = number << 8 | digest[i];
  return decision_space | number;
}

/// One that a version of the model has.
struct Had {
  std::string id, file, hash;
  std::shared_ptr<decisions::dmn::DecisionModel const> model;
  std::uint32_t node = 0;
};

std::map<std::string, Had> had_by(OperatingModel const& model) {
  std::map<std::string, Had> all;
  for (auto const& [id, called] : model.called) all.try_emplace(id, Had{id, called->file, called->hash, called->model, called->node});
  for (auto const& [right, table] : model.tables) all.try_emplace(table->element, Had{table->element, table->file, table->hash, table->model, table->node});
  return all;
}

}  // namespace

std::vector<DecisionDefinition> decision_definitions(Company const& company) {
  std::vector<DecisionDefinition> all;
  std::map<std::string, std::size_t> newest;             // by decision: its place in `all`
  std::map<std::string, std::pair<std::string, int>> files;  // by path: its last content, and the how-manieth that is
  for (auto const& version : company.adaptation.versions) {
    auto model = company.library().find(version.revision);
    if (!model) continue;
    for (auto const& [id, had] : had_by(*model)) {
      auto& file = files[had.file];
      if (file.first != had.hash) file = {had.hash, file.second + 1};
      auto last = newest.find(id);
      if (last != newest.end() && all[last->second].hash == had.hash && all[last->second].file == had.file) continue;
      auto const& written = *had.model->definitions().front();
      DecisionDefinition one;
      one.id = id, one.name = had.model->nodes()[had.node].name, one.version = last == newest.end() ? 1 : all[last->second].version + 1;
      one.requirements_id = written.id.empty() ? had.file : written.id, one.requirements_name = written.name.empty() ? had.file : written.name, one.requirements_version = file.second;
      one.key = hashed_key("decision\n" + id + "\n" + std::to_string(one.version));
      one.requirements_key = hashed_key("requirements\n" + had.file + "\n" + std::to_string(one.requirements_version));
      one.file = had.file, one.hash = had.hash, one.revision = version.revision, one.model = had.model, one.node = had.node;
      newest[id] = all.size();
      all.push_back(std::move(one));
    }
  }
  auto now = had_by(company.model());
  for (auto const& [id, place] : newest) {
    all[place].latest = true;
    all[place].in_force = now.contains(id);
  }
  return all;
}

}  // namespace drivetrain::app::deployed
