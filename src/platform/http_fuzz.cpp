// Fuzzing what we ourselves read of a request: its target. The rest of HTTP is read by Beast.
#include <cstdint>
#include <cstdlib>

#include "platform/http.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace drivetrain;
  auto target = platform::parse_target({reinterpret_cast<char const*>(data), size});
  if (!target) return 0;
  if (target->path.find('\0') != std::string::npos) std::abort();
  for (auto const& [name, value] : target->query)
    if (name.size() + value.size() > size) std::abort();
  return 0;
}
