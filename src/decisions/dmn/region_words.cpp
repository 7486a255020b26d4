// Regions in words (see region_words.h).
#include "decisions/dmn/region_words.h"

#include "base/text.h"

namespace drivetrain::decisions::dmn {

namespace {

using Form = Region::Form;

/// Texts in messages stay short, and where there are many, the first stand for all.
constexpr std::size_t most_named = 6;

std::string named(std::vector<std::string> const& values) {
  std::string text;
  for (std::size_t i = 0; i < values.size() && i < most_named; ++i) text += (i ? ", " : "") + values[i];
  if (values.size() > most_named) text += " and " + std::to_string(values.size() - most_named) + " more";
  return text;
}

/// "age >= 18 and age < 21" for regions in a row of an ordered column.
std::string interval(ColumnRegions const& column, Stretch stretch, std::string const& label) {
  auto const &first = column.regions[stretch.first], &last = column.regions[stretch.last];
  if (stretch.first == stretch.last && first.form == Form::point) return label + " = " + feel::to_text(first.low);
  std::string text;
  if (!first.low.is_null()) text = label + (first.form == Form::point ? " >= " : " > ") + feel::to_text(first.low);
  if (!last.high.is_null()) text += (text.empty() ? "" : " and ") + label + (last.form == Form::point ? " <= " : " < ") + feel::to_text(last.high);
  return text.empty() ? "any " + label : text;
}

/// Per region whether the stretches hold it.
std::vector<std::uint8_t> inside_flags(ColumnRegions const& column, Stretches const& stretches) {
  std::vector<std::uint8_t> flags(column.regions.size());
  for (auto const& each : stretches)
    for (auto region = each.first; region <= each.last && region < flags.size(); ++region) flags[region] = 1;
  return flags;
}

std::string listed(ColumnRegions const& column, Stretches const& stretches, std::string const& label) {
  auto flags = inside_flags(column, stretches);
  auto inside = [&](std::uint32_t region) { return flags[region] != 0; };
  std::vector<std::string> in, out;
  bool other = false;
  for (std::uint32_t region = 0; region < column.end_of_values(); ++region) {
    auto const& each = column.regions[region];
    if (!each.possible) continue;
    if (each.form == Form::other) other = inside(region);
    else if (auto& names = inside(region) ? in : out; names.size() < most_named) names.push_back(feel::to_text(each.witness));
    else names.emplace_back();  // only counted
  }
  if (other) return out.empty() ? "any " + label : label + " other than " + named(out);
  return in.empty() ? std::string() : label + (in.size() == 1 ? " = " : " ") + named(in);
}

}  // namespace

std::string in_words(ColumnRegions const& column, Stretches const& stretches, std::string const& label) {
  auto missing = column.missing();
  auto flags = inside_flags(column, stretches);
  bool all = true, any = false, with_missing = flags[missing] != 0;
  for (std::uint32_t region = 0; region < column.end_of_values(); ++region) {
    if (!column.regions[region].possible) continue;
    bool inside = flags[region] != 0;
    all = all && inside, any = any || inside;
  }
  if (!any) {
    if (column.foreign == 0 || !meet(stretches, {{column.end_of_values(), missing - 1}})) return label + " missing";
    if (column.open_kind) return label + " that is no " + std::string(feel::to_string(column.kind));
    auto const& moment = column.regions[column.end_of_values()].witness;
    bool local = (moment.kind() == feel::Kind::time ? moment.time().zone : moment.date_time().zone).form == feel::ZoneRef::Form::local;
    return label + (local ? " without a zone" : " with a zone");
  }
  bool mentions = column.asks_for_missing;
  if (all) return mentions && !with_missing ? label + " not missing" : std::string();
  std::string text;
  if (column.kind == feel::Kind::boolean || !column.ordered || column.regions[0].form == Form::other) {
    text = listed(column, stretches, label);
  } else {
    std::size_t parts = 0;
    for (auto stretch : stretches) {
      if (stretch.first >= column.end_of_values()) continue;
      stretch.last = std::min(stretch.last, column.end_of_values() - 1);
      if (++parts > most_named) continue;
      text += (text.empty() ? "" : " or ") + interval(column, stretch, label);
    }
    if (parts > most_named) text += " or " + std::to_string(parts - most_named) + " ranges more";
  }
  if (mentions && with_missing) text += " or " + label + " missing";
  return text;
}

std::string in_words(DecisionTable const& table, std::span<ColumnRegions const> columns, Box const& box) {
  std::string text;
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (auto part = in_words(columns[i], box[i], table.inputs[i].label); !part.empty()) text += (text.empty() ? "" : ", ") + part;
  return text.empty() ? "any input" : text;
}

std::vector<feel::Value> witness(std::span<ColumnRegions const> columns, Box const& box) {
  std::vector<feel::Value> values;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    // A constant is easier to follow than something between two of them.
    auto const& regions = columns[i].regions;
    auto chosen = box[i].front().first;
    for (auto const& stretch : box[i])
      if (regions[chosen].form != Form::point && stretch.first < stretch.last && regions[stretch.first + 1].form == Form::point) {
        chosen = stretch.first + 1;
        break;
      } else if (regions[chosen].form != Form::point && regions[stretch.first].form == Form::point) {
        chosen = stretch.first;
        break;
      }
    values.push_back(regions[chosen].witness);
  }
  return values;
}

}  // namespace drivetrain::decisions::dmn
