// Symbols: words that many cases repeat (elements, roles, revisions), kept once, so that a waiting case stays small.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

namespace drivetrain::processes {

/// A word in a pool. Equal words of one pool are one pointer. The default is the empty word.
class Symbol {
 public:
  Symbol() : text_(&empty_text()) {}
  std::string const& text() const { return *text_; }
  operator std::string const&() const { return *text_; }
  bool empty() const { return text_->empty(); }
  friend bool operator==(Symbol a, Symbol b) { return a.text_ == b.text_; }
  std::size_t hash() const { return std::hash<void const*>{}(text_); }

 private:
  friend class Symbols;
  explicit Symbol(std::string const* text) : text_(text) {}
  static std::string const& empty_text() {
    static std::string const empty;
    return empty;
  }
  std::string const* text_;
};

/// The pool. It only grows; what goes in comes from models and the engine, never from customers' data.
class Symbols {
 public:
  Symbol of(std::string_view text) {
    if (text.empty()) return {};
    auto found = pool_.find(text);
    if (found == pool_.end()) found = pool_.emplace(text).first;
    return Symbol(&*found);
  }
  /// The empty word when the pool has never seen it.
  Symbol find(std::string_view text) const {
    auto found = pool_.find(text);
    return found == pool_.end() ? Symbol{} : Symbol(&*found);
  }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::unordered_set<std::string, Hash, std::equal_to<>> pool_;
};

}  // namespace drivetrain::processes
