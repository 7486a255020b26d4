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
#include "resources/model.h"

namespace drivetrain::performance {

struct MeasureProgram {
  std::string name;
  std::string signature;           ///< event, where, of: samples survive a new model version while this stays the same
  journal::TypeNumber event = 0;
  std::string fact;                ///< the type that an interface declares, of FactReported; empty: of the journal itself
  bool has_where = false, has_of = false;
  feel::Expression where, of;
  Aggregate aggregate = Aggregate::count;
  Decimal q;
};

/// A type of event that an interface declares: what another system may report, with all its attributes.
struct FactType {
  std::string interface, type;
  std::vector<resources::Attribute> attributes;
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
  std::vector<FactType> facts;     ///< of interfaces through which events come in, ordered by interface
  bool wants_event(journal::TypeNumber type) const;
};

/// A measure counts an event of the journal, or a type that an interface declares; a type that several declare is measured as one.
/// Findings: DT-K501 (missing or unreadable formula, event that does not exist), DT-K503 (attribute that the event does not carry).
std::shared_ptr<Program const> compile_kpis(Model const& model, resources::Model const& resources, Diagnostics& diagnostics);

}  // namespace drivetrain::performance
