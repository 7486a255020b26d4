// How the lists of other engines' addresses compare what there is with what is asked for.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "feel/value.h"

namespace drivetrain::app::faces {

/// Of a pattern: beyond, it is refused.
inline constexpr std::size_t longest_pattern = 1'000;

/// '\0': there is none.
struct Wildcards {
  char any;            ///< stands for any letters, or none
  char one = '\0';     ///< stands for one letter
  char escape = '\0';  ///< what follows it stands for itself
};
/// Looks at each letter of the text at most once for each letter of the pattern: only the last wildcard is ever tried again.
bool is_like(std::string_view text, std::string_view pattern, Wildcards const& wildcards);

/// As a text, without quotes; empty for null.
std::string flat(feel::Value const& value);

enum class Order { as_it_is, as_time };
/// Below 0, 0, above 0. Null is before everything, and equals null alone. What is a number in a row is compared as a
/// number, also with a text, as a parameter of an address is one; a text stays a text, so that "007" is not "7", unless it is a time.
int order_of(feel::Value const& value, feel::Value const& wanted, Order order = Order::as_it_is);

}  // namespace drivetrain::app::faces
