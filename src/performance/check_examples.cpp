// DT-K501: a worked example that the formula does not give. Prevents inconsistent performance: whoever wrote the example and whoever wrote
// the formula meant different figures, and everyone reads a third.
#include "base/text.h"
#include "performance/check.h"

namespace drivetrain::performance {

namespace {

void report_example(Kpi const& kpi, KpiExample const& example, std::string message, std::string help, Diagnostics& diagnostics) {
  Diagnostic d;
  d.code = "DT-K501";
  d.span = example.span.known() ? example.span : kpi.header.id_span;
  d.message = "KPI " + kpi.header.id + ": " + std::move(message);
  d.why = "the example says what people mean by the figure; a formula that gives another one measures something else";
  d.help = std::move(help);
  d.subject = kpi.header.id;
  diagnostics.add(std::move(d));
}

std::string figure_text(std::optional<Decimal> const& figure) { return figure ? figure->to_string() : "no data"; }

/// A name in the example that the KPI does not measure, or a measure without a value.
bool names_fit(Kpi const& kpi, KpiExample const& example, Diagnostics& diagnostics) {
  std::vector<std::string> names;
  for (auto const& [name, measure] : kpi.measures) names.push_back(name);
  for (auto const& [name, value] : example.given) {
    if (kpi.measures.contains(name)) continue;
    auto near = nearest(name, names);
    report_example(kpi, example, "an example gives " + name + ", which is not measured", near ? "did you mean " + *near + "?" : "measures: " + join(names, ", "), diagnostics);
    return false;
  }
  for (auto const& name : names) {
    if (example.given.contains(name)) continue;
    report_example(kpi, example, "an example gives no " + name, "give each measure a value: " + join(names, ", "), diagnostics);
    return false;
  }
  return true;
}

}  // namespace

void check_examples(Model const& model, Program const& program, Diagnostics& diagnostics) {
  for (auto const& [id, kpi] : model.kpis) {
    auto compiled = program.kpis.find(id);
    if (compiled == program.kpis.end()) continue;
    for (auto const& example : kpi.examples) {
      if (!names_fit(kpi, example, diagnostics)) continue;
      feel::Context given;
      for (auto const& [name, value] : example.given) given.set(name, feel::Value(value));
      auto result = compiled->second.formula.evaluate(feel::Environment::of(given, Instant{}));
      std::optional<Decimal> got;
      if (result.value.kind() == feel::Kind::number) got = result.value.number();
      auto seen = [&](std::optional<Decimal> const& figure) {
        return figure ? figure->rounded(kpi.decimals, Decimal::Rounding::half_even) : std::nullopt;
      };
      if (seen(got) == seen(example.expect)) continue;
      auto help = got || result.warnings.empty() ? std::string("correct the formula, or the example if the formula is what people mean") : result.warnings.front().message;
      report_example(kpi, example, "an example fails: expected " + figure_text(example.expect) + ", got " + figure_text(seen(got)), help, diagnostics);
    }
  }
}

}  // namespace drivetrain::performance
