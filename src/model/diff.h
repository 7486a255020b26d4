// The difference of two versions, in words that a manager reads, and the rights that it touches.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "model/operating_model.h"

namespace drivetrain::model {

/// What a change touches, which is what a decision right may govern (`governs` of a Decision).
enum class Touch { weights, rights, standards, form, rhythms, processes, intent };
std::string_view to_string(Touch touch);

struct Difference {
  std::string kind, id, title;
  std::string path;                    ///< within spec, empty for an entity added or removed
  std::string before, after;
  std::string text;                    ///< "weight of margin-and-cash: 15 → 25"
  Touch touch = Touch::intent;
  std::vector<std::string> effects = {};  ///< what follows from it, a line each: what a table decides otherwise
};

struct Diff {
  std::vector<Difference> differences;
  std::set<Touch> touches;
  /// The largest move of what work is worth, in points of 100: of an objective's effective weight (its share of the whole), of a
  /// process's value v_p, or of a tier's factor (percent of the larger one).
  double points = 0;
  std::vector<std::string> notes;      ///< what differs in the files without a meaning: comments, layout
  std::vector<std::string> unexplained;  ///< what differs in a way that no difference shows; no right may approve that
  bool meaningless() const { return differences.empty() && unexplained.empty(); }
  /// Differences, and what is unexplained.
  std::vector<std::string> lines() const;
  /// The lines, then the notes: all that whoever approves must see.
  std::vector<std::string> summary() const;
};

Diff diff(OperatingModel const& before, OperatingModel const& after);

/// The design decisions whose `governs` covers what is touched: each is asked, and all must say yes.
struct Governing {
  std::string decision;                ///< the first of them
  std::vector<std::string> decisions;  ///< empty when a part is governed by none
  std::string why;                     ///< what is missing then
};
Governing governing_decision(OperatingModel const& model, std::set<Touch> const& touches);
Governing governing_decision(OperatingModel const& model, Diff const& diff);

}  // namespace drivetrain::model
