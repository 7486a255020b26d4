// DT-C602: somebody's time, or a budget, is given away more than once. Prevents conflicting priorities: two plans that both count on the
// same hands. Time: shares of assignments and of initiatives' teams, on any day from the day of the check on.
#include <map>
#include <set>

#include <fmt/format.h>

#include "model/checks/checks.h"

namespace drivetrain::model {

namespace {

struct Share {
  std::optional<Date> from, to;
  double percent = 0;
  std::string of;
  Span span;
  bool on(Date day) const { return (!from || *from <= day) && (!to || day <= *to); }
};

/// Who holds a role alone on that day; empty when nobody or several do.
std::string only_holder(organisation::Model const& form, std::string const& role, Date day) {
  std::string holder;
  for (auto const* assignment : organisation::assignments_of(form, role))
    for (auto const& term : assignment->holders)
      if ((!term.from || *term.from <= day) && (!term.to || day <= *term.to)) {
        if (!holder.empty()) return "";
        holder = term.person.text();
      }
  return holder;
}

std::map<std::string, std::vector<Share>> shares_by_person(OperatingModel const& model, Date at) {
  std::map<std::string, std::vector<Share>> shares;
  for (auto const& [id, assignment] : model.organisation.assignments)
    for (auto const& term : assignment.holders)
      if (term.share)
        shares[term.person.text()].push_back({term.from, term.to, term.share->to_double(), "the role " + assignment.role.text(), term.person.span});
  for (auto const& [id, initiative] : model.execution.initiatives)
    for (auto const& member : initiative.team) {
      auto day = member.from && at < *member.from ? *member.from : at;
      auto person = member.person.empty() ? only_holder(model.organisation, member.role.text(), day) : member.person.text();
      if (!person.empty()) shares[person].push_back({member.from, member.to, member.share.to_double(), "the initiative " + id, member.span});
    }
  return shares;
}

Diagnostic overcommitted(std::string const& subject, double percent, Span span) {
  Diagnostic d;
  d.code = "DT-C602";
  d.span = std::move(span);
  d.message = fmt::format("{} is allocated {:.4g} %", subject, percent);
  d.subject = subject;
  return d;
}

void check_person(std::string const& person, std::vector<Share> const& shares, Date at, Diagnostics& diagnostics) {
  std::set<Date> days = {at};  // sums change only where a share begins
  for (auto const& share : shares)
    if (share.from && at < *share.from) days.insert(*share.from);
  double worst = 100;
  Date when;
  for (auto day : days) {
    double sum = 0;
    for (auto const& share : shares) sum += share.on(day) ? share.percent : 0;
    if (sum > worst + 1e-9) worst = sum, when = day;
  }
  if (worst <= 100) return;
  std::vector<Share const*> then;
  for (auto const& share : shares)
    if (share.on(when)) then.push_back(&share);
  auto d = overcommitted(person, worst, then.back()->span);
  d.message += " on " + format_date(when);
  d.why = "plans that count on the same hours cannot all hold, and which one gives way is decided by who asks loudest";
  d.help = "take something off, move it to another time, or give it to somebody else";
  for (auto const* share : then) d.notes.push_back({share->span, fmt::format("{:.4g} % for {}", share->percent, share->of)});
  diagnostics.add(std::move(d));
}

void check_budget(OperatingModel const& model, resources::Budget const& budget, Diagnostics& diagnostics) {
  double sum = 0;
  std::set<std::string> counted;
  for (auto const& allocation : budget.allocations) {
    sum += allocation.amount.to_double();
    if (!allocation.initiative.empty()) counted.insert(allocation.initiative.text());
  }
  for (auto const& [id, initiative] : model.execution.initiatives)
    if (initiative.funded_by.text() == budget.header.id && initiative.budget && !counted.contains(id)) sum += initiative.budget->to_double();
  auto envelope = budget.amount.value.to_double();
  if (sum <= envelope + 1e-9) return;
  auto d = overcommitted(budget.header.id, envelope > 0 ? 100 * sum / envelope : 100, budget.amount.span.known() ? budget.amount.span : budget.header.id_span);
  d.message += fmt::format(": {:.10g} of {:.10g}", sum, envelope);
  d.why = "money that is given away twice is missing when the second one needs it";
  d.help = "raise the envelope by its decision, or take something out of it";
  diagnostics.add(std::move(d));
}

}  // namespace

void check_allocations(CheckInput const& input, Diagnostics& diagnostics) {
  for (auto const& [person, shares] : shares_by_person(input.model, input.at)) check_person(person, shares, input.at, diagnostics);
  for (auto const& [id, budget] : input.model.resources.budgets) check_budget(input.model, budget, diagnostics);
}

}  // namespace drivetrain::model
