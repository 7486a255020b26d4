// Compiling KPIs (see program.h).
#include "performance/program.h"

#include <algorithm>

#include "base/text.h"

namespace drivetrain::performance {

namespace {

Diagnostic finding(Kpi const& kpi, Span const& span, std::string message, std::string help) {
  Diagnostic d;
  d.code = "DT-K501";
  d.span = span.known() ? span : kpi.header.id_span;
  d.message = std::move(message);
  d.why = "a figure that cannot be computed is discussed instead of used";
  d.help = std::move(help);
  d.subject = kpi.header.id;
  return d;
}

bool compile_formula(Kpi const& kpi, Formula const& formula, feel::Scope const& scope, feel::Expression& out,
                     Diagnostics& diagnostics) {
  auto compiled = feel::compile(formula.text, scope);
  if (auto* error = std::get_if<feel::CompileError>(&compiled)) {
    auto d = feel::to_diagnostic(*error, formula.text, formula.span, "DT-K501");
    d.subject = kpi.header.id;
    diagnostics.add(std::move(d));
    return false;
  }
  out = std::get<feel::Expression>(std::move(compiled));
  return true;
}

bool compile_measure(Kpi const& kpi, std::string const& name, Counting const& measure, MeasureProgram& out,
                     Diagnostics& diagnostics) {
  auto const* event = find_event(measure.event.value);
  if (!event) {
    std::vector<std::string> names;
    for (auto const& known : measurable_events()) names.push_back(known.name);
    auto near = nearest(measure.event.value, names);
    diagnostics.add(finding(kpi, measure.event.span,
                            "measure " + name + " of KPI " + kpi.header.id + " counts the event " + measure.event.value +
                                ", which nothing records",
                            near ? "did you mean " + *near + "?" : "events: " + join(names, ", ")));
    return false;
  }
  if (measure.aggregate != Aggregate::count && measure.of.empty()) {
    diagnostics.add(finding(kpi, measure.event.span,
                            "measure " + name + " of KPI " + kpi.header.id + " aggregates, but does not say what (of:)",
                            "name a field of " + event->name + ": " + join(event->fields, ", ")));
    return false;
  }
  feel::Scope scope{event->fields, false};
  out.name = name;
  out.event = event->type;
  out.aggregate = measure.aggregate;
  out.q = measure.q.value_or(Decimal(0));
  out.has_where = !measure.where.empty();
  out.has_of = measure.aggregate != Aggregate::count;
  out.signature = measure.event.value + "\n" + measure.where.text + "\n" + (out.has_of ? measure.of.text : "");
  bool ok = true;
  if (out.has_where) ok = compile_formula(kpi, measure.where, scope, out.where, diagnostics) && ok;
  if (out.has_of) ok = compile_formula(kpi, measure.of, scope, out.of, diagnostics) && ok;
  return ok;
}

}  // namespace

bool Program::wants_event(journal::TypeNumber type) const {
  return std::binary_search(wants.begin(), wants.end(), Want{type, nullptr},
                            [](Want const& a, Want const& b) { return a.event < b.event; });
}

std::shared_ptr<Program const> compile_kpis(Model const& model, Diagnostics& diagnostics) {
  auto program = std::make_shared<Program>();
  for (auto const& [id, kpi] : model.kpis) {
    if (kpi.measures.empty() || kpi.formula.empty()) {
      diagnostics.add(finding(kpi, kpi.header.id_span,
                              "KPI " + id + " lacks " + (kpi.measures.empty() ? "measures" : "a formula"),
                              "say which events are counted (measures) and how they make the figure (formula)"));
      continue;
    }
    KpiProgram compiled;
    compiled.id = id;
    bool ok = true;
    feel::Scope names;
    for (auto const& [name, measure] : kpi.measures) {
      if (!measure.measure.empty() && measure.event.empty()) {  // an unknown Measure is said where it is resolved
        ok = false;
        continue;
      }
      compiled.measures.emplace_back();
      ok = compile_measure(kpi, name, measure, compiled.measures.back(), diagnostics) && ok;
      names.names.push_back(name);
    }
    ok = compile_formula(kpi, kpi.formula, names, compiled.formula, diagnostics) && ok;
    if (ok) program->kpis.emplace(id, std::move(compiled));
  }
  for (auto const& [id, kpi] : program->kpis)
    for (auto const& measure : kpi.measures) {
      auto same = std::find_if(program->wants.begin(), program->wants.end(), [&](Program::Want const& want) {
        return want.measure->signature == measure.signature;
      });
      if (same == program->wants.end()) program->wants.push_back({measure.event, &measure});
    }
  std::stable_sort(program->wants.begin(), program->wants.end(),
                   [](Program::Want const& a, Program::Want const& b) { return a.event < b.event; });
  return program;
}

}  // namespace drivetrain::performance
