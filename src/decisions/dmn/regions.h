// The geometry of a decision table: which values its cells tell apart. The constants of a column's cells cut its values into elementary
// regions: each constant a point, and what lies between, before and beyond them a gap; texts that are only compared for equality are
// each constant and "any other"; true, false; and missing (null) as a region of its own. An Expression's breakpoints() promises that truth
// is constant between them, so that one witness stands for its whole region: what is found by looking at regions is proved, not sampled.
//
// Cells that read other names, or are more than comparisons with constants of the column's kind, are undecided; a column whose constants
// are of several kinds, or of no kind that has an order, is undecided as a whole. Numbers and texts are dense (between 17 and 18 there
// are values); days and months are counted (between two days in a row there is none). Moments differ by whole milliseconds, as FEEL's = has it.
// After: Calvanese, Dumas, Laurson, Maggi, Montali, Teinemaa: Semantics and Analysis of DMN Decision Tables (2016).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "decisions/dmn/table.h"
#include "feel/value.h"

namespace drivetrain::decisions::dmn {

struct Region {
  enum class Form : std::uint8_t { point, gap, other, foreign, missing };
  Form form = Form::point;  ///< foreign: a kind of values that the constants do not compare with (see ColumnDomain::foreign)
  feel::Value witness;     ///< a value inside; null for missing
  feel::Value low, high;   ///< of a gap: the constants around it, null where it has no end; of a point both are the point
  bool possible = true;    ///< false when the column's domain excludes it
  bool warns = false;      ///< some cell says why it is null here
};

/// Regions in a row, both ends included.
struct Stretch {
  std::uint32_t first = 0, last = 0;
  bool operator==(Stretch const&) const = default;
};
/// Ascending, not touching each other.
using Stretches = std::vector<Stretch>;

struct CellRegions {
  bool decided = true;
  Stretches stretches;     ///< where the cell is true; of an undecided one everything: it may match
};

/// What may come at all, besides what the cells say.
struct ColumnDomain {
  feel::Kind kind = feel::Kind::null;       ///< of the declared type; null when there is none, or it is no simple one
  bool open = false;                        ///< nothing says of which kind its values are
  bool foreign = false;                     ///< look at values of other kinds, and at moments with a zone where constants have none (or the other way round), too
  bool ordered = false;                     ///< some test compares by order
  std::string own;                          ///< the name that the column is, which its cells may use instead of ?; empty when it is more
  std::vector<feel::Value> cuts;            ///< further constants
  std::vector<feel::Expression const*> tests;  ///< all must pass
  std::optional<std::vector<feel::Value>> only;  ///< when these are all that can come (besides null)
  bool only_exact = false;                  ///< each of them does come, null too unless it never does
  bool never_missing = false;
  std::string source;                       ///< whose outputs `only` are, in words
};

struct ColumnRegions {
  feel::Kind kind = feel::Kind::null;       ///< null: no cell asks for anything
  bool ordered = true;                      ///< false: texts compared for equality only; all that are no constant are region "other"
  std::vector<feel::Value> points;          ///< the constants, ascending
  std::vector<std::uint32_t> point_regions; ///< where each stands in `regions`
  std::vector<Region> regions;              ///< ascending; "other" after the points, "missing" last of all
  std::vector<CellRegions> cells;           ///< of each of InputColumn::cells
  std::string undecided;                    ///< why cells of this column are undecided; empty when none is
  bool asks_for_missing = false;            ///< some cell compares with null

  std::uint32_t missing() const { return static_cast<std::uint32_t>(regions.size() - 1); }
  std::uint32_t foreign = 0;                ///< how many regions before "missing" are foreign ones
  bool open_kind = false;                   ///< they are of other kinds; else of moments with, or without, a zone
  /// One past the last region of values that the constants compare with.
  std::uint32_t end_of_values() const { return missing() - foreign; }
  /// The region of a value; nothing when it is of a kind that the column does not expect.
  std::optional<std::uint32_t> find(feel::Value const& value) const;
};

/// Cells are evaluated at witnesses where their constants alone do not tell; `work` counts these evaluations down, at 0 cells are undecided.
ColumnRegions column_regions(InputColumn const& column, std::uint32_t tested_slot, ColumnDomain const& domain, std::uint64_t& work);

/// Regions cut by sorted constants of one kind: see region_points.cpp. False when the kind has no order that can be used (moments of
/// which only some have a zone).
bool cut_regions(ColumnRegions& column);
/// Whether tests compare by order, or may do so.
bool orders(std::string_view text);
/// Values of other kinds than this one, each standing for its kind; for moments, one with a zone where `local` says that the constants have none.
std::vector<feel::Value> foreign_values(feel::Kind kind, bool open, bool local);

/// Whether a value can come at all.
bool allows(ColumnDomain const& domain, std::uint32_t tested_slot, feel::Value const& value);
/// Whether a unary test, which reads ? in a slot up to `slot` and nothing else, is true of a value; `warned` says whether it gave a reason for null.
bool holds(feel::Expression const& test, std::uint32_t slot, feel::Value const& value, bool* warned = nullptr);

/// Stretches in both; sorted as both are.
Stretches common(Stretches const& a, Stretches const& b);
bool meet(Stretches const& a, Stretches const& b);
bool meet(Stretches const& a, Stretches const& b, Stretches const& c);
/// Sorts and joins what overlaps or touches.
void normalise(Stretches& stretches);

}  // namespace drivetrain::decisions::dmn
