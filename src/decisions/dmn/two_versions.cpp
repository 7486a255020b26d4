// Asking both versions (see two_versions.h).
#include "decisions/dmn/two_versions.h"

#include <algorithm>
#include <random>

#include "base/text.h"
#include "decisions/dmn/constant_output.h"
#include "decisions/dmn/table.h"
#include "decisions/dmn/written_logic.h"
#include "feel/function.h"
#include "feel/temporal.h"

namespace drivetrain::decisions::dmn {

namespace {

using feel::Kind;
using feel::Type;
using feel::Value;
using notation::DmnKind;

constexpr std::size_t most_constants = 200, most_in_pool = 64, most_texts_of_length = 64;
constexpr std::uint32_t no_node = UINT32_MAX;

void add_new(std::vector<Value>& values, Value value) {
  if (values.size() < most_in_pool && std::find(values.begin(), values.end(), value) == values.end()) values.push_back(std::move(value));
}

bool digit(char c) { return c >= '0' && c <= '9'; }
bool in_a_name(char c) { return digit(c) || c == '_' || c == '.' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80; }

/// A text as whatever it reads as besides.
void add_moments(std::vector<Value>& values, std::string_view text) {
  if (auto date = feel::parse_feel_date(text)) values.emplace_back(*date);
  else if (auto moment = feel::parse_feel_date_time(text)) values.emplace_back(*moment);
  if (auto time = feel::parse_feel_time(text)) values.emplace_back(*time);
  if (auto months = feel::parse_months_duration(text)) values.emplace_back(*months);
  if (auto days = feel::parse_days_duration(text)) values.emplace_back(*days);
}

/// Those of `constants` that are of a kind, what is near them, and some that fit everywhere.
std::vector<Value> simple_pool(Kind kind, std::vector<Value> const& constants) {
  std::vector<Value> pool;
  auto all = [&](auto&& use) {
    for (auto const& each : constants)
      if (each.kind() == kind) use(each);
  };
  switch (kind) {
    case Kind::number:
      for (int each : {3, 1, 0, -1, 10}) add_new(pool, each);
      all([&](Value const& each) { add_new(pool, each); });
      all([&](Value const& each) {
        for (auto const& near : {Decimal::add(each.number(), 1), Decimal::subtract(each.number(), 1), Decimal::divide(each.number(), 2), Decimal::divide(each.number(), 3), Decimal::multiply(each.number(), 2)})
          if (near) add_new(pool, *near);
      });
      for (int each : {2, 7, 100, 1000}) add_new(pool, each);
      add_new(pool, *Decimal::parse("0.5"));
      break;
    case Kind::string:
      add_new(pool, "abc"), add_new(pool, "");
      all([&](Value const& each) { add_new(pool, each); });
      for (auto const& each : constants)
        if (auto length = each.kind() == Kind::number ? each.number().to_int64() : std::nullopt; length && *length >= 0 && *length <= static_cast<std::int64_t>(most_texts_of_length))
          for (auto size : {*length, *length + 1}) add_new(pool, std::string(static_cast<std::size_t>(size), 'x'));
      all([&](Value const& each) { add_new(pool, std::string(each.string()) + "x"); });
      break;
    case Kind::boolean: pool = {true, false}; break;
    case Kind::date:
      all([&](Value const& each) {
        add_new(pool, each);
        for (int near : {1, -1})
          if (auto day = feel::add_days(each.date(), near)) add_new(pool, *day);
      });
      break;
    default: all([&](Value const& each) { add_new(pool, each); }); break;
  }
  std::vector<Value> moments;
  for (auto text : {"2026-03-27", "2024-02-29", "2026-03-27T10:15:00", "2026-03-27T10:15:00Z", "10:15:00", "10:15:00Z", "P1Y2M", "P3D", "PT36H"}) add_moments(moments, text);
  for (auto const& each : moments)
    if (each.kind() == kind) add_new(pool, each);
  return pool;
}

}  // namespace

std::string canonical_text(Value const& value) {
  switch (value.kind()) {
    case Kind::number: {
      auto text = value.number().to_string();
      if (text.find('.') == std::string::npos || text.find('E') != std::string::npos) return text;
      text.erase(text.find_last_not_of('0') + 1);
      if (text.ends_with('.')) text.pop_back();
      return text == "-0" ? "0" : text;
    }
    case Kind::list: {
      std::vector<std::string> items;
      for (auto const& each : value.list()) items.push_back(canonical_text(each));
      return "[" + join(items, ", ") + "]";
    }
    case Kind::context: {
      std::vector<std::string> entries;
      for (auto const& [name, each] : value.context().entries()) entries.push_back(name + ": " + canonical_text(each));
      std::sort(entries.begin(), entries.end());
      return "{" + join(entries, ", ") + "}";
    }
    default: return feel::to_text(value);
  }
}

TwoVersions::TwoVersions(DecisionModel const& before, std::uint32_t one, DecisionModel const& after, std::uint32_t other) : sides_{{&before, one, {}, {}, {}}, {&after, other, {}, {}, {}}} {
  for (std::size_t side = 0; side < 2; ++side) {
    auto const& model = *sides_[side].model;
    auto const& node = model.nodes()[sides_[side].node];
    auto take = [&](std::uint32_t index) { know(side, model.nodes()[index].qualified, model.nodes()[index].name, model.nodes()[index].space, model.nodes()[index].type.get(), index); };
    if (node.kind == DmnKind::business_knowledge) {
      for (auto const& parameter : node.function->parameters()) know(side, parameter, parameter, {}, nullptr, no_node);
    } else if (node.kind == DmnKind::decision_service) {
      for (auto index : node.inputs) take(index);
    } else {
      for (auto const& requirement : node.requires_)
        if (!model.nodes()[requirement.node].function) take(requirement.node);
    }
    read_constants(content_of(model, sides_[side].node));
    for (auto const& [name, content] : used_by(model, sides_[side].node)) read_constants(content);
  }
}

void TwoVersions::know(std::size_t side, std::string const& name, std::string const& local, std::string const& space, Type const* type, std::uint32_t node) {
  auto at = static_cast<std::size_t>(std::find(names_.begin(), names_.end(), name) - names_.begin());
  if (at == names_.size()) {
    names_.push_back(name);
    for (auto& each : sides_) each.inputs.emplace_back(), each.types.push_back(nullptr), each.nodes.push_back(no_node);
  }
  sides_[side].inputs[at] = {local, space, {}}, sides_[side].types[at] = type, sides_[side].nodes[at] = node;
}

void TwoVersions::add_constant(Value const& value) {
  if (!value.is_null() && constants_.size() < most_constants && std::find(constants_.begin(), constants_.end(), value) == constants_.end()) constants_.push_back(value);
}

/// Numbers and quoted texts, wherever they stand.
void TwoVersions::read_constants(std::string const& text) {
  for (std::size_t i = 0; i < text.size() && constants_.size() < most_constants;) {
    auto begin = i++;
    if (text[begin] == '"') {
      auto end = text.find('"', i);
      if (end == std::string::npos) return;
      auto word = std::string_view(text).substr(i, end - i);
      i = end + 1;
      add_constant(word);
      std::vector<Value> moments;
      add_moments(moments, word);
      for (auto const& each : moments) add_constant(each);
    } else if (digit(text[begin]) && (begin == 0 || !in_a_name(text[begin - 1]))) {
      while (i < text.size() && (digit(text[i]) || (text[i] == '.' && i + 1 < text.size() && digit(text[i + 1])))) ++i;
      auto exponent = i;
      if (exponent < text.size() && (text[exponent] == 'e' || text[exponent] == 'E')) ++exponent;
      if (exponent > i && exponent < text.size() && (text[exponent] == '+' || text[exponent] == '-')) ++exponent;
      if (exponent > i && exponent < text.size() && digit(text[exponent]))
        for (i = exponent; i < text.size() && digit(text[i]);) ++i;
      if (auto number = Decimal::parse(std::string_view(text).substr(begin, i - begin))) add_constant(*number);
    }
  }
}

std::vector<Value> TwoVersions::pool_of(Type const* type, int depth) const {
  std::vector<Value> pool;
  std::shared_ptr<Type const> keeps;
  if (type && type->form == Type::Form::named) keeps = type->target.lock(), type = keeps.get();
  auto form = type ? type->form : Type::Form::any;
  if (depth > 4) return pool;
  switch (form) {
    case Type::Form::kind: return simple_pool(type->kind, constants_);
    case Type::Form::any:
      for (auto kind : {Kind::number, Kind::string, Kind::boolean, Kind::date})
        for (auto const& each : simple_pool(kind, constants_))
          if (pool.size() < most_in_pool / 2 || kind != Kind::number) add_new(pool, each);
      return pool;
    case Type::Form::list: {
      auto items = pool_of(type->parts.empty() ? nullptr : type->parts[0].get(), depth + 1);
      pool.emplace_back(feel::List(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(3, items.size()))));
      pool.emplace_back(feel::List{});
      for (std::size_t i = 0; i < items.size() && pool.size() < most_in_pool; ++i) {
        pool.emplace_back(feel::List{items[i]});
        if (i > 0) pool.emplace_back(feel::List{items[i - 1], items[i]});
      }
      return pool;
    }
    case Type::Form::context: {
      std::vector<std::vector<Value>> entries;
      std::size_t most = 1;
      for (auto const& [name, each] : type->entries) entries.push_back(pool_of(each.get(), depth + 1)), most = std::max(most, entries.back().size());
      for (std::size_t i = 0; i < std::min(2 * most, most_in_pool); ++i) {
        feel::Context context;
        for (std::size_t e = 0; e < entries.size(); ++e) context.set(type->entries[e].first, entries[e].empty() ? Value() : entries[e][(i * (2 * e + 1) + e) % entries[e].size()]);
        pool.emplace_back(std::move(context));
      }
      return pool;
    }
    default: return pool;
  }
}

void TwoVersions::fill_pools() {
  pools_.clear();
  for (std::size_t i = 0; i < names_.size(); ++i) {
    std::vector<Value> pool;
    // A decision yields what its outputs can be, and nothing else.
    bool known = true;
    for (auto const& side : sides_) {
      if (side.inputs[i].name.empty()) continue;
      auto const* table = side.nodes[i] != no_node && side.model->nodes()[side.nodes[i]].kind == DmnKind::decision ? table_of(*side.model, side.nodes[i]) : nullptr;
      auto outputs = table ? possible_outputs(*side.model, *table, {}) : std::nullopt;
      known = known && outputs;
      if (outputs)
        for (auto const& each : outputs->values) add_new(pool, each);
    }
    if (!known) {
      pool.clear();
      for (auto const& side : sides_)
        if (!side.inputs[i].name.empty())
          for (auto& each : pool_of(side.types[i], 0)) add_new(pool, std::move(each));
    }
    pool.emplace_back();
    pools_.push_back(std::move(pool));
  }
}

std::string TwoVersions::answer(Side const& side, std::span<Value const> point, std::vector<Value>& came) const {
  std::vector<Input> inputs;
  for (std::size_t i = 0; i < names_.size(); ++i)
    if (!side.inputs[i].name.empty()) inputs.push_back({side.inputs[i].name, side.inputs[i].space, point[i]});
  feel::Environment environment;
  environment.now = Instant{1'774'600'000'000'000};  // the clock of dmn tck
  auto outcome = side.model->evaluate(side.node, inputs, environment);
  for (auto const& warning : outcome.warnings) stopped_ += warning.message.starts_with("stopped: ");
  auto const* own = table_of(*side.model, side.node);
  for (auto const& hit : outcome.trace.tables)
    if (own && hit.table == own->index) came.assign(hit.inputs.begin(), hit.inputs.end());
  if (own && own->policy == notation::DmnHitPolicy::collect && outcome.value.kind() == Kind::list) {
    // COLLECT promises no order (DMN 1.5 §8.2.10).
    std::vector<std::string> items;
    for (auto const& each : outcome.value.list()) items.push_back(canonical_text(each));
    std::sort(items.begin(), items.end());
    return "[" + join(items, ", ") + "]";
  }
  if (!outcome.value.is_null()) return canonical_text(outcome.value);
  for (auto const& hit : outcome.trace.tables) {
    auto const& table = *side.model->tables()[hit.table];
    if (table.node != side.node) continue;
    if (hit.rules.empty()) return "no rule";
    if (hit.rules.size() > 1 && (table.policy == notation::DmnHitPolicy::unique || table.policy == notation::DmnHitPolicy::any)) return "nothing: several rules match";
  }
  return "null";
}

TwoVersions::Answers TwoVersions::ask(std::span<Value const> point) const {
  Answers answers;
  answers.before = answer(sides_[0], point, answers.inputs[0]), answers.after = answer(sides_[1], point, answers.inputs[1]);
  return answers;
}

std::size_t TwoVersions::try_points(std::size_t most, std::function<bool(std::span<Value const>)> const& use) const {
  std::size_t all = 1;
  for (auto const& pool : pools_) all = all > most ? all : all * pool.size();
  std::mt19937 random(5489);
  std::vector<Value> point(names_.size());
  std::size_t tried = 0;
  for (std::size_t n = 0; n < std::min(all, most) && !tired(); ++n) {
    auto rest = n;
    for (std::size_t i = 0; i < point.size(); ++i) {
      auto size = pools_[i].size();
      point[i] = pools_[i][all <= most ? rest % size : random() % size];
      rest /= size;
    }
    ++tried;
    if (!use(point)) break;
  }
  return tried;
}

}  // namespace drivetrain::decisions::dmn
