// Vocabulary: which kinds of table are known, what their columns can mean, and by which words people head them, in English and German.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace drivetrain::app::own_data {

enum class TableKind { unknown, roles, people, decisions, kpis, meetings, ignored };

/// What the cells of a column look like; a header is believed more when its cells fit.
enum class Shape { any, person, people_or_roles, amount, limit, email, date, time, weekday, recurrence, duration, target, direction, flag };

/// One meaning of a column. `key` names it in mappings and in the guess.
struct FieldWords {
  std::string_view key;
  Shape shape = Shape::any;
  bool essential = false;                     ///< a table of this kind without it is not believed
  std::vector<std::string_view> words;        ///< folded (see fold.h)
};

struct KindWords {
  TableKind kind = TableKind::unknown;
  std::string_view key;                       ///< "roles"
  std::vector<std::string_view> names;        ///< of sheets and files
  std::vector<FieldWords> fields;
};

std::vector<KindWords> const& vocabulary();
KindWords const* words_of_kind(TableKind kind);
/// Nothing known by that key: unknown.
TableKind kind_by_key(std::string_view key);
std::string_view key_of(TableKind kind);

}  // namespace drivetrain::app::own_data
