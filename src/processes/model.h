// Processes do the work. A Process is the sidecar of a BPMN file: what it is for, what it promises, which objectives it
// serves. A Service is what a customer is promised, by tier.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "notation/declaration.h"
#include "organisation/model.h"
#include "strategy/model.h"

namespace drivetrain::adaptation { struct Control; struct Risk; }
namespace drivetrain::coordination { struct IssueType; }
namespace drivetrain::performance { struct Kpi; struct Slo; }
namespace drivetrain::resources { struct Asset; struct WorkCentre; }

namespace drivetrain::processes {

using notation::Formula;
using notation::Header;
using notation::Text;

struct CheckPlan;
struct Process;
struct Segment;
struct Sop;
struct Survey;

struct Contributes {
  Ref<strategy::Objective> objective;
  notation::Located<int> strength;             ///< 1, 3 or 9
};

/// A variable of the case, so that expressions can be checked.
enum class VariableType { number, string, boolean, date, any };
struct Variable {
  Text name;
  VariableType type = VariableType::any;
  std::string unit;
  std::vector<std::string> values;  ///< what a form offers; empty: anything of the type
};

/// A process, or one step of it, by the step's id in the diagram.
struct StepOf {
  Ref<Process> process;
  Text step;                                   ///< the whole process when empty
  std::optional<int> revision{};               ///< of the process, for which it was written
  Span span{};
};
/// Used by the kinds of folders that see this header only.
void declare(notation::Declaration<StepOf>& d);

/// Where a missed limit goes: exactly one member is set.
struct WhenLate {
  Ref<coordination::IssueType> issue;
  Ref<decisions::Decision> decision;
  Text step;                                   ///< the step that the diagram goes to
};
/// The step is a call of another system over HTTP, which the server makes.
struct HttpCall {
  notation::Formula url;
  std::string method;                          ///< GET when empty
  std::map<std::string, notation::Formula> headers;
  notation::Formula body;
  Text result;                                 ///< variable that takes the answer: status, headers, body
  std::optional<Duration> timeout;
  std::map<std::string, Text> errors;          ///< by status: the code of the error of the business that it is
  Span span;
};
/// Who may do a step beside the role in the diagram; computed when it begins with "=".
struct Candidates {
  std::vector<Text> roles, people;
};
/// What a step of the diagram needs and may take.
struct StepNeeds {
  Text step;                                   ///< id in the diagram
  Ref<resources::WorkCentre> work_centre;
  std::vector<organisation::NeededSkill> skills;
  std::optional<Duration> time;                ///< standard time of one piece of work
  std::optional<Duration> limit;               ///< working time within which it is done
  std::optional<WhenLate> late;
  std::vector<Ref<Sop>> sops;
  std::vector<Ref<CheckPlan>> checks;
  std::optional<HttpCall> http;
  Text assignee;                               ///< a person, or an expression: it is that person's from the beginning
  Candidates candidates;
  Text due, follow_up;                         ///< a time, a duration from the moment when the step is reached, or an expression
  Text priority;                               ///< 0 to 100 among what is worth the same, or an expression
  notation::YamlNode form;                     ///< a file of the model, or a JSON Schema; null: it asks for nothing
};
/// Work goes from one step to another that somebody else does.
struct Handoff {
  Text from, to;                               ///< ids in the diagram
  std::vector<std::string> acceptance;
  std::optional<Duration> acknowledge;
  Span span;
};
/// What happens to cases that run while the diagram changes.
enum class RunningCases { finish, move };
struct Migration {
  RunningCases running = RunningCases::finish;
  std::map<std::string, Text> steps;           ///< old id → new id
};

/// kind: Process
struct Process {
  Header header;                               ///< owner: the process owner's role
  Text bpmn;                                   ///< file beside this one; its process id must equal header.id
  std::string purpose;
  Ref<organisation::Unit> unit;
  std::vector<Contributes> contributes;
  std::vector<Variable> variables;
  std::optional<Duration> promise;             ///< working time from start to end
  std::optional<strategy::Domain> domain;
  int revision = 1;                            ///< raised when the way of working changes
  std::optional<Date> revised;
  std::vector<StepNeeds> steps;
  std::vector<Handoff> handoffs;
  std::vector<Ref<Sop>> sops;
  std::vector<Ref<adaptation::Risk>> risks;
  std::vector<Ref<adaptation::Control>> controls;
  Text feedback_point;                         ///< id of the step after which customers are asked
  Ref<Survey> survey;
  std::optional<Migration> migration;
};

struct Tier {
  Text id;
  std::string title;
  Decimal factor;                              ///< of a work item's score
  std::optional<Duration> promise;             ///< elapsed (24/7) or working time, see Service.elapsed
};

/// A moment in which the customer meets the company.
struct Touchpoint {
  std::string title;
  Text step;                                   ///< id in the diagram of the service's process
  std::string channel;
};

/// kind: Service
struct Service {
  Header header;
  std::string promise;                         ///< in words, as the customer hears it
  bool elapsed = false;                        ///< promises count the clock round; else working time
  Ref<Process> process;
  std::vector<Tier> tiers;
  std::string quality;
  Ref<organisation::Calendar> hours;           ///< in which customers can ask for it
  std::vector<Ref<Segment>> segments;
  std::vector<Touchpoint> touchpoints;
  std::vector<Ref<performance::Slo>> slos;
  Ref<Survey> survey;
};

/// kind: Segment — customers who need the same.
struct Segment {
  Header header;
  std::string description;
  std::vector<std::string> needs;
  Text tier;                                   ///< the tier that they have unless agreed otherwise
};

/// kind: Survey — how customers are asked.
enum class SurveyScale { nps, csat, ces, text };
struct Survey {
  Header header;
  std::string question;
  SurveyScale scale = SurveyScale::nps;
  Ref<Service> service;
  std::optional<Duration> delay;               ///< after the feedback point
  Ref<performance::Kpi> kpi;
};

/// Who must have read it, within what time.
struct Acknowledge {
  std::vector<Ref<organisation::Role>> roles;
  std::optional<Duration> within;
};
/// kind: Sop — how the work is done: one of several steps (ISO 9001 7.5).
struct Sop {
  Header header;                               ///< owner: who keeps it true
  int revision = 1;
  std::optional<Date> revised;
  Ref<organisation::Role> approver;
  notation::Located<std::optional<Date>> review_by;
  std::vector<StepOf> applies_to;
  std::vector<Ref<organisation::Skill>> training;
  std::optional<Acknowledge> acknowledge;
  Text text;                                   ///< Markdown file, from the model's folder
};

/// kind: Instruction — how one step is done, hand by hand.
struct Instruction {
  Header header;
  Ref<Sop> sop;
  int revision = 1;
  std::optional<Date> revised;
  Ref<organisation::Role> approver;
  notation::Located<std::optional<Date>> review_by;
  std::vector<StepOf> applies_to;
  std::vector<Ref<organisation::Skill>> training;
  std::vector<std::string> steps, hazards, tools;
  Text text;
};

/// kind: CheckPlan — what is measured on a piece of work, and what happens when it is out (ISO 9001 8.6, 8.7).
struct Limits {
  std::optional<Decimal> lower, upper, nominal;
};
struct Sample {
  std::optional<int> size;                     ///< pieces looked at
  std::optional<int> every;                    ///< out of this many
  std::string rule;                            ///< in words, when it is not so simple
};
struct Disposal {
  Ref<decisions::Decision> decision;           ///< exactly one of both
  Ref<coordination::IssueType> issue;
};
struct CheckPlan {
  Header header;
  std::string characteristic;
  std::string unit;
  std::vector<StepOf> applies_to;
  std::optional<Limits> limits;
  std::vector<std::string> accepted;           ///< of what is not measured: the findings that pass
  std::optional<Sample> sample;
  std::string gauge;
  Ref<resources::Asset> instrument;
  std::optional<Disposal> disposition;
  Ref<performance::Kpi> kpi;
};

struct Model {
  std::map<std::string, Process> processes;
  std::map<std::string, Service> services;
  std::map<std::string, Segment> segments;
  std::map<std::string, Survey> surveys;
  std::map<std::string, Sop> sops;
  std::map<std::string, Instruction> instructions;
  std::map<std::string, CheckPlan> check_plans;
};

}  // namespace drivetrain::processes
