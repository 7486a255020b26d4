// Merging by lines (see merge.h): each side becomes a list of hunks against the base (longest common subsequence, after what is
// common at both ends is set aside); the hunks of both are then laid over the base from the top.
#include "model/merge.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace drivetrain::model {

namespace {

using Lines = std::vector<std::string_view>;

/// With their line ends, so that joining them gives the text again.
Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    auto end = text.find('\n');
    auto length = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return lines;
}

/// Lines [begin, end) of the base become `lines`.
struct Hunk {
  std::size_t begin = 0, end = 0;
  Lines lines;
  bool operator==(Hunk const&) const = default;
};

constexpr std::size_t most_compared = 4'000'000;

/// Nothing when the texts are too different to compare in bounded time.
std::optional<std::vector<Hunk>> hunks_between(Lines const& base, Lines const& side) {
  std::size_t head = 0, tail = 0;
  auto shorter = std::min(base.size(), side.size());
  while (head < shorter && base[head] == side[head]) ++head;
  while (tail < shorter - head && base[base.size() - 1 - tail] == side[side.size() - 1 - tail]) ++tail;
  auto rows = base.size() - head - tail, columns = side.size() - head - tail;
  if (rows * columns > most_compared) return std::nullopt;
  std::vector<std::uint32_t> lengths((rows + 1) * (columns + 1), 0);
  auto at = [&](std::size_t i, std::size_t j) -> std::uint32_t& { return lengths[i * (columns + 1) + j]; };
  for (auto i = rows; i-- > 0;)
    for (auto j = columns; j-- > 0;)
      at(i, j) = base[head + i] == side[head + j] ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
  std::vector<Hunk> hunks;
  std::size_t i = 0, j = 0;
  while (i < rows || j < columns) {
    if (i < rows && j < columns && base[head + i] == side[head + j]) {
      ++i, ++j;
      continue;
    }
    Hunk hunk{head + i, head + i, {}};
    while ((i < rows || j < columns) && !(i < rows && j < columns && base[head + i] == side[head + j])) {
      if (j == columns || (i < rows && at(i + 1, j) >= at(i, j + 1))) ++i, ++hunk.end;
      else hunk.lines.push_back(side[head + j++]);
    }
    hunks.push_back(std::move(hunk));
  }
  return hunks;
}

/// They share a line of the base, or a place where one of them only puts something in.
bool collide(Hunk const& a, Hunk const& b) {
  if (a.begin == a.end || b.begin == b.end) return a.begin <= b.end && b.begin <= a.end;
  return a.begin < b.end && b.begin < a.end;
}

}  // namespace

std::optional<std::string> merge_lines(std::string_view base, std::string_view ours, std::string_view theirs) {
  auto lines = lines_of(base);
  auto mine = hunks_between(lines, lines_of(ours)), yours = hunks_between(lines, lines_of(theirs));
  if (!mine || !yours) return std::nullopt;
  std::vector<Hunk> all = *mine;
  for (auto const& hunk : *yours) {
    if (std::find(mine->begin(), mine->end(), hunk) != mine->end()) continue;
    for (auto const& other : *mine)
      if (collide(hunk, other)) return std::nullopt;
    all.push_back(hunk);
  }
  std::sort(all.begin(), all.end(), [](Hunk const& a, Hunk const& b) { return a.begin < b.begin; });
  std::string merged;
  std::size_t next = 0;
  for (auto const& hunk : all) {
    for (; next < hunk.begin; ++next) merged += lines[next];
    for (auto line : hunk.lines) merged += line;
    next = hunk.end;
  }
  for (; next < lines.size(); ++next) merged += lines[next];
  return merged;
}

}  // namespace drivetrain::model
