// DT-D205: the ladder climbs. Prevents slow execution: an escalation that comes back, stays level or reaches the same
// person only looks like one. The ladder is walked from each role that may decide, with the people of the day.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "base/zone.h"
#include "decisions/check.h"
#include "decisions/route.h"
#include "organisation/views.h"

namespace drivetrain::decisions {

namespace {

Instant noon_of(Date day, organisation::Model const& form) {
  auto zone = Zone::find(form.company.timezone.value);
  return (zone ? *zone : Zone::utc())->to_instant({day, hours(12).us});
}

class LadderWalk {
 public:
  LadderWalk(CheckContext const& context, Decision const& decision)
      : context_(context), form_(context.organisation), decision_(decision), now_(noon_of(context.at, form_)) {}

  void walk() {
    check_order();
    for (auto const& role : deciding_roles(decision_))
      if (form_.roles.contains(role.text())) walk_from(role.text());
  }

 private:
  void check_order() {
    auto const& steps = decision_.escalation;
    for (std::size_t i = 1; i < steps.size(); ++i)
      if (steps[i].after <= steps[i - 1].after)
        report(i,
               "escalation of " + id() + " gives " + steps[i].to.text() + " no time: it follows after " +
                   describe_duration(steps[i].after) + ", and the step before it after " + describe_duration(steps[i - 1].after),
               "count each step from the opening: later steps need a later time");
  }

  void walk_from(std::string role) {
    std::vector<std::string> path{role};
    for (std::size_t i = 0; i < decision_.escalation.size(); ++i) {
      auto target = target_of(i, role);
      if (!target) continue;
      auto again = std::find(path.begin(), path.end(), *target) != path.end();
      path.push_back(*target);
      auto help = "climb to a role with more authority and another holder";
      if (again) return report(i, "escalation of " + id() + " loops: " + join(path, " → "), help);
      if (authority(*target) <= authority(role))
        return report(i, "escalation of " + id() + " ends at equal authority: " + join(with_authority(path), " → "), help);
      auto from = person(role), to = person(*target);
      if (!from.empty() && from == to)
        return report(i,
                      "escalation of " + id() + " reaches the same person: " + join(path, " → ") + " are both " +
                          organisation::name_of(form_, to) + " on " + format_date(context_.at),
                      help);
      role = *target;
    }
  }

  /// Nothing: no band is above (the step is skipped), or the role is unknown (another finding).
  std::optional<std::string> target_of(std::size_t step, std::string const& from) const {
    auto const& to = decision_.escalation[step].to.text();
    if (to == "next-band") {
      auto above = next_band(decision_, from, "", people(), now_);
      return above ? std::optional(above->role) : std::nullopt;
    }
    return form_.roles.contains(to) ? std::optional(to) : std::nullopt;
  }

  /// One finding a step, however many roles reach it.
  void report(std::size_t step, std::string message, std::string help) {
    if (!reported_.insert(step).second) return;
    Diagnostic d;
    d.code = "DT-D205";
    d.span = decision_.escalation[step].span.known() ? decision_.escalation[step].span : decision_.escalation[step].to.span;
    d.subject = id();
    d.message = std::move(message);
    d.why = "an unanswered decision that comes back to where it was is as late as before, and nobody notices";
    d.help = std::move(help);
    context_.diagnostics.add(std::move(d));
  }

  std::vector<std::string> with_authority(std::vector<std::string> path) const {
    for (auto& role : path) role += " (authority " + std::to_string(authority(role)) + ")";
    return path;
  }
  int authority(std::string const& role) const { return form_.roles.at(role).authority; }
  std::string person(std::string const& role) const { return seat_of(role, "", people(), now_).person; }
  People people() const {
    static organisation::State const nobody_is_away;
    return {form_, nobody_is_away};
  }
  std::string const& id() const { return decision_.header.id; }

  CheckContext const& context_;
  organisation::Model const& form_;
  Decision const& decision_;
  Instant now_;
  std::set<std::size_t> reported_;
};

}  // namespace

void check_escalation(CheckContext const& context) {
  for (auto const& [id, decision] : context.model.decisions) LadderWalk(context, decision).walk();
}

}  // namespace drivetrain::decisions
