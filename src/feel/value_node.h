// Shared part of strings, lists, contexts, ranges and functions: counted nodes behind Value. Internal to feel/.
#pragma once

#include <algorithm>
#include <atomic>

#include "feel/function.h"
#include "feel/value.h"

namespace drivetrain::feel {

struct ValueNode {
  mutable std::atomic<std::uint32_t> references{1};
  std::uint32_t weight = 1;
  std::uint16_t depth = 0;
  Kind kind;
  explicit ValueNode(Kind k) : kind(k) {}
};

/// Adds without turning over.
inline std::uint32_t saturated(std::uint64_t sum) { return static_cast<std::uint32_t>(std::min<std::uint64_t>(sum, 0xFFFF'FFFFu)); }
/// What a text counts among values: its bytes are not free.
inline std::uint64_t weight_of(std::string_view text) { return text.size() / 64; }

struct StringNode : ValueNode {
  std::string text;
  explicit StringNode(std::string_view t) : ValueNode(Kind::string), text(t) { weight = saturated(1 + weight_of(t)); }
};

struct ListNode : ValueNode {
  List items;
  explicit ListNode(List l) : ValueNode(Kind::list), items(std::move(l)) {}
};

struct ContextNode : ValueNode {
  Context entries;
  explicit ContextNode(Context c) : ValueNode(Kind::context), entries(std::move(c)) {}
};

struct RangeNode : ValueNode {
  Range range;
  explicit RangeNode(Range r) : ValueNode(Kind::range), range(std::move(r)) {}
};

struct FunctionNode : ValueNode {
  std::shared_ptr<Function const> function;
  explicit FunctionNode(std::shared_ptr<Function const> f) : ValueNode(Kind::function), function(std::move(f)) {}
};

struct ValueAccess {
  static constexpr std::uint64_t unset_bits = Value::inline_tag | 0xF;
  /// A slot that nobody has filled yet; never leaves the evaluator.
  static Value unset() {
    Value value;
    value.high_ = unset_bits;
    return value;
  }
  static bool is_unset(Value const& value) { return value.high_ == unset_bits; }
  static ValueNode* node(Value const& value) {
    return value.is_shared() ? reinterpret_cast<ValueNode*>(static_cast<std::uintptr_t>(value.low_)) : nullptr;
  }
};

}  // namespace drivetrain::feel
