// Compiling KPIs (see program.h).
#include "performance/program.h"

#include <algorithm>

#include "base/text.h"
#include "performance/events.h"

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

/// What a measure may count, by the name that the model gives it: an event of the journal or a declared type.
struct Countable {
  journal::TypeNumber event = 0;
  std::string fact;
  std::vector<std::string> fields;
};

std::vector<FactType> declared_types(resources::Model const& resources) {
  std::vector<FactType> types;
  for (auto const& [id, interface] : resources.interfaces) {
    if (interface.direction == resources::Flow::out) continue;
    for (auto const& event : interface.events) types.push_back({id, event.type.value, event.attributes});
  }
  return types;
}

std::optional<Countable> find_countable(std::string const& name, std::vector<FactType> const& declared) {
  if (auto const* event = find_event(name)) return Countable{event->type, {}, event->fields};
  Countable reported{FactReported::type.number, name, {}};
  bool known = false;
  for (auto const& type : declared) {
    if (type.type != name) continue;
    known = true;
    for (auto const& attribute : type.attributes) reported.fields.push_back(attribute.name.value);
  }
  if (!known) return std::nullopt;
  reported.fields.emplace_back("at");
  reported.fields.emplace_back("actor");
  return reported;
}

bool carries(Countable const& event, std::string_view path) {
  auto name = path.substr(0, path.find('.'));
  return std::any_of(event.fields.begin(), event.fields.end(), [&](std::string const& field) { return field == name; });
}

void report_attribute(Kpi const& kpi, Span const& span, std::string const& name, std::string const& event_name, Countable const& event,
                      Diagnostics& diagnostics) {
  Diagnostic d;
  d.code = "DT-K503";
  d.span = span.known() ? span : kpi.header.id_span;
  d.message = "KPI " + kpi.header.id + " needs " + name + ", which no event " + event_name + " carries";
  d.why = "the measure would count nothing, and an empty chart looks like a quiet week";
  auto near = nearest(name, event.fields);
  d.help = (near ? "did you mean " + *near + "? " : std::string()) + event_name + " carries " + join(event.fields, ", ");
  d.subject = kpi.header.id;
  diagnostics.add(std::move(d));
}

/// Compiles a formula over an event's fields; a name that the event does not carry is DT-K503, everything else that is wrong DT-K501.
bool compile_over_event(Kpi const& kpi, Counting const& measure, Formula const& formula, Countable const& event, feel::Expression& out,
                        Diagnostics& diagnostics) {
  auto compiled = feel::compile(formula.text, {event.fields, false});
  if (auto* done = std::get_if<feel::Expression>(&compiled)) {
    out = std::move(*done);
    return true;
  }
  auto open = feel::compile(formula.text, {event.fields, true});
  bool found = false;
  if (auto const* names = std::get_if<feel::Expression>(&open))
    for (auto const& path : names->reads()) {
      if (carries(event, path)) continue;
      report_attribute(kpi, formula.span, path.substr(0, path.find('.')), measure.event.value, event, diagnostics);
      found = true;
    }
  if (!found) compile_formula(kpi, formula, {event.fields, false}, out, diagnostics);
  return false;
}

bool compile_measure(Kpi const& kpi, std::string const& name, Counting const& measure, std::vector<FactType> const& declared, MeasureProgram& out,
                     Diagnostics& diagnostics) {
  auto event = find_countable(measure.event.value, declared);
  if (!event) {
    std::vector<std::string> names;
    for (auto const& known : measurable_events()) names.push_back(known.name);
    for (auto const& type : declared) names.push_back(type.type);
    auto near = nearest(measure.event.value, names);
    diagnostics.add(finding(kpi, measure.event.span,
                            "measure " + name + " of KPI " + kpi.header.id + " counts the event " + measure.event.value +
                                ", which nothing records",
                            near ? "did you mean " + *near + "?" : "declare it in an Interface, or take one of: " + join(names, ", ")));
    return false;
  }
  if (measure.aggregate != Aggregate::count && measure.of.empty()) {
    diagnostics.add(finding(kpi, measure.event.span,
                            "measure " + name + " of KPI " + kpi.header.id + " aggregates, but does not say what (of:)",
                            "name a field of " + measure.event.value + ": " + join(event->fields, ", ")));
    return false;
  }
  out.name = name;
  out.event = event->event;
  out.fact = event->fact;
  out.aggregate = measure.aggregate;
  out.q = measure.q.value_or(Decimal(0));
  out.has_where = !measure.where.empty();
  out.has_of = measure.aggregate != Aggregate::count;
  out.signature = measure.event.value + "\n" + measure.where.text + "\n" + (out.has_of ? measure.of.text : "");
  bool ok = true;
  if (out.has_where) ok = compile_over_event(kpi, measure, measure.where, *event, out.where, diagnostics) && ok;
  if (out.has_of) ok = compile_over_event(kpi, measure, measure.of, *event, out.of, diagnostics) && ok;
  for (auto const& attribute : measure.by) {
    if (carries(*event, attribute.value)) continue;
    report_attribute(kpi, attribute.span, attribute.value, measure.event.value, *event, diagnostics);
    ok = false;
  }
  return ok;
}

}  // namespace

bool Program::wants_event(journal::TypeNumber type) const {
  return std::binary_search(wants.begin(), wants.end(), Want{type, nullptr},
                            [](Want const& a, Want const& b) { return a.event < b.event; });
}

std::shared_ptr<Program const> compile_kpis(Model const& model, resources::Model const& resources, Diagnostics& diagnostics) {
  auto program = std::make_shared<Program>();
  program->facts = declared_types(resources);
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
      ok = compile_measure(kpi, name, measure, program->facts, compiled.measures.back(), diagnostics) && ok;
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
