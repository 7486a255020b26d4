// Draws (see chance.h).
#include "simulation/chance.h"

#include <algorithm>
#include <cmath>

namespace drivetrain::simulation {

namespace {

double sigma_or(std::optional<Decimal> const& sigma, double otherwise) { return sigma ? sigma->to_double() : otherwise; }

}  // namespace

Random Chance::of(std::initializer_list<std::string_view> name) const {
  std::uint64_t hash = 0xCBF29CE484222325ull;  // FNV-1a, 64 bits
  auto add = [&hash](unsigned char byte) { hash = (hash ^ byte) * 0x100000001B3ull; };
  for (auto part : name) {
    for (char c : part) add(static_cast<unsigned char>(c));
    add(0);
  }
  return root_.fork(hash);
}

Duration draw(Spread const& spread, Random& random) {
  auto seconds = random.log_normal(static_cast<double>(spread.median.us) / 1e6, sigma_or(spread.sigma, 0.4));
  if (spread.at_most) seconds = std::min(seconds, static_cast<double>(spread.at_most->us) / 1e6);
  return drivetrain::seconds(std::max<std::int64_t>(1, std::llround(std::min(seconds, 3.2e8))));
}

feel::Value draw(Draw const& draw, Random& random) {
  if (draw.chance) return feel::Value(happens(*draw.chance, random));
  if (!draw.among.empty()) {
    std::vector<double> shares;
    for (auto const& [value, share] : draw.among) shares.push_back(share.to_double());
    auto const& value = std::next(draw.among.begin(), static_cast<std::ptrdiff_t>(pick(shares, random)))->first;
    if (auto number = Decimal::parse(value)) return feel::Value(*number);
    return feel::Value(value);
  }
  if (!draw.median) return {};
  auto number = random.log_normal(draw.median->to_double(), sigma_or(draw.sigma, 0.3));
  if (draw.at_least) number = std::max(number, draw.at_least->to_double());
  if (draw.at_most) number = std::min(number, draw.at_most->to_double());
  auto step = draw.step.to_double() > 0 ? draw.step : Decimal(1);
  auto steps = std::llround(std::clamp(number / step.to_double(), -9e15, 9e15));
  return feel::Value(Decimal::multiply(Decimal(static_cast<std::int64_t>(steps)), step).value_or(0));
}

feel::Context draw(std::map<std::string, Draw> const& draws, Random& random) {
  feel::Context values;
  for (auto const& [name, one] : draws) values.set(name, draw(one, random));
  return values;
}

bool happens(double share, Random& random) { return random.uniform() < share; }
bool happens(Decimal const& share, Random& random) { return happens(share.to_double(), random); }

int how_many(double mean, Random& random) {
  // Knuth's product of uniforms; means here are those of a day.
  auto limit = std::exp(-std::min(mean, 500.0));
  int count = 0;
  for (auto product = random.uniform(); product > limit && count < 10'000; product *= random.uniform()) ++count;
  return count;
}

std::size_t pick(std::vector<double> const& weights, Random& random) {
  double sum = 0;
  for (auto weight : weights) sum += std::max(weight, 0.0);
  auto left = random.uniform() * sum;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    left -= std::max(weights[i], 0.0);
    if (left < 0) return i;
  }
  return 0;
}

std::string pick(std::vector<std::string> const& texts, Random& random) {
  return texts.empty() ? std::string() : texts[random.below(texts.size())];
}

double strength(Weeks const& weeks, int week) {
  if (week < weeks.from || (weeks.until && week > *weeks.until)) return 0;
  if (!weeks.full || week >= *weeks.full) return 1;
  return static_cast<double>(week - weeks.from + 1) / static_cast<double>(*weeks.full - weeks.from + 1);
}

}  // namespace drivetrain::simulation
