// A KPI made ready to run: its FEEL compiled against the fields of the event it measures.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "feel/expression.h"
#include "performance/event_catalogue.h"
#include "performance/model.h"

namespace drivetrain::performance {

struct MeasureProgram {
  std::string name;
  std::string signature;           ///< event, where, of: samples survive a new model version while this stays the same
  journal::TypeNumber event = 0;
  bool has_where = false, has_of = false;
  feel::Expression where, of;
  Aggregate aggregate = Aggregate::count;
  Decimal q;
};

struct KpiProgram {
  std::string id;
  std::vector<MeasureProgram> measures;
  feel::Expression formula;
};

/// All KPIs of a model, with an index from event type to the measures that want it.
struct Program {
  std::map<std::string, KpiProgram> kpis;
  struct Want {
    journal::TypeNumber event;
    MeasureProgram const* measure;
  };
  std::vector<Want> wants;         ///< one per distinct signature, ordered by event
  bool wants_event(journal::TypeNumber type) const;
};

/// Findings: DT-K501 (missing or unreadable formula, field or event that does not exist).
std::shared_ptr<Program const> compile_kpis(Model const& model, Diagnostics& diagnostics);

}  // namespace drivetrain::performance
