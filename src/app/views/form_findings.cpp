// What the structure itself gives cause to worry about on a day (see form.h).
#include <algorithm>

#include "app/views/form.h"
#include "base/text.h"
#include "organisation/views.h"

namespace drivetrain::app::views {

namespace {

using performance::KpiStatus;

constexpr int days_looked_ahead = 30;

double form_threshold(Company const& company, char const* name, double otherwise) {
  auto const& thresholds = company.model().organisation.company.thresholds;
  auto found = thresholds.find(name);
  return found == thresholds.end() ? otherwise : found->second.to_double();
}

std::string round_hours(double hours) { return std::to_string(static_cast<long>(hours + 0.5)) + " h"; }

class FormReader {
 public:
  FormReader(Company const& company, FormDay const& day) : company_(company), model_(company.model().organisation), day_(day) {}

  std::vector<FormFinding> read() {
    for (auto const& [id, role] : model_.roles) {
      look_at_holders(id, role);
      look_at_load(id);
    }
    look_at_duties();
    look_for_owners();
    std::stable_sort(found_.begin(), found_.end(), [](auto const& a, auto const& b) { return a.level > b.level; });
    return std::move(found_);
  }

 private:
  std::string title(std::string const& role) const { return title_of(company_, "role", role); }
  void add(FormConcern concern, KpiStatus level, std::string const& role, std::string text, std::string help) {
    found_.push_back({concern, level, role, refer(company_, "role", role), std::move(text), std::move(help)});
  }

  std::size_t terms_on(std::string const& role, std::vector<organisation::Term> organisation::Assignment::*which) const {
    std::size_t count = 0;
    for (auto const& [id, assignment] : model_.assignments) {
      if (assignment.role.text() != role) continue;
      for (auto const& term : assignment.*which) count += (!term.from || *term.from <= day_.day) && (!term.to || day_.day <= *term.to);
    }
    return count;
  }

  void look_at_holders(std::string const& id, organisation::Role const& role) {
    auto acting = organisation::acting_person(model_, company_.organisation, id, day_.instant);
    auto holders = terms_on(id, &organisation::Assignment::holders), deputies = terms_on(id, &organisation::Assignment::deputies);
    if (acting.via == organisation::Via::nobody) {
      add(FormConcern::vacancy, KpiStatus::alarm, id, title(id) + ": nobody answers for it" + (acting.why.empty() ? "" : " (" + acting.why + ")") + ".",
          "Name a holder or a deputy for that day, or lend the role.");
      return;
    }
    if (holders + deputies == 1)
      add(FormConcern::single_holder, KpiStatus::warn, id,
          title(id) + (role.many ? " is held by one person alone" : " has a holder and no deputy") + "; when that person is away, its work and decisions wait.", "Name a deputy, or train a second holder.");
    for (int ahead = 1; ahead <= days_looked_ahead; ++ahead) {
      auto then = date_from_days(days_from_epoch(day_.day) + ahead);
      if (organisation::is_staffed(model_, id, then)) continue;
      add(FormConcern::vacancy_ahead, KpiStatus::warn, id, title(id) + ": from " + format_date(then) + " nobody is named.", "Extend the term, or name who follows.");
      break;
    }
  }

  void look_at_load(std::string const& id) {
    auto load = load_of(company_, id, day_);
    auto person_hours = form_threshold(company_, "person_week_hours", 40);
    auto own_week = std::min(load.week_hours > 0 ? load.week_hours : person_hours, person_hours);
    auto share = 100 * load.rhythm_hours / own_week;
    if (auto most = form_threshold(company_, "max_rhythm_percent", 25); share > most)
      add(FormConcern::overload, KpiStatus::warn, id,
          title(id) + " sits in rhythms for " + round_hours(load.rhythm_hours) + " a week, " + std::to_string(static_cast<long>(share + 0.5)) + " % of " + round_hours(own_week) + ".",
          "Leave out a meeting, shorten it, or send a deputy.");
    if (load.present > 0 && load.queue_hours > own_week * static_cast<double>(load.present))
      add(FormConcern::overload, KpiStatus::warn, id,
          title(id) + " has " + round_hours(load.queue_hours) + " of work on hand for " + counted(load.present, "person", "people") + ", more than a week of theirs.",
          "Move work, add hands, or promise later.");
  }

  /// The one person who acts in every one of these roles; empty when there is a choice.
  std::string only_person(std::vector<std::string> const& roles) const {
    std::string only;
    for (auto const& role : roles)
      for (auto const& person : people_in_role(company_, role, day_.instant)) {
        if (!only.empty() && only != person) return "";
        only = person;
      }
    return only;
  }

  void look_at_duties() {
    for (auto const& [id, decision] : company_.model().decisions.decisions)
      for (std::size_t i = 0; i < decision.sod.size(); ++i)
        for (std::size_t j = i + 1; j < decision.sod.size(); ++j) look_at_pair(decision, decision.sod[i].value, decision.sod[j].value);
  }
  static std::vector<std::string> roles_in_part(decisions::Decision const& decision, std::string const& part) {
    std::vector<std::string> roles;
    auto take = [&](Ref<organisation::Role> const& role) {
      if (!role.empty() && std::find(roles.begin(), roles.end(), role.text()) == roles.end()) roles.push_back(role.text());
    };
    auto const& rapid = decision.rapid;
    if (part == "recommend") take(rapid.recommend);
    if (part == "perform") take(rapid.perform);
    if (part == "agree") for (auto const& role : rapid.agree) take(role);
    if (part == "input") for (auto const& role : rapid.input) take(role);
    if (part == "decide") {
      for (auto const& role : rapid.decide) take(role);
      for (auto const& band : decision.bands) take(band.role);
    }
    return roles;
  }
  void look_at_pair(decisions::Decision const& decision, std::string const& one, std::string const& other) {
    auto giver = only_person(roles_in_part(decision, one));
    if (giver.empty()) return;
    for (auto const& role : roles_in_part(decision, other)) {
      if (only_person({role}) != giver) continue;
      FormFinding finding{FormConcern::duty_conflict, KpiStatus::warn, role, refer(company_, "decision", decision.header.id), "", ""};
      finding.text = person_name(company_, giver) + " would both " + one + " and " + other + " in “" + decision.header.title + "”, which must not be one hand.";
      finding.help = "As " + title(role) + " the person stands aside, and it goes to the next who may; name another deputy if that is too slow.";
      found_.push_back(std::move(finding));
    }
  }

  void look_for_owners() {
    auto unowned = [&](Reference subject, std::string const& what) {
      auto text = what + " “" + subject.title + "” has no owner.";
      found_.push_back({FormConcern::no_owner, KpiStatus::warn, "", std::move(subject), text, "Name the one role that answers for it (metadata: owner)."});
    };
    for (auto const& outcome : outcomes(company_))
      if (outcome.owner.empty()) unowned(outcome.outcome, "The " + outcome.outcome.kind);
    for (auto const& [id, unit] : model_.units)
      if (unit.header.owner.empty()) unowned(refer(company_, "unit", id), "The charter of");
  }

  Company const& company_;
  organisation::Model const& model_;
  FormDay day_;
  std::vector<FormFinding> found_;
};

}  // namespace

std::string_view to_string(FormConcern concern) {
  switch (concern) {
    case FormConcern::vacancy: return "vacancy";
    case FormConcern::vacancy_ahead: return "vacancy_ahead";
    case FormConcern::single_holder: return "single_holder";
    case FormConcern::duty_conflict: return "duty_conflict";
    case FormConcern::overload: return "overload";
    case FormConcern::no_owner: break;
  }
  return "no_owner";
}

std::vector<FormFinding> form_findings(Company const& company, FormDay const& day) { return FormReader(company, day).read(); }

}  // namespace drivetrain::app::views
