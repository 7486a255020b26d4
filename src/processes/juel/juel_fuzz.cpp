// Fuzzing JUEL: any text is refused or compiled, and evaluates to a value or an error, in bounded time.
#include <cstdint>
#include <cstdlib>

#include "processes/juel/expression.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace drivetrain;
  using namespace drivetrain::processes;
  auto compiled = juel::Expression::compile(std::string_view(reinterpret_cast<char const*>(data), size));
  if (!compiled.ok()) return compiled.error().help.empty() ? std::abort(), 0 : 0;
  juel::World world;
  world.variable = [](std::string_view name) -> std::optional<feel::Value> {
    if (name == "a") return feel::Value(7);
    if (name == "s") return feel::Value("Straße");
    if (name == "l") return feel::Value(feel::List{1, "x", feel::Value()});
    if (name == "d") return feel::Value(Instant{1'774'699'200'000'000});
    return std::nullopt;
  };
  auto value = compiled->evaluate(world);
  if (!value.ok() && value.error().help.empty()) std::abort();
  return 0;
}
