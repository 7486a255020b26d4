// Ids: a reference to an entity of the model by its kind, so that a role can never be passed where a decision is meant.
#pragma once

#include <compare>
#include <functional>
#include <string>

#include "base/source.h"

namespace drivetrain {

/// Name of a T in the model (kebab-case, unique within its kind). Empty means "none".
template <class T>
struct Id {
  std::string value;
  Id() = default;
  explicit Id(std::string text) : value(std::move(text)) {}
  bool empty() const { return value.empty(); }
  explicit operator bool() const { return !value.empty(); }
  auto operator<=>(Id const&) const = default;
};

/// An Id as written in a file, with the place where it stands. Resolved by model/; kind is checked there.
template <class T>
struct Ref {
  Id<T> id;
  Span span;
  bool empty() const { return id.empty(); }
  std::string const& text() const { return id.value; }
};

}  // namespace drivetrain

template <class T>
struct std::hash<drivetrain::Id<T>> {
  std::size_t operator()(drivetrain::Id<T> const& id) const { return std::hash<std::string>{}(id.value); }
};
