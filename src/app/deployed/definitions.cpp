// See definitions.h. A key is: where definitions lie, the deployment, the file's place in it, the process's place among those of the file.
#include "app/deployed/definitions.h"

#include <algorithm>

namespace drivetrain::app::deployed {

namespace {

constexpr int file_bits = 16, process_bits = 8;

std::string diagram_of(processes::Process const& process) {
  auto const& file = process.header.file;
  auto slash = file.rfind('/');
  return (slash == std::string::npos ? "" : file.substr(0, slash + 1)) + process.bpmn.value;
}

bool is_resource(std::string const& path) { return path.ends_with(".bpmn") || path.ends_with(".dmn") || path.ends_with(".form"); }

}  // namespace

std::string deployment_id(std::size_t number) { return "deployment-" + std::to_string(number); }
std::string Definition::id() const { return process + ":" + std::to_string(version) + ":" + deployment_id(deployment); }
std::string Deployment::id() const { return deployment_id(number); }

Definitions::Definitions(Company const& company) {
  /// A text of a file: since which version of the model it stands there, and when it was another before.
  struct Text {
    std::string hash;
    std::size_t since = 0;
    std::vector<std::size_t> changes;
  };
  std::map<std::string, std::size_t> first_seen;  // of each file
  std::map<std::string, Text> texts;
  std::map<std::string, std::vector<Definition*>> by_process;
  auto const& versions = company.adaptation.versions;
  deployments_.reserve(versions.size());
  for (std::size_t number = 1; number <= versions.size(); ++number) {
    auto const& version = versions[number - 1];
    Deployment deployment{number, version.revision, version.reason, version.deployed, {}, {}, definition_space | std::uint64_t{number} << (file_bits + process_bits)};
    std::map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < version.manifest.size(); ++i) {
      auto const& entry = version.manifest[i];
      first_seen.emplace(entry.path, number);
      if (!is_resource(entry.path)) continue;
      deployment.files.push_back(entry);
      places[entry.path] = i + 1;
      auto& text = texts[entry.path];
      if (text.hash == entry.hash) continue;
      text.hash = entry.hash, text.since = number, text.changes.push_back(number);
    }
    auto model = company.library().find(version.revision);
    std::map<std::string, int> in_file;
    if (model)
      for (auto const& [id, process] : model->processes.processes) {
        auto path = diagram_of(process);
        auto text = texts.find(path);
        if (!places.contains(path) || !model->programs.contains(id)) continue;
        auto place_in_file = ++in_file[path];
        auto& versions_of_it = by_process[id];
        auto known = std::find_if(versions_of_it.begin(), versions_of_it.end(), [&](Definition const* one) { return one->deployment == text->second.since && one->file == path; });
        if (known == versions_of_it.end()) {
          // Its versions are the texts since it was declared: a file that it joins may be older.
          auto declared = first_seen.find(process.header.file);
          auto from = declared == first_seen.end() ? std::size_t{0} : declared->second;
          auto later = std::count_if(text->second.changes.begin(), text->second.changes.end(), [&](std::size_t change) { return change > from && change > text->second.changes.front(); });
          auto made = std::make_unique<Definition>();
          made->process = id, made->title = process.header.title, made->version = static_cast<int>(later) + 1, made->deployment = text->second.since;
          made->revision = versions[text->second.since - 1].revision, made->file = path, made->hash = text->second.hash;
          made->key = definition_space | std::uint64_t{made->deployment} << (file_bits + process_bits) | std::uint64_t{places[path]} << process_bits | static_cast<std::uint64_t>(place_in_file);
          versions_of_it.push_back(made.get());
          known = std::prev(versions_of_it.end());
          definitions_.push_back(std::move(made));
        }
        of_[{version.revision, id}] = *known;
      }
    deployments_.push_back(std::move(deployment));
  }
  for (auto& [id, versions_of_it] : by_process) {
    auto newest = *std::max_element(versions_of_it.begin(), versions_of_it.end(), [](auto const* a, auto const* b) { return a->deployment < b->deployment; });
    newest->latest = true;
    for (auto* one : versions_of_it) one->in_force = of(company.model().revision, id) == one;
  }
  std::stable_sort(definitions_.begin(), definitions_.end(), [](auto const& a, auto const& b) { return std::pair(a->process, a->version) < std::pair(b->process, b->version); });
  for (auto const& one : definitions_) deployments_[one->deployment - 1].definitions.push_back(one.get());
}

std::vector<std::string> Definitions::revisions_of(Definition const& definition) const {
  std::vector<std::string> revisions;
  for (auto const& [place, one] : of_)
    if (one == &definition) revisions.push_back(place.first);
  return revisions;
}

Definition const* Definitions::of(std::string const& revision, std::string const& process) const {
  auto found = of_.find({revision, process});
  return found == of_.end() ? nullptr : found->second;
}

Definition const* Definitions::latest(std::string const& process) const { return deployments_.empty() ? nullptr : of(deployments_.back().revision, process); }

Definition const* Definitions::by_id(std::string_view id) const {
  auto found = std::find_if(definitions_.begin(), definitions_.end(), [&](auto const& one) { return one->id() == id; });
  return found == definitions_.end() ? nullptr : found->get();
}

Definition const* Definitions::by_key(std::uint64_t key) const {
  auto found = std::find_if(definitions_.begin(), definitions_.end(), [&](auto const& one) { return one->key == key; });
  return found == definitions_.end() ? nullptr : found->get();
}

Deployment const* Definitions::deployment(std::string_view id) const {
  auto found = std::find_if(deployments_.begin(), deployments_.end(), [&](auto const& one) { return one.id() == id; });
  return found == deployments_.end() ? nullptr : &*found;
}

Deployment const* Definitions::deployment_by_key(std::uint64_t key) const {
  auto found = std::find_if(deployments_.begin(), deployments_.end(), [&](auto const& one) { return one.key == key; });
  return found == deployments_.end() ? nullptr : &*found;
}

}  // namespace drivetrain::app::deployed
