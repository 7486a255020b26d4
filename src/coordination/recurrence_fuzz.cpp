// Fuzzing recurrence rules: any text is refused or gives occurrences in rising order, in bounded time.
#include <cstdint>
#include <cstdlib>

#include "coordination/recurrence.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace drivetrain;
  static auto const zone = Zone::find("Europe/London").take();
  std::string_view text(reinterpret_cast<char const*>(data), size);
  auto bar = text.find('|');
  auto start = bar == std::string_view::npos ? std::string_view("2026-01-05T06:50") : text.substr(bar + 1);
  auto rule = coordination::Recurrence::parse(text.substr(0, bar), start, zone);
  if (!rule) return 0;
  auto begin = parse_instant("2026-01-01T00:00:00Z");
  auto at = *begin;
  for (auto const& next : rule->between(*begin, *begin + days(400), 50)) {
    if (next < at) std::abort();
    at = next;
  }
  return 0;
}
