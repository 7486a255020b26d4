// Value: what a FEEL expression reads and yields (DMN 1.5 §10.3.2.2, table 45). Immutable and cheap to copy: 16 bytes;
// numbers, booleans and all temporal values are inline, strings, lists, contexts, ranges and functions are shared.
#pragma once

#include <bit>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/decimal.h"
#include "base/time.h"
#include "feel/temporal.h"

namespace drivetrain::feel {

enum class Kind : std::uint8_t {
  null, boolean, number, string, date, time, date_time, days_duration, months_duration, list, context, range, function
};
/// FEEL's own name of the type: "number", "days and time duration", …
std::string_view to_string(Kind kind);

class Value;
struct Range;
class Function;
struct ValueNode;
using List = std::vector<Value>;

/// Entries in the order written; names are unique.
class Context {
 public:
  Context();
  ~Context();
  Context(Context const&);
  Context(Context&&) noexcept;
  Context& operator=(Context const&);
  Context& operator=(Context&&) noexcept;
  /// Replaces the entry of that name, or adds it at the end.
  void set(std::string name, Value value);
  /// Adds an entry that the caller knows to be new: no search.
  void append(std::string name, Value value);
  /// Null pointer when there is no such entry.
  Value const* find(std::string_view name) const;
  std::vector<std::pair<std::string, Value>> const& entries() const { return entries_; }
  bool empty() const;
  std::size_t size() const;

 private:
  std::vector<std::pair<std::string, Value>> entries_;
};

class Value {
 public:
  Value() : low_(0), high_(inline_tag | static_cast<std::uint64_t>(Kind::null)) {}  ///< null
  Value(bool flag) : low_(flag), high_(inline_tag | static_cast<std::uint64_t>(Kind::boolean)) {}
  Value(Decimal number) {
    auto bits = std::bit_cast<Bits>(number);
    low_ = bits.low, high_ = bits.high;
  }
  template <class T>
  requires(std::is_integral_v<T> && !std::is_same_v<T, bool> && !std::is_same_v<T, char>)
  Value(T number) : Value(Decimal(static_cast<std::int64_t>(number))) {}
  Value(std::string_view text);
  Value(std::string const& text) : Value(std::string_view(text)) {}
  Value(char const* text) : Value(std::string_view(text)) {}
  Value(List list);
  Value(Context context);
  Value(Date date);
  /// date and time in UTC.
  Value(Instant instant);
  /// days and time duration.
  Value(Duration duration);
  Value(TimeOfDay time);
  Value(DateTime date_time);
  Value(DaysDuration duration);
  Value(MonthsDuration duration);
  Value(Range range);
  Value(std::shared_ptr<Function const> function);
  template <class T>
  Value(T*) = delete;  // a pointer is not a boolean
  Value(Value const& other) : low_(other.low_), high_(other.high_) {
    if (is_shared()) retain();
  }
  Value(Value&& other) noexcept : low_(other.low_), high_(other.high_) { other.forget(); }
  Value& operator=(Value const& other) {
    if (this != &other) {
      Value copy(other);
      swap(copy);
    }
    return *this;
  }
  Value& operator=(Value&& other) noexcept {
    swap(other);
    return *this;
  }
  ~Value() {
    if (is_shared()) release();
  }

  Kind kind() const { return high_ < inline_tag ? Kind::number : static_cast<Kind>(high_ & 0xF); }
  bool is_null() const { return kind() == Kind::null; }
  bool is_number() const { return high_ < inline_tag; }
  bool is_true() const { return kind() == Kind::boolean && low_ != 0; }  ///< the boolean true and nothing else
  bool is_false() const { return kind() == Kind::boolean && low_ == 0; }
  // Preconditions: the kind fits.
  bool boolean() const { return low_ != 0; }
  Decimal number() const { return std::bit_cast<Decimal>(Bits{low_, high_}); }
  std::string_view string() const;
  List const& list() const;
  Context const& context() const;
  Range const& range() const;
  Function const& function() const;
  std::shared_ptr<Function const> shared_function() const;
  Date date() const;
  TimeOfDay time() const;
  DateTime date_time() const;
  Instant instant() const;      ///< of a date and time with zone or offset; without one it is read as UTC
  Duration duration() const;    ///< of a days and time duration, to microseconds
  DaysDuration days_duration() const;
  MonthsDuration months_duration() const;

  /// Entry of a context by a path "job.customer.tier"; null when any step is missing.
  Value at(std::string_view path) const;
  /// Levels of lists and contexts below and including this value; 0 for a scalar. Counts to 65,535.
  std::uint32_t depth() const;
  /// How many values stand in this one and below, itself included, a shared one wherever it stands: what printing or walking it
  /// costs. A text counts one more for every 64 bytes. Counts to 4,294,967,295.
  std::uint32_t weight() const { return is_shared() ? shared_weight() : 1; }
  /// Bytes that the list, context or text itself takes, without what it holds; 0 for what is inline.
  std::size_t own_bytes() const;

  /// DMN equality (§10.3.2.13, table 53), but different kinds are unequal and null equals null: total, for use in C++.
  friend bool operator==(Value const& a, Value const& b);

 private:
  // Decimal keeps small numbers in decimal128's NaN space (top byte 0x7E) and finite ones below 0xF8, so the top bytes 0xFE
  // (inline) and 0xFF (shared) are free. An inline value has its kind in the lowest four bits; a shared one points with low_.
  static constexpr std::uint64_t inline_tag = 0xFEull << 56, shared_tag = 0xFFull << 56;
  struct Bits {
    std::uint64_t low, high;
  };
  bool is_shared() const { return high_ >= shared_tag; }
  void forget() { low_ = 0, high_ = inline_tag | static_cast<std::uint64_t>(Kind::null); }
  void swap(Value& other) noexcept { std::swap(low_, other.low_), std::swap(high_, other.high_); }
  std::uint32_t shared_weight() const;
  void retain() const;
  void release();
  Value(Kind kind, ValueNode* node);
  friend struct ValueAccess;
  std::uint64_t low_, high_;
};
static_assert(sizeof(Value) == 16);

// Here because clang looks into a vector's elements where its size is asked.
inline bool Context::empty() const { return entries_.empty(); }
inline std::size_t Context::size() const { return entries_.size(); }

/// FEEL range. `form` tells "[1..3]" from the tests "(<10)", "(=10)", "(!=10)", which keep their way of being written (DMN 1.5
/// table 44): (<10) has no start, (=10) and (!=10) have the value at both ends.
struct Range {
  enum class Form : std::uint8_t { interval, less, less_equal, greater, greater_equal, equal, not_equal };
  Form form = Form::interval;
  Value start, end;
  bool start_included = true, end_included = true;
  static Range of(Form form, Value bound);
};

/// Text that compiles back to an equal value: 1.20, "a", [1, 2], {x: 1}, date("2026-03-27"), @"PT4H". A function has none and
/// shows as its name and parameters.
std::string to_text(Value const& value);
/// What FEEL's string() yields (DMN 1.5 §10.3.4.1): as to_text, but a string is itself and temporal values are bare, also inside
/// lists and contexts. Null gives "null".
std::string to_plain_text(Value const& value);
/// Kind and value, shortened, for messages: `string "abc"`, `null`, `list of 3`.
std::string describe(Value const& value);

}  // namespace drivetrain::feel
