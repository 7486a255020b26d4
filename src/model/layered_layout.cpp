// The layered method (see layered_layout.h): a line that passes a column gets a place there like a box (a bend); then columns are
// sorted by the mean place of their neighbours, back and forth, and heights are set by the pool-adjacent-violators algorithm: as
// near to the neighbours' mean as order and gaps allow.
#include "model/layered_layout.h"

#include <algorithm>
#include <numeric>

namespace drivetrain::model {

namespace {

struct Slot {
  std::size_t column = 0;
  double height = 0, gap = 0, middle = 0;
  std::vector<std::size_t> left, right;  ///< neighbours in the columns beside
};

class Layering {
 public:
  Layering(std::vector<LayoutBox>& boxes, std::vector<LayoutLine>& lines, LayoutGaps const& gaps) : boxes_(boxes), lines_(lines), gaps_(gaps) {}

  LayoutSize run() {
    make_places();
    order();
    stack();
    for (int sweep = 0; sweep < 12; ++sweep) settle(sweep % 2 == 0);
    return write_back();
  }

 private:
  void make_places() {
    std::size_t columns = 0;
    for (auto const& box : boxes_) {
      places_.push_back({box.column, box.height, gaps_.between_boxes, 0, {}, {}});
      columns = std::max(columns, box.column + 1);
    }
    columns_.resize(columns);
    bends_.resize(lines_.size());
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      auto const& line = lines_[i];
      auto begin = boxes_[line.from].column, end = boxes_[line.to].column;
      if (begin >= end) continue;
      auto last = line.from;
      for (auto column = begin + 1; column < end; ++column) {
        auto bend = places_.size();
        places_.push_back({column, 0, gaps_.between_lines, 0, {}, {}});
        bends_[i].push_back(bend);
        connect(last, bend);
        last = bend;
      }
      connect(last, line.to);
    }
    for (std::size_t i = 0; i < places_.size(); ++i) columns_[places_[i].column].push_back(i);
  }
  void connect(std::size_t from, std::size_t to) {
    places_[from].right.push_back(to);
    places_[to].left.push_back(from);
  }

  /// Sorts each column by its neighbours' mean rank in the column before (or behind); keeps the best order seen.
  void order() {
    number();
    auto best = columns_;
    auto fewest = count_crossings();
    for (int sweep = 0; sweep < 16 && fewest > 0; ++sweep) {
      bool rightward = sweep % 2 == 0;
      for (std::size_t step = 0; step < columns_.size(); ++step) {
        auto& column = columns_[rightward ? step : columns_.size() - 1 - step];
        sort_by_neighbours(column, rightward);
      }
      auto crossed = count_crossings();
      if (crossed < fewest) fewest = crossed, best = columns_;
    }
    columns_ = best;
    number();
  }
  void number() {
    rank_.assign(places_.size(), 0);
    for (auto const& column : columns_)
      for (std::size_t i = 0; i < column.size(); ++i) rank_[column[i]] = static_cast<double>(i);
  }
  void sort_by_neighbours(std::vector<std::size_t>& column, bool rightward) {
    std::vector<std::pair<double, std::size_t>> keyed;
    for (auto place : column) {
      auto const& neighbours = rightward ? places_[place].left : places_[place].right;
      double sum = 0;
      for (auto one : neighbours) sum += rank_[one];
      keyed.push_back({neighbours.empty() ? rank_[place] : sum / static_cast<double>(neighbours.size()), place});
    }
    std::stable_sort(keyed.begin(), keyed.end(), [](auto const& a, auto const& b) { return a.first < b.first; });
    for (std::size_t i = 0; i < column.size(); ++i) column[i] = keyed[i].second, rank_[column[i]] = static_cast<double>(i);
  }
  /// Inversions between neighbouring columns, counted with a Fenwick tree.
  std::size_t count_crossings() const {
    std::size_t total = 0;
    for (std::size_t c = 0; c + 1 < columns_.size(); ++c) {
      std::vector<std::size_t> seen(columns_[c + 1].size() + 1, 0);
      std::size_t drawn = 0;
      for (auto place : columns_[c]) {
        std::vector<std::size_t> ends;
        for (auto one : places_[place].right) ends.push_back(static_cast<std::size_t>(rank_[one]));
        for (auto end : ends) {
          std::size_t not_above = 0;
          for (auto at = end + 1; at > 0; at &= at - 1) not_above += seen[at];
          total += drawn - not_above;
        }
        for (auto end : ends) {
          for (auto at = end + 1; at < seen.size(); at += at & (~at + 1)) ++seen[at];
          ++drawn;
        }
      }
    }
    return total;
  }

  double distance(std::size_t above, std::size_t below) const {
    return (places_[above].height + places_[below].height) / 2 + std::max(places_[above].gap, places_[below].gap);
  }
  void stack() {
    for (auto const& column : columns_)
      for (std::size_t i = 0; i < column.size(); ++i)
        places_[column[i]].middle = i == 0 ? places_[column[i]].height / 2 : places_[column[i - 1]].middle + distance(column[i - 1], column[i]);
  }
  void settle(bool rightward) {
    for (std::size_t step = 0; step < columns_.size(); ++step) {
      auto const& column = columns_[rightward ? step : columns_.size() - 1 - step];
      std::vector<double> offset(column.size(), 0), wanted;
      for (std::size_t i = 1; i < column.size(); ++i) offset[i] = offset[i - 1] + distance(column[i - 1], column[i]);
      for (std::size_t i = 0; i < column.size(); ++i) {
        auto const& place = places_[column[i]];
        double sum = 0;
        for (auto one : place.left) sum += places_[one].middle;
        for (auto one : place.right) sum += places_[one].middle;
        auto count = place.left.size() + place.right.size();
        wanted.push_back((count ? sum / static_cast<double>(count) : place.middle) - offset[i]);
      }
      auto fitted = nondecreasing(wanted);
      for (std::size_t i = 0; i < column.size(); ++i) places_[column[i]].middle = fitted[i] + offset[i];
    }
  }
  /// The nondecreasing sequence nearest to the given one by least squares: neighbouring blocks in the wrong order become one.
  static std::vector<double> nondecreasing(std::vector<double> const& wanted) {
    struct Block {
      double sum = 0;
      std::size_t count = 0;
      double mean() const { return sum / static_cast<double>(count); }
    };
    std::vector<Block> blocks;
    for (auto value : wanted) {
      blocks.push_back({value, 1});
      while (blocks.size() > 1 && blocks[blocks.size() - 2].mean() > blocks.back().mean()) {
        auto last = blocks.back();
        blocks.pop_back();
        blocks.back().sum += last.sum, blocks.back().count += last.count;
      }
    }
    std::vector<double> fitted;
    for (auto const& block : blocks) fitted.insert(fitted.end(), block.count, block.mean());
    return fitted;
  }

  LayoutSize write_back() {
    double top = 0, bottom = 0;
    for (std::size_t i = 0; i < places_.size(); ++i) {
      auto upper = places_[i].middle - places_[i].height / 2, lower = places_[i].middle + places_[i].height / 2;
      top = i == 0 ? upper : std::min(top, upper), bottom = i == 0 ? lower : std::max(bottom, lower);
    }
    std::vector<double> width(columns_.size(), 0), left(columns_.size(), 0);
    for (auto const& box : boxes_) width[box.column] = std::max(width[box.column], box.width);
    for (std::size_t c = 1; c < left.size(); ++c) left[c] = left[c - 1] + width[c - 1] + (width[c - 1] > 0 ? gaps_.between_columns : 0);
    for (std::size_t i = 0; i < boxes_.size(); ++i) {
      boxes_[i].x = left[boxes_[i].column];
      boxes_[i].y = places_[i].middle - places_[i].height / 2 - top;
    }
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      auto& line = lines_[i];
      auto const &from = boxes_[line.from], &to = boxes_[line.to];
      line.points.clear();
      if (from.column >= to.column) continue;
      line.points.push_back({from.x + from.width, from.y + from.height / 2});
      for (auto bend : bends_[i]) {
        auto column = places_[bend].column;
        if (width[column] == 0) continue;  // nothing stands there that a line could run over
        line.points.push_back({left[column], places_[bend].middle - top});
        line.points.push_back({left[column] + width[column], places_[bend].middle - top});
      }
      line.points.push_back({to.x, to.y + to.height / 2});
    }
    return {left.empty() ? 0 : left.back() + width.back(), bottom - top};
  }

  std::vector<LayoutBox>& boxes_;
  std::vector<LayoutLine>& lines_;
  LayoutGaps gaps_;
  std::vector<Slot> places_;                   ///< boxes first, then bends
  std::vector<std::vector<std::size_t>> columns_, bends_;
  std::vector<double> rank_;
};

}  // namespace

LayoutSize lay_out(std::vector<LayoutBox>& boxes, std::vector<LayoutLine>& lines, LayoutGaps const& gaps) {
  if (boxes.empty()) return {};
  return Layering(boxes, lines, gaps).run();
}

std::size_t crossings(std::vector<LayoutLine> const& lines) {
  std::size_t total = 0;
  for (std::size_t a = 0; a < lines.size(); ++a)
    for (std::size_t b = a + 1; b < lines.size(); ++b)
      for (std::size_t i = 0; i + 1 < lines[a].points.size(); ++i)
        for (std::size_t j = 0; j + 1 < lines[b].points.size(); ++j) {
          auto const &p = lines[a].points[i], &q = lines[a].points[i + 1], &r = lines[b].points[j], &s = lines[b].points[j + 1];
          if (p.x == r.x && q.x == s.x && (p.y - r.y) * (q.y - s.y) < 0) ++total;
        }
  return total;
}

}  // namespace drivetrain::model
