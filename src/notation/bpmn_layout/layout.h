// Giving a process its picture: the map on which everybody reads how the work flows. Work runs from left to right in layers
// (Sugiyama, Tagawa, Toda 1981: loops opened, layers, few crossings, straight main path), lanes and pools are bands, flows are
// routed at right angles around everything that stands in their way. The same file always gives the same picture.
// Source: BPMN 2.0.2 chapter 12 (DI), chapter 13 (depiction).
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/result.h"
#include "notation/bpmn.h"

namespace drivetrain::notation {

inline constexpr std::size_t max_laid_out_nodes = 2'000;  ///< of one container; more stand on a plain grid, with straight flows

struct BpmnPicture {
  std::vector<BpmnDiagram> diagrams;
  /// Sentences about what has no place in the picture, or only a plain one, and why.
  std::vector<std::string> remarks;
};

/// All of it anew: a diagram for each collaboration, for each process that no pool shows, and for the inside of each sub-process that the
/// file's own picture shows collapsed. Ids of shapes and edges are unique in the file; those of existing diagrams are kept. Beyond
/// max_laid_out_nodes in one container its content stands on a plain grid, and a remark says so.
BpmnPicture lay_out_bpmn(BpmnDefinitions const& definitions);

enum class PictureState { complete, completed, laid_out };
struct LaidOutBpmn {
  PictureState state = PictureState::complete;  ///< there was nothing to do; what lacked a place got one; all is new
  std::string text;                             ///< the file: apart from its picture, byte for byte what it was
  BpmnPicture picture;                          ///< as it stands in `text`
  std::size_t shapes = 0, edges = 0;            ///< that were added
};
enum class LayoutWish { what_is_missing, anew };

/// The file with its picture. Error DT-R013 when the result would be larger than a file may be.
/// Precondition: `definitions` were read from `source`.
Result<LaidOutBpmn> with_picture(SourceText const& source, BpmnDefinitions const& definitions, LayoutWish wish);

}  // namespace drivetrain::notation
