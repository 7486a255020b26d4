// Form as a page sees it: units with their charters, roles with who answers for them on a day, who does what, where work changes
// hands, and what the structure itself gives cause to worry about: nobody in a role, one person without a deputy, duties that
// must be apart in one hand, more work than hands. Everything is read from the model and from what waits; nothing is stored.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/views/holders.h"
#include "performance/events.h"

namespace drivetrain::app::views {

/// The day for which form is read. Today it is now; of another day noon in the company's zone, where only what the model says and
/// absences that are known count, and no queue.
struct FormDay {
  Date day;
  Instant instant;
  bool today = true;
};
FormDay form_day(Company const& company, std::optional<Date> on, Instant now);

/// A task in a process's diagram and the role that performs it.
struct RoleTask {
  std::string process, element, title, role;
  Duration expected;                    ///< 0 when the diagram does not say
};
std::vector<RoleTask> tasks_of_roles(OperatingModel const& model);

/// A way from one task to the next (through gateways, events and decisions, but through no third task) on which the role changes.
struct Handoff {
  std::string process, from_element, to_element, from_title, to_title, from_role, to_role;
  bool between_units = false;
  std::optional<double> metres;         ///< the way from the giver's unit to the taker's; nothing when a place is not said or not reached
};
/// The shortest way over the distances that the locations state, in either direction; 0 within one place.
std::optional<double> metres_between(organisation::Model const& model, std::string const& location, std::string const& other);
std::vector<Handoff> handoffs(OperatingModel const& model);

struct UnitForm {
  organisation::Unit const* unit = nullptr;
  int level = 1;                        ///< 1 = has no parent
  std::string lead;                     ///< its owner, else the one role of highest authority in it; empty: none stands out
  std::vector<std::string> roles;       ///< highest authority first
  std::vector<std::string> below;       ///< units directly below
  std::size_t people = 0;               ///< whose unit it is
  std::size_t span = 0;                 ///< what its lead leads: the other roles in it and the units directly below
};
/// Parents before children, siblings in order of their titles.
std::vector<UnitForm> units_in_order(organisation::Model const& model);
/// Levels of units from the top to the lowest.
std::size_t layers(organisation::Model const& model);

/// What a role has on its hands. Figures of a role, not of a person.
struct RoleLoad {
  std::size_t ready = 0, started = 0;   ///< work items; 0 on another day than today
  double queue_hours = 0;               ///< expected work of both
  std::size_t present = 0;              ///< people who can act in it that day
  double rhythm_hours = 0;              ///< a week, over the four weeks from that day
  double week_hours = 0;                ///< of the role's calendar, a week
  std::size_t decisions_open = 0;
};
/// Of its occurrences on the four weeks of days that begin with that day.
double hours_a_week(Company const& company, coordination::Rhythm const& rhythm, FormDay const& day);
RoleLoad load_of(Company const& company, std::string const& role, FormDay const& day);
/// People who can act in the role that day: its one person, or each candidate of a role held by many.
std::vector<std::string> people_in_role(Company const& company, std::string const& role, Instant instant);

enum class FormConcern { vacancy, vacancy_ahead, single_holder, duty_conflict, overload, no_owner };
std::string_view to_string(FormConcern concern);
struct FormFinding {
  FormConcern concern = FormConcern::vacancy;
  performance::KpiStatus level = performance::KpiStatus::warn;
  std::string role;                     ///< empty for no_owner
  Reference subject;                    ///< the role, or what has no owner
  std::string text, help;
};
/// Worst first.
std::vector<FormFinding> form_findings(Company const& company, FormDay const& day);

/// What must come out: an objective, the result of a process, a figure; who answers for it, and who else contributes.
struct Outcome {
  Reference outcome;
  std::string owner;                    ///< role; empty: nobody
  std::vector<std::string> contributors;  ///< roles, without the owner
  std::vector<Reference> shared;        ///< KPIs by which all of them see the same result
};
std::vector<Outcome> outcomes(Company const& company);

}  // namespace drivetrain::app::views
