// Two tables of many rules of which few changed (see table_pair.h): elsewhere the same rules match in the same order, so that only the changed rules'
// own boxes are searched. And inputs that show what a search found.
#include <algorithm>
#include <random>
#include <set>

#include "base/text.h"
#include "decisions/dmn/constant_output.h"
#include "decisions/dmn/context_value.h"
#include "decisions/dmn/region_words.h"
#include "decisions/dmn/table_pair.h"

namespace drivetrain::decisions::dmn {

namespace {

constexpr std::size_t tries_in_a_box = 96, tries_in_turn = 64, most_changed_rules = 64, most_choices = 12;

/// Positions of a longest ascending row of numbers.
std::set<std::size_t> longest_ascending(std::vector<std::uint32_t> const& numbers) {
  std::vector<std::size_t> ends, before(numbers.size(), SIZE_MAX);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    auto at = std::lower_bound(ends.begin(), ends.end(), numbers[i], [&](std::size_t end, std::uint32_t number) { return numbers[end] < number; });
    if (at != ends.begin()) before[i] = *(at - 1);
    if (at == ends.end()) ends.push_back(i);
    else *at = i;
  }
  std::set<std::size_t> row;
  for (auto i = ends.empty() ? SIZE_MAX : ends.back(); i != SIZE_MAX; i = before[i]) row.insert(i);
  return row;
}

}  // namespace

void add_witness(BehaviourChange& change, TwoVersions const& versions, std::span<feel::Value const> point, TwoVersions::Answers const& answers) {
  for (std::size_t i = 0; i < point.size(); ++i) change.witness.emplace_back(versions.names()[i], point[i]);
  change.before_witness = answers.before, change.after_witness = answers.after;
}

/// Whether what came to a version's table is of the box: an input may have refused what was given.
bool TablePair::came_into(Box const& box, std::size_t side, std::vector<feel::Value> const& inputs) const {
  for (std::size_t place = 0; place < columns_.size(); ++place)
    for (auto const& source : sources_[side][place]) {
      if (source.column >= inputs.size()) return false;
      auto const& column = columns_[place];
      auto region = column.find(inputs[source.column]);
      if (region ? !contains(box[place], {{*region, *region}}) : column.foreign == 0 || !meet(box[place], {{column.end_of_values(), column.missing() - 1}})) return false;
    }
  return true;
}

/// Looks for an input of the box that both versions decide differently. Columns that compute something cannot be set: then nothing is shown.
TablePair::Shown TablePair::show(Box const& box, Outcomes const& told, TwoVersions const& versions, BehaviourChange& change) const {
  if (!settable(versions)) return Shown::nothing;
  std::vector<std::optional<Place>> places;
  std::vector<std::vector<feel::Value>> choices;
  std::set<std::size_t> whole;  // names whose value a column gives
  auto values = witness(columns_, box);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    auto& place = places.emplace_back(place_of(versions, joint_.inputs[i].text));
    auto& choice = choices.emplace_back(1, values[i]);
    whole.insert(place->name);
    for (auto const& stretch : box[i])
      for (auto region : {stretch.first, stretch.last})
        if (choice.size() < most_choices && region < columns_[i].regions.size()) choice.push_back(columns_[i].regions[region].witness);
    if (!place->path.empty()) continue;
    for (auto const& value : versions.pool(place->name))
      if (auto region = columns_[i].find(value); region && contains(box[i], {{*region, *region}})) choice.push_back(value);
  }
  std::vector<feel::Value> point(versions.names().size());
  auto shown = Shown::nothing;
  std::mt19937 random(7);
  for (std::size_t n = 0; n < tries_in_a_box && !versions.tired(); ++n) {
    auto pick = [&](std::size_t i, std::size_t count) { return (n < tries_in_turn ? n * (2 * i + 1) : static_cast<std::size_t>(random())) % count; };
    for (std::size_t i = 0; i < point.size(); ++i) point[i] = whole.contains(i) ? feel::Value() : versions.pool(i)[pick(i, versions.pool(i).size())];
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      auto& into = point[places[i]->name];
      into = with_entry(into, places[i]->path, choices[i][pick(i, choices[i].size())]);
    }
    auto answers = versions.ask(point);
    if (answers.differ()) {
      add_witness(change, versions, point, answers);
      return Shown::differs;
    }
    bool came = true;
    for (std::size_t side = 0; side < 2; ++side) came = came && (told.refused[side] || came_into(box, side, answers.inputs[side]));
    if (came) shown = Shown::alike;
    if (came && told.exact) break;
  }
  return shown;
}

std::string TablePair::content_of_rule(std::size_t side, std::uint32_t index) const {
  auto const& rule = tables_[side]->rules[index];
  std::string text;
  for (std::size_t place = 0; place < columns_.size(); ++place) {
    std::set<std::string> cells;
    for (auto const& source : sources_[side][place])
      if (auto const& cell = tables_[side]->inputs[source.column].cells[rule.cells[source.column]]; !cell.any) cells.insert(cell.test.text());
    for (auto const& cell : cells) text += cell + '\x1f';
    text += '\x1e';
  }
  for (auto const& output : rule.outputs) {
    auto formula = formula_text(*output);
    text += (formula.empty() ? std::to_string(side) + " " + std::to_string(index) : std::string(formula)) + '\x1f';
  }
  return text;
}

/// Rules, as in rules_, without which both tables are the same list; nothing when the tables differ in more than rules, or in too many.
std::optional<std::vector<std::uint32_t>> TablePair::changed_rules() const {
  auto const &before = *tables_[0], &after = *tables_[1];
  if (!gates_.empty() || !reasons_.empty() || before.policy != after.policy || before.aggregation != after.aggregation || before.outputs.size() != after.outputs.size()) return std::nullopt;
  auto text = [](std::shared_ptr<Logic const> const& logic) { return logic ? "= " + std::string(formula_text(*logic)) : std::string(); };
  for (std::size_t i = 0; i < before.outputs.size(); ++i) {
    auto const &one = before.outputs[i], &other = after.outputs[i];
    bool alike = one.name == other.name && type_text(one.type.get()) == type_text(other.type.get()) && one.allowed.has_value() == other.allowed.has_value() &&
                 (!one.allowed || one.allowed->test.text() == other.allowed->test.text()) && text(one.default_value) == text(other.default_value) && text(one.default_value) != "= ";
    if (!alike) return std::nullopt;
  }
  std::map<std::string, std::vector<std::uint32_t>> known;
  for (auto rule = static_cast<std::uint32_t>(before.rules.size()); rule-- > 0;) known[content_of_rule(0, rule)].push_back(rule);
  std::vector<std::uint32_t> partners, changed;
  std::vector<std::uint32_t> partner_of;  // rules of the later table that have one, in order
  for (std::uint32_t rule = 0; rule < after.rules.size(); ++rule) {
    auto at = known.find(content_of_rule(1, rule));
    if (at == known.end() || at->second.empty()) {
      changed.push_back(split() + rule);
      continue;
    }
    partners.push_back(at->second.back()), partner_of.push_back(rule);
    at->second.pop_back();
  }
  for (auto const& [content, rules] : known) changed.insert(changed.end(), rules.begin(), rules.end());
  using notation::DmnHitPolicy;
  bool any_order = before.policy == DmnHitPolicy::unique || before.policy == DmnHitPolicy::any || before.policy == DmnHitPolicy::collect;
  if (!any_order) {
    auto kept = longest_ascending(partners);
    for (std::size_t i = 0; i < partners.size(); ++i)
      if (!kept.contains(i)) changed.push_back(partners[i]), changed.push_back(split() + partner_of[i]);
  }
  if (changed.size() > most_changed_rules) return std::nullopt;
  std::sort(changed.begin(), changed.end());
  return changed;
}

/// Nothing when some box takes more work than it may: what was found until then is told.
std::optional<bool> TablePair::compare_boxes(std::vector<std::uint32_t> const& changed, std::size_t most, TwoVersions const& versions, DecisionChange& change) {
  bool shown = true, through = true;
  std::set<std::uint32_t> done;
  for (std::size_t at = 0; at < changed.size(); done.insert(changed[at++])) {
    Box box;
    bool empty = false;
    for (std::size_t i = 0; i < columns_.size(); ++i) box.push_back(common(*rules_[changed[at]].columns[i], within_[i])), empty = empty || box.back().empty();
    if (empty) continue;
    if (change.changes.size() >= most) {
      change.more = true;
      break;
    }
    std::vector<std::uint32_t> near;
    for (std::uint32_t rule = 0; rule < rules_.size(); ++rule) {
      bool meets = true;
      for (std::size_t i = 0; i < box.size() && meets; ++i) meets = meet(*rules_[rule].columns[i], box[i]);
      if (meets) near.push_back(rule);
    }
    auto given = work_ / (changed.size() - at), left = given;
    BoxSearch search(rules_, box, left);
    bool searched = search.run(near, [&](std::span<std::uint32_t const> matching) -> std::uint32_t {
      // What lies in a box before was told there.
      if (std::any_of(matching.begin(), matching.end(), [&](auto rule) { return done.contains(rule); })) return same;
      return classify(matching);
    });
    work_ -= given - left;
    if (searched) {
      shown = tell(search, most - change.changes.size(), versions, change) && shown;
      continue;
    }
    through = false;
    BehaviourChange one{in_words(joint_, columns_, box), {}, {}, {}, {}, {}};
    if (show(box, {.exact = false}, versions, one) != Shown::differs) continue;
    one.where = "some inputs", one.before = one.before_witness, one.after = one.after_witness;
    change.changes.push_back(std::move(one));
  }
  return through ? std::optional(shown) : std::nullopt;
}

}  // namespace drivetrain::decisions::dmn
