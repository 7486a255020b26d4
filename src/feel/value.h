// Value: what a FEEL expression reads and yields (DMN 1.5 §10.3.2.2, table 45). Immutable and cheap to copy: small values
// are inline, the others share.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/decimal.h"
#include "base/time.h"

namespace drivetrain::feel {

enum class Kind : std::uint8_t {
  null, boolean, number, string, date, time, date_time, days_duration, months_duration, list, context, range, function
};
/// FEEL's own name of the type: "number", "days and time duration", …
std::string_view to_string(Kind kind);

class Value;
using List = std::vector<Value>;

/// Entries in the order written; names are unique.
class Context {
 public:
  void set(std::string name, Value value);
  /// Null pointer when there is no such entry.
  Value const* find(std::string_view name) const;
  std::vector<std::pair<std::string, Value>> const& entries() const { return entries_; }
  bool empty() const { return entries_.empty(); }

 private:
  std::vector<std::pair<std::string, Value>> entries_;
};

class Value {
 public:
  Value();  ///< null
  Value(bool flag);
  Value(Decimal number);
  Value(int number) : Value(Decimal(number)) {}
  Value(std::int64_t number) : Value(Decimal(number)) {}
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
  Value(Value const&);
  Value(Value&&) noexcept;
  Value& operator=(Value const&);
  Value& operator=(Value&&) noexcept;
  ~Value();

  Kind kind() const;
  bool is_null() const { return kind() == Kind::null; }
  bool is_true() const;  ///< the boolean true and nothing else
  // Preconditions: the kind fits.
  bool boolean() const;
  Decimal number() const;
  std::string_view string() const;
  List const& list() const;
  Context const& context() const;
  Date date() const;
  Instant instant() const;      ///< of a date and time with zone or offset; without one it is read as UTC
  Duration duration() const;    ///< of a days and time duration

  /// Entry of a context by a path "job.customer.tier"; null when any step is missing.
  Value at(std::string_view path) const;

  /// DMN equality (§10.3.2.13, table 53), but different kinds are unequal and null equals null: total, for use in C++.
  friend bool operator==(Value const& a, Value const& b);

 private:
  struct Node;
  explicit Value(std::shared_ptr<Node const> node);
  friend struct ValueAccess;
  // Representation is value.cpp's business.
  std::uint64_t low_ = 0, high_ = 0;
};

/// FEEL text of a value: 1.20, "a", [1, 2], {x: 1}, date("2026-03-27"), @"PT4H" as string() in DMN 1.5 §10.3.4.1 does,
/// with strings quoted inside lists and contexts.
std::string to_text(Value const& value);

}  // namespace drivetrain::feel
