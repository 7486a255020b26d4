// Joining two tables' columns, and comparing what their rules come to (see table_pair.h).
#include "decisions/dmn/table_pair.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "base/text.h"
#include "decisions/dmn/constant_output.h"
#include "decisions/dmn/region_words.h"

namespace drivetrain::decisions::dmn {

namespace {

/// Beyond so many rules of both versions the changed rules' own boxes are looked at first.
constexpr std::size_t rules_for_a_whole_look = 400;

std::string text_of(std::optional<Cell> const& tests) { return tests ? tests->test.text() : std::string(); }
Stretches const everything{{0, UINT32_MAX - 1}};

}  // namespace

std::string type_text(feel::Type const* type) { return type ? feel::to_text(*type) : std::string("Any"); }

TablePair::TablePair(DecisionModel const& before_model, DecisionTable const& before, DecisionModel const& after_model, DecisionTable const& after, std::uint64_t& work)
    : tables_{&before, &after}, work_(work), known_{{{}, same}}, outcomes_(1), told_{TableOutcome(before), TableOutcome(after)} {
  join(before_model, before, 0);
  join(after_model, after, 1);
  auto slot = std::max(before.tested_slot, after.tested_slot);
  for (std::size_t place = 0; place < joint_.inputs.size(); ++place) cut(place, slot);
  add_rules(0), add_rules(1);
  for (std::size_t place = 0; place < columns_.size(); ++place) compare_column(place, slot);
  compare_outputs();
}

void TablePair::tell_constants(TwoVersions& versions) const {
  for (auto const& column : columns_)
    for (auto const& region : column.regions) versions.add_constant(region.witness);
}

/// Columns are the same when they read the same, within a table, too.
void TablePair::join(DecisionModel const& model, DecisionTable const& table, std::size_t side) {
  for (std::uint32_t i = 0; i < table.inputs.size(); ++i) {
    auto const& input = table.inputs[i];
    auto at = std::find_if(joint_.inputs.begin(), joint_.inputs.end(), [&](InputColumn const& each) { return each.text == input.text; });
    auto place = static_cast<std::size_t>(at - joint_.inputs.begin());
    if (at == joint_.inputs.end()) {
      joint_.inputs.push_back({.label = input.label, .text = input.text});
      for (auto& each : sources_) each.emplace_back();
    }
    auto& joint = joint_.inputs[place];
    sources_[side][place].push_back({i, static_cast<std::uint32_t>(joint.cells.size()), domain_of(model, table, input)});
    joint.cells.insert(joint.cells.end(), input.cells.begin(), input.cells.end());
  }
}

/// What either version lets come is compared.
void TablePair::cut(std::size_t place, std::uint32_t slot) {
  ColumnDomain all;
  all.foreign = true;
  std::set<std::string> own;
  for (auto const& sources : sources_)
    for (auto const& source : sources[place]) {
      auto const& domain = source.domain;
      if (all.kind == feel::Kind::null) all.kind = domain.kind;
      all.open = all.open || domain.open, all.ordered = all.ordered || domain.ordered;
      all.cuts.insert(all.cuts.end(), domain.cuts.begin(), domain.cuts.end());
      own.insert(domain.own);
    }
  if (own.size() == 1) all.own = *own.begin();
  auto& made = columns_.emplace_back(column_regions(joint_.inputs[place], slot, all, work_));
  auto lets_come = [&](std::size_t side, feel::Value const& value) {
    // A version that does not look at the value refuses it for its type only.
    bool looks = !sources_[side][place].empty();
    for (auto const& source : sources_[looks ? side : 1 - side][place]) {
      auto domain = source.domain;
      auto const& allowed = tables_[looks ? side : 1 - side]->inputs[source.column].allowed;
      if (!looks && allowed) std::erase(domain.tests, &allowed->test);
      if (!allows(domain, slot, value)) return false;
    }
    return true;
  };
  auto& possible = within_.emplace_back();
  for (std::uint32_t region = 0; region < made.regions.size(); ++region) {
    auto& each = made.regions[region];
    each.possible = each.form == Region::Form::missing || lets_come(0, each.witness) || lets_come(1, each.witness);
    if (each.possible) possible.push_back({region, region});
  }
  normalise(possible);
}

void TablePair::add_rules(std::size_t side) {
  std::vector<std::map<std::vector<std::uint32_t>, Stretches const*>> known(columns_.size());
  for (auto const& rule : tables_[side]->rules) {
    auto& box = rules_.emplace_back();
    std::set<std::string> open;
    for (std::size_t place = 0; place < columns_.size(); ++place) {
      std::vector<std::uint32_t> cells;
      for (auto const& source : sources_[side][place]) {
        cells.push_back(source.first_cell + rule.cells[source.column]);
        if (!columns_[place].cells[cells.back()].decided) open.insert(joint_.inputs[place].text + ": " + joint_.inputs[place].cells[cells.back()].test.text());
      }
      if (cells.size() < 2) {
        box.columns.push_back(cells.empty() ? &everything : &columns_[place].cells[cells[0]].stretches);
        continue;
      }
      auto [at, fresh] = known[place].emplace(cells, nullptr);
      if (fresh) {
        auto all = columns_[place].cells[cells[0]].stretches;
        for (auto cell : cells) all = common(all, columns_[place].cells[cell].stretches);
        at->second = &kept_.emplace_back(std::move(all));
      }
      box.columns.push_back(at->second);
    }
    box.decided = open.empty();
    conditions_.push_back(drivetrain::join(std::vector<std::string>(open.begin(), open.end()), ", "));
  }
}

/// Input values of which only one version has these: a gate that is open where they hold.
void TablePair::compare_column(std::size_t place, std::uint32_t slot) {
  auto const& label = joint_.inputs[place].label;
  std::set<std::string> types, values[2];
  for (std::size_t side = 0; side < 2; ++side)
    for (auto const& source : sources_[side][place]) {
      auto const& column = tables_[side]->inputs[source.column];
      types.insert(type_text(column.type.get())), values[side].insert(text_of(column.allowed));
    }
  if (types.size() > 1) reasons_.push_back("the type of the column \"" + label + "\" differs");
  if (!values[0].empty() && values[0] == values[1]) return;
  for (std::size_t side = 0; side < 2; ++side)
    for (auto const& source : sources_[side][place]) {
      auto const& allowed = tables_[side]->inputs[source.column].allowed;
      if (!allowed || allowed->any) continue;
      auto points = allowed->test.breakpoints();
      bool cut = points && columns_[place].undecided.empty() && std::all_of(points->begin(), points->end(), [](auto const& point) { return point.path == "?"; });
      if (!cut) {
        reasons_.push_back("the input values of \"" + label + "\" differ");
        return;
      }
      auto& open = kept_.emplace_back();
      for (std::uint32_t region = 0; region < columns_[place].regions.size(); ++region) {
        auto const& each = columns_[place].regions[region];
        if (each.form == Region::Form::missing || holds(allowed->test, slot, each.witness)) open.push_back({region, region});
      }
      normalise(open);
      auto& box = rules_.emplace_back();
      for (std::size_t i = 0; i < columns_.size(); ++i) box.columns.push_back(i == place ? &open : &everything);
      gates_.push_back({side, label});
    }
}

/// Types and output values decide about formulas only when they are evaluated.
void TablePair::compare_outputs() {
  auto const &before = tables_[0]->outputs, &after = tables_[1]->outputs;
  for (std::size_t i = 0; i < std::min(before.size(), after.size()); ++i) {
    if (type_text(before[i].type.get()) == type_text(after[i].type.get()) && text_of(before[i].allowed) == text_of(after[i].allowed)) continue;
    bool constants = true;
    for (std::size_t side = 0; side < 2; ++side)
      for (auto const& rule : tables_[side]->rules) constants = constants && constant_value(*rule.outputs[i], tables_[side]->outputs[i].type.get());
    if (!constants) reasons_.push_back("the type or the output values of the output " + std::to_string(i + 1) + " differ");
  }
}

std::uint32_t TablePair::classify(std::span<std::uint32_t const> matching) {
  std::vector<std::uint32_t> rules[2];
  std::vector<bool> refused(gates_.size(), true);
  for (auto rule : matching) {
    if (rule < split()) rules[0].push_back(rule);
    else if (rule < end()) rules[1].push_back(rule - split());
    else refused[rule - end()] = false;
  }
  Outcomes each;
  std::string texts[2];
  for (std::size_t gate = 0; gate < gates_.size(); ++gate)
    if (refused[gate]) texts[gates_[gate].side] = "nothing: " + gates_[gate].label + " is none of the input values", each.refused[gates_[gate].side] = true;
  for (std::size_t side = 0; side < 2; ++side) {
    if (each.refused[side]) continue;
    auto condition = [&](std::uint32_t rule) -> std::string const& { return conditions_[side == 0 ? rule : rule + split()]; };
    texts[side] = told_[side].told(rules[side], condition);
    each.exact = each.exact && !told_[side].has_formula(rules[side]) && std::all_of(rules[side].begin(), rules[side].end(), [&](auto rule) { return condition(rule).empty(); });
  }
  if (texts[0] == texts[1]) return same;
  auto [at, fresh] = known_.emplace(std::pair(texts[0], texts[1]), static_cast<std::uint32_t>(outcomes_.size()));
  if (fresh) {
    each.before = texts[0], each.after = texts[1];
    outcomes_.push_back(std::move(each));
  } else {
    outcomes_[at->second].exact = outcomes_[at->second].exact && each.exact;
  }
  return at->second;
}

bool TablePair::compare(std::size_t most, TwoVersions const& versions, DecisionChange& change) {
  auto changed = changed_rules();
  bool many = rules_.size() > rules_for_a_whole_look;
  if (changed && (many || changed->empty())) {
    if (auto shown = compare_boxes(*changed, most, versions, change)) return *shown;
    if (!change.changes.empty()) return reasons_.push_back("the search takes more work than it may"), true;
  }
  auto kept = changed && !many ? work_ / 2 : 0;
  work_ -= kept;
  BoxSearch search(rules_, within_, work_);
  std::vector<std::uint32_t> all(rules_.size());
  std::iota(all.begin(), all.end(), 0);
  bool through = search.run(all, [&](std::span<std::uint32_t const> matching) { return classify(matching); });
  work_ += kept;
  if (through) return tell(search, most, versions, change);
  if (changed && !many)
    if (auto shown = compare_boxes(*changed, most, versions, change)) return *shown;
  reasons_.push_back("the search takes more work than it may");
  return true;
}

bool TablePair::tell(BoxSearch const& search, std::size_t most, TwoVersions const& versions, DecisionChange& change) {
  bool shown = true, more = false;
  auto before = change.changes.size();
  for (auto const& found : search.boxes([](std::uint32_t outcome) { return outcome != same; }, most, more)) {
    auto const& told = outcomes_[found.outcome];
    BehaviourChange one{in_words(joint_, columns_, found.box), {}, told.before, told.after, {}, {}};
    auto how = show(found.box, told, versions, one);
    if (how == Shown::differs) {
      change.changes.push_back(std::move(one));
    } else if (!told.exact || how != Shown::alike) {
      shown = false;
      if (unproved_.empty()) unproved_ = one.where + ": " + one.before + " became " + one.after;
    }
  }
  if (more && change.changes.size() == before) shown = more = false;
  change.more = change.more || more;
  return shown;
}

/// The name that a column reads, and the path inside its value.
std::optional<TablePair::Place> TablePair::place_of(TwoVersions const& versions, std::string const& text) const {
  for (std::size_t i = 0; i < versions.names().size(); ++i) {
    auto const& name = versions.names()[i];
    if (text == name) return Place{i, {}};
    if (text.starts_with(name + ".")) return Place{i, text.substr(name.size() + 1)};
  }
  return std::nullopt;
}

bool TablePair::settable(TwoVersions const& versions) const {
  return std::all_of(joint_.inputs.begin(), joint_.inputs.end(), [&](InputColumn const& column) { return place_of(versions, column.text).has_value(); });
}

}  // namespace drivetrain::decisions::dmn
