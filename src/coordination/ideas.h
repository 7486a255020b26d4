// Ideas for better ways of working: what is remembered of them, and how they are handled. Nobody types a result: a trial is judged by its figure, and
// what became the standard is asked again and again whether it still holds.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "coordination/idea_commands.h"
#include "coordination/idea_events.h"
#include "coordination/queue.h"
#include "journal/transition.h"

namespace drivetrain::coordination {

/// standard: the model says so, and it holds as far as known; kept: it has held for a year. regressed: it no longer does, and is open again.
enum class IdeaState : std::uint8_t { proposed, trial, judged, adopted, standard, regressed, kept, dropped };
std::string_view to_string(IdeaState state);

struct Idea {
  IdeaProposed proposed;
  std::uint64_t position = 0;
  Instant at;
  IdeaState state = IdeaState::proposed;
  Instant since;                    ///< of the state
  int rounds = 0;                   ///< trials begun
  std::optional<TrialBegun> trial;  ///< the last one
  Instant trial_at;
  std::optional<FigureCompared> judged;
  std::string judged_by;            ///< who ended the trial early
  std::optional<IdeaAdopted> adopted;
  std::optional<IdeaDropped> dropped;
  std::optional<IdeaStandardised> standard;
  Instant standard_at;
  std::vector<IdeaTested> tests;    ///< of the standard, in order; the last tests_of_a_standard
  bool over() const { return state == IdeaState::dropped || state == IdeaState::kept; }
};

struct Ideas {
  std::map<std::string, Idea> all;  ///< those that are over: the last `most_over`
  std::deque<std::string> over;     ///< oldest first
  static constexpr std::size_t most_over = 500, most_open = 2'000;
};

inline constexpr Duration test_every = days(28);
inline constexpr std::size_t tests_of_a_standard = 13;  ///< a year

/// What the company around it says, built by app/ for one command.
struct IdeaSurroundings {
  std::vector<std::string> deciders;  ///< roles that decide on it: who owns its process, its figure, its unit
  std::string unknown;                ///< "the model has no process polish"; empty: all that is named is there
  Instant trial_ends;                 ///< BeginTrial: the end of its last day
  FigureLevel before;                 ///< BeginTrial: its figure until now
  FigureCompared compared;            ///< JudgeTrial, TestIdea: with what was before the trial
  bool alarm = false;                 ///< the figure is in alarm now
};

struct IdeaContext {
  journal::Transition& transition;
  Ideas const& ideas;
  People people;
  IdeaSurroundings around;
};

/// DT-X901 no such idea, or what it names; DT-X902 a field makes no sense; DT-X903 not now; DT-X904 others decide; DT-X905 a reason is needed.
Status handle(ProposeIdea const& command, IdeaContext& context);
Status handle(BeginTrial const& command, IdeaContext& context);
Status handle(JudgeTrial const& command, IdeaContext& context);
Status handle(AdoptIdea const& command, IdeaContext& context);
Status handle(DropIdea const& command, IdeaContext& context);
Status handle(StandardiseIdea const& command, IdeaContext& context);
Status handle(TestIdea const& command, IdeaContext& context);

void apply(IdeaProposed const& event, journal::Record const& record, Ideas& ideas);
void apply(TrialBegun const& event, journal::Record const& record, Ideas& ideas);
void apply(TrialJudged const& event, journal::Record const& record, Ideas& ideas);
void apply(IdeaAdopted const& event, journal::Record const& record, Ideas& ideas);
void apply(IdeaDropped const& event, journal::Record const& record, Ideas& ideas);
void apply(IdeaStandardised const& event, journal::Record const& record, Ideas& ideas);
void apply(IdeaTested const& event, journal::Record const& record, Ideas& ideas);

}  // namespace drivetrain::coordination
