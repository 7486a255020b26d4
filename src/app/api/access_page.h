// Who may do what: each operation of the API against each kind of caller, from the contract. Printed by `drivetrain access`, kept as
// docs/reference/access.md, and compared cell by cell with what the server really answers.
#pragma once

#include <string>
#include <string_view>
#include <utility>
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

/// One answer of the model to "who may": `x-access.may` of the contract.
struct ModelRight {
  enum class Kind {
    anybody,   ///< any person
    role_of,   ///< whoever acts in the role of today: its holder, the deputy while the holder is away
    seat_of,   ///< the same, and each deputy also while the holder is there
    self,      ///< that person, and nobody in their place
  };
  Kind kind;
  std::string of;   ///< "requirement.owner": whose role, or which person; empty for anybody
  std::string in_words() const;
};
/// Nothing when the contract declares none; an unknown word is left out, which a test finds.
std::vector<ModelRight> model_rights(Operation const& operation);
/// Why no test calls the operation as each of them; empty when one does.
std::string unproven(Operation const& operation);

/// A person as the matrix of the model's rights has columns for them.
enum class Standing { holder, holder_away, deputy, deputy_for_absent, itself, another_role, no_role };
std::vector<std::pair<Standing, char const*>> const& standings();
/// "yes" or "403"; "–" where there is no such person: who is asked for by name has no deputy.
std::string_view cell_of(ModelRight const& right, Standing standing);

/// The page in Markdown.
std::string access_page(Contract const& contract);

}  // namespace drivetrain::app::api
