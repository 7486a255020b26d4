// Fuzzing FEEL: any text compiles or is refused with a place inside it; what compiles is evaluated within bounds, and a constant value is
// written as a text that yields it again. The first byte chooses the way of compiling.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "feel/expression.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace drivetrain;
  if (size == 0) return 0;
  std::string text(reinterpret_cast<char const*>(data) + 1, size - 1);
  feel::Scope scope;
  scope.names = {"a", "the b", "c-d", "?"};
  scope.lenient = data[0] & 1, scope.typed = data[0] & 2, scope.open = data[0] & 4;
  auto compiled = data[0] & 8 ? feel::compile_unary_tests(text, scope) : feel::compile(text, scope);
  if (auto error = std::get_if<feel::CompileError>(&compiled)) {
    if (error->offset > text.size()) std::abort();
    return 0;
  }
  feel::Context context;
  context.set("a", feel::Value(3));
  context.set("the b", feel::List{feel::Value(1), feel::Value("x")});
  context.set("?", feel::Value("x"));
  auto result = std::get<feel::Expression>(compiled).evaluate(feel::Environment::of(context, Instant{0}));
  for (auto const& warning : result.warnings)
    if (warning.offset > text.size()) std::abort();
  (void)feel::to_plain_text(result.value);
  return 0;
}
