// Erasure: planning what of the journal speaks of a person, a customer or a case, or is older than the model lets it be kept. Planned
// outside the journal's writer, ordered as a command, carried out as an effect (Runtime::erase). What is erased are the fields of class
// content (personal_data.h); the bones stay, so that queues, rights and figures can still be told.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/company.h"
#include "base/result.h"
#include "journal/store.h"

namespace drivetrain::app {

struct ErasurePlan {
  std::string about;                     ///< as ErasureOrdered has it
  std::vector<journal::Remains> records;  ///< what will remain of each, by position
  std::map<std::string, std::size_t> by_type;
  std::size_t kept_open = 0;             ///< records that stay for now, because their case still needs them
  std::vector<journal::Tombstone> tombstones() const;
};

enum class ErasureOf : std::uint8_t {
  person,         ///< what somebody who works here wrote, and what was written of them; their id stays
  case_,          ///< all that is said of one finished case, its work and its decisions
  customer,       ///< all cases of a customer, and what feeds said of them, by the name as it was written
  old_cases,      ///< cases that ended before `until`
  old_absences,   ///< absences over before `until`
  old_issues,     ///< issues resolved before `until`
  old_meetings,   ///< agendas and minutes of meetings before `until`
  old_facts,      ///< what an interface reported before `until`
};

struct ErasureSelection {
  ErasureOf of = ErasureOf::person;
  std::string id;  ///< of person, case or interface, name of the customer
  Instant until;   ///< of the old ones
};

/// Reads the whole journal; changes nothing. DT-X901 nothing is said of it, DT-X903 a case of it is still open.
Result<ErasurePlan> plan_erasure(Company const& company, journal::Store& store, ErasureSelection const& selection);

/// What the model lets nobody keep longer, counted back from now: the company's thresholds retention_days_cases, _absences, _issues, _meetings; and the
/// retention of data contracts, for what their interface reports (of several contracts the longest).
std::vector<ErasureSelection> due_by_retention(OperatingModel const& model, Instant now);
/// What an order by retention is about; empty when the selection is not one by age.
std::string retention_about(ErasureSelection const& selection);

/// What is to remain of the records of an order. DT-X950 when that is not what the order says.
Result<std::vector<journal::Remains>> remains_of(journal::ErasureOrdered const& order, journal::Catalogue const& catalogue, journal::Store& store);

}  // namespace drivetrain::app
