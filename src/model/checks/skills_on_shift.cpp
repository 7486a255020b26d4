// DT-P403: every shift that does a step has enough people who can. Prevents brittle processes: one person is ill, and the line stands. The
// shifts are those of the step's work centre, else of its unit, else of the process's unit. Who usually works a shift counts with skill,
// level and a certificate that is valid on the day of the check; a shift that names nobody counts its planned places for that skill, and
// one that plans neither says nothing.
#include <algorithm>
#include <map>

#include "model/checks/checks.h"

namespace drivetrain::model {

namespace {

using organisation::NeededSkill;
using organisation::Shift;

class Shifts {
 public:
  Shifts(CheckInput const& input, Diagnostics& diagnostics) : model_(input.model), at_(input.at), diagnostics_(diagnostics) {}

  void check(processes::Process const& process, processes::StepNeeds const& step) {
    auto centre = model_.resources.work_centres.find(step.work_centre.text());
    bool has_centre = centre != model_.resources.work_centres.end();
    auto shifts = has_centre ? shifts_of(centre->second) : shifts_of_unit(process.unit.text());
    auto needed = step.skills;
    if (has_centre)
      for (auto const& more : centre->second.skills)
        if (std::none_of(needed.begin(), needed.end(), [&](NeededSkill const& one) { return one.skill.id == more.skill.id; })) needed.push_back(more);
    for (auto const& skill : needed)
      for (auto const* shift : shifts) require(process, step, skill, *shift);
  }

 private:
  std::vector<Shift const*> shifts_of(resources::WorkCentre const& centre) const {
    std::vector<Shift const*> shifts;
    for (auto const& ref : centre.shifts)
      if (auto found = model_.organisation.shifts.find(ref.text()); found != model_.organisation.shifts.end()) shifts.push_back(&found->second);
    return shifts.empty() ? shifts_of_unit(centre.unit.text()) : shifts;
  }
  std::vector<Shift const*> shifts_of_unit(std::string const& unit) const {
    std::vector<Shift const*> shifts;
    if (unit.empty()) return shifts;
    for (auto const& [id, shift] : model_.organisation.shifts)
      if (shift.unit.text() == unit) shifts.push_back(&shift);
    return shifts;
  }

  bool can(organisation::Person const& person, NeededSkill const& needed, std::optional<Duration> const& validity) const {
    return std::any_of(person.skills.begin(), person.skills.end(), [&](organisation::HeldSkill const& held) {
      if (held.skill.id != needed.skill.id || held.level < needed.level) return false;
      if (held.certified && at_ < *held.certified) return false;
      return !validity || !held.certified || days_from_epoch(at_) < days_from_epoch(*held.certified) + validity->us / days(1).us;
    });
  }

  /// Nothing when the shift says nothing about who works it.
  std::optional<int> holders(Shift const& shift, NeededSkill const& needed, std::optional<Duration> const& validity) const {
    int count = 0;
    for (auto const& ref : shift.people)
      if (auto person = model_.organisation.people.find(ref.text()); person != model_.organisation.people.end() && can(person->second, needed, validity)) ++count;
    if (!shift.people.empty()) return count;
    if (shift.staff.empty()) return std::nullopt;
    for (auto const& places : shift.staff)
      if (places.skill.id == needed.skill.id && places.level >= needed.level) count += places.headcount;
    return count;
  }

  void require(processes::Process const& process, processes::StepNeeds const& step, NeededSkill const& needed, Shift const& shift) {
    auto skill = model_.organisation.skills.find(needed.skill.text());
    if (skill == model_.organisation.skills.end()) return;   // an unknown skill is DT-R001
    auto count = holders(shift, needed, skill->second.certificate_validity);
    if (!count || *count >= skill->second.minimum) return;
    auto level = needed.level > 1 ? " at level " + std::to_string(needed.level) : std::string();
    Diagnostic d;
    d.code = "DT-P403";
    d.span = needed.span.known() ? needed.span : step.step.span;
    d.message = "task " + step.step.value + " of " + process.header.id + " needs " + skill->first + level + "; " + shift.header.id + " has " + std::to_string(*count) +
                (*count == 1 ? " holder" : " holders") + ", minimum " + std::to_string(skill->second.minimum);
    d.why = "one absence stops the step for a whole shift, and the promise with it";
    d.help = "train or move people (Shift.people, Person.skills), renew certificates, or take the shift off the work centre";
    d.notes.push_back({shift.header.id_span, "the shift is here"});
    d.subject = process.header.id;
    diagnostics_.add(std::move(d));
  }

  OperatingModel const& model_;
  Date at_;
  Diagnostics& diagnostics_;
};

}  // namespace

void check_skills_on_shift(CheckInput const& input, Diagnostics& diagnostics) {
  Shifts shifts(input, diagnostics);
  for (auto const& [id, process] : input.model.processes.processes)
    for (auto const& step : process.steps) shifts.check(process, step);
}

}  // namespace drivetrain::model
