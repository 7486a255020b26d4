// The rows of one page, kept while any number of rows goes by.
#pragma once

#include <functional>
#include <vector>

#include "app/faces/walk.h"
#include "feel/value.h"

namespace drivetrain::app::faces {

/// So many rows are put in order for one answer.
inline constexpr std::size_t most_sorted = 20'000;

class Page {
 public:
  using Before = std::function<bool(feel::Context const&, feel::Context const&)>;
  /// Rows from place `first` on, `most` of them, in the order of `before`, of equals as they came; without it as they come. `counted`: so many are counted before it is enough.
  /// DT-X902 when too many would have to be put in order.
  static Result<Page> make(std::size_t first, std::size_t most, Before before, std::size_t counted = 0);

  Next add(feel::Context row);
  /// Once.
  std::vector<feel::Context> take_rows();
  std::size_t found() const { return found_; }
  /// There may be more than were found.
  bool is_cut() const { return cut_; }

 private:
  void cut_to(std::size_t most);

  std::vector<feel::Context> rows_;
  Before before_;
  std::size_t first_ = 0, most_ = 0, counted_ = 0, found_ = 0;
  bool cut_ = false;
};

}  // namespace drivetrain::app::faces
