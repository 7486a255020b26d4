// Who may do what: each operation of the API against each kind of caller, from the contract. Printed by `drivetrain access`, kept as
// docs/reference/access.md, and compared cell by cell with what the server really answers.
#pragma once

#include <string>
#include <vector>

#include "app/access/principal.h"
#include "app/api/contract.h"

namespace drivetrain::app::api {

/// A kind of caller, as the matrix has columns for them.
struct Caller {
  char const* title;
  access::Principal who;
};
/// Nobody, somebody deactivated, an account mapped to nobody, one mapped to a person, an administrator, and tokens of each scope.
std::vector<Caller> const& callers();

/// "yes", "401" or "403".
std::string_view cell_of(access::Verdict verdict);

/// The page in Markdown.
std::string access_page(Contract const& contract);

}  // namespace drivetrain::app::api
