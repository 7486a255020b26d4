// DT-D210: inputs for which no rule decides. Prevents brittle processes: the case that nobody thought of waits without an answer.
#include <algorithm>
#include <numeric>

#include "decisions/dmn/verification.h"

namespace drivetrain::decisions::dmn {

namespace {

using notation::DmnHitPolicy;

bool asks_for_a_rule(DecisionTable const& table) {
  bool one_decides = table.policy == DmnHitPolicy::unique || table.policy == DmnHitPolicy::any || table.policy == DmnHitPolicy::first || table.policy == DmnHitPolicy::priority;
  return one_decides && std::none_of(table.outputs.begin(), table.outputs.end(), [](OutputColumn const& column) { return column.default_value != nullptr; });
}

enum : std::uint32_t { gap, decided };

}  // namespace

void check_gaps(TableLook& look) {
  if (!asks_for_a_rule(look.table)) return;
  auto within = look.within;
  for (std::size_t i = 0; i < within.size(); ++i)
    if (auto const& column = look.columns[i]; !column.asks_for_missing) within[i] = common(within[i], {{0, column.missing() - 1}});
  BoxSearch search(look.rules, std::move(within), look.work);
  search.set_shortcut([](std::span<std::uint32_t const> rules, auto const& covers) -> std::optional<std::uint32_t> {
    if (std::any_of(rules.begin(), rules.end(), covers)) return decided;
    return std::nullopt;
  });
  auto outcome = [](std::span<std::uint32_t const> rules) -> std::uint32_t { return rules.empty() ? gap : decided; };
  std::vector<std::uint32_t> all(look.rules.size());
  std::iota(all.begin(), all.end(), 0);
  auto cannot_say = look.name() + " has a rule for every input";
  if (!search.run(all, outcome)) return look.undecided(cannot_say);
  bool more = false;
  std::size_t reported = 0;
  auto root = search.root();
  for (auto const& found : search.boxes([](std::uint32_t each) { return each == gap; }, look.options.most_reported, more)) {
    auto d = finding("DT-D210", look.place(), look.name() + " has no rule for " + in_words(look.table, look.columns, found.box),
                     "add a rule, widen one, or give the output a default; what cannot occur is excluded by inputValues");
    d.notes.push_back({look.place(), "such an input is " + witness_in_words(look.table, look.columns, found.box)});
    look.report(std::move(d), reported);
  }
  if (more) look.report(finding("DT-D210", look.place(), {}), reported);
  // Undecided rules were taken to match. Where that closed a gap, nobody knows.
  std::vector<std::uint32_t> sure;
  for (auto rule : all)
    if (look.rules[rule].decided) sure.push_back(rule);
  if (sure.size() != all.size() && (!search.run(sure, outcome) || search.root() != root)) look.undecided(cannot_say);
}

}  // namespace drivetrain::decisions::dmn
