// User tasks as programs made for other engines work with them (engine_rest, zeebe_rest): who holds one, what it sees and asks for, and what its programs expect of
// claiming and completing. Whose right it is the domains decide: these only choose the commands.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/api/exchange.h"
#include "app/company.h"
#include "app/runtime.h"
#include "app/task_forms.h"

namespace drivetrain::app {

/// Who is on it, or else whose it is; empty: nobody's.
std::string const& holder_of_task(coordination::WorkItem const& item);
/// The work that an activity waits for; null when it is no task, or done.
coordination::WorkItem const* task_at(Company const& company, std::string const& case_id, std::string const& activity);
/// What its work can see: its own variables before those around it before the case's. Empty when it is over.
feel::Context variables_of_task(Company const& company, coordination::WorkItem const& item);
/// That of them which its step keeps to itself.
feel::Context own_variables_of_task(Company const& company, coordination::WorkItem const& item);

/// Another program shows it: its source is the key by which that one knows it.
bool is_shown_elsewhere(processes::Form const& form);
/// A form of form-js that lies in the model as a file, in the version of the model that is named.
struct FormFile {
  std::string id, path, text;
  int version = 1;  ///< how many contents of that file there were among the versions of the model, up to this one
};
/// Nothing for every other form.
std::optional<FormFile> form_file(Company const& company, std::string const& revision, processes::Form const& form);

/// May it be somebody's already?
enum class Override : bool { no, yes };
/// Makes it the work of `person`: claims it for the one who asks, assigns it to others. That it is theirs already is no refusal.
journal::Outcome give_task(Runtime& runtime, std::string const& me, std::string const& item, std::string const& person, Override override);
/// Back to the queue. That it is nobody's already is no refusal.
journal::Outcome release_task(Runtime& runtime, std::string const& me, std::string const& item);
/// What is nobody's is claimed first, as these programs need not do; a result that does not fit changes nothing. They show no order, so the reason to do it
/// before what is worth more, should one be asked for, is `through`.
journal::Outcome complete_task(Runtime& runtime, std::string const& me, std::string const& item, feel::Value result, std::string const& through);

/// One that is over: the queues have forgotten it, the journal has not.
struct PastTask {
  std::string item, activity, element, title;
  std::uint64_t position = 0;  ///< in the journal, of its beginning
  Instant at, ended;
  bool completed = false;  ///< else it was withdrawn
  std::string person;      ///< who did it, or whose it was last; empty: nobody's, or somebody whom the reader may not see
  std::string owner;       ///< to whom it came back; empty: nobody, or not to be seen either
  std::vector<std::string> candidate_roles, candidate_people;
  std::optional<Instant> due, follow_up;
  std::int64_t priority = 50;
  std::string reason;      ///< why it was withdrawn
};

/// Of one case, in the order in which they began. Within the journal's read.
std::vector<PastTask> past_tasks(api::Reading const& reading, processes::Case const& c);

}  // namespace drivetrain::app
