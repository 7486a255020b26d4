// DT-I801: an experiment says what it expects, what shows it, what ends it, and when it is decided. Prevents slow adaptation: trials
// that never end, and teach nothing.
#include "base/text.h"
#include "coordination/check.h"

namespace drivetrain::coordination {

void check_experiments(CheckContext const& context) {
  for (auto const& [id, experiment] : context.model.experiments) {
    std::vector<std::string> lacking;
    if (trim(experiment.hypothesis).empty()) lacking.push_back("hypothesis");
    if (experiment.metric.empty()) lacking.push_back("metric");
    if (experiment.stop_rule.empty()) lacking.push_back("stop rule");
    if (!experiment.decision_date) lacking.push_back("decision date");
    if (lacking.empty()) continue;
    Diagnostic d;
    d.code = "DT-I801";
    d.span = experiment.header.id_span;
    d.message = "experiment " + id + " lacks " + join(lacking, ", ");
    d.why = "a trial that cannot turn out wrong, or never ends, teaches nothing and stays";
    d.help = "hypothesis: <what is expected>, metric: <kpi>, stop_rule: <FEEL over value>, decision_date: <day>";
    d.subject = id;
    context.diagnostics.add(std::move(d));
  }
}

}  // namespace drivetrain::coordination
