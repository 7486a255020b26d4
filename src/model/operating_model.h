// OperatingModel: all kinds of one version, resolved and coherent. Immutable; swapped whole when a version is deployed.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "adaptation/model.h"
#include "base/diagnostic.h"
#include "coordination/model.h"
#include "decisions/called.h"
#include "decisions/model.h"
#include "decisions/program.h"
#include "execution/model.h"
#include "model/files.h"
#include "organisation/model.h"
#include "performance/model.h"
#include "performance/program.h"
#include "processes/model.h"
#include "processes/program.h"
#include "resources/model.h"
#include "strategy/model.h"

namespace drivetrain::model {

/// An entity by kind and id, with where its document stands: for references, diffs, editing by form, search.
struct Entity {
  std::string kind, id, title, file;
  Span id_span;
  notation::YamlNode const* document = nullptr;   ///< owned by OperatingModel::documents
};

struct OperatingModel {
  std::string revision;
  Files files;
  std::map<std::string, SourceText> sources;
  std::map<std::string, std::vector<notation::YamlNode>> documents;   ///< by file
  std::vector<Entity> entities;                                       ///< in order of file and place
  std::vector<notation::ReferenceUse> references;

  organisation::Model organisation;
  strategy::Model strategy;
  decisions::Model decisions;
  coordination::Model coordination;
  processes::Model processes;
  execution::Model execution;
  resources::Model resources;
  performance::Model performance;
  adaptation::Model adaptation;

  strategy::ValueTable values;
  std::map<std::string, std::shared_ptr<processes::Program const>> programs;   ///< by process id
  decisions::Tables tables;                                                    ///< by the right's id
  decisions::CalledDecisions called;                                           ///< what processes call by itself, by the decision's id
  std::shared_ptr<performance::Program const> kpis;

  Entity const* find(std::string_view kind, std::string_view id) const;
};

}  // namespace drivetrain::model
