// Directory: finds people and roles by whatever is written in a cell, and adds those that are named but listed nowhere. "Doe, Jane", "Jane Doe"
// and "J. Doe" are one person; a slip of one letter is the same role.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/own_data/draft.h"

namespace drivetrain::app::own_data {

class Directory {
 public:
  explicit Directory(Draft& draft) : draft_(draft) {}

  /// Empty for nobody. Adds a person who is not known yet.
  std::string person(std::string_view written, std::string const& origin);
  /// Empty when nobody of that name is known; another spelling of a name is remembered.
  std::string find_person(std::string_view written);
  /// By the address, or by the name that stands in it.
  std::string find_person_by_email(std::string_view email);
  /// Empty for an empty text. Adds a role that is not known yet.
  std::string role(std::string_view written, std::string const& origin);
  std::string find_role(std::string_view written) const;
  std::string unit(std::string_view written, std::string const& origin);

  /// A role, or the role of the person whose name it is. Empty when it is neither and `add_unknown` is false.
  enum class Unknown { add, leave };
  std::string role_or_person(std::string_view written, std::string const& origin, Unknown unknown);
  /// The first role that the person holds; one of his or her own when none is known.
  std::string role_of_person(std::string const& person, std::string const& origin);

  /// "Works manager, Planner; Doe, Jane & buyer" → ids of roles, each once.
  std::vector<std::string> roles_in(std::string_view list, std::string const& origin);

 private:
  std::string free_id(std::string const& wanted, auto const& all) const;
  std::vector<std::string> names_in(std::string_view list);
  Draft& draft_;
};

/// "a; b / c\nd" → parts, trimmed; commas separate as well when `commas`.
std::vector<std::string> parts_of_list(std::string_view list, bool commas);

}  // namespace drivetrain::app::own_data
