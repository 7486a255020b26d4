// Fuzz target of the tables import: any bytes as a CSV, a workbook or a calendar, through guess, model and report. Whatever comes, there is an answer or an
// error, the model that is written can be read, and no finding points outside it.
#include <cstddef>
#include <cstdint>

#include "app/own_data/own_data.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace drivetrain;
  using namespace drivetrain::app;
  if (size == 0 || size > 256u << 10) return 0;
  // The first byte chooses the format, so that a corpus of one kind does not have to find the others.
  static constexpr char const* names[] = {"a.csv", "a.xlsx", "a.ics"};
  std::string bytes(reinterpret_cast<char const*>(data) + 1, size - 1);
  auto tables = own_data::read_files({{names[data[0] % 3], bytes}});
  if (!tables) return 0;
  std::vector<own_data::Override> overrides;
  static constexpr char const* kinds[] = {"roles", "people", "decisions", "kpis", "meetings"};
  if (data[0] & 0x80)
    if (auto said = own_data::read_override(std::string("a=") + kinds[(data[0] >> 2) % 5])) overrides.push_back(*said);
  auto guesses = own_data::guess(tables.take(), overrides);
  if (!guesses) return 0;
  own_data::BuildOptions options;
  options.gather.at = Date{2026, 1, 5};
  auto built = own_data::build(*guesses, options);
  for (auto const& finding : built.compilation.diagnostics.all()) DT_ASSERT(!(finding.severity == Severity::error && finding.code.starts_with("DT-R0")));
  own_data::report_html(built.report);
  own_data::guess_text(*guesses);
  return 0;
}
