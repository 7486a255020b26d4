// Searches of /v2: {filter, sort, page} → {items, page}. A filter is a value that a field must have, or conditions on it ($eq, $in, $like, …). A field or
// condition that is not known is refused by name.
#pragma once

#include <functional>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "app/faces/walk.h"
#include "app/zeebe_rest/call.h"

namespace drivetrain::app::zeebe_rest {

/// Fields of rows that can be asked for; those that begin with $ in a row are for choosing alone: "$variables" is asked for as variables.
using Known = std::initializer_list<std::string_view>;
struct Asked {
  feel::Value filter;
  /// The one value that the field must have; empty: any. For looking before rows are made.
  std::string only(std::string_view field) const;
};
using Rows = std::function<void(api::Reading const&, Asked const&, std::vector<feel::Context>&)>;

platform::Response search(Call const& call, Known known, Rows const& rows);
using CaseRows = std::function<void(api::Reading const&, deployed::Definitions const&, Asked const&, processes::Case const&, std::vector<feel::Context>&)>;
/// The same for rows of cases, which are looked at a slice at a time (app/faces/walk.h): of those that the filter names, unless `among` does.
platform::Response search_cases(Call const& call, Known known, faces::Among among, CaseRows const& rows);

}  // namespace drivetrain::app::zeebe_rest
