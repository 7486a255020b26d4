// DT-G702: what brings a risk down is a control at work. Prevents inconsistent performance: a lower figure that nothing explains.
#include <algorithm>

#include "adaptation/check.h"

namespace drivetrain::adaptation {

namespace {

bool is_at_work(Control const& control, Date at) {
  return control.status == ControlStatus::active && (!control.header.valid_from || *control.header.valid_from <= at) &&
         (!control.header.valid_to || at <= *control.header.valid_to);
}

}  // namespace

void check_residual(CheckContext const& context) {
  for (auto const& [id, risk] : context.model.risks) {
    if (!risk.residual || risk.residual->value() >= risk.inherent.value()) continue;
    bool active = std::any_of(risk.controls.begin(), risk.controls.end(), [&](Ref<Control> const& one) {
      auto control = context.model.controls.find(one.text());
      return control != context.model.controls.end() && is_at_work(control->second, context.at);
    });
    if (active) continue;
    Diagnostic d;
    d.code = "DT-G702";
    d.span = risk.residual->span.known() ? risk.residual->span : risk.header.id_span;
    d.message = "residual of " + id + " (" + std::to_string(risk.residual->value()) + ") is below inherent (" + std::to_string(risk.inherent.value()) +
                ") with no active control";
    d.why = "the figure says that something keeps the risk down, and nothing does";
    d.help = risk.controls.empty() ? "name what keeps it down (controls: [<control>]), or set residual to inherent"
                                   : "put one of its controls to work (status: active), or set residual to inherent";
    d.subject = id;
    context.diagnostics.add(std::move(d));
  }
}

}  // namespace drivetrain::adaptation
