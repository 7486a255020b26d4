// DT-F006: the company's time zone exists. Prevents inconsistent performance: without it no day, shift or deadline has a
// place in time.
#include "base/zone.h"
#include "organisation/check.h"

namespace drivetrain::organisation {

void check_timezone(Model const& model, Diagnostics& diagnostics) {
  auto zone = Zone::find(model.company.timezone.value);
  if (zone) return;
  Diagnostic d;
  d.code = "DT-F006";
  auto const& company = model.company;
  d.span = company.timezone.span.known() ? company.timezone.span : company.header.span;
  d.message = company.timezone.empty() ? "the model names no time zone" : zone.error().message;
  d.why = "days, shifts and deadlines are local: without the zone the same instant is today for one and yesterday for another";
  d.help = company.timezone.empty() ? "set timezone in the Company document, for example Europe/London" : zone.error().help;
  d.subject = company.header.id;
  diagnostics.add(std::move(d));
}

}  // namespace drivetrain::organisation
