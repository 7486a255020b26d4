// Seldom: a value that most owners do not have. Like std::optional, but what is not there takes a pointer and no more; what is there lies
// elsewhere. For members of what there are a million of.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.h"

namespace drivetrain {

template <class T>
class Seldom {
 public:
  using value_type = T;
  Seldom() = default;
  Seldom(T value) : value_(std::make_unique<T>(std::move(value))) {}
  Seldom(Seldom const& other) : value_(other.value_ ? std::make_unique<T>(*other.value_) : nullptr) {}
  Seldom(Seldom&&) noexcept = default;
  Seldom& operator=(Seldom other) noexcept {
    value_ = std::move(other.value_);
    return *this;
  }

  bool has_value() const { return value_ != nullptr; }
  explicit operator bool() const { return has_value(); }
  // Precondition: there is one.
  T const& operator*() const { return *value_; }
  T& operator*() { return *value_; }
  T const* operator->() const { return value_.get(); }
  T* operator->() { return value_.get(); }

  /// The value; one that is made now when there was none.
  T& made() {
    if (!value_) value_ = std::make_unique<T>();
    return *value_;
  }
  /// The value, or an empty one.
  T const& or_empty() const {
    static T const empty{};
    return value_ ? *value_ : empty;
  }
  void reset() { value_.reset(); }

 private:
  std::unique_ptr<T> value_;
};

/// A text that is empty for most: nothing is an empty one.
class SeldomText {
 public:
  SeldomText() = default;
  SeldomText& operator=(std::string_view text) {
    if (text.empty()) text_.reset();
    else text_ = std::string(text);
    return *this;
  }
  std::string const& text() const { return text_.or_empty(); }
  operator std::string const&() const { return text(); }
  bool empty() const { return !text_; }
  friend bool operator==(SeldomText const& a, std::string_view b) { return a.text() == b; }

 private:
  Seldom<std::string> text_;
};

/// A list that is empty for most.
template <class T>
class SeldomList {
 public:
  using value_type = T;
  std::vector<T> const& all() const { return items_.or_empty(); }
  auto begin() const { return all().begin(); }
  auto end() const { return all().end(); }
  bool empty() const { return !items_; }
  std::size_t size() const { return all().size(); }
  void push_back(T item) { items_.made().push_back(std::move(item)); }
  void clear() { items_.reset(); }
  template <class Unwanted>
  void erase_if(Unwanted unwanted) {
    if (!items_) return;
    std::erase_if(*items_, unwanted);
    if (items_->empty()) items_.reset();
  }
  /// Changes each in its place.
  template <class Change>
  void change_each(Change change) {
    if (!items_) return;
    for (auto& item : *items_) change(item);
  }

 private:
  Seldom<std::vector<T>> items_;
};

/// An instant or nothing, like std::optional, in the bytes of an instant: the earliest of all stands for nothing.
class SeldomInstant {
 public:
  SeldomInstant() = default;
  SeldomInstant(std::optional<Instant> instant) : us_(instant ? instant->us : none) {}
  SeldomInstant(Instant instant) : us_(instant.us) {}
  bool has_value() const { return us_ != none; }
  explicit operator bool() const { return has_value(); }
  Instant operator*() const { return Instant{us_}; }  ///< precondition: there is one
  Instant value_or(Instant otherwise) const { return has_value() ? Instant{us_} : otherwise; }
  operator std::optional<Instant>() const { return has_value() ? std::optional(Instant{us_}) : std::nullopt; }

 private:
  static constexpr std::int64_t none = INT64_MIN;
  std::int64_t us_ = none;
};

}  // namespace drivetrain
