// What a piece of work asks for: the form of its step, in the version of the model that its case runs on, with what the case knows already.
#pragma once

#include <vector>

#include "app/company.h"
#include "processes/form.h"

namespace drivetrain::app {

struct AskedForm {
  processes::Form const* form = nullptr;  ///< null: it asks for nothing
  processes::Form::Known known;           ///< variables as the step sees them, over which lies what came back from a delegate
};
AskedForm form_of(Company const& company, coordination::WorkItem const& item);
/// What of a result does not fit the form of its work; empty when there is no form.
std::vector<processes::FormFault> form_faults(Company const& company, std::string const& item, feel::Value const& result);
/// What of the variables of a new case does not fit what its start asks for.
std::vector<processes::FormFault> start_faults(Company const& company, std::string const& process, feel::Value const& variables);
/// Null when starting it asks for nothing in particular.
processes::Form const* start_form(OperatingModel const& model, std::string const& process);

}  // namespace drivetrain::app
