// DT-D210: two rules of a UNIQUE table for one input. DT-D216: two rules of an ANY table that match together and differ. Prevents
// inconsistent performance: the decision would have no answer, though each rule has one.
#include "decisions/dmn/verification.h"

namespace drivetrain::decisions::dmn {

using notation::DmnHitPolicy;

namespace {

/// Pairs for which inputs are looked for in vain.
constexpr std::size_t most_pairs_tried = 60;

/// Whether two rules meet only where a value is missing for which no cell asks: nobody meant them to decide then, and without either there is no answer.
bool only_when_missing(TableLook const& look, Box const& box) {
  for (std::size_t i = 0; i < box.size(); ++i) {
    auto const& column = look.columns[i];
    if (!column.asks_for_missing && box[i] == Stretches{{column.missing(), column.missing()}}) return true;
  }
  return false;
}

}  // namespace

void check_overlaps(TableLook& look) {
  bool unique = look.table.policy == DmnHitPolicy::unique;
  if (!unique && look.table.policy != DmnHitPolicy::any) return;
  std::size_t reported = 0, unproved = 0;
  auto cannot_say = unique ? look.name() + " has one rule for each input" : "rules of " + look.name() + " that match together agree";
  auto through = look.each_meeting([&](std::uint32_t a, std::uint32_t b) {
    if (!unique) {
      auto same = look.same_outputs(a, b);
      if (same == TableLook::Same::yes) return true;
      if (same == TableLook::Same::unknown) return look.undecided(cannot_say), true;
    }
    if (!look.rules[a].decided || !look.rules[b].decided) return look.undecided(cannot_say), true;
    auto box = look.both(a, b);
    auto rules = "rules " + std::to_string(a + 1) + " and " + std::to_string(b + 1) + " of " + look.name();
    auto witness = look.witnesses.of_both(box, a, b);
    if (!witness) {
      look.undecided(cannot_say, rules + " meet for " + look.in_words(box) + ", and no input was found that comes to that");
      return ++unproved < most_pairs_tried;
    }
    auto where = look.in_words(box);
    auto d = unique ? finding("DT-D210", look.place(b), rules + " both match " + where + ", but its hit policy is UNIQUE", "narrow one of the two, or let the order decide (FIRST)")
                    : finding("DT-D216", look.place(b), rules + " both match " + where + " and differ, but its hit policy is ANY", "make them agree, or narrow one of the two");
    d.notes.push_back({look.place(a), TableLook::number(a) + " is here; such an input is " + *witness});
    if (only_when_missing(look, box)) d.severity = Severity::note, d.help = "a missing value passes a condition that names the column: write > 5 instead of x > 5";
    return look.report(std::move(d), reported);
  });
  if (!through) look.undecided(cannot_say);
}

}  // namespace drivetrain::decisions::dmn
