// DT-P412: a task whose assignee or candidates the model does not know. Prevents work that waits for nobody.
#include "base/text.h"
#include "model/checks/checks.h"

namespace drivetrain::model {

namespace {

template <class All>
void check_hand(processes::OfferPart::Named const& named, All const& all, std::string const& what, processes::Program const& program, processes::NodeIndex node, Diagnostics& diagnostics) {
  if (named.literal.empty() || all.contains(named.literal)) return;
  std::vector<std::string> ids;
  for (auto const& [id, one] : all) ids.push_back(id);
  bool ours = program.dialect() == processes::Dialect::own;
  Diagnostic d;
  d.code = "DT-P412";
  if (!ours) d.severity = Severity::warning;
  d.span = named.span.known() ? named.span : program.span(node);
  d.message = "task " + program.id(node) + " of " + program.process() + " names " + named.literal + ", which is no " + what + " of the model";
  d.why = ours ? "it would wait for somebody whom nobody knows" : "it waits for its other candidates, or with who answers for the process";
  auto near = nearest(named.literal, ids);
  d.help = near ? "did you mean " + *near + "?" : "name a " + what + " of org/, or add " + named.literal + " there";
  d.subject = program.process();
  diagnostics.add(std::move(d));
}

}  // namespace

void check_named_hands(CheckInput const& input, Diagnostics& diagnostics) {
  auto const& form = input.model.organisation;
  for (auto const& [process, program] : input.model.programs)
    for (processes::NodeIndex node = 0; node < program->nodes().size(); ++node) {
      if (program->node(node).kind != processes::ElementKind::user_task) continue;
      auto const* offer = program->offer(node);
      if (!offer) continue;
      auto const& role = program->word(program->task(node).role);
      check_hand(offer->assigned, form.people, "person", *program, node, diagnostics);
      for (auto const& one : offer->people) check_hand(one, form.people, "person", *program, node, diagnostics);
      for (auto const& one : offer->roles)
        if (one.literal != role) check_hand(one, form.roles, "role", *program, node, diagnostics);  // the task's own role: DT-P402
    }
}

}  // namespace drivetrain::model
