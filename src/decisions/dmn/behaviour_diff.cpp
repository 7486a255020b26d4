// Comparing what two models decide (see behaviour_diff.h).
#include "decisions/dmn/behaviour_diff.h"

#include <algorithm>
#include <deque>
#include <map>
#include <numeric>
#include <set>

#include "base/text.h"
#include "decisions/dmn/box_search.h"
#include "decisions/dmn/constant_output.h"
#include "decisions/dmn/region_words.h"
#include "decisions/dmn/table_outcome.h"
#include "decisions/dmn/two_versions.h"
#include "decisions/dmn/written_logic.h"

namespace drivetrain::decisions::dmn {

namespace {

constexpr std::uint32_t no_column = UINT32_MAX;
constexpr std::size_t tries_in_a_box = 64, tries_of_a_decision = 600, most_samples = 5;

std::string type_text(feel::Type const* type) { return type ? feel::to_text(*type) : std::string("Any"); }
std::string text_of(std::optional<Cell> const& tests) { return tests ? tests->test.text() : std::string(); }

/// Sets what a path names inside a value, making contexts on the way.
void set_at(feel::Value& into, std::string_view path, feel::Value value) {
  if (path.empty()) {
    into = std::move(value);
    return;
  }
  auto dot = path.find('.');
  std::string name(path.substr(0, dot));
  feel::Context context = into.kind() == feel::Kind::context ? into.context() : feel::Context();
  auto const* known = context.find(name);
  feel::Value inside = known ? *known : feel::Value();
  set_at(inside, dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1), std::move(value));
  context.set(std::move(name), std::move(inside));
  into = feel::Value(std::move(context));
}

void add_witness(BehaviourChange& change, TwoVersions const& versions, std::span<feel::Value const> point, TwoVersions::Answers const& answers) {
  for (std::size_t i = 0; i < point.size(); ++i) change.witness.emplace_back(versions.names()[i], point[i]);
  change.before_witness = answers.before, change.after_witness = answers.after;
}

/// Two tables in the regions of both.
class TablePair {
 public:
  TablePair(DecisionModel const& before_model, DecisionTable const& before, DecisionModel const& after_model, DecisionTable const& after, std::uint64_t& work)
      : tables_{&before, &after}, work_(work) {
    join(before_model, before, 0);
    join(after_model, after, 1);
    auto slot = std::max(before.tested_slot, after.tested_slot);
    for (std::size_t i = 0; i < joint_.inputs.size(); ++i) cut(i, slot);
    static Stretches const everything{{0, UINT32_MAX - 1}};
    for (std::size_t side = 0; side < 2; ++side)
      for (auto const& rule : tables_[side]->rules) {
        auto& box = rules_.emplace_back();
        for (std::size_t i = 0; i < columns_.size(); ++i) {
          if (from_[side][i] == no_column) {
            box.columns.push_back(&everything);
            continue;
          }
          auto const& cell = columns_[i].cells[first_cell_[side][i] + rule.cells[from_[side][i]]];
          box.columns.push_back(&cell.stretches), box.decided = box.decided && cell.decided;
        }
      }
    for (std::size_t i = 0; i < columns_.size(); ++i) compare_column(i, everything, slot);
    compare_outputs();
  }

  /// What the search does not see.
  std::vector<std::string> const& reasons() const { return reasons_; }
  /// Constants that tell the regions apart.
  void tell_constants(TwoVersions& versions) const {
    for (auto const& column : columns_)
      for (auto const& region : column.regions) versions.add_constant(region.witness);
  }

  /// Changes that an input shows. False when there are boxes where the outcome is told differently and no input that shows it was found.
  bool compare(std::size_t most, TwoVersions const& versions, DecisionChange& change) {
    BoxSearch search(rules_, within_, work_);
    auto split = static_cast<std::uint32_t>(tables_[0]->rules.size()), end = split + static_cast<std::uint32_t>(tables_[1]->rules.size());
    TableOutcome first(*tables_[0]), second(*tables_[1]);
    auto decided = [&](std::uint32_t rule) { return rules_[rule].decided; };
    std::map<std::pair<std::string, std::string>, std::uint32_t> known{{{}, same}};
    struct Outcomes {
      std::string before, after;
      bool exact = true;  ///< constants, settled by decided cells: one point stands for the whole box
    };
    std::vector<Outcomes> outcomes{{}};
    std::vector<std::uint32_t> all(rules_.size()), one, other;
    std::iota(all.begin(), all.end(), 0);
    bool through = search.run(all, [&](std::span<std::uint32_t const> matching) -> std::uint32_t {
      one.clear(), other.clear();
      std::vector<bool> refused(gates_.size(), true);
      for (auto rule : matching) {
        if (rule < split) one.push_back(rule);
        else if (rule < end) other.push_back(rule - split);
        else refused[rule - end] = false;
      }
      std::string why[2];
      for (std::size_t gate = 0; gate < gates_.size(); ++gate)
        if (refused[gate]) why[gates_[gate].side] = "nothing: " + gates_[gate].label + " is none of the input values";
      auto beyond = [&](std::uint32_t rule) { return decided(rule + split); };
      std::pair told(why[0].empty() ? first.told(one, decided) : why[0], why[1].empty() ? second.told(other, beyond) : why[1]);
      if (told.first == told.second) return same;
      auto [at, fresh] = known.emplace(told, static_cast<std::uint32_t>(outcomes.size()));
      if (fresh) outcomes.push_back({told.first, told.second});
      auto& each = outcomes[at->second];
      each.exact = each.exact && (!why[0].empty() || (!first.has_formula(one) && std::all_of(one.begin(), one.end(), decided))) &&
                   (!why[1].empty() || (!second.has_formula(other) && std::all_of(other.begin(), other.end(), beyond)));
      return at->second;
    });
    if (!through) {
      reasons_.push_back("the search takes more work than it may");
      return true;
    }
    bool shown = true;
    for (auto const& found : search.boxes([](std::uint32_t outcome) { return outcome != same; }, most, change.more)) {
      auto const& [before, after, exact] = outcomes[found.outcome];
      BehaviourChange one_change{in_words(joint_, columns_, found.box), {}, before, after, {}, {}};
      if (show(found.box, versions, one_change)) change.changes.push_back(std::move(one_change));
      else shown = shown && exact && settable(versions) && !versions.tired();
    }
    if (change.more && change.changes.empty()) shown = change.more = false;
    return shown;
  }

 private:
  static constexpr std::uint32_t same = 0;

  /// Columns are the same when they read the same.
  void join(DecisionModel const& model, DecisionTable const& table, std::size_t side) {
    for (std::uint32_t i = 0; i < table.inputs.size(); ++i) {
      auto const& input = table.inputs[i];
      auto at = std::find_if(joint_.inputs.begin(), joint_.inputs.end(), [&](InputColumn const& each) { return each.text == input.text; });
      auto place = static_cast<std::size_t>(at - joint_.inputs.begin());
      if (at == joint_.inputs.end()) {
        joint_.inputs.push_back({.label = input.label, .text = input.text});
        domains_.emplace_back();
        for (auto& each : from_) each.push_back(no_column);
        for (auto& each : first_cell_) each.push_back(0);
      }
      auto& joint = joint_.inputs[place];
      from_[side][place] = i, first_cell_[side][place] = static_cast<std::uint32_t>(joint.cells.size());
      joint.cells.insert(joint.cells.end(), input.cells.begin(), input.cells.end());
      domains_[place].push_back(domain_of(model, table, input));
    }
  }

  struct Place {
    std::size_t name = 0;
    std::string path;
  };
  /// The name that a column reads, and the path inside its value.
  std::optional<Place> place_of(TwoVersions const& versions, std::string const& text) const {
    for (std::size_t i = 0; i < versions.names().size(); ++i) {
      auto const& name = versions.names()[i];
      if (text == name) return Place{i, {}};
      if (text.starts_with(name + ".")) return Place{i, text.substr(name.size() + 1)};
    }
    return std::nullopt;
  }
  bool settable(TwoVersions const& versions) const {
    return std::all_of(joint_.inputs.begin(), joint_.inputs.end(), [&](InputColumn const& column) { return place_of(versions, column.text).has_value(); });
  }

  /// Looks for an input of the box that both versions decide differently. Columns that compute something cannot be set: then none is found.
  bool show(Box const& box, TwoVersions const& versions, BehaviourChange& change) const {
    if (!settable(versions)) return false;
    std::vector<std::optional<Place>> places;
    std::vector<std::vector<feel::Value>> choices;
    std::set<std::size_t> whole;  // names whose value a column gives
    auto values = witness(columns_, box);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      auto& place = places.emplace_back(place_of(versions, joint_.inputs[i].text));
      auto& choice = choices.emplace_back(1, values[i]);
      whole.insert(place->name);
      if (!place->path.empty()) continue;
      for (auto const& value : versions.pool(place->name))
        if (auto region = columns_[i].find(value); region && contains(box[i], {{*region, *region}})) choice.push_back(value);
    }
    std::vector<feel::Value> point(versions.names().size());
    for (std::size_t n = 0; n < tries_in_a_box && !versions.tired(); ++n) {
      for (std::size_t i = 0; i < point.size(); ++i) {
        auto const& pool = versions.pool(i);
        point[i] = whole.contains(i) ? feel::Value() : pool[n * (2 * i + 1) % pool.size()];
      }
      for (std::size_t i = 0; i < columns_.size(); ++i)
        set_at(point[places[i]->name], places[i]->path, choices[i][n * (2 * i + 1) % choices[i].size()]);
      auto answers = versions.ask(point);
      if (!answers.differ()) continue;
      add_witness(change, versions, point, answers);
      return true;
    }
    return false;
  }

  /// Input values of which only one version has these: a gate that is open where they hold.
  void compare_column(std::size_t column, Stretches const& everything, std::uint32_t slot) {
    auto const* before = from_[0][column] == no_column ? nullptr : &tables_[0]->inputs[from_[0][column]];
    auto const* after = from_[1][column] == no_column ? nullptr : &tables_[1]->inputs[from_[1][column]];
    auto const& label = joint_.inputs[column].label;
    if (before && after && type_text(before->type.get()) != type_text(after->type.get())) reasons_.push_back("the type of the column \"" + label + "\" differs");
    if (before && after && text_of(before->allowed) == text_of(after->allowed)) return;
    for (std::size_t side = 0; side < 2; ++side) {
      auto const* of = side == 0 ? before : after;
      if (!of || !of->allowed || of->allowed->any) continue;
      auto points = of->allowed->test.breakpoints();
      bool cut = points && columns_[column].undecided.empty() && std::all_of(points->begin(), points->end(), [](auto const& point) { return point.path == "?"; });
      if (!cut) {
        reasons_.push_back("the input values of \"" + label + "\" differ");
        return;
      }
      auto& open = open_.emplace_back();
      for (std::uint32_t region = 0; region < columns_[column].regions.size(); ++region) {
        auto const& each = columns_[column].regions[region];
        if (each.form == Region::Form::missing || holds(of->allowed->test, slot, each.witness)) open.push_back({region, region});
      }
      normalise(open);
      auto& box = rules_.emplace_back();
      for (std::size_t i = 0; i < columns_.size(); ++i) box.columns.push_back(i == column ? &open : &everything);
      gates_.push_back({side, label});
    }
  }

  /// Types and output values decide about formulas only when they are evaluated.
  void compare_outputs() {
    auto const &before = tables_[0]->outputs, &after = tables_[1]->outputs;
    for (std::size_t i = 0; i < std::min(before.size(), after.size()); ++i) {
      if (type_text(before[i].type.get()) == type_text(after[i].type.get()) && text_of(before[i].allowed) == text_of(after[i].allowed)) continue;
      bool constants = true;
      for (std::size_t side = 0; side < 2; ++side)
        for (auto const& rule : tables_[side]->rules) constants = constants && constant_value(*rule.outputs[i], tables_[side]->outputs[i].type.get());
      if (!constants) reasons_.push_back("the type or the output values of the output " + std::to_string(i + 1) + " differ");
    }
  }

  /// What either version lets come is compared.
  void cut(std::size_t column, std::uint32_t slot) {
    ColumnDomain all;
    for (auto const& domain : domains_[column]) {
      if (all.kind == feel::Kind::null) all.kind = domain.kind;
      all.cuts.insert(all.cuts.end(), domain.cuts.begin(), domain.cuts.end());
    }
    auto& made = columns_.emplace_back(column_regions(joint_.inputs[column], slot, all, work_));
    auto& possible = within_.emplace_back();
    for (std::uint32_t region = 0; region < made.regions.size(); ++region) {
      auto& each = made.regions[region];
      each.possible = each.form == Region::Form::missing ||
                      std::any_of(domains_[column].begin(), domains_[column].end(), [&](ColumnDomain const& domain) { return allows(domain, slot, each.witness); });
      if (each.possible) possible.push_back({region, region});
    }
    normalise(possible);
  }

  DecisionTable const* tables_[2];
  std::uint64_t& work_;
  DecisionTable joint_;  ///< only its columns
  std::vector<std::uint32_t> from_[2], first_cell_[2];
  std::vector<std::vector<ColumnDomain>> domains_;
  std::vector<ColumnRegions> columns_;
  Box within_;
  std::vector<RuleBox> rules_;  ///< of the earlier table, of the later one, then a gate each
  struct Gate {
    std::size_t side = 0;
    std::string label;
  };
  std::vector<Gate> gates_;
  std::deque<Stretches> open_;
  std::vector<std::string> reasons_;
};

/// Points of all inputs: what they show is said, however many there are.
std::size_t sample(TwoVersions const& versions, std::string const& where, std::size_t most, DecisionChange& change) {
  std::set<std::pair<std::string, std::string>> known;
  return versions.try_points(tries_of_a_decision, [&](std::span<feel::Value const> point) {
    auto answers = versions.ask(point);
    if (!answers.differ() || !known.emplace(answers.before, answers.after).second) return true;
    auto& shown = change.changes.emplace_back(BehaviourChange{where, {}, answers.before, answers.after, {}, {}});
    add_witness(shown, versions, point, answers);
    return change.changes.size() < std::min(most, most_samples);
  });
}

/// Names of what both use and what differs, in words.
std::vector<std::string> differing(std::map<std::string, std::string> const& before, std::map<std::string, std::string> const& after) {
  std::vector<std::string> names;
  for (auto const& [name, content] : before)
    if (auto other = after.find(name); other != after.end() && other->second != content) names.push_back(name + " differs");
  return names;
}

/// Nothing when both decide alike.
std::optional<DecisionChange> compare_node(DecisionModel const& before, std::uint32_t one, DecisionModel const& after, std::uint32_t other, DiffOptions const& options, std::uint64_t& work) {
  auto used = used_by(before, one), newer_used = used_by(after, other);
  auto reasons = differing(used, newer_used);
  bool same_logic = content_of(before, one) == content_of(after, other);
  // What only one version uses counts when its own text does not say so.
  if (same_logic && used.size() != newer_used.size()) reasons.push_back("what it uses differs");
  if (same_logic && reasons.empty()) return std::nullopt;
  auto const& node = after.nodes()[other];
  DecisionChange change{node.name};
  TwoVersions versions(before, one, after, other);
  // What reads nothing, not even the clock, has one outcome.
  bool settled = versions.names().empty();
  for (std::size_t side = 0; side < 2 && settled; ++side) {
    auto all = content_of(side == 0 ? before : after, side == 0 ? one : other);
    for (auto const& [name, content] : side == 0 ? used : newer_used) all += content;
    settled = all.find("now") == std::string::npos && all.find("today") == std::string::npos;
  }
  std::string where = settled ? "always" : "some inputs";
  auto const *table = table_of(before, one), *against = table_of(after, other);
  if (!same_logic && table && against) {
    TablePair pair(before, *table, after, *against, work);
    pair.tell_constants(versions);
    versions.fill_pools();
    bool shown = pair.compare(options.most_listed, versions, change);
    reasons.insert(reasons.end(), pair.reasons().begin(), pair.reasons().end());
    if (shown && reasons.empty() && change.changes.empty()) {
      // What is proved is tried as well: a proof knows the values that cells name, an input may be of another kind.
      sample(versions, where, options.most_listed, change);
      return change.changes.empty() ? std::nullopt : std::optional(std::move(change));
    }
    if (!shown) reasons.push_back("it is written differently");
  } else {
    versions.fill_pools();
    auto const &logic = before.nodes()[one].logic, &newer = after.nodes()[other].logic;
    auto text = logic ? formula_text(*logic) : std::string_view(), newer_text = newer ? formula_text(*newer) : std::string_view();
    if (!same_logic) {
      bool formulas = !text.empty() && !newer_text.empty();
      reasons.push_back(formulas ? "the formula " + std::string(text) + " became " + std::string(newer_text) : node.kind == notation::DmnKind::decision_service ? "its decisions or inputs differ" : "it is written differently");
    }
  }
  if (change.changes.empty()) {
    auto tried = sample(versions, where, options.most_listed, change);
    if (settled && tried == 1 && !versions.tired()) return change.changes.empty() ? std::nullopt : std::optional(std::move(change));
    if (change.changes.empty()) change.kind = DecisionChange::Kind::undecided;
    change.why = join(reasons, "; ") + (change.changes.empty() ? ", and no input of " + counted(tried, "that was tried", "that were tried") + " shows a difference" : "");
  } else {
    change.why = join(reasons, "; ");
  }
  return change;
}

}  // namespace

std::vector<DecisionChange> compare_behaviour(DecisionModel const& before, DecisionModel const& after, DiffOptions const& options) {
  std::vector<DecisionChange> changes;
  auto work = options.work;
  auto wanted = [&](Node const& node) { return node.kind != notation::DmnKind::input_data && (options.decision.empty() || node.name == options.decision || node.id == options.decision); };
  for (std::uint32_t i = 0; i < after.nodes().size(); ++i) {
    auto const& node = after.nodes()[i];
    if (!wanted(node)) continue;
    auto earlier = before.find(node.qualified, node.kind);
    if (!earlier) changes.push_back({node.name, DecisionChange::Kind::added});
    else if (auto change = compare_node(before, *earlier, after, i, options, work)) changes.push_back(std::move(*change));
  }
  for (auto const& node : before.nodes())
    if (wanted(node) && !after.find(node.qualified, node.kind)) changes.push_back({node.name, DecisionChange::Kind::removed});
  return changes;
}

}  // namespace drivetrain::decisions::dmn
