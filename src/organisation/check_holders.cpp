// DT-F001: on any day one person holds a role, unless it is declared to be held by many. Prevents unclear decision rights:
// when two hold it, each may think that the other acts, or both act against each other.
#include <algorithm>

#include "organisation/check.h"

namespace drivetrain::organisation {

namespace {

std::string until_in_words(std::optional<Date> const& last) { return last ? " until " + format_date(*last) : ""; }

/// An open end is later than any day.
std::optional<Date> earlier_end(std::optional<Date> const& a, std::optional<Date> const& b) { return a && b ? std::min(*a, *b) : a ? a : b; }

}  // namespace

void check_holders(Model const& model, Diagnostics& diagnostics) {
  for (auto const& [id, assignment] : model.assignments) {
    auto role = model.roles.find(assignment.role.text());
    if (role == model.roles.end() || role->second.many) continue;
    std::vector<Term const*> terms;
    for (auto const& term : assignment.holders) terms.push_back(&term);
    // An absent first day is less than any day, as std::optional orders it.
    std::stable_sort(terms.begin(), terms.end(), [](Term const* a, Term const* b) { return a->from < b->from; });
    Term const* running = nullptr;  // of those seen, the one that ends last
    for (auto const* term : terms) {
      if (running && (!running->to || !term->from || *term->from <= *running->to)) {
        Diagnostic d;
        d.code = "DT-F001";
        d.span = term->person.span;
        d.message = role->first + " is held by both " + running->person.text() + " and " + term->person.text() +
                    (term->from ? " from " + format_date(*term->from) : "") + until_in_words(earlier_end(running->to, term->to));
        d.why = "when two people hold one role, neither knows who of them decides today";
        d.help = "end one term before the other begins, make one of them a deputy, or declare the role many: true";
        d.notes.push_back({running->person.span, "the other holder is here"});
        d.subject = id;
        diagnostics.add(std::move(d));
      }
      if (!running || (running->to && (!term->to || *running->to < *term->to))) running = term;
    }
  }
}

}  // namespace drivetrain::organisation
