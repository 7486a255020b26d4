// DT-K506: a KPI that claims a standard's definition computes it. Prevents inconsistent performance: two plants compare their OEE, and one of
// them leaves the scrap in. Formulas are compared in one form (formula_form.h), with the measures read as the standard's elements; a figure
// in percent has the factor 100. A claim that the catalogue does not hold is a note: nobody compared it.
#include <set>

#include "base/text.h"
#include "performance/check.h"
#include "performance/formula_form.h"
#include "performance/standards.h"

namespace drivetrain::performance {

namespace {

Diagnostic claim_finding(Kpi const& kpi, Severity severity, std::string message, std::string why, std::string help) {
  Diagnostic d;
  d.code = "DT-K506";
  d.severity = severity;
  d.span = kpi.standard.span.known() ? kpi.standard.span : kpi.header.id_span;
  d.message = std::move(message);
  d.why = std::move(why);
  d.help = std::move(help);
  d.subject = kpi.header.id;
  return d;
}

/// Each measure as the element that it names; one that names none, or the same as another, stays as it is.
std::map<std::string, std::string> element_names(Kpi const& kpi) {
  std::map<std::string, std::string> names;
  std::set<std::string> taken;
  for (auto const& [name, measure] : kpi.measures) {
    auto element = standard_element(name);
    names[name] = element && taken.insert(*element).second ? *element : name;
  }
  return names;
}

/// A definition's formula over its own symbols.
std::optional<FormulaForm> form_of_definition(std::string const& formula) {
  std::map<std::string, std::string> symbols;
  std::string word;
  for (char c : formula + " ") {
    if ((c >= 'a' && c <= 'z') || c == '_') word += c;
    else if (!word.empty()) symbols[word] = word, word.clear();
  }
  return FormulaForm::of(formula, symbols);
}

bool follows(Kpi const& kpi, StandardDefinition const& definition, FormulaForm const& own) {
  auto factor = FormulaForm::number(kpi.unit == "%" ? 100 : 1);
  for (auto const& formula : definition.formulas)
    if (auto form = form_of_definition(formula); form && form->times(factor) == own) return true;
  return false;
}

std::string elements_of(StandardDefinition const& definition) {
  std::set<std::string> described;
  std::string word;
  for (auto const& formula : definition.formulas)
    for (char c : formula + " ") {
      if ((c >= 'a' && c <= 'z') || c == '_') word += c;
      else if (!word.empty()) described.insert(describe_element(word)), word.clear();
    }
  std::vector<std::string> list(described.begin(), described.end());
  return join(list, ", ");
}

}  // namespace

void check_standard(Model const& model, Diagnostics& diagnostics) {
  for (auto const& [id, kpi] : model.kpis) {
    if (kpi.standard.empty() || kpi.formula.empty()) continue;
    auto const* definition = find_standard(kpi.standard.value);
    if (!definition) {
      std::vector<std::string> known;
      for (auto const& one : standard_definitions()) known.push_back(one.id);
      auto near = nearest(kpi.standard.value, known);
      diagnostics.add(claim_finding(kpi, Severity::note, "KPI " + id + " claims " + kpi.standard.value + ", which is not in the catalogue; nothing compared it",
                                    "a claim that nobody compares is believed all the same", near ? "did you mean " + *near + "?" : "known are " + join(known, ", ")));
      continue;
    }
    auto own = FormulaForm::of(kpi.formula.text, element_names(kpi));
    if (!own || follows(kpi, *definition, *own)) continue;   // one that cannot be read is DT-K501
    auto as_defined = join(definition->formulas, "  or  ");
    auto percent = kpi.unit == "%" ? std::string(", times 100 for %") : std::string();
    diagnostics.add(claim_finding(kpi, Severity::error, "KPI " + id + " claims " + definition->id + " but its formula differs: " + own->text() + " instead of " + as_defined + percent,
                                  "who compares it with another " + definition->title + " compares two different things",
                                  "compute it so, with measures named " + elements_of(*definition) + ", or drop the claim"));
  }
}

}  // namespace drivetrain::performance
