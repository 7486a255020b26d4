// Fuzzing the YAML reader, the editor's proof and the formatter: any bytes give a tree or findings that can be shown, and what is
// formatted says the same and looks the same the second time.
#include <cstdint>
#include <cstdlib>

#include "base/render_diagnostic.h"
#include "notation/yaml_format.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace drivetrain;
  SourceText source("a.yaml", std::string(reinterpret_cast<char const*>(data), size));
  Diagnostics findings;
  auto documents = notation::read_yaml(source, findings);
  render_text(findings, [&](std::string_view) { return &source; });
  for (auto const& document : documents)
    if (document.span.end.offset > source.text().size()) std::abort();
  notation::Catalogue const no_kinds;
  auto once = notation::format_yaml(source, no_kinds);
  if (!once) return 0;
  auto twice = notation::format_yaml(SourceText("a.yaml", *once), no_kinds);
  if (!twice || *twice != *once) std::abort();
  return 0;
}
