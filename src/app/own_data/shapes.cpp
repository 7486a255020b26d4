// Looking at cells (see shapes.h).
#include "app/own_data/shapes.h"

#include <algorithm>

#include "app/own_data/amounts.h"
#include "app/own_data/fold.h"
#include "app/own_data/times.h"

namespace drivetrain::app::own_data {

namespace {

bool has_digit(std::string const& text) { return text.find_first_of("0123456789") != std::string::npos; }

bool cell_fits(Shape shape, std::string const& cell) {
  switch (shape) {
    case Shape::any: return true;
    case Shape::person: return says_nobody(cell) || looks_like_person(cell) || (!has_digit(cell) && cell.size() <= 60);
    case Shape::people_or_roles: return says_nobody(cell) || (!read_quantity(cell) && !read_loose_date(cell));
    case Shape::amount: return says_nobody(cell) || read_quantity(cell).has_value() || read_limit(cell).has_value();
    case Shape::limit: return says_nobody(cell) || read_limit(cell).has_value();
    case Shape::email: return cell.find('@') != std::string::npos;
    case Shape::date: return read_loose_date(cell).has_value();
    case Shape::time: {
      When when;
      read_when(cell, when);
      return when.start_us.has_value();
    }
    case Shape::weekday:
    case Shape::recurrence: {
      When when;
      auto left = read_when(cell, when);
      return !when.weekdays.empty() || when.frequency != Frequency::unknown || when.start_us.has_value() || when.first.has_value() || when.day_of_month > 0;
    }
    case Shape::duration: return read_loose_duration(cell, hours(8)).has_value() || read_number(cell).has_value();
    case Shape::target: return read_target(cell).has_value() || says_nobody(cell);
    case Shape::direction: return !has_digit(cell) && cell.size() <= 30;
    case Shape::flag: return cell.size() <= 10;
  }
  return true;
}

}  // namespace

double shape_fit(Shape shape, std::vector<std::string> const& cells) {
  if (shape == Shape::any) return 1;
  if (cells.empty()) return 0.5;
  auto fitting = std::count_if(cells.begin(), cells.end(), [&](auto const& cell) { return cell_fits(shape, cell); });
  return static_cast<double>(fitting) / static_cast<double>(cells.size());
}

}  // namespace drivetrain::app::own_data
