// Draft: what the tables say about the company, before it is written as a model. Every part knows the row it came from; what was filled in
// because the tables did not say it is an assumption, and what could not be used is kept with its reason. Nothing is dropped silently.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/own_data/amounts.h"
#include "app/own_data/fold.h"
#include "app/own_data/times.h"
#include "base/decimal.h"

namespace drivetrain::app::own_data {

/// Id of the decision right that says who may order erasures.
inline constexpr std::string_view erasing_decision = "erase-personal-data";
/// Id of the decision right that says who approves changes of the model.
inline constexpr std::string_view changing_decision = "change-the-model";

struct DraftUnit {
  std::string id, title, origin;
};

struct DraftPerson {
  std::string id, email, unit;
  PersonName name;
  std::vector<std::string> other_spellings;
  std::string origin;              ///< "people.csv, row 3"
  bool listed = false;             ///< has a row of its own, rather than being named somewhere
  std::string manager;             ///< id of a person
};

struct DraftTerm {
  std::string person;
  std::optional<Date> from, to;
  std::string origin;
};

struct DraftRole {
  std::string id, title, unit, purpose, reports_to, origin;
  std::vector<std::string> accountabilities;
  std::vector<DraftTerm> holders, deputies;
  bool described = false;          ///< has a row of its own
  bool decides = false;            ///< signs, decides or leads: must be one person
  bool personal = false;           ///< stands for a person of whom no role is known
  int authority = 0;
};

/// One line of an authority table: who signs for which stretch.
struct DraftLevel {
  Limit limit;
  std::string role;                ///< empty: the table names nobody
  std::string text, origin;
  std::string escalate_to;         ///< of this line
};

struct DraftDecision {
  std::string id, title, question, origin;
  std::vector<DraftLevel> levels;
  std::vector<std::string> deciders;   ///< of lines without a limit
  std::string recommend, perform;
  std::vector<std::string> agree, input, criteria;
  std::optional<Duration> deadline, escalate_after;
  std::string escalate_to;             ///< a role, or "next-band"
  std::string meeting;                 ///< as written, then the id
  std::string unit;                    ///< of the limits
};

struct DraftKpi {
  std::string id, title, definition, unit, owner, origin, reaction;
  std::optional<Decimal> target, warn, alarm;
  int direction = 0;
  Duration window = days(28);
};

struct DraftMeeting {
  std::string id, title, origin;
  std::string rrule, start;
  Duration duration = hours(1);
  bool time_assumed = false;
  int tier = 0;
  std::string chair, agenda;           ///< agenda as written: figures and decisions that it names are found when all are known
  std::vector<std::string> attendees, kpis, decisions, outputs;
};

struct NotUnderstood {
  std::string where, what, why;
};

struct Draft {
  std::string title;
  std::string timezone = "UTC", currency;
  std::vector<DraftUnit> units;
  std::vector<DraftPerson> people;
  std::vector<DraftRole> roles;
  std::vector<DraftDecision> decisions;
  std::vector<DraftKpi> kpis;
  std::vector<DraftMeeting> meetings;
  std::string eraser;                  ///< role that may order erasures of personal data, of which tables do not speak; empty when nobody could
  std::vector<std::string> assumptions;
  std::vector<NotUnderstood> not_understood;
  std::vector<std::string> skipped;    ///< rows that hold no entity: totals, repeated headers

  /// The same sentence once.
  void assume(std::string sentence);
  DraftRole* role(std::string_view id);
  DraftPerson* person(std::string_view id);
};

}  // namespace drivetrain::app::own_data
