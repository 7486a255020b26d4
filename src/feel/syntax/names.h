// Names: which name stands at a place of the text. FEEL names may hold spaces, signs and keywords, so only those that are in
// scope are recognised, the longest first (DMN 1.5 §10.3.1.4: "longest match").
#pragma once

#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "feel/syntax/tree.h"
#include "feel/syntax/token.h"

namespace drivetrain::feel {

/// "unit  price" -> "unit price": tokens joined as written, each stretch of white space one space.
std::string joined_name(std::span<Token const> tokens);
bool is_keyword(std::string_view word);

class Names {
 public:
  Names(Scope const& scope, std::span<std::size_t const> outer_items);

  struct Match {
    enum class What { nothing, local, global, builtin } what = What::nothing;
    std::size_t tokens = 0;
    std::string name;
    Binding binding;                    ///< of a local or global
    std::vector<Binding> items;         ///< filters' items that stand nearer than the match, innermost first
  };
  /// The longest name in scope at the front of `tokens`. A local wins over a global, a global over a built-in.
  Match match(std::span<Token const> tokens);
  /// An entry's name at the front of the tokens, as it is declared; no tokens when none stands there.
  struct Entry {
    std::size_t tokens = 0;
    std::string name;
  };
  /// The longest entry that a value of `type` (of a list: its elements) has. Of what is not known, only a key that this text itself wrote and
  /// that stands here letter for letter: u.net - tax is a subtraction, whatever else is called net-tax somewhere.
  Entry match_entry(std::shared_ptr<Type const> const& type, std::span<Token const> tokens) const;
  /// What the value behind a name can be, seen from the present function; null when unknown.
  std::shared_ptr<Type const> type_of(Binding const& binding) const;
  /// How many tokens at the front are a built-in's name; 0 when none.
  std::size_t match_builtin(std::span<Token const> tokens) const;
  /// A further top-level name.
  void declare(std::string_view name);
  /// The place of a top-level name, declared or (in an open scope) not.
  Binding global(std::string const& name);
  std::vector<Binding> items();         ///< of all filters around, innermost first

  enum class Role { variable, item };
  std::uint32_t push_local(std::string name, std::shared_ptr<Type const> type, Role role = Role::variable);
  void pop_locals(std::size_t count);
  void push_function(std::span<std::string const> parameters, std::span<std::shared_ptr<Type const> const> types);
  /// Ends the function: what it captured from outside, and its frame size.
  std::uint32_t pop_function(std::vector<Binding>& captures);
  void add_member(std::string_view name);

  std::vector<std::string> take_globals() { return std::move(globals_); }
  std::uint32_t frame_size() const { return levels_.front().most; }
  std::vector<std::string> visible() const;  ///< for "did you mean"

 private:
  using Words = std::vector<std::string>;
  struct Local {
    std::string name;
    Words words;
    std::uint32_t slot;
    Role role;
    std::shared_ptr<Type const> type;
  };
  struct Captured {
    std::unordered_map<std::uint64_t, std::uint32_t> slots;  // by where it stands outside
    std::vector<Binding> outside;
  };
  struct Level {
    std::vector<Local> locals;
    std::unordered_map<std::string, std::vector<std::size_t>> by_word;  // locals by the first word of their names
    std::vector<std::size_t> items;                                     // locals that are a filter's item
    Captured captured;
    std::uint32_t most = 0;
  };
  Binding reach(Binding binding, std::size_t from_level);
  std::shared_ptr<Type const> type_at(Binding const& binding, std::size_t level) const;

  std::unordered_map<std::string, std::vector<std::pair<Words, std::string>>> declared_, members_;
  std::vector<std::string> declared_names_, globals_;
  std::vector<std::size_t> outer_items_;  ///< globals that are items of filters around the text (filter_scope.h), innermost last
  std::unordered_map<std::string, std::uint32_t> global_slots_;
  std::unordered_map<std::string, std::shared_ptr<Type const>> declared_types_;
  std::vector<std::shared_ptr<Type const>> global_types_;  ///< by slot; shorter where the rest is unknown
  std::vector<Level> levels_;
};

}  // namespace drivetrain::feel
