// The points at which bands are tried (see band_points.h).
#include "decisions/band_points.h"

#include <algorithm>
#include <optional>
#include <set>

#include "base/text.h"

namespace drivetrain::decisions {

namespace {

/// Digits after the point as written: 2500 has 0, 0.05 has 2.
int scale_of(Decimal number) {
  auto text = number.to_string();
  auto point = text.find('.');
  return point == std::string::npos ? 0 : static_cast<int>(text.size() - point - 1);
}

/// One unit of the finest digit in use: 1 for hours, 0.01 for a price with cents.
Decimal finest_step(std::vector<Decimal> const& numbers) {
  int scale = 0;
  for (auto number : numbers) scale = std::max(scale, scale_of(number));
  return scale == 0 ? Decimal(1) : Decimal::parse("0." + std::string(static_cast<std::size_t>(scale - 1), '0') + "1").value_or(Decimal(1));
}

std::optional<Decimal> between(Decimal low, Decimal high, Decimal step) {
  auto next = Decimal::add(low, step);
  if (next && *next < high) return next;
  auto sum = Decimal::add(low, high);
  return sum ? Decimal::divide(*sum, Decimal(2)) : std::nullopt;
}

std::vector<feel::Value> number_points(Fact const& fact, std::vector<Decimal> constants) {
  if (fact.min) std::erase_if(constants, [&](Decimal n) { return n < *fact.min; });
  if (fact.max) std::erase_if(constants, [&](Decimal n) { return n > *fact.max; });
  if (fact.min) constants.push_back(*fact.min);
  if (fact.max) constants.push_back(*fact.max);
  if (constants.empty()) constants.push_back(Decimal(0));
  std::sort(constants.begin(), constants.end());
  constants.erase(std::unique(constants.begin(), constants.end()), constants.end());
  auto step = finest_step(constants);
  std::vector<feel::Value> points;
  if (!fact.min)
    if (auto below = Decimal::subtract(constants.front(), step)) points.emplace_back(*below);
  for (std::size_t i = 0; i < constants.size(); ++i) {
    points.emplace_back(constants[i]);
    if (i + 1 == constants.size()) break;
    if (auto inside = between(constants[i], constants[i + 1], step)) points.emplace_back(*inside);
  }
  if (!fact.max)
    if (auto beyond = Decimal::add(constants.back(), step)) points.emplace_back(*beyond);
  return points;
}

/// Bands may ask which text comes first: then the texts between and beyond the constants are cases of their own.
bool asks_for_order(Decision const& decision) {
  return std::any_of(decision.bands.begin(), decision.bands.end(), [](Band const& band) {
    auto const& when = band.when.text;
    return when.find_first_of("<>") != std::string::npos || when.find("between") != std::string::npos || when.find("..") != std::string::npos;
  });
}

/// A text after this one: the last sign's successor where a person would count on ("m" → "n"), else one sign more.
std::string after_text(std::string const& text) {
  if (text.empty()) return "a";
  auto next = text;
  auto counts = [](char c) { return (c >= 'a' && c < 'z') || (c >= 'A' && c < 'Z') || (c >= '0' && c < '9'); };
  if (!counts(next.back())) return next + "z";
  ++next.back();
  return next;
}

std::optional<std::string> between_texts(std::string const& low, std::string const& high) {
  for (auto const& one : {after_text(low), low + "a", low + "0", low + " ", low + "\x01"})
    if (low < one && one < high) return one;
  return std::nullopt;
}

/// Ascending: before, at, between and after the constants.
std::vector<feel::Value> ordered_text_points(std::set<std::string> const& constants) {
  std::vector<feel::Value> points;
  if (constants.empty() || !constants.contains("")) points.emplace_back("");
  for (auto at = constants.begin(); at != constants.end(); ++at) {
    points.emplace_back(*at);
    auto next = std::next(at);
    if (next == constants.end()) points.emplace_back(after_text(*at));
    else if (auto inside = between_texts(*at, *next)) points.emplace_back(*inside);
  }
  return points;
}

std::vector<feel::Value> string_points(Fact const& fact, std::set<std::string> constants, Decision const& decision) {
  std::vector<feel::Value> points;
  if (!fact.values.empty()) {
    for (auto const& value : fact.values) points.emplace_back(value);
    return points;
  }
  if (asks_for_order(decision)) return ordered_text_points(constants);
  for (auto const& constant : constants) points.emplace_back(constant);
  std::string other = "anything else";
  while (constants.contains(other)) other += " still";
  points.emplace_back(other);
  return points;
}

std::string undecidable(Decision const& decision, std::size_t band) {
  return "band " + std::to_string(band + 1) + " (" + decision.bands[band].when.text + ") is more than comparisons of facts with constants";
}

}  // namespace

std::size_t BandPoints::combinations() const {
  std::size_t product = 1;
  for (auto const& fact : facts) {
    product *= fact.points.size();
    if (product > max_band_trials) return max_band_trials + 1;
  }
  return product;
}

BandPoints band_points(Decision const& decision, std::vector<CompiledBand> const& bands) {
  BandPoints result;
  std::set<std::string> read;
  std::vector<feel::Breakpoint> breakpoints;
  for (std::size_t i = 0; i < bands.size(); ++i) {
    auto found = bands[i].when.breakpoints();
    if (!found) {
      result.undecided = undecidable(decision, i);
      return result;
    }
    breakpoints.insert(breakpoints.end(), found->begin(), found->end());
    for (auto const& path : bands[i].when.reads()) read.insert(path.substr(0, path.find('.')));
  }
  for (auto const& fact : decision.facts) {
    if (!read.contains(fact.name.value)) continue;
    std::vector<Decimal> numbers;
    std::set<std::string> strings;
    for (auto const& point : breakpoints) {
      if (point.path != fact.name.value) continue;
      if (point.constant.kind() == feel::Kind::number) numbers.push_back(point.constant.number());
      if (point.constant.kind() == feel::Kind::string) strings.emplace(point.constant.string());
    }
    FactPoints points{fact.name.value, {}};
    switch (fact.type) {
      case FactType::number: points.points = number_points(fact, std::move(numbers)); break;
      case FactType::string: points.points = string_points(fact, std::move(strings), decision); break;
      case FactType::boolean: points.points = {feel::Value(true), feel::Value(false)}; break;
    }
    result.facts.push_back(std::move(points));
  }
  if (result.combinations() > max_band_trials)
    result.undecided = "its facts have more than " + std::to_string(max_band_trials) + " combinations to try";
  return result;
}

}  // namespace drivetrain::decisions
