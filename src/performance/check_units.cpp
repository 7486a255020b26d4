// DT-K505: a formula that adds hours to euros, or minutes to hours. Prevents inconsistent performance: the figure moves, and nobody can say
// what moved. Units are inferred from those that measures declare: products and quotients join them; a number as a factor may convert
// (60 minutes an hour), so that behind it only the kind of unit counts; a measure without a unit says nothing.
#include <map>

#include "base/text.h"
#include "feel/syntax/tree.h"
#include "performance/check.h"

namespace drivetrain::performance {

namespace {

using feel::Form;
using feel::Tree;

/// Units that measure the same, so that a factor converts one to another.
std::string kind_of_unit(std::string const& unit) {
  static std::map<std::string, std::string> const kinds = {
      {"ms", "time"}, {"s", "time"}, {"min", "time"}, {"h", "time"}, {"d", "time"}, {"week", "time"}, {"month", "time"}, {"year", "time"},
      {"mm", "length"}, {"cm", "length"}, {"m", "length"}, {"km", "length"}, {"g", "mass"}, {"kg", "mass"}, {"t", "mass"},
      {"Wh", "energy"}, {"kWh", "energy"}, {"MWh", "energy"}, {"J", "energy"}, {"kJ", "energy"}, {"MJ", "energy"}, {"l", "volume"}, {"m³", "volume"}};
  auto found = kinds.find(unit);
  return found == kinds.end() ? unit : found->second;
}

std::string one_name(std::string_view unit) {
  static std::map<std::string, std::string> const names = {
      {"second", "s"}, {"seconds", "s"}, {"sec", "s"}, {"minute", "min"}, {"minutes", "min"}, {"hour", "h"}, {"hours", "h"}, {"hrs", "h"},
      {"day", "d"}, {"days", "d"}, {"weeks", "week"}, {"months", "month"}, {"years", "year"}, {"percent", "%"}, {"€", "EUR"}};
  auto text = std::string(trim(unit));
  auto found = names.find(text);
  return found == names.end() ? text : found->second;
}

struct Unit {
  enum class Known : std::uint8_t { no, constant, yes } known = Known::no;
  std::map<std::string, int> parts{};   ///< exponents
  bool converted = false;               ///< a number was a factor: the kind is known, the size is not

  static Unit of(std::string_view text) {
    if (trim(text).empty()) return {};
    Unit unit{Known::yes, {}, false};
    int sign = 1;
    for (auto part : split(text, '/')) {
      for (auto factor : split(part, '*'))
        if (auto name = one_name(factor); !name.empty() && name != "1" && (unit.parts[name] += sign) == 0) unit.parts.erase(name);
      sign = -1;
    }
    return unit;
  }

  std::map<std::string, int> kinds() const {
    std::map<std::string, int> kinds;
    for (auto const& [name, exponent] : parts)
      if (auto kind = kind_of_unit(name); (kinds[kind] += exponent) == 0) kinds.erase(kind);
    return kinds;
  }
  std::string text() const {
    std::string above, below;
    for (auto const& [name, exponent] : parts)
      for (int i = 0; i < (exponent < 0 ? -exponent : exponent); ++i) (exponent < 0 ? below : above) += (exponent < 0 ? "/" : above.empty() ? "" : "*") + name;
    return (above.empty() ? below.empty() ? std::string("a ratio") : std::string("1") : above) + below;
  }
};

bool fit_together(Unit const& a, Unit const& b) {
  if (a.known != Unit::Known::yes || b.known != Unit::Known::yes) return true;
  return a.converted || b.converted ? a.kinds() == b.kinds() : a.parts == b.parts;
}

class UnitReader {
 public:
  UnitReader(Kpi const& kpi, Diagnostics& diagnostics) : kpi_(kpi), diagnostics_(diagnostics) {}

  Unit read(Tree const& tree) {
    std::vector<Unit> parts;
    for (auto const& child : tree.children) parts.push_back(read(*child));
    switch (tree.form) {
      case Form::literal: return {tree.value.is_number() ? Unit::Known::constant : Unit::Known::no, {}, false};
      case Form::name: {
        auto measure = kpi_.measures.find(tree.text);
        return measure == kpi_.measures.end() ? Unit{} : Unit::of(measure->second.unit);
      }
      case Form::negate: return parts[0];
      case Form::add:
      case Form::subtract: return added(parts[0], parts[1], tree);
      case Form::multiply: return joined(parts[0], parts[1], 1);
      case Form::divide: return joined(parts[0], parts[1], -1);
      case Form::conditional: return parts[1].known == Unit::Known::yes ? parts[1] : parts[2];
      case Form::builtin_call:
        if (tree.text != "sum" && tree.text != "min" && tree.text != "max" && tree.text != "mean") return {};
        for (std::size_t i = 1; i < parts.size(); ++i) added(parts[0], parts[i], tree);
        return parts.empty() ? Unit{} : parts[0];
      default: return {};
    }
  }

 private:
  Unit added(Unit const& a, Unit const& b, Tree const& tree) {
    if (!fit_together(a, b)) report(a, b, tree);
    return a.known == Unit::Known::yes ? a : b;
  }

  static Unit joined(Unit const& a, Unit const& b, int sign) {
    if (a.known == Unit::Known::no || b.known == Unit::Known::no) return {};
    if (a.known == Unit::Known::constant && b.known == Unit::Known::constant) return a;
    Unit unit{Unit::Known::yes, a.parts, a.converted || b.converted || a.known == Unit::Known::constant || b.known == Unit::Known::constant};
    for (auto const& [name, exponent] : b.parts)
      if ((unit.parts[name] += sign * exponent) == 0) unit.parts.erase(name);
    return unit;
  }

  void report(Unit const& a, Unit const& b, Tree const& tree) {
    Diagnostic d;
    d.code = "DT-K505";
    auto span = kpi_.formula.span;
    d.span = span.known() ? span : kpi_.header.id_span;
    auto part = kpi_.formula.text.substr(tree.place.offset, tree.place.length);
    d.message = "KPI " + kpi_.header.id + " adds " + a.text() + " to " + b.text() + " in " + part;
    d.why = "the sum of two units is no figure: it moves when neither of what it adds has become better or worse in any one sense";
    d.help = "bring both to one unit first (minutes / 60 + hours), or show two KPIs";
    d.subject = kpi_.header.id;
    diagnostics_.add(std::move(d));
  }

  Kpi const& kpi_;
  Diagnostics& diagnostics_;
};

}  // namespace

void check_units(Model const& model, Diagnostics& diagnostics) {
  for (auto const& [id, kpi] : model.kpis) {
    if (kpi.formula.empty()) continue;
    feel::Scope scope;
    for (auto const& [name, measure] : kpi.measures) scope.names.push_back(name);
    feel::CompileError error;
    auto parsed = feel::parse(kpi.formula.text, scope, feel::Grammar::expression, error);
    if (parsed.root) UnitReader(kpi, diagnostics).read(*parsed.root);
  }
}

}  // namespace drivetrain::performance
