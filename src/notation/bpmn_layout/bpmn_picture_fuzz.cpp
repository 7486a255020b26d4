// Fuzzing the layout and the drawing: whatever BPMN can be read gets a picture that can be written, read again and drawn.
#include <cstdint>
#include <cstdlib>

#include "notation/bpmn_layout/layout.h"
#include "notation/bpmn_svg/svg.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace drivetrain;
  SourceText source("a.bpmn", std::string(reinterpret_cast<char const*>(data), size));
  Diagnostics findings;
  auto definitions = notation::read_bpmn(source, findings);
  if (!definitions) return 0;
  for (auto wish : {notation::LayoutWish::what_is_missing, notation::LayoutWish::anew}) {
    auto laid_out = notation::with_picture(source, *definitions, wish);
    if (!laid_out) continue;
    Diagnostics of_second;
    auto again = notation::read_bpmn(SourceText("b.bpmn", laid_out->text), of_second);
    if (!again) std::abort();
    auto svg = notation::draw_bpmn_svg(*again, again->diagrams, {});
    if (svg && !notation::read_xml(SourceText("c.svg", svg->text), of_second) && svg->text.size() < (1u << 20)) std::abort();
  }
  return 0;
}
