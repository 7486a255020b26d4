// DT-D218: outputs that the column's outputValues, its type, or the decision's type do not allow. Prevents brittle processes: the rule
// matches, and the decision is nothing all the same.
#include <set>

#include "decisions/dmn/verification.h"

namespace drivetrain::decisions::dmn {

namespace {

/// Why a value is not allowed; empty when it is.
std::string objection(TableLook& look, OutputColumn const& column, feel::Value const& value) {
  if (value.is_null()) return {};
  if (column.allowed) {
    auto points = column.allowed->test.breakpoints();
    bool reads_others = !points;
    if (points)
      for (auto const& point : *points) reads_others = reads_others || point.path != "?";
    if (!reads_others && !holds(column.allowed->test, look.table.tested_slot, value)) return "none of " + column.allowed->test.text();
  }
  // The whole value of the decision, when it is this output's.
  using notation::DmnHitPolicy;
  auto policy = look.table.policy;
  bool alone = policy == DmnHitPolicy::unique || policy == DmnHitPolicy::any || policy == DmnHitPolicy::first || policy == DmnHitPolicy::priority;
  auto const& node = look.model.nodes()[look.table.node];
  if (alone && look.table.outputs.size() == 1 && node.type && table_of(look.model, look.table.node) == &look.table && !feel::coerced(value, *node.type))
    return "no " + feel::to_text(*node.type) + ", as the decision \"" + node.name + "\" must be";
  return {};
}

}  // namespace

void check_output_values(TableLook& look) {
  std::size_t reported = 0;
  for (std::size_t i = 0; i < look.table.outputs.size(); ++i) {
    auto const& column = look.table.outputs[i];
    std::set<Logic const*> seen;
    auto check = [&](Logic const& logic, Span const& span, std::string const& who) {
      if (!seen.insert(&logic).second) return;
      auto raw = constant_value(logic, nullptr);
      if (!raw) return;
      auto typed = column.type && column.type->form != feel::Type::Form::any ? feel::coerced(*raw, *column.type) : raw;
      auto why = typed ? objection(look, column, *typed) : "no " + feel::to_text(*column.type);
      if (why.empty()) return;
      look.report(finding("DT-D218", span, who + " of " + look.name() + " yields " + feel::to_text(*raw) + ", which is " + why, "correct the output, or allow the value"), reported);
    };
    for (std::uint32_t rule = 0; rule < look.table.rules.size(); ++rule) check(*look.table.rules[rule].outputs[i], look.place(rule), TableLook::number(rule));
    if (column.default_value) check(*column.default_value, look.place(), "the default");
  }
}

}  // namespace drivetrain::decisions::dmn
