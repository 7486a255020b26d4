// Reading a profile (see kinds.h): whatever it names must be in the model, so that nobody is simulated who is not there.
#include <algorithm>

#include "base/text.h"
#include "feel/expression.h"
#include "organisation/working_time.h"
#include "simulation/kinds.h"

namespace drivetrain::simulation {

namespace {

class Check {
 public:
  Check(Known const& known, Diagnostics& diagnostics) : known_(known), diagnostics_(diagnostics) {}

  void unknown(Span const& span, std::string const& what, std::string const& id, std::vector<std::string> const& there) {
    Diagnostic d;
    d.code = "DT-R001";
    d.span = span;
    d.message = "the simulation refers to unknown " + what + " " + id;
    d.why = "what is not there cannot be simulated, and would be missed by nobody";
    auto near = nearest(id, there);
    d.help = near ? "did you mean " + *near + "?" : there.empty() ? "there is none" : "there are: " + join(there, ", ");
    diagnostics_.add(std::move(d));
  }

  void references(std::vector<notation::ReferenceUse> const& uses) {
    for (auto const& use : uses)
      if (!known_.entity(use.target_kind, use.id)) unknown(use.span, use.target_kind, use.id, known_.entities(use.target_kind));
  }

  void task(std::string const& process, Text const& task) {
    auto tasks = known_.tasks(process);
    if (std::find(tasks.begin(), tasks.end(), task.value) == tasks.end()) unknown(task.span, "task of " + process, task.value, tasks);
  }

  void hours(Text const& text) {
    if (text.empty()) return;
    if (auto shift = organisation::read_shift(text.value); !shift) malformed(text.span, shift.error().message, shift.error().help);
  }

  void formula(Formula const& formula) {
    if (formula.empty()) return;
    auto compiled = feel::compile(formula.text, {{}, true});
    if (auto* error = std::get_if<feel::CompileError>(&compiled))
      diagnostics_.add(feel::to_diagnostic(*error, formula.text, formula.span, "DT-F101"));
  }

  void malformed(Span const& span, std::string message, std::string help) {
    Diagnostic d;
    d.code = "DT-R024";
    d.span = span;
    d.message = std::move(message);
    d.help = std::move(help);
    diagnostics_.add(std::move(d));
  }

  void named(Text const& name, std::vector<std::string> const& there, char const* what) {
    if (!name.empty() && std::find(there.begin(), there.end(), name.value) == there.end()) unknown(name.span, what, name.value, there);
  }

 private:
  Known const& known_;
  Diagnostics& diagnostics_;
};

void check(Profile const& profile, Check& check) {
  std::vector<std::string> customers, shifts;
  for (auto const& customer : profile.customers) customers.push_back(customer.name.value);
  for (auto const& shift : profile.shifts) {
    shifts.push_back(shift.id.value);
    for (auto const& week : shift.weeks)
      for (auto const& [day, stretches] : week) {
        if (!organisation::weekday_of(day)) check.unknown(shift.id.span, "day", day, {"mon", "tue", "wed", "thu", "fri", "sat", "sun"});
        for (auto const& stretch : stretches) check.hours(stretch);
      }
  }
  for (auto const& arrival : profile.arrivals) {
    check.hours(arrival.between);
    for (auto const& [day, share] : arrival.days)
      if (!organisation::weekday_of(day)) check.unknown(arrival.process.span, "day", day, {"mon", "tue", "wed", "thu", "fri", "sat", "sun"});
    for (auto const& [customer, weight] : arrival.customers) check.named({customer, arrival.process.span}, customers, "customer");
  }
  for (auto const& task : profile.tasks) check.task(task.process.text(), task.task);
  for (auto const& player : profile.people) check.named(player.shift, shifts, "shift");
  for (auto const& habit : profile.decisions)
    for (auto const& answer : habit.answers) check.formula(answer.when);
  for (auto const& habit : profile.issues) check.hours(habit.between);
  for (auto const& habit : profile.messages) check.hours(habit.between);
  for (auto const& habit : profile.asks) check.hours(habit.between);
  for (auto const& jump : profile.drifts.jumps) check.named(jump.customer, customers, "customer");
  for (auto const& surge : profile.drifts.surges) check.named(surge.customer, customers, "customer");
  for (auto const& reach : profile.drifts.reaches) check.formula(reach.when);
  for (auto const& slip : profile.drifts.slips) {
    check.task(slip.process.text(), slip.task);
    check.named(slip.customer, customers, "customer");
  }
}

}  // namespace

Profile read_profile(SourceText const& source, Known const& known, Diagnostics& diagnostics) {
  Profile profile;
  std::vector<notation::ReferenceUse> references;
  auto documents = notation::read_yaml(source, diagnostics);
  for (auto const& document : documents) profile = notation::read<Profile>(document, diagnostics, &references);
  if (documents.empty() && diagnostics.errors() == 0) {
    Diagnostic d;
    d.code = "DT-R026";
    d.span = source.span(0, 0);
    d.message = source.path() + " holds no document of kind Simulation";
    diagnostics.add(std::move(d));
  }
  Check all(known, diagnostics);
  all.references(references);
  check(profile, all);
  diagnostics.sort();
  return profile;
}

}  // namespace drivetrain::simulation
