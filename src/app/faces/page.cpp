// See page.h. Of rows that are put in order twice as many as are asked for are kept, and then cut to these.
#include "app/faces/page.h"

#include <algorithm>

namespace drivetrain::app::faces {

Result<Page> Page::make(std::size_t first, std::size_t most, Before before, std::size_t counted) {
  if (before && (first > most_sorted || most > most_sorted - first))
    return Error{"DT-X902", "more than " + std::to_string(most_sorted) + " rows are not put in order for one page", "narrow the search, or leave the order out"};
  Page page;
  page.first_ = first, page.most_ = most, page.before_ = std::move(before), page.counted_ = counted;
  return page;
}

Next Page::add(feel::Context row) {
  auto place = found_++;
  if (before_) {
    rows_.push_back(std::move(row));
    if (rows_.size() > 2 * (first_ + most_) + 1'000) cut_to(first_ + most_);
    return Next::more;
  }
  if (place >= first_ && place - first_ < most_) rows_.push_back(std::move(row));
  // One beyond the page: then it is known that there is one.
  cut_ = found_ > counted_ && found_ > first_ && found_ - first_ > most_;
  return cut_ ? Next::enough : Next::more;
}

void Page::cut_to(std::size_t most) {
  std::stable_sort(rows_.begin(), rows_.end(), before_);
  if (rows_.size() > most) rows_.erase(rows_.begin() + static_cast<std::ptrdiff_t>(most), rows_.end());
}

std::vector<feel::Context> Page::take_rows() {
  if (before_) {
    cut_to(first_ + most_);
    rows_.erase(rows_.begin(), rows_.begin() + static_cast<std::ptrdiff_t>(std::min(first_, rows_.size())));
  }
  return std::move(rows_);
}

}  // namespace drivetrain::app::faces
