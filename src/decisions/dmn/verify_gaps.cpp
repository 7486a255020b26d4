// DT-D210: inputs for which no rule decides. Prevents brittle processes: the case that nobody thought of waits without an answer.
#include <algorithm>
#include <numeric>
#include <set>

#include "decisions/dmn/verification.h"

namespace drivetrain::decisions::dmn {

namespace {

using notation::DmnHitPolicy;

bool asks_for_a_rule(DecisionTable const& table) {
  bool one_decides = table.policy == DmnHitPolicy::unique || table.policy == DmnHitPolicy::any || table.policy == DmnHitPolicy::first || table.policy == DmnHitPolicy::priority;
  return one_decides && std::none_of(table.outputs.begin(), table.outputs.end(), [](OutputColumn const& column) { return column.default_value != nullptr; });
}

/// Boxes that are tried beyond those that are told: some may hold no input at all.
constexpr std::size_t most_tried = 60;

class Gaps {
 public:
  explicit Gaps(TableLook& look) : look_(look), cannot_say_(look.name() + " has a rule for every input") {
    all_.resize(look.rules.size());
    std::iota(all_.begin(), all_.end(), 0);
  }

  void run() {
    BoxSearch search(look_.rules, what_can_come(false), look_.work);
    prepare(search);
    if (!search.run(all_, outcome)) return look_.undecided(cannot_say_);
    auto root = search.root();
    bool more = false;
    auto boxes = search.boxes(is_gap, look_.options.most_reported + most_tried, more);
    if (!boxes.empty()) return report(boxes, more);
    // Undecided rules were taken to match. Where that closed a gap, nobody knows.
    std::vector<std::uint32_t> sure;
    for (auto rule : all_)
      if (look_.rules[rule].decided) sure.push_back(rule);
    if (sure.size() != all_.size() && (!search.run(sure, outcome) || search.root() != root)) look_.undecided(cannot_say_);
    look_beyond();
  }

 private:
  enum : std::uint32_t { gap, decided };
  static std::uint32_t outcome(std::span<std::uint32_t const> rules) { return rules.empty() ? gap : decided; }
  static bool is_gap(std::uint32_t each) { return each == gap; }

  static void prepare(BoxSearch& search) {
    search.join_alike();
    search.set_shortcut([](std::span<std::uint32_t const> rules, auto const& covers) -> std::optional<std::uint32_t> {
      if (std::any_of(rules.begin(), rules.end(), covers)) return decided;
      return std::nullopt;
    });
  }

  /// Missing values count where some cell asks for them.
  Box what_can_come(bool foreign) const {
    auto within = look_.within;
    for (std::size_t i = 0; i < within.size(); ++i) {
      auto const& column = look_.columns[i];
      Stretches counted{{0, (foreign ? column.missing() : column.end_of_values()) - 1}};
      if (column.asks_for_missing) counted.push_back({column.missing(), column.missing()});
      normalise(counted);
      within[i] = common(within[i], counted);
    }
    return within;
  }

  void report(std::vector<BoxSearch::Found> const& boxes, bool more) {
    std::size_t reported = 0;
    std::string unproved;
    for (auto const& found : boxes) {
      auto witness = look_.witnesses.without_rule(found.box);
      if (!witness) {
        if (unproved.empty()) unproved = look_.in_words(found.box);
        continue;
      }
      auto d = finding("DT-D210", look_.place(), look_.name() + " has no rule for " + look_.in_words(found.box),
                       "add a rule, widen one, or give the output a default; what cannot occur is excluded by inputValues");
      d.notes.push_back({look_.place(), "such an input is " + *witness});
      if (!look_.report(std::move(d), reported)) return;
    }
    if (more && reported == look_.options.most_reported) look_.report(finding("DT-D210", look_.place(), {}), reported);
    else if (!unproved.empty() && reported == 0)
      look_.undecided(cannot_say_, "none is for " + unproved + ", and no input was found that comes to that");
  }

  /// All values that the constants compare with have a rule: what of others?
  void look_beyond() {
    if (std::none_of(look_.columns.begin(), look_.columns.end(), [](ColumnRegions const& column) { return column.foreign > 0; })) return;
    BoxSearch search(look_.rules, what_can_come(true), look_.work);
    prepare(search);
    if (!search.run(all_, outcome)) return look_.undecided(cannot_say_);
    bool more = false;
    std::set<std::size_t> told;
    for (auto const& found : search.boxes(is_gap, most_tried, more))
      for (std::size_t i = 0; i < found.box.size(); ++i) {
        auto const& column = look_.columns[i];
        bool only_foreign = column.foreign > 0 && !meet(found.box[i], {{0, column.end_of_values() - 1}, {column.missing(), column.missing()}});
        if (only_foreign && told.insert(i).second) tell_foreign(i, found.box);
      }
  }

  void tell_foreign(std::size_t index, Box const& box) {
    auto const& column = look_.columns[index];
    auto const& label = look_.dimensions[index].label;
    auto example = feel::to_text(column.regions[box[index].front().first].witness);
    if (column.regions[box[index].front().first].witness.kind() != column.kind) {
      look_.add(finding("DT-D227", look_.place(), "undecided whether " + cannot_say_ + ": the type of " + label + " is not declared, and what is no " + std::string(feel::to_string(column.kind)) + ", such as " + example + ", has none",
                        "declare it: typeRef=\"" + std::string(feel::to_string(column.kind)) + "\" of the column or of what it reads"));
      return;
    }
    auto d = finding("DT-D227", look_.place(), look_.name() + " has a rule for every input, but not for " + in_words(column, box[index], label) + ", such as " + example,
                     "moments with a zone and those without cannot be compared: give all of them one, or none");
    d.severity = Severity::note;
    look_.add(std::move(d));
  }

  TableLook& look_;
  std::string cannot_say_;
  std::vector<std::uint32_t> all_;
};

}  // namespace

void check_gaps(TableLook& look) {
  if (asks_for_a_rule(look.table)) Gaps(look).run();
}

}  // namespace drivetrain::decisions::dmn
