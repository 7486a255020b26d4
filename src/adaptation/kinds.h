// How the kinds of this folder are written in files.
#pragma once

#include "adaptation/model.h"
#include "notation/declaration.h"

namespace drivetrain::adaptation {

std::vector<notation::EnumName> enum_names(TreatmentWay);
std::vector<notation::EnumName> enum_names(ControlStatus);
void declare(notation::Declaration<Level>& d);
void declare(notation::Declaration<Treatment>& d);
void declare(notation::Declaration<EvidenceQuery>& d);
void declare(notation::Declaration<Control>& d);
void declare(notation::Declaration<Risk>& d);
void declare(notation::Declaration<Obligation>& d);
void declare(notation::Declaration<Trigger>& d);
void declare(notation::Declaration<Drill>& d);
void declare(notation::Declaration<Contingency>& d);
void declare(notation::Declaration<SeverityLevel>& d);
void declare(notation::Declaration<Notice>& d);
void declare(notation::Declaration<IncidentType>& d);
void declare(notation::Declaration<Given>& d);
void declare(notation::Declaration<Expectation>& d);
void declare(notation::Declaration<Scenario>& d);

}  // namespace drivetrain::adaptation
