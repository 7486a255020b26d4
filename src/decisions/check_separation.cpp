// DT-D212: who recommends, agrees, performs or decides must differ where the right says so. Prevents inconsistent
// performance: nobody checks his own work.
#include <set>
#include <utility>

#include "decisions/check.h"

namespace drivetrain::decisions {

namespace {

std::vector<Ref<Role>> roles_of_part(Decision const& decision, std::string const& part) {
  if (part == "recommend") return decision.rapid.recommend.empty() ? std::vector<Ref<Role>>{} : std::vector{decision.rapid.recommend};
  if (part == "perform") return decision.rapid.perform.empty() ? std::vector<Ref<Role>>{} : std::vector{decision.rapid.perform};
  if (part == "agree") return decision.rapid.agree;
  if (part == "input") return decision.rapid.input;
  if (part == "decide") return deciding_roles(decision);
  return {};
}

void check_pair(CheckContext const& context, Decision const& decision, Text const& one, Text const& other) {
  for (auto const& role : roles_of_part(decision, one.value))
    for (auto const& same : roles_of_part(decision, other.value)) {
      if (role.id != same.id) continue;
      Diagnostic d;
      d.code = "DT-D212";
      d.span = same.span;
      d.subject = decision.header.id;
      d.message = same.text() + " both " + one.value + "s and " + other.value + "s in " + decision.header.id +
                  ", forbidden by separation of duties";
      d.why = "whoever judges a proposal of one's own finds it good";
      d.help = "give one of the two parts to another role, or take the pair out of sod";
      d.notes.push_back({role.span, same.text() + " " + one.value + "s here"});
      d.notes.push_back({other.span, "sod asks for the separation here"});
      context.diagnostics.add(std::move(d));
    }
}

}  // namespace

void check_separation(CheckContext const& context) {
  for (auto const& [id, decision] : context.model.decisions)
    for (std::size_t i = 0; i < decision.sod.size(); ++i)
      for (std::size_t j = i + 1; j < decision.sod.size(); ++j)
        if (decision.sod[i].value != decision.sod[j].value) check_pair(context, decision, decision.sod[i], decision.sod[j]);
}

}  // namespace drivetrain::decisions
