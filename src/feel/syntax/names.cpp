// Recognising and binding names (see names.h).
#include "feel/syntax/names.h"

#include <algorithm>
#include <functional>

#include "feel/builtins/builtin.h"
#include "feel/typing/typing.h"

namespace drivetrain::feel {

namespace {

std::vector<std::string> words_of(std::string_view name) {
  std::vector<Token> tokens;
  std::vector<std::string> words;
  if (tokenize(name, tokens)) return {std::string(name)};
  for (auto const& token : tokens)
    if (token.kind != TokenKind::end) words.emplace_back(token.text);
  return words;
}

/// Number of tokens when `words` stand at the front, else 0.
std::size_t front_length(std::span<Token const> tokens, std::vector<std::string> const& words) {
  if (words.empty() || words.size() > tokens.size()) return 0;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (tokens[i].text != words[i]) return 0;
  return words.size();
}

template <class Table>
void enter(Table& table, std::string_view name) {
  auto words = words_of(name);
  if (words.empty()) return;
  auto first = words.front();
  table[first].emplace_back(std::move(words), std::string(name));
}

template <class Table>
std::pair<std::size_t, std::string const*> longest(Table const& table, std::span<Token const> tokens) {
  std::pair<std::size_t, std::string const*> best{0, nullptr};
  auto it = table.find(std::string(tokens.front().text));
  if (it == table.end()) return best;
  for (auto const& [words, name] : it->second)
    if (auto length = front_length(tokens, words); length > best.first) best = {length, &name};
  return best;
}

using BuiltinTable = std::unordered_map<std::string, std::vector<std::pair<std::vector<std::string>, std::string>>>;
BuiltinTable const& builtin_table() {
  static auto const table = [] {
    BuiltinTable names;
    for (auto const& name : builtin_names()) enter(names, name);
    return names;
  }();
  return table;
}

}  // namespace

std::string joined_name(std::span<Token const> tokens) {
  std::string name;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (i > 0 && tokens[i].offset > tokens[i - 1].end()) name += ' ';
    name += tokens[i].text;
  }
  return name;
}

bool is_keyword(std::string_view word) {
  static constexpr std::string_view keywords[] = {"if", "then", "else", "for", "return", "in", "some", "every", "satisfies", "between", "and", "or",
                                                  "function", "external", "null", "true", "false", "instance", "of"};
  return std::find(std::begin(keywords), std::end(keywords), word) != std::end(keywords);
}

Names::Names(Scope const& scope, std::span<std::size_t const> outer_items) : declared_names_(scope.names), outer_items_(outer_items.begin(), outer_items.end()), levels_(1) {
  if (scope.slotted) globals_ = scope.names;
  for (std::uint32_t i = 0; i < globals_.size(); ++i) global_slots_.emplace(globals_[i], i);
  for (auto const& name : scope.names) enter(declared_, name);
  if (scope.slotted) global_types_ = scope.name_types;
  else
    for (std::size_t i = 0; i < scope.name_types.size() && i < scope.names.size(); ++i) declared_types_.emplace(scope.names[i], scope.name_types[i]);
}

void Names::declare(std::string_view name) { enter(declared_, name); }

Binding Names::global(std::string const& name) {
  auto [it, fresh] = global_slots_.emplace(name, static_cast<std::uint32_t>(globals_.size()));
  if (fresh) {
    globals_.push_back(name);
    auto type = declared_types_.find(name);
    global_types_.resize(globals_.size());
    if (type != declared_types_.end()) global_types_.back() = type->second;
  }
  return reach({Binding::Where::global, it->second}, 0);
}

// A value that stands outside the function under way is captured by it, and by every function in between.
Binding Names::reach(Binding binding, std::size_t from_level) {
  for (auto level = from_level + 1; level < levels_.size(); ++level) {
    auto key = static_cast<std::uint64_t>(binding.where) << 32 | binding.index;
    auto& [slots, captures] = levels_[level].captured;
    auto [it, fresh] = slots.emplace(key, static_cast<std::uint32_t>(captures.size()));
    if (fresh) captures.push_back(binding);
    binding = {Binding::Where::capture, it->second};
  }
  return binding;
}

Names::Match Names::match(std::span<Token const> tokens) {
  Match best;
  std::size_t best_level = 0;
  std::uint32_t best_slot = 0;
  struct Item {
    std::size_t level;
    std::uint32_t slot;
  };
  std::vector<Item> passed, items;
  std::string first(tokens.front().text);
  for (auto level = levels_.size(); level-- > 0;) {
    auto const& [locals, by_word, of_filters, captured, most] = levels_[level];
    // From the innermost: those that begin with this word, and the items on the way to them.
    auto alike = by_word.find(first);
    std::vector<std::size_t> looked = of_filters;
    if (alike != by_word.end()) looked.insert(looked.end(), alike->second.begin(), alike->second.end());
    std::sort(looked.begin(), looked.end(), std::greater());
    looked.erase(std::unique(looked.begin(), looked.end()), looked.end());
    for (auto i : looked) {
      if (auto length = front_length(tokens, locals[i].words); length > best.tokens)
        best = {Match::What::local, length, locals[i].name, {}, {}}, best_level = level, best_slot = locals[i].slot, items = passed;
      if (locals[i].role == Role::item) passed.push_back({level, locals[i].slot});
      // The item itself may have an entry called "item", which wins.
      if (locals[i].role == Role::item && best.what == Match::What::local && best_slot == locals[i].slot && best_level == level) items = passed;
    }
  }
  if (auto [length, name] = longest(declared_, tokens); length > best.tokens) best = {Match::What::global, length, *name, {}, {}}, items = passed;
  if (auto length = match_builtin(tokens); length > best.tokens) {
    best = {Match::What::builtin, length, joined_name(tokens.first(length)), {}, {}};
    best.name = *longest(builtin_table(), tokens).second;
    items = passed;
  }
  if (best.what == Match::What::local) best.binding = reach({Binding::Where::local, best_slot}, best_level);
  if (best.what == Match::What::global) best.binding = global(best.name);
  for (auto const& item : items) best.items.push_back(reach({Binding::Where::local, item.slot}, item.level));
  // Beyond the text stand filters that it is the condition of; what was declared inside of them is nearer than their items.
  if (best.what == Match::What::local || outer_items_.empty()) return best;
  std::size_t nearest_name = best.what == Match::What::global ? global_slots_.at(best.name) : 0;
  for (auto i = outer_items_.size(); i-- > 0;)
    if (outer_items_[i] >= nearest_name) best.items.push_back(reach({Binding::Where::global, static_cast<std::uint32_t>(outer_items_[i])}, 0));
  return best;
}

std::vector<Binding> Names::items() {
  std::vector<Binding> all;
  for (auto level = levels_.size(); level-- > 0;)
    for (auto i = levels_[level].items.rbegin(); i != levels_[level].items.rend(); ++i)
      all.push_back(reach({Binding::Where::local, levels_[level].locals[*i].slot}, level));
  for (auto i = outer_items_.size(); i-- > 0;) all.push_back(reach({Binding::Where::global, static_cast<std::uint32_t>(outer_items_[i])}, 0));
  return all;
}

Names::Entry Names::match_entry(TypePtr const& type, std::span<Token const> tokens) const {
  auto known = type;
  // A list's path goes to its elements; types that hold themselves are named by what they are.
  for (int steps = 0; known && (known->form == Type::Form::named || known->form == Type::Form::list) && steps < 8; ++steps)
    known = known->form == Type::Form::named ? known->target.lock() : element_of(known);
  Entry best;
  if (!known || known->form == Type::Form::any || (known->form == Type::Form::context && known->entries.empty())) {
    auto it = members_.find(std::string(tokens.front().text));
    if (it == members_.end()) return best;
    for (auto const& [words, name] : it->second)
      if (auto length = front_length(tokens, words); length > best.tokens && joined_name(tokens.first(length)) == name) best = {length, name};
    return best;
  }
  if (known->form != Type::Form::context) return best;
  for (auto const& entry : known->entries)
    if (entry.first.starts_with(tokens.front().text))
      if (auto length = front_length(tokens, words_of(entry.first)); length > best.tokens) best = {length, entry.first};
  return best;
}

TypePtr Names::type_of(Binding const& binding) const { return type_at(binding, levels_.size() - 1); }

TypePtr Names::type_at(Binding const& binding, std::size_t level) const {
  switch (binding.where) {
    case Binding::Where::global: return binding.index < global_types_.size() ? global_types_[binding.index] : nullptr;
    case Binding::Where::local: return binding.index < levels_[level].locals.size() ? levels_[level].locals[binding.index].type : nullptr;
    case Binding::Where::capture: {
      auto const& outside = levels_[level].captured.outside;
      return level > 0 && binding.index < outside.size() ? type_at(outside[binding.index], level - 1) : nullptr;
    }
  }
  return nullptr;
}

std::size_t Names::match_builtin(std::span<Token const> tokens) const { return longest(builtin_table(), tokens).first; }

std::uint32_t Names::push_local(std::string name, TypePtr type, Role role) {
  auto& level = levels_.back();
  auto slot = static_cast<std::uint32_t>(level.locals.size());
  auto words = words_of(name);
  if (!words.empty()) level.by_word[words.front()].push_back(slot);
  if (role == Role::item) level.items.push_back(slot);
  level.locals.push_back({std::move(name), std::move(words), slot, role, std::move(type)});
  level.most = std::max(level.most, slot + 1);
  return slot;
}

void Names::pop_locals(std::size_t count) {
  auto& level = levels_.back();
  for (; count > 0; --count) {
    auto const& last = level.locals.back();
    if (!last.words.empty()) level.by_word[last.words.front()].pop_back();
    if (last.role == Role::item) level.items.pop_back();
    level.locals.pop_back();
  }
}

void Names::push_function(std::span<std::string const> parameters, std::span<TypePtr const> types) {
  levels_.emplace_back();
  for (std::size_t i = 0; i < parameters.size(); ++i) push_local(parameters[i], i < types.size() ? types[i] : nullptr);
}

std::uint32_t Names::pop_function(std::vector<Binding>& captures) {
  captures = levels_.back().captured.outside;
  auto size = levels_.back().most;
  levels_.pop_back();
  return size;
}

void Names::add_member(std::string_view name) { enter(members_, name); }

std::vector<std::string> Names::visible() const {
  auto names = declared_names_;
  for (auto const& level : levels_)
    for (auto const& local : level.locals) names.push_back(local.name);
  return names;
}

}  // namespace drivetrain::feel
