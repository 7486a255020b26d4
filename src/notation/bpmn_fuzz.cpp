// Fuzzing the BPMN reader: any bytes give a tree or findings that can be shown; what was read is written back and read again as the same.
#include <cstdint>
#include <cstdlib>

#include "base/render_diagnostic.h"
#include "notation/bpmn.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace drivetrain;
  SourceText source("a.bpmn", std::string(reinterpret_cast<char const*>(data), size));
  Diagnostics findings;
  auto definitions = notation::read_bpmn(source, findings);
  render_text(findings, [&](std::string_view) { return &source; });
  if (!definitions) return 0;
  Diagnostics of_second;
  auto again = notation::read_bpmn(SourceText("b.bpmn", notation::write_bpmn(*definitions)), of_second);
  if (!again || !notation::same_content(*definitions->xml, *again->xml)) std::abort();
  return 0;
}
