// Declaration: each kind of the model is declared once, as a list of its fields; the reader, the JSON Schema, the docs page
// and the TypeScript type all come from that list.
//
//   struct Objective { Header header; Decimal weight; Ref<Role> owner; std::vector<Ref<Kpi>> kpis; };
//   inline void declare(Declaration<Objective>& d) {
//     d.kind("Objective", "What operations must achieve, with its weight among its siblings.");
//     d.field("weight", &Objective::weight, "Share of 100 among the objectives under the same parent.").required();
//     d.field("owner", &Objective::owner, "The one role that is accountable.");
//   }
// Members may be: bool, int, std::string, Text (string with its span), Decimal, Duration, Date, LocalTimeOfDay, Expression
// (FEEL, compiled later with its scope), Ref<T>, enums (with enum_names), std::optional and std::vector of these,
// and nested structs that have a declare() of their own.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "base/diagnostic.h"
#include "base/id.h"
#include "base/time.h"
#include "feel/expression.h"
#include "notation/yaml.h"

namespace drivetrain::notation {

/// metadata of every document.
struct Header {
  std::string id;
  Span id_span;
  std::string title;                    ///< defaults to the id in words
  std::string owner;                    ///< role id; resolved by model/
  Span owner_span;
  std::map<std::string, std::string> labels;
  std::optional<Date> valid_from, valid_to;
  Span span;                            ///< of the document's kind line, for findings about the whole
  std::string file;
};

/// A string that remembers where it stands.
struct Text {
  std::string value;
  Span span;
  bool empty() const { return value.empty(); }
};

/// A plain value that remembers where it stands.
template <class T>
struct Located {
  T value{};
  Span span;
};

/// A FEEL expression as written; compiled by whoever knows its scope.
struct Formula {
  std::string text;
  Span span;
  bool empty() const { return text.empty(); }
};

}  // namespace drivetrain::notation
