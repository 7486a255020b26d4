// How much room a name needs, without a font at hand: widths of the usual sans-serif faces, on the generous side.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace drivetrain::notation::picture {

inline constexpr double font_size = 12, line_height = 14;

/// In pixels at font_size. Letters of wide scripts count a full square.
double text_width(std::string_view utf8);
/// Broken at blanks and behind hyphens, and inside a word only where it is wider than `width`; at most `most_lines`, the last then ending in "…". Runs of blanks and
/// line breaks are one blank. Control characters are left out. Empty text: no lines.
std::vector<std::string> wrapped(std::string_view utf8, double width, std::size_t most_lines);

struct TextSize {
  double width = 0, height = 0;
};
/// Of the wrapped text, rounded up; zero for an empty one.
TextSize wrapped_size(std::string_view utf8, double width, std::size_t most_lines);

}  // namespace drivetrain::notation::picture
