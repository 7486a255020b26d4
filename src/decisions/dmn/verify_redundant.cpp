// DT-D219: rules that add nothing: the same rule twice, or within an ANY table a rule inside another with the same outputs. In a COLLECT
// table the second counts twice. Prevents operational drift: one of the two is changed some day, and the other is not.
#include <map>

#include "decisions/dmn/verification.h"

namespace drivetrain::decisions::dmn {

using notation::DmnHitPolicy;

void check_redundant(TableLook& look) {
  std::size_t reported = 0;
  auto policy = look.table.policy;
  bool counts_each = policy == DmnHitPolicy::collect || policy == DmnHitPolicy::rule_order || policy == DmnHitPolicy::output_order;
  auto tell = [&](std::uint32_t rule, std::uint32_t other, std::string_view how) {
    auto d = finding("DT-D219", look.place(rule), TableLook::number(rule) + " of " + look.name() + " " + std::string(how) + " " + TableLook::number(other), counts_each ? "remove one of the two, unless it is meant to count twice" : "remove one of the two");
    d.notes.push_back({look.place(other), TableLook::number(other) + " is here"});
    return look.report(std::move(d), reported);
  };
  if (policy == DmnHitPolicy::any) {
    auto inside = [&](std::uint32_t inner, std::uint32_t outer) {
      for (std::size_t i = 0; i < look.dimensions.size(); ++i)
        if (!contains(*look.rules[outer].columns[i], common(*look.rules[inner].columns[i], look.within[i]))) return false;
      return true;
    };
    auto through = look.each_meeting([&](std::uint32_t a, std::uint32_t b) {
      if (!look.rules[a].decided || !look.rules[b].decided || look.same_outputs(a, b) != TableLook::Same::yes) return true;
      if (inside(b, a)) return tell(b, a, "adds nothing to");
      if (inside(a, b)) return tell(a, b, "adds nothing to");
      return true;
    });
    if (!through) look.undecided("every rule of " + look.name() + " adds something");
  }
  if (!counts_each) return;
  std::map<std::pair<std::vector<std::uint32_t>, std::vector<Logic const*>>, std::uint32_t> known;
  for (std::uint32_t rule = 0; rule < look.table.rules.size(); ++rule) {
    std::vector<Logic const*> outputs;
    for (auto const& output : look.table.rules[rule].outputs) outputs.push_back(output.get());
    auto [at, fresh] = known.emplace(std::pair(look.table.rules[rule].cells, std::move(outputs)), rule);
    if (!fresh && !tell(rule, at->second, "is the same as")) return;
  }
}

}  // namespace drivetrain::decisions::dmn
