// Revisions of a model (see files.h).
#include "model/files.h"

#include "base/hash.h"

namespace drivetrain::model {

std::string revision_of(Files const& files) {
  std::string manifest;
  for (auto const& [path, content] : files) manifest += path + '\0' + to_hex(sha256(content)) + '\n';
  return to_hex(sha256(manifest));
}

bool belongs_to_model(std::string const& path) {
  // Who plays a company is told beside its model, not in it: simulation/ changes no version.
  if (path.rfind("simulation/", 0) == 0) return false;
  if (path.empty() || path.front() == '.' || path.find("/.") != std::string::npos) return false;
  auto dot = path.rfind('.');
  if (dot == std::string::npos) return false;
  auto ending = path.substr(dot);
  if (ending == ".form" || path.ends_with(".schema.json")) return true;  // what steps ask for
  return ending == ".yaml" || ending == ".yml" || ending == ".bpmn" || ending == ".dmn" || ending == ".md";
}

}  // namespace drivetrain::model
