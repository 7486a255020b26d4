// Lists of /engine-rest: rows as they are answered, chosen by the criteria that an address knows, sorted, paged, counted. Criteria come as query
// parameters of a GET or as fields of a POST's body, alike. One that is not known is refused by name.
#pragma once

#include <functional>
#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/engine_rest/call.h"
#include "app/faces/page.h"
#include "app/faces/walk.h"

namespace drivetrain::app::engine_rest {

/// How a criterion looks at its field of a row.
enum class Op {
  is,         ///< equals it
  is_not,
  one_of,     ///< a list, or words with commas between
  none_of,
  has,        ///< its field is a list that has one of these
  like,       ///< % stands for anything
  holds,      ///< a flag: true asks for rows whose field is true, or no null; false asks nothing
  lacks,      ///< a flag: true asks for the others
  before, after, at_most, at_least,
  variables,  ///< [{name, operator, value}], or name_operator_value with commas between, of a context
  nothing,    ///< known, and always true here: what there is but one of
};
struct Criterion {
  std::string_view name;
  Op op = Op::is;
  std::string_view field = {};  ///< empty: of the same name. A field that begins with $ is for choosing alone, and not answered
};

class Query {
 public:
  static Result<Query> read(Call const& call, std::initializer_list<Criterion> known, std::initializer_list<std::pair<std::string_view, std::string_view>> sortable);
  /// The one value asked for, for looking before rows are made; empty: any.
  std::string wanted(std::string_view name) const;
  /// All that are asked for of a list, or of words with commas between.
  std::vector<std::string> wanted_words(std::string_view name) const;
  bool fits(feel::Context const& row) const;
  /// Which cases can have rows that fit: those that it names.
  faces::Among among(bool finished) const;
  Result<faces::Page> page() const;
  platform::Response written(faces::Page& page) const;
  platform::Response answer(std::vector<feel::Context> rows) const;

 private:
  struct Wish {
    std::string name, field;
    Op op = Op::is;
    feel::Value value;
  };
  struct Order {
    std::string field;
    bool descending = false;
  };
  std::vector<Wish> wishes_;
  std::vector<Order> orders_;
  std::size_t first_ = 0, most_ = 0;
  bool counts_ = false;
};

using Rows = std::function<void(api::Reading const&, Query const&, std::vector<feel::Context>&)>;
/// Reads the query, makes rows at one moment, answers those that fit. The path's last part "count" asks how many.
platform::Response answer_query(Call const& call, std::initializer_list<Criterion> known, std::initializer_list<std::pair<std::string_view, std::string_view>> sortable, Rows const& make);

/// Which cases a list is about, beside the open ones.
enum class Ended { left_out, too };
using CaseRows = std::function<void(api::Reading const&, deployed::Definitions const&, Query const&, processes::Case const&, std::vector<feel::Context>&)>;
/// The same for rows of cases, which are looked at a slice at a time (app/faces/walk.h).
platform::Response answer_cases(Call const& call, std::initializer_list<Criterion> known, std::initializer_list<std::pair<std::string_view, std::string_view>> sortable, Ended ended, CaseRows const& make);

feel::Value text_or_null(std::string const& text);
/// "2026-03-27T08:00:00.000+0000" or null.
feel::Value time_or_null(std::optional<Instant> const& instant);
/// "2026-03-27T09:00:00.000+0100"; nothing when it is no time.
std::optional<Instant> read_time(std::string text);
/// As answered: without the fields for choosing.
void write_row(JsonWriter& json, feel::Context const& row);

}  // namespace drivetrain::app::engine_rest
