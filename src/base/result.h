// Result: the one way a function of ours says that it could not do what it promises.
// Exceptions come only from third parties and end at three fences (journal loop, HTTP handler, main).
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <variant>

namespace drivetrain {

/// Why something was refused. `code` is a diagnostic code (DT-X9xx for run-time refusals) or empty for errors that
/// only pass through on their way to a person. `message` says what, where and why; `help` says what to do.
struct Error {
  std::string code;
  std::string message;
  std::string help;
};

/// Either a T or the Error that explains its absence. Discarding one is a compile error on purpose.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}
  Result(Error error) : value_(std::move(error)) {}
  bool ok() const { return value_.index() == 0; }
  explicit operator bool() const { return ok(); }
  /// Precondition: ok().
  T& value() { return std::get<0>(value_); }
  T const& value() const { return std::get<0>(value_); }
  T take() { return std::move(std::get<0>(value_)); }
  T& operator*() { return value(); }
  T const& operator*() const { return value(); }
  T* operator->() { return &value(); }
  T const* operator->() const { return &value(); }
  /// Precondition: !ok().
  Error const& error() const { return std::get<1>(value_); }

 private:
  std::variant<T, Error> value_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)), ok_(false) {}
  bool ok() const { return ok_; }
  explicit operator bool() const { return ok_; }
  Error const& error() const { return error_; }

 private:
  Error error_;
  bool ok_ = true;
};

using Status = Result<void>;

/// For our own bugs, never for input; stays on in release builds.
#define DT_ASSERT(condition)                                                                          \
  do {                                                                                                \
    if (!(condition)) {                                                                               \
      std::fprintf(stderr, "drivetrain: internal error: %s at %s:%d\n", #condition, __FILE__, __LINE__); \
      std::abort();                                                                                   \
    }                                                                                                 \
  } while (false)

/// DT_TRY(auto x, f()) binds the value or returns the error to the caller; DT_CHECK(f()) does so for Status.
#define DT_CONCAT_(a, b) a##b
#define DT_CONCAT(a, b) DT_CONCAT_(a, b)
#define DT_TRY(declaration, expression) DT_TRY_(declaration, expression, DT_CONCAT(dt_result_, __LINE__))
#define DT_TRY_(declaration, expression, name) \
  auto name = (expression);                    \
  if (!name.ok()) return name.error();         \
  declaration = name.take()
/// DT_ASSIGN(x.y, f()) is DT_TRY for what is declared already.
#define DT_ASSIGN(target, expression) DT_TRY_(target, expression, DT_CONCAT(dt_result_, __LINE__))
#define DT_CHECK(expression)                                                  \
  do {                                                                        \
    if (auto dt_status = (expression); !dt_status.ok()) return dt_status.error(); \
  } while (false)

}  // namespace drivetrain
