// What the company does about what may happen: risks and the controls that guard them, obligations, plans for the day when it goes
// wrong, and scenarios that a change of the model is tried on. (Gauges, signals of the journal and proposals are in state.h.)
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "coordination/model.h"
#include "decisions/model.h"
#include "notation/declaration.h"
#include "organisation/model.h"
#include "performance/model.h"
#include "processes/model.h"
#include "resources/model.h"

namespace drivetrain::adaptation {

using notation::Formula;
using notation::Header;
using notation::Located;
using notation::Text;
using organisation::Role;

struct Contingency;
struct Risk;

/// Likelihood times impact, each 1 to 5 (ISO 31000 leaves the scale to the company).
struct Level {
  int likelihood = 0, impact = 0;
  Span span;
  int value() const { return likelihood * impact; }
};
enum class TreatmentWay { avoid, reduce, share, accept };
struct Treatment {
  std::optional<TreatmentWay> way;
  std::string action;
  Ref<Role> owner;
  std::optional<Date> due;
  Span span;
};

/// kind: Control — what keeps a risk down or an obligation kept, how often, and the evidence that it did.
enum class ControlStatus { planned, active, retired };
/// What in the journal shows that the control worked: events of a type, or a KPI.
struct EvidenceQuery {
  Text event;
  Formula where;                               ///< FEEL over the event's fields; all when absent
  Ref<performance::Kpi> kpi;
  Formula when;                                ///< FEEL over `value` of the KPI
};
struct Control {
  Header header;
  std::string statement;
  ControlStatus status = ControlStatus::active;
  std::optional<Duration> frequency;
  std::vector<processes::StepOf> applies_to;
  Ref<processes::CheckPlan> check;
  Ref<coordination::Rhythm> rhythm;
  std::optional<EvidenceQuery> evidence;
};

/// kind: Risk — a cause, an event, a consequence (ISO 31073), and what is done about it.
struct Risk {
  Header header;
  std::string cause, event, consequence;
  Level inherent;                              ///< without controls
  std::optional<Level> residual;               ///< with them; as inherent when absent
  Located<std::optional<int>> appetite;        ///< highest level that is lived with; the threshold risk_appetite when absent
  std::vector<Ref<Control>> controls;
  std::optional<Treatment> treatment;
  std::vector<processes::StepOf> applies_to;
  std::vector<Ref<resources::Asset>> assets;
  std::vector<Ref<performance::Kpi>> kpis;     ///< that show it coming
  std::vector<Ref<strategy::Objective>> objectives;
  Ref<Contingency> contingency;
};

/// kind: Obligation — what law, a standard or a contract demands.
struct Obligation {
  Header header;
  std::string source;                          ///< which law or standard, and the clause
  std::string statement;
  std::vector<Ref<Control>> controls;
  std::vector<processes::StepOf> applies_to;
  std::optional<Date> review_by;
};

/// kind: Contingency — what is done when it has happened (ISO 22301).
struct Trigger {
  Ref<performance::Kpi> kpi;
  Formula when;                                ///< FEEL over `value` of the KPI, or over the event's fields
  Text event;
  Ref<coordination::IssueType> issue;          ///< raised
  Span span;
};
struct Drill {
  std::optional<Duration> every;
  std::optional<Date> last;
  std::vector<Date> days;                      ///< held and planned, in any order; one that has come counts as held
  Ref<coordination::Rhythm> rhythm;
  Span span;
};
struct Contingency {
  Header header;
  std::optional<Trigger> trigger;
  Ref<decisions::Decision> decision;           ///< who may call it, and call it off
  std::vector<std::string> steps;
  std::optional<Duration> rto, rpo, mtpd;      ///< recovery time, recovery point, longest tolerable disruption
  std::optional<Drill> drill;
  std::vector<Ref<Risk>> risks;
  std::vector<Ref<processes::Process>> processes;
  std::vector<Ref<resources::Asset>> assets;
};

/// kind: IncidentType — what counts as an incident, how bad, and who is told.
struct SeverityLevel {
  Text level;
  std::string meaning;
  std::optional<Duration> respond;
  Ref<Role> role;
};
struct Notice {
  std::string to;                              ///< an authority or customer, in words
  Duration within;
};
struct IncidentType {
  Header header;
  std::string meaning;
  std::vector<SeverityLevel> severities;            ///< the worst first
  Ref<coordination::IssueType> issue;
  Ref<Contingency> contingency;
  std::vector<Ref<Risk>> risks;
  std::vector<Notice> notices;
};

/// kind: Scenario — a test of the model: given this day and these facts, that must follow.
struct Given {
  std::optional<Date> at;
  std::map<std::string, notation::YamlNode> facts;
  std::map<std::string, Decimal> measures;
};
/// One expectation; what is not written is not looked at.
struct Expectation {
  Ref<decisions::Decision> decision;           ///< asked with the given facts …
  Ref<Role> role;                              ///< … goes to this role …
  Ref<organisation::Person> person;            ///< … and on the given day to this person
  Ref<performance::Kpi> kpi;                   ///< from the given measures …
  std::optional<Decimal> value;                ///< … is this figure
  Text finding;                                ///< code that the model must be given
  Text subject;                                ///< of the finding
  Span span;
};
struct Scenario {
  Header header;
  std::string essay;                           ///< what it shows, in the essay's words
  Given given;
  std::vector<Expectation> expect;
};

struct Model {
  std::map<std::string, Risk> risks;
  std::map<std::string, Control> controls;
  std::map<std::string, Obligation> obligations;
  std::map<std::string, Contingency> contingencies;
  std::map<std::string, IncidentType> incident_types;
  std::map<std::string, Scenario> scenarios;
};

}  // namespace drivetrain::adaptation
