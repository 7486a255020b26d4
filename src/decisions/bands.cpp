// Which band holds (see bands.h).
#include "decisions/bands.h"

#include <algorithm>

#include "base/text.h"
#include "decisions/facts.h"

namespace drivetrain::decisions {

std::vector<CompiledBand> compile_bands(Decision const& decision) {
  feel::Scope scope;
  for (auto const& fact : decision.facts) scope.names.push_back(fact.name.value);
  std::vector<CompiledBand> compiled;
  for (auto const& band : decision.bands) {
    auto result = feel::compile(band.when.text, scope);
    if (auto* expression = std::get_if<feel::Expression>(&result))
      compiled.push_back({std::move(*expression), true});
    else
      compiled.push_back({});
  }
  return compiled;
}

namespace {

/// Top-level names that the bands read: those are the facts worth naming.
std::vector<std::string> facts_read(std::vector<CompiledBand> const& bands) {
  std::vector<std::string> names;
  for (auto const& band : bands) {
    if (!band.ok) continue;
    for (auto const& path : band.when.reads()) {
      auto name = path.substr(0, path.find('.'));
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
  }
  return names;
}

BandAnswer named_decider(Decision const& decision) {
  auto const& named = decision.rapid.decide;
  if (named.size() == 1) return {named[0].text(), -1, "it is the named decider of " + decision.header.id};
  return {"", -1, "decision " + decision.header.id + " has no bands and names " + std::to_string(named.size()) + " deciders"};
}

}  // namespace

BandAnswer answer_bands(Decision const& decision, feel::Value const& facts, Instant now) {
  if (decision.bands.empty()) return named_decider(decision);
  auto compiled = compile_bands(decision);
  static feel::Context const none;
  auto environment = feel::Environment::of(facts.kind() == feel::Kind::context ? facts.context() : none, now);
  std::vector<int> holding;
  for (std::size_t i = 0; i < compiled.size(); ++i)
    if (compiled[i].ok && compiled[i].when.evaluate(environment).value.is_true()) holding.push_back(static_cast<int>(i));
  auto words = facts_in_words(decision, facts, facts_read(compiled));
  auto const* is = words.find(',') == std::string::npos ? " is in " : " are in ";
  if (holding.size() == 1) {
    auto band = holding[0];
    return {decision.bands[static_cast<std::size_t>(band)].role.text(), band, words + is + "band " + std::to_string(band + 1)};
  }
  if (holding.empty()) return {"", -1, words + is + "no band of " + decision.header.id};
  std::vector<std::string> names;
  for (auto band : holding) names.push_back(band_in_words(decision, band));
  return {"", -1, words + is + std::to_string(holding.size()) + " bands of " + decision.header.id + ": " + join(names, ", ")};
}

std::string band_in_words(Decision const& decision, int band) {
  return "band " + std::to_string(band + 1) + " (" + decision.bands[static_cast<std::size_t>(band)].when.text + ")";
}

}  // namespace drivetrain::decisions
