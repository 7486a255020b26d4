// Seldom: a value that most owners do not have. Like std::optional, but what is not there takes a pointer and no more; what is there lies
// elsewhere. For members of what there are a million of.
#pragma once

#include <memory>
#include <utility>

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

}  // namespace drivetrain
