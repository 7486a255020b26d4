// Line bookkeeping of a model file (see source.h).
#include "base/source.h"

#include <algorithm>

#include "base/text.h"

namespace drivetrain {

namespace {
constexpr std::size_t stride = 1024;
}

SourceText::SourceText(std::string path, std::string text) : path_(std::move(path)), text_(std::move(text)) {
  line_starts_.push_back(text_.starts_with("\xEF\xBB\xBF") ? 3 : 0);  // a byte order mark is in no column
  for (std::size_t i = 0; i < text_.size(); ++i)
    if (text_[i] == '\n') line_starts_.push_back(static_cast<std::uint32_t>(i + 1));
  std::size_t counted = 0;
  for (std::size_t i = 0; i <= text_.size(); i += stride) {
    code_points_.push_back(static_cast<std::uint32_t>(counted));
    counted += code_point_count(std::string_view(text_).substr(i, stride));
  }
}

Position SourceText::position(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  if (line_starts_.empty()) return {};
  offset = std::max<std::size_t>(offset, line_starts_[0]);
  auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), static_cast<std::uint32_t>(offset));
  auto start = *(next - 1);
  auto before = [this](std::size_t at) {
    auto mark = at / stride;
    return code_points_[mark] + code_point_count(std::string_view(text_).substr(mark * stride, at - mark * stride));
  };
  auto column = offset - start < stride ? code_point_count(std::string_view(text_).substr(start, offset - start))
                                        : before(offset) - before(start);
  return {static_cast<std::uint32_t>(next - line_starts_.begin()), static_cast<std::uint32_t>(column + 1),
          static_cast<std::uint32_t>(offset)};
}

Span SourceText::span(std::size_t begin, std::size_t end) const { return {path_, position(begin), position(end)}; }

std::string_view SourceText::line(std::uint32_t line) const {
  if (line == 0 || line > line_starts_.size()) return {};
  auto begin = line_starts_[line - 1];
  auto end = line < line_starts_.size() ? line_starts_[line] - 1 : text_.size();
  auto view = std::string_view(text_).substr(begin, end - begin);
  if (!view.empty() && view.back() == '\r') view.remove_suffix(1);
  return view;
}

}  // namespace drivetrain
