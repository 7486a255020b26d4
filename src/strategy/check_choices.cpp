// DT-S112: what was chosen is one of the options. Prevents strategic drift: a choice nobody weighed.
#include <algorithm>

#include "base/text.h"
#include "strategy/check.h"

namespace drivetrain::strategy {

void check_choices(Model const& model, Diagnostics& diagnostics) {
  for (auto const& [id, choice] : model.choices) {
    if (std::find(choice.options.begin(), choice.options.end(), choice.chosen.value) != choice.options.end()) continue;
    Diagnostic d;
    d.code = "DT-S112";
    d.span = choice.chosen.span.known() ? choice.chosen.span : choice.header.id_span;
    d.message = "choice " + id + " chose \"" + choice.chosen.value + "\", which is not among its options";
    d.why = "the options that were weighed are the record of why; a choice outside them was never weighed";
    d.help = "options: " + join(choice.options, ", ");
    if (auto near = nearest(choice.chosen.value, choice.options)) d.help = "did you mean \"" + *near + "\"?";
    d.subject = id;
    diagnostics.add(std::move(d));
  }
}

}  // namespace drivetrain::strategy
