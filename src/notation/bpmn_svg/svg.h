// A process as a picture for reading, printing and mailing: SVG drawn from the diagram (BPMN DI) of a file. Every element of the
// standard's notation has its shape and markers, and a <title> for screen readers and pointers. Colours follow the reader's light or dark
// setting. The result is one plain XML file: no scripts, no links, no fonts or images from elsewhere.
// Source: BPMN 2.0.2 chapter 7 (notation), chapter 13 (depiction); SVG 1.1.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "notation/bpmn.h"

namespace drivetrain::notation {

struct BpmnSvgOptions {
  std::string diagram;  ///< id of the one to draw; empty: all, one below the other
};

struct BpmnSvg {
  std::string text;
  double width = 0, height = 0;
  std::size_t shapes = 0, edges = 0;  ///< that were drawn
  std::vector<std::string> remarks;   ///< what could not be drawn, and why
};

/// Draws `diagrams`, which show elements of `definitions`: its own, or those of a layout. A shape without sensible coordinates is left out with
/// a remark. Error DT-X901 when there is no diagram of that id, or none at all; DT-R013 when the picture would be larger than
/// max_svg_bytes.
Result<BpmnSvg> draw_bpmn_svg(BpmnDefinitions const& definitions, std::vector<BpmnDiagram> const& diagrams, BpmnSvgOptions const& options);

inline constexpr std::size_t max_svg_bytes = 64u << 20;

}  // namespace drivetrain::notation
