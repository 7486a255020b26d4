// Functions (see functions.h): carrier by carrier, and under each what it rests on.
#include "app/views/functions.h"

#include <algorithm>
#include <map>

#include "base/text.h"

namespace drivetrain::app::views {

namespace {

using organisation::NeededSkill;

bool term_covers(organisation::Term const& term, Date day) { return (!term.from || *term.from <= day) && (!term.to || day <= *term.to); }

class FunctionReader {
 public:
  FunctionReader(model::OperatingModel const& model, Date day, std::optional<Part> const& without) : model_(model), day_(day), without_(without) {}

  Function read(strategy::Requirement const& requirement) const {
    Function function{&requirement, {}};
    for (auto const& one : requirement.realised_by) function.carriers.push_back(carrier(one));
    return function;
  }

  Carrier carrier(strategy::Realiser const& one) const {
    Carrier carrier;
    if (!one.process.empty()) {
      carrier.part = {"Process", one.process.text()};
      read_process(carrier);
    } else if (!one.decision.empty()) {
      carrier.part = {"Decision", one.decision.text()};
      read_decision(carrier);
    } else if (!one.rhythm.empty()) {
      carrier = simple(model_.coordination.rhythms, "Rhythm", one.rhythm.text());
      if (carrier.broken.empty()) carrier.rests_on.push_back(role_footing(model_.coordination.rhythms.at(one.rhythm.text()).chair.text(), {}));
    } else if (!one.control.empty()) {
      carrier = simple(model_.adaptation.controls, "Control", one.control.text());
      if (carrier.broken.empty() && model_.adaptation.controls.at(one.control.text()).status != adaptation::ControlStatus::active)
        carrier.broken = "The control " + title("Control", one.control.text()) + " is not active.";
    } else if (!one.kpi.empty()) carrier = simple(model_.performance.kpis, "Kpi", one.kpi.text());
    else if (!one.sop.empty()) carrier = simple(model_.processes.sops, "Sop", one.sop.text());
    else if (!one.check.empty()) carrier = simple(model_.processes.check_plans, "CheckPlan", one.check.text());
    else carrier.part = {"Rule", one.rule.value};
    return carrier;
  }

 private:
  bool gone(char const* kind, std::string const& id) const { return without_ && without_->kind == kind && without_->id == id; }
  template <class T>
  T const* there(std::map<std::string, T> const& all, char const* kind, std::string const& id) const {
    auto found = all.find(id);
    return found == all.end() || gone(kind, id) ? nullptr : &found->second;
  }
  /// The title of what was there, also when it is thought away.
  std::string title(char const* kind, std::string const& id) const {
    auto const* entity = model_.find(kind, id);
    return entity && !entity->title.empty() ? entity->title : notation::in_words(id);
  }
  std::string missing(char const* kind, std::string const& id) const { return title(kind, id) + " is not there."; }

  std::vector<std::string> named_in(std::string const& role) const {
    std::vector<std::string> people;
    auto take = [&](std::vector<organisation::Term> const& terms) {
      for (auto const& term : terms)
        if (term_covers(term, day_) && there(model_.organisation.people, "Person", term.person.text()) && std::find(people.begin(), people.end(), term.person.text()) == people.end())
          people.push_back(term.person.text());
    };
    for (auto const& [id, assignment] : model_.organisation.assignments)
      if (assignment.role.text() == role && !gone("Assignment", id)) take(assignment.holders), take(assignment.deputies);
    return people;
  }
  /// Level reached, and a certificate that is valid on the day, as DT-P403 counts.
  bool can(organisation::Person const& person, NeededSkill const& needed, organisation::Skill const& skill) const {
    return std::any_of(person.skills.begin(), person.skills.end(), [&](organisation::HeldSkill const& held) {
      if (held.skill.id != needed.skill.id || held.level < needed.level || (held.certified && day_ < *held.certified)) return false;
      auto const& validity = skill.certificate_validity;
      return !validity || !held.certified || days_from_epoch(day_) < days_from_epoch(*held.certified) + validity->us / days(1).us;
    });
  }
  /// Places of shifts that name nobody are planned with the skill, whoever will fill them.
  bool planned(NeededSkill const& needed) const {
    for (auto const& [id, shift] : model_.organisation.shifts)
      if (shift.people.empty())
        for (auto const& places : shift.staff)
          if (places.skill.id == needed.skill.id && places.level >= needed.level && places.headcount > 0) return true;
    return false;
  }

  Footing role_footing(std::string const& role, std::vector<std::string> elements) const {
    Footing footing{{"Role", role}, {}, std::move(elements), ""};
    if (!there(model_.organisation.roles, "Role", role)) {
      footing.broken = missing("Role", role);
      return footing;
    }
    footing.people = named_in(role);
    if (footing.people.empty()) footing.broken = "Nobody is named as " + title("Role", role) + " on " + format_date(day_) + ".";
    return footing;
  }
  Footing skill_footing(NeededSkill const& needed, std::vector<std::string> elements) const {
    auto const& id = needed.skill.text();
    Footing footing{{"Skill", id}, {}, std::move(elements), ""};
    auto const* skill = there(model_.organisation.skills, "Skill", id);
    if (!skill) {
      footing.broken = missing("Skill", id);
      return footing;
    }
    for (auto const& [person_id, person] : model_.organisation.people)
      if (!gone("Person", person_id) && can(person, needed, *skill)) footing.people.push_back(person_id);
    if (footing.people.empty() && !planned(needed))
      footing.broken = "Nobody has the skill " + title("Skill", id) + (needed.level > 1 ? " at level " + std::to_string(needed.level) : "") + " with a valid certificate on " + format_date(day_) + ".";
    return footing;
  }

  /// Gathers what the steps of one process need; each thing once, with all steps that need it.
  struct Needs {
    std::vector<std::pair<std::string, std::vector<std::string>>> roles;
    std::vector<std::pair<NeededSkill, std::vector<std::string>>> skills;
    std::vector<std::string> centres;

    static void add_element(std::vector<std::string>& elements, std::string const& element) {
      if (std::find(elements.begin(), elements.end(), element) == elements.end()) elements.push_back(element);
    }
    void role(std::string const& id, std::string const& element) {
      auto found = std::find_if(roles.begin(), roles.end(), [&](auto const& one) { return one.first == id; });
      if (found == roles.end()) found = roles.insert(roles.end(), {id, {}});
      add_element(found->second, element);
    }
    void skill(NeededSkill const& needed, std::string const& element) {
      auto found = std::find_if(skills.begin(), skills.end(), [&](auto const& one) { return one.first.skill.id == needed.skill.id; });
      if (found == skills.end()) found = skills.insert(skills.end(), {needed, {}});
      found->first.level = std::max(found->first.level, needed.level);
      add_element(found->second, element);
    }
    void centre(std::string const& id) { add_element(centres, id); }
  };

  Needs needs_of(processes::Process const& process, processes::Program const& program) const {
    Needs needs;
    for (processes::NodeIndex i = 0; i < program.nodes().size(); ++i) {
      if (program.node(i).kind != processes::ElementKind::user_task) continue;
      auto const& role = program.word(program.task(i).role);
      needs.role(role, program.id(i));
      if (auto found = model_.organisation.roles.find(role); found != model_.organisation.roles.end())
        for (auto const& skill : found->second.skills) needs.skill(skill, program.id(i));
      for (auto const& [id, centre] : model_.resources.work_centres)
        if (std::any_of(centre.roles.begin(), centre.roles.end(), [&](auto const& one) { return one.text() == role; })) needs.centre(id);
    }
    for (auto const& step : process.steps) {
      for (auto const& skill : step.skills) needs.skill(skill, step.step.value);
      if (step.work_centre.empty()) continue;
      needs.centre(step.work_centre.text());
      if (auto found = model_.resources.work_centres.find(step.work_centre.text()); found != model_.resources.work_centres.end())
        for (auto const& skill : found->second.skills) needs.skill(skill, step.step.value);
    }
    return needs;
  }

  void add_assets(std::string const& centre_id, std::vector<Footing>& footings) const {
    auto centre = model_.resources.work_centres.find(centre_id);
    if (centre == model_.resources.work_centres.end()) return;   // a step that names it is DT-R001
    auto count = std::count_if(model_.resources.assets.begin(), model_.resources.assets.end(), [&](auto const& one) { return one.second.work_centre.text() == centre_id; });
    for (auto const& [id, asset] : model_.resources.assets) {
      if (asset.work_centre.text() != centre_id) continue;
      Footing footing{{"Asset", id}, {}, {}, ""};
      if (gone("Asset", id) && count == 1 && asset.alternatives.empty() && centre->second.alternatives.empty())
        footing.broken = missing("Asset", id) + " " + title("WorkCentre", centre_id) + " has no other, and no work centre stands in for it.";
      footings.push_back(std::move(footing));
    }
  }

  void read_process(Carrier& carrier) const {
    auto const* process = there(model_.processes.processes, "Process", carrier.part.id);
    auto program = model_.programs.find(carrier.part.id);
    if (!process) carrier.broken = missing("Process", carrier.part.id);
    else if (program == model_.programs.end()) carrier.broken = "The diagram of " + title("Process", carrier.part.id) + " is missing, or cannot run.";
    if (!carrier.broken.empty()) return;
    auto needs = needs_of(*process, *program->second);
    for (auto& [role, elements] : needs.roles) carrier.rests_on.push_back(role_footing(role, std::move(elements)));
    for (auto& [skill, elements] : needs.skills) carrier.rests_on.push_back(skill_footing(skill, std::move(elements)));
    for (auto const& centre : needs.centres) add_assets(centre, carrier.rests_on);
  }

  void read_decision(Carrier& carrier) const {
    auto const* decision = there(model_.decisions.decisions, "Decision", carrier.part.id);
    if (!decision) {
      carrier.broken = missing("Decision", carrier.part.id);
      return;
    }
    std::vector<std::string> roles;
    for (auto const& role : decision->rapid.decide) Needs::add_element(roles, role.text());
    for (auto const& band : decision->bands) Needs::add_element(roles, band.role.text());
    for (auto const& role : roles) carrier.rests_on.push_back(role_footing(role, {}));
  }

  template <class T>
  Carrier simple(std::map<std::string, T> const& all, char const* kind, std::string const& id) const {
    return {{kind, id}, {}, there(all, kind, id) ? std::string() : missing(kind, id)};
  }

  model::OperatingModel const& model_;
  Date day_;
  std::optional<Part> const& without_;
};

double heaviest_weight(model::OperatingModel const& model, strategy::Requirement const& requirement) {
  double heaviest = 0;
  for (auto const& objective : requirement.objectives)
    if (auto weight = model.values.weights.find(objective.text()); weight != model.values.weights.end()) heaviest = std::max(heaviest, weight->second);
  return heaviest;
}

}  // namespace

bool Carrier::stands() const {
  return broken.empty() && std::all_of(rests_on.begin(), rests_on.end(), [](Footing const& one) { return one.broken.empty(); });
}

bool Function::stands() const {
  return !carriers.empty() && std::all_of(carriers.begin(), carriers.end(), [](Carrier const& one) { return one.stands(); });
}

std::vector<Function> functions_of(model::OperatingModel const& model, Date day, std::optional<Part> const& without) {
  FunctionReader reader(model, day, without);
  std::vector<Function> functions;
  for (auto const& [id, requirement] : model.strategy.requirements)
    if (!without || without->kind != "Requirement" || without->id != id) functions.push_back(reader.read(requirement));
  std::stable_sort(functions.begin(), functions.end(), [&](Function const& a, Function const& b) { return heaviest_weight(model, *a.requirement) > heaviest_weight(model, *b.requirement); });
  return functions;
}

Carrier carrier_of(model::OperatingModel const& model, strategy::Realiser const& realiser, Date day) {
  std::optional<Part> nothing;
  return FunctionReader(model, day, nothing).carrier(realiser);
}

std::vector<std::string> red_functions(std::vector<Function> const& functions) {
  std::vector<std::string> red;
  for (auto const& function : functions)
    if (!function.stands()) red.push_back(function.requirement->header.id);
  std::sort(red.begin(), red.end());
  return red;
}

}  // namespace drivetrain::app::views
