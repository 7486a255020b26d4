// What pages, agendas and policies ask of the management system.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "coordination/model.h"
#include "coordination/queue.h"
#include "coordination/state.h"
#include "organisation/model.h"

namespace drivetrain::coordination {

/// When each rhythm of the model is due next; nothing: its rule has ended or cannot be read.
std::vector<std::pair<std::string, std::optional<Instant>>> next_plans(Model const& model, organisation::Model const& form, Instant now);

/// What a person has to do with work today: what is under way, then what may be started, in order.
struct MyWork {
  std::vector<WorkItem const*> under_way;
  std::vector<QueueEntry> ready;
};
MyWork my_work(std::string const& person, State const& state, Model const& model, strategy::ValueTable const& values, People const& people,
               Instant now);

struct RhythmHealth {
  std::string rhythm;
  int due = 0, on_time = 0, late = 0, missed = 0;  ///< of those that ended in the window
  int open_actions = 0, overdue_actions = 0;
  std::optional<Instant> next;
  std::vector<Occurrence const*> now;  ///< due or running
};
/// Over [now − window, now]; at most State::max_past_occurrences are remembered.
RhythmHealth rhythm_health(std::string const& rhythm, State const& state, Instant now, Duration window, Date today);

/// Open actions: of one rhythm (its carry-over), of one owner. The first due first.
std::vector<Action const*> open_actions_of_rhythm(std::string const& rhythm, State const& state);
std::vector<Action const*> open_actions_of(std::string const& owner, State const& state);

/// What stops work first, then what nobody has acknowledged, then the older.
std::vector<Issue const*> open_issues(State const& state, Model const& model);
/// Those called to a role that the person acts in today, or acknowledged by that person.
std::vector<Issue const*> issues_of(std::string const& person, State const& state, Model const& model, People const& people, Instant now);

/// Meetings that are due or running and that the person chairs or attends today.
std::vector<Occurrence const*> meetings_of(std::string const& person, State const& state, Model const& model, People const& people,
                                           Instant now);

}  // namespace drivetrain::coordination
